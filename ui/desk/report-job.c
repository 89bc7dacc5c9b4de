// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desk/report-job.h"

#include <glib/gi18n.h>

#include "base/error.h"
#include "print/submit-bytes.h"

struct _KapkaReportBox {
  gatomicrefcount refs;
  KapkaReport *report;
};

KapkaReportBox *
kapka_report_box_new (KapkaReport *report) {
  KapkaReportBox *box = g_new0 (KapkaReportBox, 1);

  g_atomic_ref_count_init (&box->refs);
  box->report = report;
  return box;
}

KapkaReportBox *
kapka_report_box_ref (KapkaReportBox *box) {
  g_atomic_ref_count_inc (&box->refs);
  return box;
}

void
kapka_report_box_unref (KapkaReportBox *box) {
  if (box == NULL || !g_atomic_ref_count_dec (&box->refs))
    return;
  kapka_report_free (box->report);
  g_free (box);
}

const KapkaReport *
kapka_report_box_get (KapkaReportBox *box) {
  return box->report;
}

/** Job: a report on its way out. */
typedef struct {
  KapkaReportBox *box;
  KapkaReportFormat format;
  KapkaDrives *drives;     // (nullable)
  KapkaDrive *drive;       // (nullable) Where it is written to.
  KapkaSettings *settings; // (nullable) Of a print.
} Job;

static void
job_free (gpointer data) {
  Job *job = data;

  kapka_report_box_unref (job->box);
  g_clear_object (&job->drives);
  g_clear_pointer (&job->drive, kapka_drive_free);
  g_clear_pointer (&job->settings, kapka_settings_unref);
  g_free (job);
}

static Job *
job_new (KapkaReportBox *box, KapkaReportFormat format) {
  Job *job = g_new0 (Job, 1);

  job->box = kapka_report_box_ref (box);
  job->format = format;
  return job;
}

static void
export_in_thread (GTask *task, gpointer object, gpointer task_data, GCancellable *cancellable) {
  Job *job = task_data;
  GError *error = NULL;
  char *path = kapka_report_export_to_drive (job->box->report, job->format, job->drive, &error);

  if (path == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, path, g_free);
}

static void
on_exported (GObject *source, GAsyncResult *result, gpointer user_data) {
  const Job *job = g_task_get_task_data (G_TASK (result));
  GError *error = NULL;
  char *path = g_task_propagate_pointer (G_TASK (result), &error);

  kapka_drives_release_and_return (job->drives, job->drive, user_data, path, g_free, error);
}

void
kapka_report_job_export_async (KapkaReportBox *box,
                               KapkaReportFormat format,
                               KapkaDrives *drives,
                               const KapkaDrive *drive,
                               GAsyncReadyCallback callback,
                               gpointer user_data) {
  GTask *task = g_task_new (NULL, NULL, callback, user_data);
  g_autoptr (GTask) writing = g_task_new (NULL, NULL, on_exported, task);
  Job *job = job_new (box, format);

  g_task_set_source_tag (task, kapka_report_job_export_async);
  job->drives = g_object_ref (drives);
  job->drive = kapka_drive_copy (drive);
  g_task_set_task_data (writing, job, job_free);
  g_task_run_in_thread (writing, export_in_thread);
}

char *
kapka_report_job_export_finish (GAsyncResult *result, GError **error) {
  g_return_val_if_fail (g_async_result_is_tagged (result, kapka_report_job_export_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* The job is not named like those of a visit, which go with it. */
static gboolean
submit (const Job *job, GBytes *pdf, GError **error) {
  KapkaPrintOrder order = { .printer = job->settings->printer,
                            .title = kapka_report_get_title (job->box->report),
                            .profile = kapka_print_profile_find (KAPKA_PRINT_PROFILE_DEFAULT),
                            .copies = 1 };
  g_autoptr (KapkaJobTicket) ticket =
      kapka_print_submit_bytes (&order, pdf, job->settings->runtime_dir, error);

  return ticket != NULL;
}

static void
print_in_thread (GTask *task, gpointer object, gpointer task_data, GCancellable *cancellable) {
  Job *job = task_data;
  GError *error = NULL;
  g_autoptr (GBytes) bytes = kapka_report_write (job->box->report, KAPKA_REPORT_PDF, &error);

  if (bytes != NULL && submit (job, bytes, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
kapka_report_job_print_async (KapkaReportBox *box,
                              const KapkaSettings *settings,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data) {
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Job *job = job_new (box, KAPKA_REPORT_PDF);

  job->settings = kapka_settings_ref ((KapkaSettings *)settings);
  g_task_set_source_tag (task, kapka_report_job_print_async);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, print_in_thread);
}

gboolean
kapka_report_job_print_finish (GAsyncResult *result, GError **error) {
  g_return_val_if_fail (g_async_result_is_tagged (result, kapka_report_job_print_async), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

const char *
kapka_report_job_explain_print (const GError *error) {
  if (g_error_matches (error, KAPKA_ERROR, KAPKA_ERROR_NOT_FOUND))
    return _ ("The printer was not found. See the page Equipment.");
  if (g_error_matches (error, KAPKA_ERROR, KAPKA_ERROR_BUSY))
    return _ ("The printer is switched off or stopped. See the page Equipment.");
  return _ ("The printer did not accept the document. See the page Equipment.");
}
