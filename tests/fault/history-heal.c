// SPDX-License-Identifier: GPL-3.0-or-later
#include "history-sync.h"
#include "history.h"

/* Every kiosk asks the centre what it lacks within a week. */
#define TWO_WEEKS_MS (G_GINT64_CONSTANT (14) * 24 * 60 * 60 * 1000)

/* A kiosk that has to enrol first, then sends, then has nothing left to say. */
#define MOST_ROUNDS 6

static gboolean
wants_code (KapkaSyncReason reason) {
  return reason == KAPKA_SYNC_REASON_NOT_ENROLLED || reason == KAPKA_SYNC_REASON_TOKEN ||
         reason == KAPKA_SYNC_REASON_REVOKED;
}

/* Returns whether @kiosk had nothing left to do. */
static gboolean
settle (History *history, HistoryKiosk *kiosk) {
  KapkaSyncReason reason = history_sync (history, kiosk);

  if (wants_code (reason))
    history_enrol (history, kiosk);
  return reason == KAPKA_SYNC_REASON_OK;
}

static gboolean
settle_all (History *history) {
  gboolean idle = TRUE;

  for (guint i = 0; i < HISTORY_N_KIOSKS; i++)
    idle = settle (history, history->kiosks[i]) && idle;
  return idle;
}

/* What is broken is found by the deep check of each day, and opened anew by a start. */
static void
repair (History *history, HistoryKiosk *kiosk) {
  g_autoptr (GError) error = NULL;

  history_kiosk_boot (kiosk, history->now_ms);
  history_kiosk_care (kiosk);
  if (kiosk->journal != NULL && !kapka_journal_check (kiosk->journal, &error))
    history_story_fail (history->story, "%s: %s", kiosk->name, error->message);
}

void
history_heal (History *history) {
  gboolean idle = FALSE;

  history_story_tell (history->story, "Everything is set right");
  history_pass_time (history, TWO_WEEKS_MS);
  history->line->calm = TRUE;
  history_line_deliver_late (history->line);
  for (guint i = 0; i < HISTORY_N_KIOSKS; i++)
    repair (history, history->kiosks[i]);
  for (guint i = 0; i < MOST_ROUNDS && !idle; i++)
    idle = settle_all (history);
  if (!idle)
    history_story_fail (history->story, "the kiosks do not come to rest");
  history_line_replay (history->line);
}
