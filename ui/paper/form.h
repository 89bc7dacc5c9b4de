// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

#include "ui/shell/session.h"

/** KapkaForm: a form to look at and to print: every page, number of copies, one Print button, and a clear answer. */
#define KAPKA_TYPE_FORM (kapka_form_get_type ())
G_DECLARE_FINAL_TYPE (KapkaForm, kapka_form, KAPKA, FORM, GtkWidget)

/** Returns: (transfer floating): the screen of the form @tile. */
GtkWidget *kapka_form_new (KapkaSession *session, const KapkaTile *tile);

/**
 * kapka_form_new_page:
 * @path: a PDF in the visit's directory that the portal @tile gave or that is its page
 *
 * Returns: (transfer floating): the same screen for a paper of a portal.
 */
GtkWidget *kapka_form_new_page (KapkaSession *session, const KapkaTile *tile, const char *path);
