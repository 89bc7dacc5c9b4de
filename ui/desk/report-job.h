// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/settings.h"
#include "files/drives.h"
#include "report/writers.h"

/**
 * KapkaReportBox:
 * A report that a screen shows and a thread writes, kept for as long as either needs it. Nobody
 * changes it.
 */
typedef struct _KapkaReportBox KapkaReportBox;

/** Takes @report (transfer full). */
KapkaReportBox *kapka_report_box_new (KapkaReport *report);
KapkaReportBox *kapka_report_box_ref (KapkaReportBox *box);
void kapka_report_box_unref (KapkaReportBox *box);
const KapkaReport *kapka_report_box_get (KapkaReportBox *box);

/** Does kapka_report_export_to_drive() in a thread of its own, which may take as long as the drive
 * does, and releases the drive, which is open. */
void kapka_report_job_export_async (KapkaReportBox *box,
                                    KapkaReportFormat format,
                                    KapkaDrives *drives,
                                    const KapkaDrive *drive,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);

/** Returns: (transfer full): the path written, on a drive that may be taken out; or %NULL with an
 * error of kapka_report_export_to_drive() or of kapka_drives_release_finish(). */
char *kapka_report_job_export_finish (GAsyncResult *result, GError **error);

/** Prints the report as a PDF on the printer of @settings. */
void kapka_report_job_print_async (KapkaReportBox *box,
                                   const KapkaSettings *settings,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);

/** Errors: those of kapka_report_write() and of kapka_print_submit(). */
gboolean kapka_report_job_print_finish (GAsyncResult *result, GError **error);

/** Returns: (transfer none): in plain words why a report could not be printed. */
const char *kapka_report_job_explain_print (const GError *error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaReportBox, kapka_report_box_unref)
