// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/library-reports.h"
#include "sync/summary.h"

/** KapkaUploadFacts: what the page of the upload shows. */
typedef struct {
  KapkaSyncSummary summary;
  gint64 utc_off_min; // To show local times.
  KapkaReport *days;  // One table: what is here and what the centre has, by day.
} KapkaUploadFacts;

/** Reads the facts, with the days of @month (`YYYY-MM`). Returns: (transfer full): them, or %NULL.
 */
KapkaUploadFacts *
kapka_upload_facts_read (const KapkaReportSource *source, const char *month, GError **error);
void kapka_upload_facts_free (KapkaUploadFacts *facts);

/** Returns: (transfer none): the state in a few words for a librarian. */
const char *kapka_upload_facts_get_title (const KapkaUploadFacts *facts);

/** Returns: (transfer full): a line about the last success, and one about what waits. */
char *kapka_upload_facts_describe_last (const KapkaUploadFacts *facts);
char *kapka_upload_facts_describe_pending (const KapkaUploadFacts *facts);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaUploadFacts, kapka_upload_facts_free)
