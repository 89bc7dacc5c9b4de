// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desk/sync-process.h"

#include <string.h>

#include "base/error.h"
#include "base/own-program.h"

#define PROGRAM "kapka-sync"

void
kapka_sync_answer_free (KapkaSyncAnswer *answer) {
  if (answer == NULL)
    return;
  g_free (answer->sentence);
  g_free (answer);
}

/* It prints one line, `word: sentence`; one that was killed prints nothing. */
static KapkaSyncAnswer *
read_answer (const char *text) {
  const char *colon = text == NULL ? NULL : strstr (text, ": ");
  g_autofree char *word = colon == NULL ? NULL : g_strndup (text, (gsize)(colon - text));
  KapkaSyncAnswer *answer;
  KapkaSyncReason reason;

  if (!kapka_sync_reason_from_string (word, &reason))
    return NULL;
  answer = g_new0 (KapkaSyncAnswer, 1);
  answer->reason = reason;
  answer->sentence = g_strstrip (g_strdup (colon + 2));
  return answer;
}

/* The end of a visit ends every process that the kiosk has started; nothing is lost by that. */
static KapkaSyncAnswer *
make_stopped (void) {
  KapkaSyncAnswer *answer = g_new0 (KapkaSyncAnswer, 1);

  answer->reason = KAPKA_SYNC_REASON_STOPPED;
  answer->sentence = kapka_sync_reason_sentence (answer->reason, NULL);
  return answer;
}

static void
on_ended (GObject *source, GAsyncResult *result, gpointer user_data) {
  g_autoptr (GTask) task = user_data;
  g_autofree char *text = NULL;
  GError *error = NULL;
  KapkaSyncAnswer *answer;

  if (!g_subprocess_communicate_utf8_finish (G_SUBPROCESS (source), result, &text, NULL, &error)) {
    g_task_return_error (task, error);
    return;
  }
  answer = read_answer (text);
  if (answer == NULL)
    answer = make_stopped ();
  g_task_return_pointer (task, answer, (GDestroyNotify)kapka_sync_answer_free);
}

static GSubprocess *
start (const KapkaSettings *settings, const char *option, const char *path, GError **error) {
  g_autofree char *program = kapka_own_program_find (PROGRAM);
  const char *const argv[] = { program, "--config", settings->path, option, path, NULL };

  if (program != NULL)
    return g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_STDOUT_PIPE, error);
  g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_NOT_FOUND, "there is no program " PROGRAM);
  return NULL;
}

void
kapka_sync_process_run_async (const KapkaSettings *settings,
                              const char *option,
                              const char *path,
                              GAsyncReadyCallback callback,
                              gpointer user_data) {
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);
  g_autoptr (GSubprocess) process = NULL;
  GError *error = NULL;

  g_task_set_source_tag (task, kapka_sync_process_run_async);
  process = start (settings, option, path, &error);
  if (process == NULL)
    g_task_return_error (task, error);
  else
    g_subprocess_communicate_utf8_async (process, NULL, NULL, on_ended, g_steal_pointer (&task));
}

KapkaSyncAnswer *
kapka_sync_process_run_finish (GAsyncResult *result, GError **error) {
  g_return_val_if_fail (g_async_result_is_tagged (result, kapka_sync_process_run_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
