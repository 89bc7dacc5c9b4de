// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/visit/processes.h"

#include <errno.h>
#include <glib-unix.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/pidfd.h>
#include <unistd.h>

#include "base/digest.h"
#include "base/error.h"
#include "ui/visit/proc.h"

#define MARK_VARIABLE "KAPKA_KIOSK"

/* A process that was let go ends by itself within this time, or not at all. */
#define GRACE_MS 500

/* WebKit does not bear that the network process dies before the others, and it ends by itself when
 * they have; so it gets many times as long. The names are what the kernel keeps of them. */
#define NETWORK_PROCESS "WebKitNetworkPr"

/* Nor does it bear the death of a web process that has not come up yet: it waits for the number
 * that each tells first, and ends the program when none comes. One that is up has several threads;
 * its sandbox would take it along, and ends with it. */
#define WEB_PROCESS "WebKitWebProces"
#define SANDBOX "bwrap"
#define MIN_THREADS 3

#define LONG_GRACES 50

#define MAX_GENERATIONS 32

struct _KapkaProcesses {
  GObject parent_instance;

  char *mark;
};

static void kapka_processes_trace_init (KapkaTraceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KapkaProcesses,
                               kapka_processes,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (KAPKA_TYPE_TRACE, kapka_processes_trace_init))

/* A process that is waited for. */
typedef struct {
  GTask *task; // Borrowed.
  pid_t pid;
  int pidfd;
  guint source;
} Waited;

typedef struct {
  GPtrArray *waited;
  guint grace_source;
  guint n_graces; // How often the time to end by itself is over.
} End;

static void look (GTask *task);

/* Returns the parent of @pid, or 0 when the process is gone or only waits to be collected. The name
 * in parentheses may hold anything, so the fields are counted from its end. */
static pid_t
get_parent (pid_t pid) {
  g_autofree char *text = kapka_proc_read (pid, "stat", NULL);
  const char *fields = text == NULL ? NULL : strrchr (text, ')');
  char state = 'X';
  int parent = 0;

  if (fields == NULL || sscanf (fields, ") %c %d", &state, &parent) != 2)
    return 0;
  return state == 'Z' || state == 'X' ? 0 : parent;
}

static gboolean
is_descendant (pid_t pid) {
  pid_t ancestor = get_parent (pid);

  for (guint i = 0; i < MAX_GENERATIONS && ancestor > 1; i++) {
    if (ancestor == getpid ())
      return TRUE;
    ancestor = get_parent (ancestor);
  }
  return FALSE;
}

static char *
get_program (pid_t pid) {
  g_autofree char *path = g_strdup_printf ("/proc/%d/exe", pid);

  return g_file_read_link (path, NULL);
}

/* Another run of this very program, on the same place by mistake, keeps its own processes. */
static gboolean
has_living_kiosk (pid_t pid) {
  g_autofree char *program = get_program (getpid ());
  pid_t ancestor = get_parent (pid);

  for (guint i = 0; i < MAX_GENERATIONS && ancestor > 1; i++) {
    g_autofree char *ancestors_program = get_program (ancestor);

    if (ancestor != getpid () && g_strcmp0 (ancestors_program, program) == 0)
      return TRUE;
    ancestor = get_parent (ancestor);
  }
  return FALSE;
}

static gboolean
has_mark (pid_t pid, const char *mark) {
  g_autofree char *variable = g_strdup_printf (MARK_VARIABLE "=%s", mark);
  gsize length = 0;
  g_autofree char *text = kapka_proc_read (pid, "environ", &length);

  for (gsize i = 0; text != NULL && i < length; i += strlen (text + i) + 1)
    if (g_str_equal (text + i, variable))
      return TRUE;
  return FALSE;
}

/* A sandbox whose outer process has ended is no descendant any more while the inner one still ends;
 * only its mark tells whose it is. */
static gboolean
is_meant (KapkaProcesses *self, pid_t pid) {
  if (pid <= 1 || pid == getpid () || get_parent (pid) == 0)
    return FALSE;
  return is_descendant (pid) || (has_mark (pid, self->mark) && !has_living_kiosk (pid));
}

static void
waited_free (Waited *waited) {
  g_clear_handle_id (&waited->source, g_source_remove);
  close (waited->pidfd);
  g_free (waited);
}

static void
end_free (End *end) {
  g_clear_handle_id (&end->grace_source, g_source_remove);
  g_ptr_array_unref (end->waited);
  g_free (end);
}

static guint
count_threads (pid_t pid) {
  g_autofree char *path = g_strdup_printf ("/proc/%d/task", pid);
  g_autoptr (GDir) threads = g_dir_open (path, 0, NULL);
  guint count = 0;

  while (threads != NULL && g_dir_read_name (threads) != NULL)
    count++;
  return count;
}

static gboolean
may_be_starting (pid_t pid) {
  return kapka_proc_is_named (pid, SANDBOX) ||
         (kapka_proc_is_named (pid, WEB_PROCESS) && count_threads (pid) < MIN_THREADS);
}

/* Nobody but its parent waits for the number of a process, and an orphan has none. */
static guint
get_graces (pid_t pid) {
  gboolean patient = kapka_proc_is_named (pid, NETWORK_PROCESS) || may_be_starting (pid);

  return patient && is_descendant (pid) ? LONG_GRACES : 1;
}

static void
kill_waited (End *end) {
  for (guint i = 0; i < end->waited->len; i++) {
    Waited *waited = g_ptr_array_index (end->waited, i);

    if (end->n_graces > 0 && end->n_graces >= get_graces (waited->pid))
      pidfd_send_signal (waited->pidfd, SIGKILL, NULL, 0);
  }
}

static gboolean
on_grace_over (gpointer user_data) {
  End *end = g_task_get_task_data (user_data);

  end->n_graces++;
  kill_waited (end);
  return G_SOURCE_CONTINUE;
}

static gboolean
on_ended (int fd, GIOCondition condition, gpointer user_data) {
  Waited *waited = user_data;
  GTask *task = waited->task;
  End *end = g_task_get_task_data (task);

  waited->source = 0;
  g_ptr_array_remove_fast (end->waited, waited);
  if (end->waited->len == 0)
    look (task);
  return G_SOURCE_REMOVE;
}

static void
wait_for (GTask *task, pid_t pid) {
  End *end = g_task_get_task_data (task);
  int pidfd = pidfd_open (pid, 0);
  Waited *waited;

  if (pidfd < 0)
    return;
  waited = g_new0 (Waited, 1);
  waited->task = task;
  waited->pid = pid;
  waited->pidfd = pidfd;
  waited->source = g_unix_fd_add (pidfd, G_IO_IN, on_ended, waited);
  g_ptr_array_add (end->waited, waited);
}

/* A process may have started another one meanwhile, so it is over when a whole look finds none. */
static void
look (GTask *task) {
  KapkaProcesses *self = g_task_get_source_object (task);
  End *end = g_task_get_task_data (task);
  g_autoptr (GDir) proc = NULL;
  g_autoptr (GError) error = NULL;
  const char *name;

  if (g_task_return_error_if_cancelled (task)) {
    g_object_unref (task);
    return;
  }
  proc = g_dir_open ("/proc", 0, &error);
  if (proc == NULL) {
    g_task_return_error (task, g_steal_pointer (&error));
    g_object_unref (task);
    return;
  }
  while ((name = g_dir_read_name (proc)) != NULL) {
    pid_t pid = (pid_t)g_ascii_strtoll (name, NULL, 10);

    if (is_meant (self, pid))
      wait_for (task, pid);
  }
  kill_waited (end);
  if (end->waited->len > 0)
    return;
  g_clear_handle_id (&end->grace_source, g_source_remove);
  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

static void
kapka_processes_wipe_async (KapkaTrace *trace,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data) {
  GTask *task = g_task_new (trace, cancellable, callback, user_data);
  End *end = g_new0 (End, 1);

  end->waited = g_ptr_array_new_with_free_func ((GDestroyNotify)waited_free);
  g_task_set_task_data (task, end, (GDestroyNotify)end_free);
  end->grace_source = g_timeout_add (GRACE_MS, on_grace_over, task);
  look (task);
}

static void
kapka_processes_trace_init (KapkaTraceInterface *iface) {
  iface->name = "the web processes";
  iface->wipe_async = kapka_processes_wipe_async;
}

static void
kapka_processes_finalize (GObject *object) {
  g_free (KAPKA_PROCESSES (object)->mark);
  G_OBJECT_CLASS (kapka_processes_parent_class)->finalize (object);
}

static void
kapka_processes_class_init (KapkaProcessesClass *klass) {
  G_OBJECT_CLASS (klass)->finalize = kapka_processes_finalize;
}

static void
kapka_processes_init (KapkaProcesses *self) {
}

void
kapka_processes_mark (const char *place) {
  g_autofree char *digest = kapka_digest_sha256_hex (place, strlen (place));

  g_setenv (MARK_VARIABLE, digest, TRUE);
}

KapkaProcesses *
kapka_processes_new (void) {
  KapkaProcesses *self = g_object_new (KAPKA_TYPE_PROCESSES, NULL);

  self->mark = g_strdup (g_getenv (MARK_VARIABLE));
  return self;
}
