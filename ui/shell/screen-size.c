// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/screen-size.h"

/* Of the shorter side, in pixels. */
#define MEDIUM_SIDE 900
#define LARGE_SIDE 1050

static void
set_css_class (GtkWidget *window, const char *css_class, gboolean set) {
  if (set)
    gtk_widget_add_css_class (window, css_class);
  else
    gtk_widget_remove_css_class (window, css_class);
}

static void
on_surface_layout (GdkSurface *surface, int width, int height, GtkWidget *window) {
  int side = MIN (width, height);

  set_css_class (window, "medium", side >= MEDIUM_SIDE && side < LARGE_SIDE);
  set_css_class (window, "large", side >= LARGE_SIDE);
}

static void
on_realized (GtkWidget *window) {
  g_signal_connect_object (gtk_native_get_surface (GTK_NATIVE (window)), "layout",
                           G_CALLBACK (on_surface_layout), window, 0);
}

void
kapka_screen_size_watch (GtkWindow *window) {
  g_signal_connect (window, "realize", G_CALLBACK (on_realized), NULL);
}
