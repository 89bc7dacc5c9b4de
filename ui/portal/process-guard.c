// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/portal/process-guard.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/pidfd.h>
#include <unistd.h>

#include "base/log.h"
#include "ui/visit/proc.h"

#define LOOK_MS 250

/* News of a process that ended takes no longer to come. */
#define JUST_USEC (5 * G_USEC_PER_SEC)

/* The kernel cuts the names of programs to fifteen letters. */
#define PAGE_PROGRAM "WebKitWebProces"

/* The sandbox and its helpers lie between the kiosk and a page. */
#define MAX_DEPTH 6

#define FIRST_VICTIM "1000"

struct _KapkaProcessGuard {
  GObject parent_instance;

  guint limit_mib;
  guint look_source;
  gint64 struck_usec; // Monotonic; 0: never.
  GHashTable *marked; // Process ids that the kernel has been told of.
};

G_DEFINE_FINAL_TYPE (KapkaProcessGuard, kapka_process_guard, G_TYPE_OBJECT)

typedef void (*ProcessFunc) (KapkaProcessGuard *self, int pid);

/* Returns a figure of /proc/PID/status in KiB, 0 when it is not there. */
static guint64
read_kib (const char *status, const char *key) {
  const char *line = strstr (status, key);

  return line == NULL ? 0 : g_ascii_strtoull (line + strlen (key), NULL, 10);
}

static gboolean
is_page (int pid) {
  return kapka_proc_is_named (pid, PAGE_PROGRAM);
}

/* What the process has for itself: libraries that all share do not count, pictures that it shares
 * with the screen do. */
static guint64
measure_mib (int pid) {
  g_autofree char *status = kapka_proc_read (pid, "status", NULL);

  if (status == NULL)
    return 0;
  return (read_kib (status, "\nRssAnon:") + read_kib (status, "\nRssShmem:") +
          read_kib (status, "\nVmSwap:")) /
         1024;
}

/* A process that may not be marked is a process all the same. */
static void
mark (KapkaProcessGuard *self, int pid) {
  g_autofree char *path = g_strdup_printf ("/proc/%d/oom_score_adj", pid);
  int fd;

  if (!g_hash_table_add (self->marked, GINT_TO_POINTER (pid)))
    return;
  fd = open (path, O_WRONLY | O_CLOEXEC);
  if (fd < 0)
    return;
  (void)!write (fd, FIRST_VICTIM, strlen (FIRST_VICTIM));
  close (fd);
}

/* The process is held by its descriptor before it is looked at again, so that no other one that got
 * its number is hit. */
static gboolean
strike (int pid) {
  int fd = pidfd_open (pid, 0);
  gboolean done;

  if (fd < 0)
    return FALSE;
  done = is_page (pid) && pidfd_send_signal (fd, SIGKILL, NULL, 0) == 0;
  close (fd);
  return done;
}

static void
look_at (KapkaProcessGuard *self, int pid) {
  mark (self, pid);
  if (measure_mib (pid) <= self->limit_mib || !strike (pid))
    return;
  self->struck_usec = g_get_monotonic_time ();
  kapka_log_words (G_LOG_LEVEL_MESSAGE, "web-process-large",
                   "A page used too much memory and was closed", "limit_mib=%u", self->limit_mib);
}

static void
end_stopped (KapkaProcessGuard *self, int pid) {
  g_autofree char *status = kapka_proc_read (pid, "status", NULL);

  if (status != NULL && strstr (status, "\nState:\tT") != NULL)
    strike (pid);
}

static void look_below (KapkaProcessGuard *self, int pid, guint depth, ProcessFunc func);

static void
look_at_children (KapkaProcessGuard *self, const char *pids, guint depth, ProcessFunc func) {
  g_auto (GStrv) children = g_strsplit (pids, " ", -1);

  for (guint i = 0; children[i] != NULL; i++) {
    int pid = atoi (children[i]);

    if (pid <= 0)
      continue;
    if (is_page (pid))
      func (self, pid);
    else if (depth < MAX_DEPTH)
      look_below (self, pid, depth + 1, func);
  }
}

/* Each thread has the children it has started. */
static void
look_below (KapkaProcessGuard *self, int pid, guint depth, ProcessFunc func) {
  g_autofree char *path = g_strdup_printf ("/proc/%d/task", pid);
  g_autoptr (GDir) threads = g_dir_open (path, 0, NULL);
  const char *thread;

  while (threads != NULL && (thread = g_dir_read_name (threads)) != NULL) {
    g_autofree char *name = g_strdup_printf ("task/%s/children", thread);
    g_autofree char *pids = kapka_proc_read (pid, name, NULL);

    if (pids != NULL)
      look_at_children (self, pids, depth, func);
  }
}

static gboolean
on_look (gpointer user_data) {
  look_below (KAPKA_PROCESS_GUARD (user_data), getpid (), 0, look_at);
  return G_SOURCE_CONTINUE;
}

static void
kapka_process_guard_dispose (GObject *object) {
  KapkaProcessGuard *self = KAPKA_PROCESS_GUARD (object);

  g_clear_handle_id (&self->look_source, g_source_remove);
  g_clear_pointer (&self->marked, g_hash_table_unref);
  G_OBJECT_CLASS (kapka_process_guard_parent_class)->dispose (object);
}

static void
kapka_process_guard_class_init (KapkaProcessGuardClass *klass) {
  G_OBJECT_CLASS (klass)->dispose = kapka_process_guard_dispose;
}

static void
kapka_process_guard_init (KapkaProcessGuard *self) {
  self->marked = g_hash_table_new (NULL, NULL);
  self->look_source = g_timeout_add_full (G_PRIORITY_HIGH, LOOK_MS, on_look, self, NULL);
}

KapkaProcessGuard *
kapka_process_guard_new (guint limit_mib) {
  KapkaProcessGuard *self = g_object_new (KAPKA_TYPE_PROCESS_GUARD, NULL);

  self->limit_mib = limit_mib;
  return self;
}

gboolean
kapka_process_guard_has_just_struck (KapkaProcessGuard *self) {
  return self->struck_usec != 0 && g_get_monotonic_time () - self->struck_usec < JUST_USEC;
}

void
kapka_process_guard_end_stopped (KapkaProcessGuard *self) {
  look_below (self, getpid (), 0, end_stopped);
}
