// SPDX-License-Identifier: GPL-3.0-or-later
#include "guard/ward.h"

#include <signal.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "guard/end-code.h"
#include "guard/notify-listener.h"

#define SOCKET "kapka-guard.notify"

/* Between SIGABRT, at which it may leave a core for those who look for the fault, and SIGKILL. */
#define ABORT_S 3

/* For the visit to be erased and the last events to be written, after SIGTERM. */
#define STOP_S 60

struct _KapkaWard {
  GStrv argv;
  guint start_s;
  guint alive_s;
  const KapkaWardEvents *events;
  gpointer user_data;
  KapkaNotifyListener *listener;
  GPid pid;       // (0: it does not run) Also of its group.
  guint watch;    // Source, of its end.
  guint patience; // Source, until it says something.
  gboolean is_up;
  gboolean stopping;
  guint verdict; // (0: none) Why it is being killed.
};

static void
hit (KapkaWard *self, int number) {
  // Its group too: a helper of a kiosk that is stuck is of no use to anybody.
  if (self->pid != 0)
    kill (-self->pid, number);
}

static gboolean
on_abort_was_not_enough (gpointer user_data) {
  KapkaWard *self = user_data;

  self->patience = 0;
  hit (self, SIGKILL);
  return G_SOURCE_REMOVE;
}

static gboolean
on_silence (gpointer user_data) {
  KapkaWard *self = user_data;

  self->verdict = self->is_up ? KAPKA_END_CODE_SILENT : KAPKA_END_CODE_LATE;
  self->patience = g_timeout_add_seconds (ABORT_S, on_abort_was_not_enough, self);
  kill (self->pid, SIGABRT);
  return G_SOURCE_REMOVE;
}

static void
wait_for_a_word (KapkaWard *self, guint seconds) {
  g_clear_handle_id (&self->patience, g_source_remove);
  self->patience = g_timeout_add_seconds (seconds, on_silence, self);
}

static void
on_notify (GPid sender, KapkaNotifyWords words, gpointer user_data) {
  KapkaWard *self = user_data;

  if (self->pid == 0 || sender != self->pid || self->verdict != 0 || self->stopping)
    return;
  if ((words & KAPKA_NOTIFY_RELOADING) != 0) {
    self->is_up = FALSE;
    wait_for_a_word (self, self->start_s);
    return;
  }
  if ((words & KAPKA_NOTIFY_READY) != 0 && !self->is_up) {
    self->is_up = TRUE;
    self->events->up (self->user_data);
  }
  if (self->is_up)
    wait_for_a_word (self, self->alive_s);
}

static guint
judge (const KapkaWard *self, int wait_status) {
  if (self->verdict != 0)
    return self->verdict;
  return wait_status == 0 ? 0 : kapka_end_code (wait_status);
}

static void
on_ended (GPid pid, int wait_status, gpointer user_data) {
  KapkaWard *self = user_data;

  hit (self, SIGKILL);
  g_clear_handle_id (&self->patience, g_source_remove);
  self->watch = 0;
  self->pid = 0;
  self->events->ended (judge (self, wait_status), self->user_data);
}

/* Runs in the child between fork and exec: system calls only. */
static void
prepare_child (gpointer user_data) {
  setpgid (0, 0);
  prctl (PR_SET_PDEATHSIG, SIGTERM);
}

KapkaWard *
kapka_ward_new (const char *const *argv,
                guint start_s,
                guint alive_s,
                const KapkaWardEvents *events,
                gpointer user_data,
                GError **error) {
  g_autoptr (KapkaWard) self = g_new0 (KapkaWard, 1);

  self->argv = g_strdupv ((GStrv)argv);
  self->start_s = start_s;
  self->alive_s = alive_s;
  self->events = events;
  self->user_data = user_data;
  self->listener = kapka_notify_listener_new (SOCKET, on_notify, self, error);
  return self->listener == NULL ? NULL : g_steal_pointer (&self);
}

static GStrv
build_environment (const KapkaWard *self) {
  g_autofree char *alive_us =
      g_strdup_printf ("%" G_GUINT64_FORMAT, (guint64)self->alive_s * G_USEC_PER_SEC);
  GStrv environment = g_get_environ ();

  environment = g_environ_setenv (environment, "NOTIFY_SOCKET",
                                  kapka_notify_listener_get_path (self->listener), TRUE);
  environment = g_environ_setenv (environment, "WATCHDOG_USEC", alive_us, TRUE);
  return g_environ_unsetenv (environment, "WATCHDOG_PID");
}

gboolean
kapka_ward_start (KapkaWard *self, GError **error) {
  g_auto (GStrv) environment = build_environment (self);

  g_return_val_if_fail (self->pid == 0, FALSE);
  if (!g_spawn_async (NULL, self->argv, environment,
                      G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_SEARCH_PATH, prepare_child, NULL,
                      &self->pid, error)) {
    self->pid = 0;
    return FALSE;
  }
  self->is_up = FALSE;
  self->stopping = FALSE;
  self->verdict = 0;
  self->watch = g_child_watch_add (self->pid, on_ended, self);
  wait_for_a_word (self, self->start_s);
  return TRUE;
}

gboolean
kapka_ward_is_running (const KapkaWard *self) {
  return self->pid != 0;
}

void
kapka_ward_stop (KapkaWard *self) {
  if (self->pid == 0 || self->stopping)
    return;
  self->stopping = TRUE;
  wait_for_a_word (self, STOP_S);
  kill (self->pid, SIGTERM);
}

void
kapka_ward_free (KapkaWard *self) {
  if (self == NULL)
    return;
  hit (self, SIGKILL);
  g_clear_handle_id (&self->watch, g_source_remove);
  g_clear_handle_id (&self->patience, g_source_remove);
  g_clear_pointer (&self->listener, kapka_notify_listener_free);
  g_strfreev (self->argv);
  g_free (self);
}
