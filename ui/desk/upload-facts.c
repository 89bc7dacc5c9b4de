// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desk/upload-facts.h"

#include <glib/gi18n.h>

#include "ui/desk/date-words.h"

static void
add_column (KapkaReportTable *table, const char *key, const char *label) {
  kapka_report_table_add_column (table, key, label);
}

static void
add_day (KapkaReportTable *table, const KapkaDayProgress *day) {
  g_autofree char *label = kapka_date_words_day_short (day->day);

  kapka_report_table_add_row (table, day->day, label, FALSE, FALSE);
  kapka_report_table_add_number (table, day->users);
  kapka_report_table_add_number (table, day->acked_users);
  kapka_report_table_add_number (table, day->requests);
  kapka_report_table_add_number (table, day->acked_requests);
  kapka_report_table_add_cell (table, KAPKA_CELL_TEXT, 0,
                               day->pending ? _ ("waits to be sent") : _ ("accepted"));
}

static KapkaReport *
make_days (GArray *days) {
  KapkaReport *report = kapka_report_new ("upload", _ ("Upload"));
  KapkaReportTable *table = kapka_report_add_table (report, "days", NULL, _ ("Day"), TRUE);

  add_column (table, "users", _ ("Users here"));
  add_column (table, "acked_users", _ ("at the centre"));
  add_column (table, "requests", _ ("Requests here"));
  add_column (table, "acked_requests", _ ("at the centre"));
  add_column (table, "state", _ ("State"));
  for (guint i = 0; i < days->len; i++)
    add_day (table, &g_array_index (days, KapkaDayProgress, i));
  return report;
}

static gboolean
read_days (KapkaUploadFacts *facts, KapkaJournal *journal, const char *month, GError **error) {
  g_autofree char *first_day = g_strconcat (month, "-01", NULL);
  g_autofree char *last_day = kapka_date_words_last_day (month);
  g_autoptr (GArray) days = kapka_upload_list_days (journal, first_day, last_day, error);

  if (days != NULL)
    facts->days = make_days (days);
  return days != NULL;
}

KapkaUploadFacts *
kapka_upload_facts_read (const KapkaReportSource *source, const char *month, GError **error) {
  g_autoptr (KapkaUploadFacts) facts = g_new0 (KapkaUploadFacts, 1);
  KapkaJournal *journal = kapka_desk_get_journal (source->desk);

  if (!kapka_sync_summary_read (journal, source->settings, &facts->summary, error) ||
      !read_days (facts, journal, month, error))
    return NULL;
  return g_steal_pointer (&facts);
}

void
kapka_upload_facts_free (KapkaUploadFacts *facts) {
  if (facts == NULL)
    return;
  kapka_sync_summary_clear (&facts->summary);
  g_clear_pointer (&facts->days, kapka_report_free);
  g_free (facts);
}

const char *
kapka_upload_facts_get_title (const KapkaUploadFacts *facts) {
  switch (facts->summary.state) {
  case KAPKA_SYNC_STATE_NEVER:
    return _ ("Nothing has reached the central library yet");
  case KAPKA_SYNC_STATE_FAILING:
    return _ ("The upload needs your attention");
  case KAPKA_SYNC_STATE_LATE:
    return _ ("The upload is late");
  case KAPKA_SYNC_STATE_OK:
    return _ ("The upload is in order");
  }
  g_return_val_if_reached (NULL);
}

char *
kapka_upload_facts_describe_last (const KapkaUploadFacts *facts) {
  g_autofree char *moment = NULL;

  if (!facts->summary.has_success)
    return g_strdup (_ ("There has been no successful upload yet."));
  moment = kapka_date_words_moment (facts->summary.last_success_ms, facts->utc_off_min);
  return g_strdup_printf (_ ("Last successful upload: %s"), moment);
}

char *
kapka_upload_facts_describe_pending (const KapkaUploadFacts *facts) {
  const KapkaSyncFacts *sync = &facts->summary.facts;
  guint n = (guint)(sync->pending_days + sync->pending_fragments);
  g_autofree char *oldest = NULL;

  if (sync->pending_days == 0 && sync->pending_fragments == 0)
    return g_strdup (_ ("Nothing waits to be sent."));
  if (sync->oldest_pending == NULL)
    return g_strdup_printf (_ ("Surviving records of a damaged journal to be sent: %u"), n);
  oldest = kapka_date_words_day_digits (sync->oldest_pending);
  return g_strdup_printf (g_dngettext (NULL, "%u day waits to be sent, the oldest is %s.",
                                       "%u days wait to be sent, the oldest is %s.",
                                       (gulong)sync->pending_days),
                          (guint)sync->pending_days, oldest);
}
