// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

#include "ui/shell/session.h"

/**
 * KapkaFooter:
 * The foot of every screen of a visit: what will be erased, and the button that ends the visit.
 */
#define KAPKA_TYPE_FOOTER (kapka_footer_get_type ())
G_DECLARE_FINAL_TYPE (KapkaFooter, kapka_footer, KAPKA, FOOTER, GtkWidget)

/** To be called once. */
void kapka_footer_set_session (KapkaFooter *footer, KapkaSession *session);
