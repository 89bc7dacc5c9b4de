// SPDX-License-Identifier: GPL-3.0-or-later
// What becomes of a page whose web process hangs, or falls.
#include "ui/portal/page-private.h"

/* Long enough to read what a page that is given up says. */
#define HOME_SECONDS 20

static void
on_time_to_go_home (gpointer user_data) {
  KapkaPage *self = KAPKA_PAGE (user_data);

  self->home_source = 0;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.home", NULL);
}

static void
give_up (KapkaPage *self) {
  kapka_page_lose (self, KAPKA_FAILURE_GIVEN_UP);
  if (self->home_source == 0)
    self->home_source = g_timeout_add_once (HOME_SECONDS * 1000, on_time_to_go_home, self);
}

static gboolean
was_too_large (KapkaPage *self, WebKitWebProcessTerminationReason reason) {
  return reason == WEBKIT_WEB_PROCESS_EXCEEDED_MEMORY_LIMIT ||
         (reason == WEBKIT_WEB_PROCESS_CRASHED &&
          kapka_process_guard_has_just_struck (self->guard));
}

static void
on_web_process_terminated (WebKitWebView *view,
                           WebKitWebProcessTerminationReason reason,
                           KapkaPage *self) {
  kapka_pulse_restart (self->pulse);
  kapka_dialogs_dismiss (self->dialogs);
  if (kapka_recovery_fall (&self->recovery, g_get_monotonic_time ()) == KAPKA_RECOVERY_GIVE_UP)
    give_up (self);
  else
    kapka_page_lose (self,
                     was_too_large (self, reason) ? KAPKA_FAILURE_MEMORY : KAPKA_FAILURE_CRASH);
}

/* What shows in its place already has another cause, which is nearer to the visitor. */
static void
on_pulse_stopped (KapkaPulse *pulse, KapkaPage *self) {
  if (!kapka_page_is_showing (self, "notice"))
    kapka_page_fail (self, KAPKA_FAILURE_HUNG);
}

static void
on_pulse_returned (KapkaPulse *pulse, KapkaPage *self) {
  if (!kapka_page_is_showing (self, "notice") ||
      (self->told != KAPKA_FAILURE_HUNG && self->told != KAPKA_FAILURE_WAITING))
    return;
  if (self->shown)
    kapka_page_show_view (self);
  else
    gtk_stack_set_visible_child_name (self->stack, "loading");
}

/* A process that does not answer would not notice that it is not needed any more. */
void
kapka_page_end_process (KapkaPage *self) {
  webkit_web_view_terminate_web_process (self->view);
  kapka_process_guard_end_stopped (self->guard);
}

static void
on_pulse_dead (KapkaPulse *pulse, KapkaPage *self) {
  kapka_page_end_process (self);
}

/* A page that asks something waits for the visitor and does nothing else. */
static void
on_dialog_visible_changed (GtkWidget *dialog, GParamSpec *pspec, KapkaPage *self) {
  if (self->pulse != NULL)
    kapka_pulse_hold (self->pulse, gtk_widget_get_visible (dialog));
}

void
kapka_page_watch_process (KapkaPage *self) {
  self->pulse = kapka_pulse_new (self->view);
  g_signal_connect_object (self->pulse, "stopped", G_CALLBACK (on_pulse_stopped), self, 0);
  g_signal_connect_object (self->pulse, "returned", G_CALLBACK (on_pulse_returned), self, 0);
  g_signal_connect_object (self->pulse, "dead", G_CALLBACK (on_pulse_dead), self, 0);
  g_signal_connect_object (self->dialog, "notify::visible", G_CALLBACK (on_dialog_visible_changed),
                           self, 0);
  g_signal_connect (self->view, "web-process-terminated", G_CALLBACK (on_web_process_terminated),
                    self);
}
