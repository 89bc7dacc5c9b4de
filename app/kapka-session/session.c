// SPDX-License-Identifier: GPL-3.0-or-later
#include "kapka-session/session.h"

#include <signal.h>
#include <sys/prctl.h>

#include "guard/notify-listener.h"
#include "guard/notify.h"

#define SOCKET "kapka-session.notify"

/* A compositor that has shown nothing until then has found no screen and does not say so. A slow
 * disk needs a part of it. */
#define OPENING_S 30

struct _KapkaSessionRun {
  GMainLoop *loop; // Borrowed.
  KapkaNotifyListener *listener;
  GCancellable *gone;
  GSubprocess *compositor;
  GPid inside;   // (0: not up yet)
  guint opening; // Source: it takes too long.
  gboolean stopped;
};

static void
on_notify (GPid sender, KapkaNotifyWords words, gpointer user_data) {
  KapkaSessionRun *self = user_data;

  if ((words & KAPKA_NOTIFY_READY) != 0 && self->inside == 0) {
    self->inside = sender;
    g_clear_handle_id (&self->opening, g_source_remove);
    kapka_notify_ready ();
  }
  if ((words & KAPKA_NOTIFY_ALIVE) != 0 && sender == self->inside)
    kapka_notify_alive ();
}

static gboolean
on_too_late (gpointer user_data) {
  KapkaSessionRun *self = user_data;

  self->opening = 0;
  g_subprocess_force_exit (self->compositor);
  return G_SOURCE_REMOVE;
}

static void
on_ended (GObject *source, GAsyncResult *result, gpointer user_data) {
  KapkaSessionRun *self = user_data;

  // It was let go.
  if (!g_subprocess_wait_finish (G_SUBPROCESS (source), result, NULL))
    return;
  g_main_loop_quit (self->loop);
}

/* Runs in the child between fork and exec: system calls only. A compositor that hangs takes no
 * other signal, and would hold the terminal against the next session. */
static void
prepare_child (gpointer user_data) {
  prctl (PR_SET_PDEATHSIG, SIGKILL);
}

KapkaSessionRun *
kapka_session_run_new (const char *const *argv, GMainLoop *loop, GError **error) {
  g_autoptr (KapkaSessionRun) self = g_new0 (KapkaSessionRun, 1);
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);

  self->loop = loop;
  self->gone = g_cancellable_new ();
  self->listener = kapka_notify_listener_new (SOCKET, on_notify, self, error);
  if (self->listener == NULL)
    return NULL;
  g_subprocess_launcher_set_child_setup (launcher, prepare_child, NULL, NULL);
  g_subprocess_launcher_setenv (launcher, "NOTIFY_SOCKET",
                                kapka_notify_listener_get_path (self->listener), TRUE);
  // WATCHDOG_USEC stays: what systemd allows this process holds for the one inside.
  g_subprocess_launcher_unsetenv (launcher, "WATCHDOG_PID");
  self->compositor = g_subprocess_launcher_spawnv (launcher, argv, error);
  if (self->compositor == NULL)
    return NULL;
  g_subprocess_wait_async (self->compositor, self->gone, on_ended, self);
  self->opening = g_timeout_add_seconds (OPENING_S, on_too_late, self);
  return g_steal_pointer (&self);
}

void
kapka_session_run_stop (KapkaSessionRun *self) {
  self->stopped = TRUE;
  if (self->inside != 0)
    kill (self->inside, SIGTERM);
  else
    g_subprocess_send_signal (self->compositor, SIGTERM);
}

gboolean
kapka_session_run_was_up (KapkaSessionRun *self) {
  return self->inside != 0;
}

gboolean
kapka_session_run_was_stopped (KapkaSessionRun *self) {
  return self->stopped;
}

int
kapka_session_run_get_status (KapkaSessionRun *self) {
  if (g_subprocess_get_if_exited (self->compositor))
    return g_subprocess_get_exit_status (self->compositor);
  return 128 + g_subprocess_get_term_sig (self->compositor);
}

void
kapka_session_run_free (KapkaSessionRun *self) {
  if (self == NULL)
    return;
  g_clear_handle_id (&self->opening, g_source_remove);
  g_cancellable_cancel (self->gone);
  if (self->compositor != NULL)
    g_subprocess_force_exit (self->compositor);
  g_clear_object (&self->compositor);
  g_clear_object (&self->gone);
  g_clear_pointer (&self->listener, kapka_notify_listener_free);
  g_free (self);
}
