// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/upload.h"
#include "test-journal-place.h"

#define N_RUNS 200
#define LONGEST_RUN 40
#define DAY_MS G_GINT64_CONSTANT (86400000)
#define SAMARA "Europe/Samara"

static const char *const keys[] = { "_on",      "users",  "s1",          "s2",    "s3",
                                    "s4",       "s5",     "s6",          "pages", "assisted",
                                    "lang_udm", "events", "participants" };

/** Model: what the journal should hold, kept by the simplest means. */
typedef struct {
  GHashTable *sums;  // Of owned "key day" to gint64.
  GPtrArray *events; // Of owned KapkaEvent that count something positive.
  guint n_events;
} Model;

static void
model_add (Model *model, const KapkaEvent *event) {
  model->n_events++;
  for (guint i = 0; i < event->counts->len; i++) {
    const KapkaCount *count = g_ptr_array_index (event->counts, i);
    char *name = g_strdup_printf ("%s %s", count->key, event->at.day);
    gint64 *old = g_hash_table_lookup (model->sums, name);
    gint64 sum = count->delta + (old == NULL ? 0 : *old);

    g_hash_table_replace (model->sums, name, g_memdup2 (&sum, sizeof sum));
  }
}

static gint64
model_sum (Model *model, const char *key) {
  g_autofree char *prefix = g_strconcat (key, " ", NULL);
  GHashTableIter iter;
  gpointer name;
  gpointer value;
  gint64 sum = 0;

  g_hash_table_iter_init (&iter, model->sums);
  while (g_hash_table_iter_next (&iter, &name, &value))
    if (g_str_has_prefix (name, prefix))
      sum += *(gint64 *)value;
  return sum;
}

static KapkaEvent *
make_outreach (KapkaPlace *place, GRand *rand) {
  KapkaEvent *event = kapka_event_new (KAPKA_EVENT_OUTREACH, place->clock);

  event->author = g_strdup ("desk");
  event->item = g_strdup ("forum");
  event->reason = g_strdup ("more");
  kapka_event_add_count (event, "events", 1);
  kapka_event_add_count (event, "participants", g_rand_int_range (rand, 1, 200));
  return event;
}

static KapkaEvent *
make_manual (KapkaPlace *place, GRand *rand) {
  KapkaEvent *event = kapka_event_new (KAPKA_EVENT_MANUAL, place->clock);

  event->author = g_strdup ("desk");
  event->reason = g_strdup ("tally");
  kapka_event_add_count (event, keys[g_rand_int_range (rand, 1, 9)], g_rand_int_range (rand, 1, 9));
  return event;
}

static KapkaEvent *
make_correction (KapkaPlace *place, GRand *rand, GPtrArray *events) {
  const KapkaEvent *wrong =
      g_ptr_array_index (events, g_rand_int_range (rand, 0, (gint32)events->len));
  KapkaEvent *event = kapka_event_new (KAPKA_EVENT_CORRECTION, place->clock);

  event->corrects = g_strdup (wrong->event_id);
  event->visit = g_strdup (wrong->visit);
  event->author = g_strdup ("desk");
  event->reason = g_strdup ("wrong_service");
  g_strlcpy (event->at.day, wrong->at.day, sizeof event->at.day);
  for (guint i = 0; i < wrong->counts->len; i++) {
    const KapkaCount *count = g_ptr_array_index (wrong->counts, i);

    kapka_event_add_count (event, count->key, -count->delta);
  }
  kapka_event_add_count (event, keys[g_rand_int_range (rand, 2, 8)], 1);
  return event;
}

static KapkaEvent *
make_request (KapkaPlace *place, GRand *rand) {
  g_autofree char *visit = g_uuid_string_random ();

  return kapka_place_request (place, visit, "gosuslugi", keys[g_rand_int_range (rand, 2, 8)],
                              g_rand_boolean (rand));
}

static KapkaEvent *
make_event (KapkaPlace *place, GRand *rand, GPtrArray *events) {
  switch (g_rand_int_range (rand, 0, 6)) {
  case 0:
    return make_outreach (place, rand);
  case 1:
    return make_manual (place, rand);
  case 2:
    return events->len > 0 ? make_correction (place, rand, events) : make_manual (place, rand);
  default:
    return make_request (place, rand);
  }
}

static KapkaJournal *
reopen (KapkaPlace *place, KapkaJournal *journal, GRand *rand) {
  g_autofree char *boot_id = g_uuid_string_random ();

  kapka_journal_close (journal);
  if (g_rand_boolean (rand))
    kapka_place_reboot (place, SAMARA, boot_id);
  return kapka_place_open (place);
}

static void
let_time_pass (KapkaPlace *place, GRand *rand) {
  KapkaInstant now;

  kapka_clock_now (place->clock, &now);
  kapka_clock_set_utc_ms (place->clock,
                          now.utc_ms + g_rand_int_range (rand, 0, 36) * (DAY_MS / 24));
}

static void
step (KapkaPlace *place, KapkaJournal *journal, GRand *rand, Model *model) {
  g_autoptr (KapkaEvent) event = make_event (place, rand, model->events);
  guint tries = g_rand_int_range (rand, 0, 4) == 0 ? 2 : 1;

  model_add (model, event);
  for (guint i = 0; i < tries; i++)
    g_assert_true (kapka_journal_append (journal, event, NULL));
  if (event->kind != KAPKA_EVENT_CORRECTION)
    g_ptr_array_add (model->events, g_steal_pointer (&event));
}

static void
assert_sums (KapkaJournal *journal, Model *model) {
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++) {
    gint64 sum;

    g_assert_true (
        kapka_journal_sum (journal, keys[i], "0001-01-01", "9999-12-31", &sum, NULL, NULL));
    g_assert_cmpint (sum, ==, model_sum (model, keys[i]));
  }
}

/** The documents of all streams and days add up to the model too. */
static void
assert_documents (KapkaJournal *journal, Model *model) {
  g_autoptr (GPtrArray) documents = kapka_upload_list_pending (journal, 10000, NULL);
  g_autoptr (GPtrArray) sums = kapka_counts_new ();

  g_assert_nonnull (documents);
  for (guint i = 0; i < documents->len; i++) {
    const KapkaDayDocument *document = g_ptr_array_index (documents, i);

    for (guint j = 0; j < document->counts->len; j++) {
      const KapkaCount *count = g_ptr_array_index (document->counts, j);

      kapka_counts_add (sums, count->key, count->delta);
    }
  }
  for (guint i = 0; i < sums->len; i++) {
    const KapkaCount *count = g_ptr_array_index (sums, i);

    g_assert_cmpint (count->delta, ==, model_sum (model, count->key));
  }
}

static void
run_history (GRand *rand) {
  g_autoptr (KapkaPlace) place = kapka_place_new (SAMARA, "2026-02-25T09:00:00+04:00");
  g_autoptr (GHashTable) sums = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify)kapka_event_free);
  Model model = { .sums = sums, .events = events };
  KapkaJournal *journal = kapka_place_open (place);
  g_autoptr (GError) error = NULL;
  guint n_steps = (guint)g_rand_int_range (rand, 1, LONGEST_RUN);

  for (guint i = 0; i < n_steps; i++) {
    if (g_rand_int_range (rand, 0, 12) == 0)
      journal = reopen (place, journal, rand);
    let_time_pass (place, rand);
    step (place, journal, rand, &model);
  }
  assert_sums (journal, &model);
  assert_documents (journal, &model);
  g_assert_cmpint (kapka_place_read_int (place, "SELECT count(*) FROM event"), ==, model.n_events);
  g_assert_cmpint (kapka_place_read_int (place, "SELECT count(*) FROM day_count_diff"), ==, 0);
  kapka_journal_check (journal, &error);
  g_assert_no_error (error);
  kapka_journal_close (journal);
}

static void
test_random_histories (void) {
  for (guint i = 0; i < N_RUNS; i++) {
    // Printed, so that one history can be run again: --seed is GLib's.
    guint32 seed = (guint32)g_test_rand_int ();
    g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

    g_test_message ("history %u, seed %u", i, seed);
    run_history (rand);
  }
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/journal/model", test_random_histories);
  return g_test_run ();
}
