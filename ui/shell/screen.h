// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

/** KapkaScreen: a screen of a visit that has more to say than a plain widget; a screen without this
 * interface is left by Back. */
#define KAPKA_TYPE_SCREEN (kapka_screen_get_type ())
G_DECLARE_INTERFACE (KapkaScreen, kapka_screen, KAPKA, SCREEN, GtkWidget)

struct _KapkaScreenInterface {
  GTypeInterface parent_interface;

  gboolean (*go_back) (KapkaScreen *screen);
  GtkWidget *(*get_toolbar) (KapkaScreen *screen);
};

/** Returns: %TRUE when the screen went a step back within itself; %FALSE when Back leaves it. */
gboolean kapka_screen_go_back (KapkaScreen *screen);

/** Returns: (transfer none) (nullable): what the screen puts into the header while it is shown. */
GtkWidget *kapka_screen_get_toolbar (KapkaScreen *screen);
