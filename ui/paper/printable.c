// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paper/printable.h"

#include <string.h>

#include "base/digest.h"
#include "foreign/foreign.h"

/** KapkaPrintableWork: from where to where. */
typedef struct {
  char *path;
  char *to;
} KapkaPrintableWork;

static void
work_free (KapkaPrintableWork *work) {
  g_free (work->path);
  g_free (work->to);
  g_free (work);
}

static void
make_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable) {
  KapkaPrintableWork *work = task_data;
  GError *error = NULL;

  if (kapka_foreign_make_printable (work->path, work->to, cancellable, &error))
    g_task_return_pointer (task, g_strdup (work->to), g_free);
  else
    g_task_return_error (task, error);
}

void
kapka_printable_make_async (const char *path,
                            const char *directory,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data) {
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_autofree char *digest = kapka_digest_sha256_hex (path, strlen (path));
  g_autofree char *name = g_strdup_printf ("sheets-%s.pdf", digest);
  KapkaPrintableWork *work = g_new0 (KapkaPrintableWork, 1);

  work->path = g_strdup (path);
  work->to = g_build_filename (directory, name, NULL);
  g_task_set_source_tag (task, kapka_printable_make_async);
  g_task_set_task_data (task, work, (GDestroyNotify)work_free);
  g_task_run_in_thread (task, make_in_thread);
}

char *
kapka_printable_make_finish (GAsyncResult *result, GError **error) {
  g_return_val_if_fail (g_async_result_is_tagged (result, kapka_printable_make_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
