// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

#include "ui/shell/session.h"

/** KapkaAbsentForm: a form that cannot be printed here: why, what is known of it, and where to get
 * it. */
#define KAPKA_TYPE_ABSENT_FORM (kapka_absent_form_get_type ())
G_DECLARE_FINAL_TYPE (KapkaAbsentForm, kapka_absent_form, KAPKA, ABSENT_FORM, GtkWidget)

/** Returns: (transfer floating): the screen of the form @tile. */
GtkWidget *kapka_absent_form_new (KapkaSession *session, const KapkaTile *tile);
