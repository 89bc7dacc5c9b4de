// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk-history-acts.h"

#include "desk/correction.h"
#include "desk/month.h"
#include "desk/outreach.h"

typedef gboolean (*Act) (DeskHistory *history, GError **error);

static const char *const services[] = { "s1", "s2", "s3", "s4", "s5", "s6" };
static const char *const reasons[] = { "wrong_service", "not_a_visit", "test", "duplicate" };

static const char *
pick_reason (DeskHistory *history) {
  return reasons[g_rand_int_range (history->rand, 0, G_N_ELEMENTS (reasons))];
}

/* Mostly one of the last visits, so that corrections meet each other. */
static const char *
pick_visit (DeskHistory *history) {
  guint n = history->visits->len;
  guint reach = g_rand_int_range (history->rand, 0, 4) == 0 ? n : MIN (n, 2);

  return n == 0 ? "no visit"
                : g_ptr_array_index (history->visits,
                                     n - 1 -
                                         (guint)g_rand_int_range (history->rand, 0, (gint32)reach));
}

/* Returns one of the last events of @kinds. */
static char *
pick_event (DeskHistory *history, const char *kinds) {
  g_autofree char *sql = g_strdup_printf (
      "SELECT event_id FROM event WHERE kind IN (%s) ORDER BY stream_no DESC, seq DESC"
      " LIMIT 1 OFFSET %d",
      kinds, g_rand_int_range (history->rand, 0, 8));
  char *id = kapka_place_read_text (history->place->place, sql);

  return id != NULL ? id : g_strdup ("no event");
}

static gint64
sum_all (DeskHistory *history, const char *key) {
  gint64 sum;

  g_assert_true (kapka_journal_sum (history->place->journal, key, "0001-01-01", "9999-12-31", &sum,
                                    NULL, NULL));
  return sum;
}

static gboolean
void_visit (DeskHistory *history, GError **error) {
  const char *visit = pick_visit (history);
  g_autofree char *left = g_strdup_printf (
      "SELECT count(*) FROM (SELECT sum(c.delta) AS n FROM event e JOIN event_count c"
      " USING(stream_no, seq) WHERE e.visit = '%s' GROUP BY e.day, c.key HAVING n <> 0)",
      visit);

  if (!kapka_correction_void_visit (history->place->desk, visit, pick_reason (history), error))
    return FALSE;
  g_assert_cmpint (kapka_place_read_int (history->place->place, left), ==, 0);
  return TRUE;
}

static gboolean
void_event (DeskHistory *history, GError **error) {
  g_autofree char *event = pick_event (history, "'request', 'print', 'manual', 'end'");

  return kapka_correction_void_event (history->place->desk, event, pick_reason (history), error);
}

static gboolean
reclassify (DeskHistory *history, GError **error) {
  g_autofree char *event = pick_event (history, "'request', 'print', 'manual'");
  const char *service = services[g_rand_int_range (history->rand, 0, G_N_ELEMENTS (services))];
  gint64 users = sum_all (history, "users");
  gint64 requests = sum_all (history, service);

  if (!kapka_correction_reclassify (history->place->desk, event, service, pick_reason (history),
                                    error))
    return FALSE;
  g_assert_cmpint (sum_all (history, "users"), ==, users);
  g_assert_cmpint (sum_all (history, service), >, requests);
  return TRUE;
}

static gboolean
merge (DeskHistory *history, GError **error) {
  const char *first = pick_visit (history);
  gint64 users = sum_all (history, "users");

  if (!kapka_correction_merge (history->place->desk, first, pick_visit (history), error))
    return FALSE;
  g_assert_cmpint (sum_all (history, "users"), ==, users - 1);
  return TRUE;
}

static gboolean
assist (DeskHistory *history, GError **error) {
  gboolean assisted = g_rand_boolean (history->rand);
  gint64 helped = sum_all (history, "assisted");

  if (!kapka_correction_set_assisted (history->place->desk, pick_visit (history), assisted,
                                      pick_reason (history), error))
    return FALSE;
  g_assert_cmpint (sum_all (history, "assisted"), ==, assisted ? helped + 1 : helped - 1);
  return TRUE;
}

static gboolean
undo (DeskHistory *history, GError **error) {
  g_autofree char *event = pick_event (history, "'correction', 'manual'");

  return kapka_correction_undo (history->place->desk, event, error);
}

static gboolean
tally (DeskHistory *history, GError **error) {
  int first = g_rand_int_range (history->rand, 0, G_N_ELEMENTS (services));
  int second = g_rand_int_range (history->rand, 0, G_N_ELEMENTS (services));
  const char *const touched[] = { services[first], first == second ? NULL : services[second],
                                  NULL };
  g_autofree char *id = kapka_correction_tally (history->place->desk, touched, error);

  return id != NULL;
}

/* Fills @day with one of the last forty, or tomorrow. */
static void
pick_day (DeskHistory *history, char day[11]) {
  KapkaInstant at;

  kapka_clock_now (history->place->place->clock, &at);
  kapka_clock_at (
      history->place->place->clock,
      at.utc_ms - g_rand_int_range (history->rand, -1, 40) * G_GINT64_CONSTANT (86400000), &at);
  g_strlcpy (day, at.day, sizeof at.day);
}

static gboolean
add_batch (DeskHistory *history, GError **error) {
  KapkaBatch batch = { .users = g_rand_int_range (history->rand, 0, 4),
                       .assisted = g_rand_int_range (history->rand, 0, 3),
                       .pages = g_rand_int_range (history->rand, 0, 9) };
  g_autofree char *id = NULL;

  pick_day (history, batch.day);
  for (gsize i = 0; i < G_N_ELEMENTS (batch.services); i++)
    batch.services[i] = g_rand_int_range (history->rand, 0, 3);
  id = kapka_correction_add_batch (history->place->desk, &batch, error);
  return id != NULL;
}

/* Returns a seminar of the past days, or one that is there already with other participants. */
static KapkaOutreach *
make_outreach (DeskHistory *history) {
  g_autoptr (GPtrArray) all =
      kapka_outreach_list (history->place->desk, "0001-01-01", "9999-12-31", NULL);
  KapkaOutreach *outreach;

  g_assert_nonnull (all);
  if (all->len > 0 && g_rand_boolean (history->rand)) {
    outreach = kapka_outreach_copy (
        g_ptr_array_index (all, g_rand_int_range (history->rand, 0, (gint32)all->len)));
  } else {
    outreach = g_new0 (KapkaOutreach, 1);
    outreach->kind = g_strdup ("seminar");
    outreach->title = g_strdup ("Госуслуги онлайн");
    outreach->host = g_strdup ("");
    outreach->place = g_strdup ("");
    outreach->district = g_strdup ("");
    outreach->audience = g_strdup ("residents");
  }
  pick_day (history, outreach->day);
  outreach->participants = g_rand_int_range (history->rand, 1, 90);
  return outreach;
}

static gboolean
save_outreach (DeskHistory *history, GError **error) {
  g_autoptr (KapkaOutreach) outreach = make_outreach (history);

  return kapka_outreach_save (history->place->desk, outreach, error);
}

static gboolean
remove_outreach (DeskHistory *history, GError **error) {
  g_autoptr (KapkaOutreach) outreach = make_outreach (history);

  return kapka_outreach_remove (history->place->desk, outreach->id != NULL ? outreach->id : "none",
                                pick_reason (history), error);
}

static const Act acts[] = { void_visit, void_event, reclassify,    reclassify,     merge,
                            merge,      assist,     undo,          undo,           undo,
                            tally,      add_batch,  save_outreach, remove_outreach };

static gint64
count_events (DeskHistory *history) {
  return kapka_place_read_int (history->place->place, "SELECT count(*) FROM event");
}

/* The lock of a month holds whatever an act finds to correct. */
static void
assert_months_open (DeskHistory *history, gint64 n_written) {
  g_autofree char *sql = g_strdup_printf (
      "SELECT group_concat(DISTINCT substr(day, 1, 7)) FROM (SELECT day FROM event ORDER BY"
      " stream_no DESC, seq DESC LIMIT %" G_GINT64_FORMAT ")",
      n_written);
  g_autofree char *text = kapka_place_read_text (history->place->place, sql);
  g_auto (GStrv) months = g_strsplit (text, ",", -1);

  for (guint i = 0; months[i] != NULL; i++) {
    g_autoptr (KapkaMonthState) state =
        kapka_month_get_state (history->place->desk, months[i], NULL);

    g_assert_false (state->closed);
  }
}

void
desk_history_act (DeskHistory *history) {
  gint64 before = count_events (history);
  g_autoptr (GError) error = NULL;

  if (acts[g_rand_int_range (history->rand, 0, G_N_ELEMENTS (acts))](history, &error)) {
    g_assert_no_error (error);
    if (count_events (history) > before)
      assert_months_open (history, count_events (history) - before);
    return;
  }
  g_assert_cmpint (count_events (history), ==, before);
  if (!g_error_matches (error, KAPKA_ERROR, KAPKA_ERROR_DENIED) &&
      !g_error_matches (error, KAPKA_ERROR, KAPKA_ERROR_DATA))
    g_assert_error (error, KAPKA_ERROR, KAPKA_ERROR_USAGE);
}

GStrv
desk_history_list_months (DeskHistory *history) {
  g_autofree char *text = kapka_place_read_text (
      history->place->place, "SELECT coalesce(group_concat(month, ' '), '') FROM (SELECT DISTINCT"
                             " substr(day, 1, 7) AS month FROM day_count ORDER BY 1)");

  return *text == '\0' ? g_new0 (char *, 1) : g_strsplit (text, " ", -1);
}

void
desk_history_turn_month (DeskHistory *history) {
  g_auto (GStrv) months = desk_history_list_months (history);
  guint n = g_strv_length (months);
  g_autoptr (GError) error = NULL;

  if (g_rand_boolean (history->rand))
    desk_history_reopen_months (history);
  else if (n > 0 &&
           !kapka_month_close (history->place->desk,
                               months[g_rand_int_range (history->rand, 0, (gint32)n)], &error))
    g_assert_error (error, KAPKA_ERROR, KAPKA_ERROR_USAGE);
}
