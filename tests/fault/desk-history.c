// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk-history.h"

#include "desk-history-acts.h"
#include "desk/month.h"
#include "journal/clock-repair.h"

#define SAMARA "Europe/Samara"
#define HOUR_MS G_GINT64_CONSTANT (3600000)
#define MOST_REQUESTS 4

/* What a batch from paper is said to be of, it is of. */
#define LEFT_IN_1970                                                                               \
  "WITH RECURSIVE chain(id, top) AS (SELECT event_id, event_id FROM event WHERE kind <>"           \
  " 'correction' AND kind <> 'outreach' AND reason IS NOT 'paper' UNION ALL SELECT e.event_id,"    \
  " chain.top FROM chain JOIN event e ON e.corrects = chain.id) SELECT count(*) FROM (SELECT"      \
  " sum(c.delta) AS n FROM chain JOIN event e ON e.event_id = chain.id JOIN event_count c"         \
  " USING(stream_no, seq) WHERE e.day LIKE '1970%' GROUP BY chain.top, e.day, c.key HAVING n <> "  \
  "0)"

static const char *const items[] = { "gosuslugi", "mfc", "fssp", "form" };

DeskHistory *
desk_history_new (GRand *rand, KapkaStore *store, guint number) {
  DeskHistory *history = g_new0 (DeskHistory, 1);

  history->rand = rand;
  history->place = kapka_desk_place_new ();
  // Half of the histories go over the end of a year.
  kapka_place_set_time (history->place->place, g_rand_boolean (rand) ? "2026-12-28T09:00:00+04:00"
                                                                     : "2026-05-28T09:00:00+04:00");
  history->visits = g_ptr_array_new_with_free_func (g_free);
  history->centre = desk_history_centre_new (history->place->place, store, rand, number);
  desk_history_centre_enrol (history->centre);
  g_assert_true (kapka_journal_append_on (history->place->journal, NULL));
  return history;
}

void
desk_history_free (DeskHistory *history) {
  desk_history_centre_free (history->centre);
  g_ptr_array_unref (history->visits);
  kapka_desk_place_free (history->place);
  g_free (history);
}

static gboolean
toss (DeskHistory *history, int sides) {
  return g_rand_int_range (history->rand, 0, sides) == 0;
}

static void
let_time_pass (DeskHistory *history, int most_hours) {
  KapkaInstant now;

  kapka_clock_now (history->place->place->clock, &now);
  kapka_clock_set_utc_ms (history->place->place->clock,
                          now.utc_ms + g_rand_int_range (history->rand, 0, 60 * most_hours) *
                                           (HOUR_MS / 60));
}

/* Counts one use of an item as the kiosk would; @used are the items and services so far. */
static void
use_item (DeskHistory *history, const char *visit, GHashTable *used, gboolean *has_user) {
  const char *item = items[g_rand_int_range (history->rand, 0, G_N_ELEMENTS (items))];
  gboolean form = g_str_equal (item, "form");
  g_autofree char *service =
      form ? g_strdup ("s4") : g_strdup_printf ("s%d", g_rand_int_range (history->rand, 1, 7));
  gboolean counts = g_hash_table_add (used, g_strconcat (item, service, NULL));
  g_autoptr (KapkaEvent) event =
      kapka_place_request (history->place->place, visit, item, service, counts && !*has_user);

  if (!counts && !form)
    return;
  event->kind = form ? KAPKA_EVENT_PRINT : KAPKA_EVENT_REQUEST;
  kapka_event_add_count (event, service, counts ? 0 : -1);
  kapka_event_add_count (event, "pages", form ? g_rand_int_range (history->rand, 1, 9) : 0);
  *has_user = TRUE;
  kapka_place_append (history->place->journal, g_steal_pointer (&event));
}

static void
end_visit (DeskHistory *history, const char *visit, gboolean has_user) {
  KapkaEvent *end = kapka_place_end (history->place->place, visit, "finished");

  kapka_event_add_count (end, "assisted", has_user && toss (history, 3));
  kapka_event_add_count (end, toss (history, 2) ? "lang_udm" : "lang_en",
                         has_user && toss (history, 3));
  kapka_place_append (history->place->journal, end);
}

static void
visit (DeskHistory *history) {
  g_autoptr (GHashTable) used = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  char *id = g_uuid_string_random ();
  int n = g_rand_int_range (history->rand, 0, MOST_REQUESTS + 1);
  gboolean has_user = FALSE;

  g_ptr_array_add (history->visits, id);
  kapka_place_append (history->place->journal, kapka_place_begin (history->place->place, id));
  for (int i = 0; i < n; i++) {
    if (toss (history, 8))
      let_time_pass (history, 12);
    use_item (history, id, used, &has_user);
  }
  // Of a crash the end is written by the next start.
  if (!toss (history, 8))
    end_visit (history, id, has_user);
}

static void
restart (DeskHistory *history) {
  g_autofree char *boot_id = g_uuid_string_random ();

  if (toss (history, 2))
    kapka_place_reboot (history->place->place, SAMARA, boot_id);
  kapka_desk_place_restart (history->place);
  g_assert_true (kapka_journal_append_on (history->place->journal, NULL));
  g_assert_cmpint (kapka_journal_end_open_visits (history->place->journal, NULL), >=, 0);
}

/* Has the clock show @utc_ms in the boot @boot_id; the program starts again with it. */
static void
set_clock (DeskHistory *history, gint64 utc_ms, const char *boot_id) {
  kapka_clock_unref (history->place->place->clock);
  history->place->place->clock = kapka_clock_new_manual (SAMARA, utc_ms, boot_id);
  kapka_desk_place_restart (history->place);
  g_assert_true (kapka_journal_append_on (history->place->journal, NULL));
  g_assert_cmpint (kapka_journal_end_open_visits (history->place->journal, NULL), >=, 0);
}

/* A boot begins in 1970, is used and corrected, and gets the time in the end: all that came about
 * by itself then leaves 1970. */
static void
suffer_wrong_clock (DeskHistory *history) {
  g_autofree char *boot_id = g_uuid_string_random ();
  int n = g_rand_int_range (history->rand, 1, 8);
  gint64 wrong_ms = kapka_place_parse_ms ("1970-01-05T09:00:00+04:00");
  KapkaInstant begin;
  KapkaInstant end;

  kapka_clock_now (history->place->place->clock, &begin);
  set_clock (history, wrong_ms, boot_id);
  for (int i = 0; i < n; i++) {
    if (toss (history, 2))
      visit (history);
    else
      desk_history_act (history);
  }
  kapka_clock_now (history->place->place->clock, &end);
  set_clock (history, begin.utc_ms, boot_id);
  // As long after the start of the boot as the wrong clock was when it was put right.
  kapka_clock_set_utc_ms (history->place->place->clock, begin.utc_ms + end.utc_ms - wrong_ms);
  g_assert_cmpint (kapka_journal_repair_clock (history->place->journal, NULL), >=, 0);
  g_assert_cmpint (kapka_place_read_int (history->place->place, LEFT_IN_1970), ==, 0);
  history->misdated = TRUE;
}

void
desk_history_step (DeskHistory *history) {
  int die = g_rand_int_range (history->rand, 0, 30);

  // Most of a day passes at once, so that a day has visits that can be merged.
  if (toss (history, 6))
    let_time_pass (history, 90);
  if (die < 8)
    visit (history);
  else if (die == 8)
    restart (history);
  else if (die < 11)
    desk_history_turn_month (history);
  else if (die == 11)
    desk_history_centre_upload (history->centre);
  else if (die == 12 && toss (history, 4))
    suffer_wrong_clock (history);
  else
    desk_history_act (history);
}

void
desk_history_reopen_months (DeskHistory *history) {
  g_auto (GStrv) months = desk_history_list_months (history);

  kapka_desk_place_reopen (history->place, "Мария", KAPKA_ROLE_ADMINISTRATOR);
  for (guint i = 0; months[i] != NULL; i++) {
    g_autoptr (KapkaMonthState) state =
        kapka_month_get_state (history->place->desk, months[i], NULL);

    if (state->closed)
      g_assert_true (kapka_month_reopen (history->place->desk, months[i], "other", NULL));
  }
  kapka_desk_place_reopen (history->place, "Анна", KAPKA_ROLE_LIBRARIAN);
}

void
desk_history_undo_all (DeskHistory *history) {
  g_autofree char *ids = kapka_place_read_text (
      history->place->place,
      "SELECT coalesce(group_concat(event_id, ' '), '') FROM (SELECT event_id FROM event WHERE kind"
      " IN ('correction', 'manual') ORDER BY stream_no DESC, seq DESC)");
  g_auto (GStrv) words = g_strsplit (ids, " ", -1);

  for (guint i = 0; words[i] != NULL && *words[i] != '\0'; i++) {
    g_autoptr (GError) error = NULL;

    // What was taken back already is refused.
    if (!kapka_correction_undo (history->place->desk, words[i], &error))
      g_assert_error (error, KAPKA_ERROR, KAPKA_ERROR_USAGE);
  }
}
