// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desk/sync-process.h"

#include <string.h>

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

/* Where it has written to; nothing of it is set for the network. */
typedef struct {
  KapkaDrives *drives;
  KapkaDrive *drive;
} Target;

static void
target_free (Target *target) {
  g_clear_object (&target->drives);
  kapka_drive_free (target->drive);
  g_free (target);
}

static void
conclude (GTask *task, KapkaSyncAnswer *answer, GError *error) {
  const Target *target = g_task_get_task_data (task);

  if (target->drive != NULL) {
    kapka_drives_release_and_return (target->drives, target->drive, task, answer,
                                     (GDestroyNotify)kapka_sync_answer_free, error);
    return;
  }
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, answer, (GDestroyNotify)kapka_sync_answer_free);
  g_object_unref (task);
}

static void
on_ended (GObject *source, GAsyncResult *result, gpointer user_data) {
  g_autofree char *text = NULL;
  GError *error = NULL;
  KapkaSyncAnswer *answer = NULL;

  if (g_subprocess_communicate_utf8_finish (G_SUBPROCESS (source), result, &text, NULL, &error))
    answer = read_answer (text);
  if (answer == NULL && error == NULL)
    answer = make_stopped ();
  conclude (user_data, answer, error);
}

static GSubprocess *
start (const KapkaSettings *settings, const char *option, const char *path, GError **error) {
  g_autofree char *program = kapka_own_program_find (PROGRAM);
  const char *const argv[] = { program, "--config", settings->path, option, path, NULL };

  if (program != NULL)
    return g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_STDOUT_PIPE, error);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "there is no program " PROGRAM);
  return NULL;
}

static void
run (const KapkaSettings *settings,
     const char *option,
     const char *path,
     Target *target,
     GAsyncReadyCallback callback,
     gpointer user_data) {
  GTask *task = g_task_new (NULL, NULL, callback, user_data);
  g_autoptr (GSubprocess) process = NULL;
  GError *error = NULL;

  g_task_set_source_tag (task, run);
  g_task_set_task_data (task, target, (GDestroyNotify)target_free);
  process = start (settings, option, path, &error);
  if (process == NULL)
    conclude (task, NULL, error);
  else
    g_subprocess_communicate_utf8_async (process, NULL, NULL, on_ended, task);
}

void
kapka_sync_process_send_async (const KapkaSettings *settings,
                               GAsyncReadyCallback callback,
                               gpointer user_data) {
  run (settings, "--once", NULL, g_new0 (Target, 1), callback, user_data);
}

/* Its name tells the centre whose it is, and when it was written. */
static char *
name_file (const KapkaSettings *settings, const char *directory) {
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *moment = g_date_time_format (now, "%Y-%m-%d-%H%M%S");
  g_autofree char *name =
      g_strdup_printf ("kapka-%s-%s-%s.jsonl", settings->library, settings->code, moment);

  return g_build_filename (directory, name, NULL);
}

void
kapka_sync_process_export_async (const KapkaSettings *settings,
                                 KapkaDrives *drives,
                                 const KapkaDrive *drive,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data) {
  g_autofree char *path = name_file (settings, drive->path);
  Target *target = g_new0 (Target, 1);

  *target = (Target){ g_object_ref (drives), kapka_drive_copy (drive) };
  run (settings, "--export", path, target, callback, user_data);
}

KapkaSyncAnswer *
kapka_sync_process_run_finish (GAsyncResult *result, GError **error) {
  g_return_val_if_fail (g_async_result_is_tagged (result, run), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
