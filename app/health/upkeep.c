// SPDX-License-Identifier: GPL-3.0-or-later
#include "health/upkeep.h"

#include "base/log.h"
#include "health/save.h"
#include "journal/care.h"
#include "print/submit-bytes.h"

#define DAY_KEY "maintained_day"

// What is on its way to the print system is gone within minutes.
#define STALE_SECONDS (60 * 60)

static gboolean
was_done (KapkaJournal *journal, const KapkaInstant *now, gboolean *out_done, GError **error) {
  g_autoptr (GError) failure = NULL;
  g_autofree char *day = kapka_journal_get_meta (journal, DAY_KEY, &failure);

  *out_done = g_strcmp0 (day, now->day) == 0;
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* The centre learns of it with the next upload; a disk that does not take it is known of there by
 * the upload itself. */
static void
save_health (const KapkaHealthPlace *place) {
  g_autoptr (KapkaHealth) health = kapka_health_look (place);
  g_autoptr (GError) error = NULL;

  if (!kapka_health_save (health, &error))
    kapka_log_detail (G_LOG_LEVEL_MESSAGE, "health-unwritten",
                      "How the kiosk is could not be written down", error->message);
}

gboolean
kapka_upkeep_run (KapkaJournal *journal,
                  const KapkaHealthPlace *place,
                  const KapkaInstant *now,
                  gboolean *out_done,
                  GError **error) {
  gboolean before;
  gboolean cared_for;

  *out_done = FALSE;
  if (!was_done (journal, now, &before, error) ||
      !kapka_care_is_taken (journal, now, &cared_for, error))
    return FALSE;
  if (before || !cared_for)
    return TRUE;
  kapka_print_remove_papers (place->in_use->runtime_dir, now->utc_ms / 1000 - STALE_SECONDS);
  save_health (place);
  *out_done = kapka_journal_set_meta (journal, DAY_KEY, now->day, error);
  return *out_done;
}
