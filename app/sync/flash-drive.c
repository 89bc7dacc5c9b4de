// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/flash-drive.h"

#include "base/error.h"
#include "base/i18n.h"
#include "sync/export.h"
#include "sync/import.h"

/* A drive that is not there is no journal that is not there. */
static KapkaSyncReason
fail (KapkaSyncRun *record, const GError *error, char **out_sentence) {
  record->detail = g_strdup (error->message);
  if (!g_error_matches (error, KAPKA_ERROR, KAPKA_ERROR_NOT_FOUND) &&
      !g_error_matches (error, KAPKA_ERROR, KAPKA_ERROR_DATA))
    return kapka_sync_reason_from_error (error);
  *out_sentence = g_strdup (_ ("The file was not found. Is the flash drive in its place?"));
  return KAPKA_SYNC_REASON_USAGE;
}

KapkaSyncReason
kapka_flash_drive_export (const KapkaRunSetup *setup,
                          const char *path,
                          KapkaSyncRun *record,
                          char **out_sentence) {
  g_autoptr (GError) error = NULL;
  KapkaExportTotals totals;

  if (!kapka_export (setup, path, &totals, &error))
    return fail (record, error, out_sentence);
  if (totals.n_requests > 0)
    *out_sentence = g_strdup_printf (
        _ ("Written: days %u, surviving records %u. Please take the file to the centre; the data "
           "stays here until the centre has confirmed it."),
        totals.n_days, totals.n_fragments);
  return KAPKA_SYNC_REASON_OK;
}

static KapkaSyncReason
conclude (const KapkaImportTotals *totals,
          const KapkaRefusedDays *refused,
          KapkaSyncRun *record,
          char **out_sentence) {
  record->acked = (int)totals->n_acked;
  if (kapka_refused_days_get_length (refused) > 0) {
    record->detail = kapka_refused_days_to_string (refused);
    return kapka_refused_days_has_conflict (refused) ? KAPKA_SYNC_REASON_CONFLICT
                                                     : KAPKA_SYNC_REASON_REJECTED;
  }
  if (totals->n_taken == 0 && totals->n_wrong > 0) {
    *out_sentence = g_strdup (_ ("No answer in the file was signed by the centre of this kiosk."));
    return KAPKA_SYNC_REASON_PROTOCOL;
  }
  *out_sentence = g_strdup_printf (_ ("Answers taken: %u. Confirmed days and records: %u."),
                                   totals->n_taken, totals->n_acked);
  return KAPKA_SYNC_REASON_OK;
}

KapkaSyncReason
kapka_flash_drive_import (const KapkaRunSetup *setup,
                          const char *path,
                          KapkaSyncRun *record,
                          gboolean *out_is_contact,
                          char **out_sentence) {
  g_autoptr (KapkaRefusedDays) refused = kapka_refused_days_new ();
  g_autoptr (GError) error = NULL;
  KapkaImportTotals totals;
  gboolean good = kapka_import (setup, path, refused, &totals, &error);

  *out_is_contact = totals.n_taken > 0;
  return good ? conclude (&totals, refused, record, out_sentence)
              : fail (record, error, out_sentence);
}
