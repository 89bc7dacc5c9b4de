// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/alive.h"

#include "guard/notify.h"

/* A display that does not answer keeps the main loop here, so that nothing is told. */
static gboolean
on_period (gpointer user_data) {
  gdk_display_sync (gtk_widget_get_display (user_data));
  kapka_notify_alive ();
  return G_SOURCE_CONTINUE;
}

static void
on_destroy (GtkWidget *window, gpointer user_data) {
  g_source_remove (GPOINTER_TO_UINT (user_data));
}

static void
on_painted (GdkFrameClock *clock, GtkWidget *window) {
  guint period = kapka_notify_get_period ();

  g_signal_handlers_disconnect_by_func (clock, on_painted, window);
  kapka_notify_ready ();
  if (period > 0)
    g_signal_connect (window, "destroy", G_CALLBACK (on_destroy),
                      GUINT_TO_POINTER (g_timeout_add (period, on_period, window)));
}

static void
on_mapped (GtkWidget *window) {
  g_signal_handlers_disconnect_by_func (window, on_mapped, NULL);
  g_signal_connect_object (gtk_widget_get_frame_clock (window), "after-paint",
                           G_CALLBACK (on_painted), window, 0);
}

void
kapka_alive_watch (GtkWindow *window) {
  g_signal_connect (window, "map", G_CALLBACK (on_mapped), NULL);
}
