// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

/** KapkaApplication: the program `kapka`: command line, configuration, catalogue, journal and the
 * one window. */
#define KAPKA_TYPE_APPLICATION (kapka_application_get_type ())
G_DECLARE_FINAL_TYPE (KapkaApplication, kapka_application, KAPKA, APPLICATION, GtkApplication)

/** Returns: (transfer full): the program, not yet running. */
KapkaApplication *kapka_application_new (void);

/** Returns: whether the program has ended in order to be started again: it could not wipe a visit
 * completely, and what is left ends with it or is wiped at the start; or the work of the night is
 * done. */
gboolean kapka_application_wants_restart (KapkaApplication *application);
