// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/screen.h"

G_DEFINE_INTERFACE (KapkaScreen, kapka_screen, GTK_TYPE_WIDGET)

static void
kapka_screen_default_init (KapkaScreenInterface *iface) {
}

gboolean
kapka_screen_go_back (KapkaScreen *self) {
  KapkaScreenInterface *iface = KAPKA_SCREEN_GET_IFACE (self);

  return iface->go_back != NULL && iface->go_back (self);
}

GtkWidget *
kapka_screen_get_toolbar (KapkaScreen *self) {
  KapkaScreenInterface *iface = KAPKA_SCREEN_GET_IFACE (self);

  return iface->get_toolbar == NULL ? NULL : iface->get_toolbar (self);
}
