// SPDX-License-Identifier: GPL-3.0-or-later
#include "history-events.h"

#define DAY_MS G_GINT64_CONSTANT (86400000)

/* Staff enters the days of a paper diary later; some of it is older than what the journal keeps. */
#define OLDEST_DIARY_DAYS 900

static const char *const services[] = { "s1", "s2", "s3", "s4", "s5", "s6" };

/* What a desk tally may count; the last key is one that no version of Kapka has a name for. */
static const char *const tallied[] = { "users", "s1",       "s2",       "s3",      "s5",
                                       "s6",    "assisted", "lang_udm", "lang_en", "x_read_aloud" };

static gboolean
chance (GRand *rand, int one_in) {
  return g_rand_int_range (rand, 0, one_in) == 0;
}

static const char *
pick_service (GRand *rand) {
  return services[g_rand_int_range (rand, 0, G_N_ELEMENTS (services))];
}

static KapkaEvent *
make_begin (KapkaClock *clock, char **visit) {
  KapkaEvent *event = kapka_event_new (KAPKA_EVENT_BEGIN, clock);

  *visit = g_uuid_string_random ();
  event->visit = g_strdup (*visit);
  return event;
}

static KapkaEvent *
make_request (GRand *rand, KapkaClock *clock, const char *visit) {
  KapkaEvent *event = kapka_event_new (KAPKA_EVENT_REQUEST, clock);

  event->visit = g_strdup (visit);
  event->item = g_strdup ("gosuslugi");
  event->service = g_strdup (pick_service (rand));
  kapka_event_add_count (event, event->service, 1);
  kapka_event_add_count (event, "users", chance (rand, 2));
  return event;
}

static KapkaEvent *
make_print (GRand *rand, KapkaClock *clock, const char *visit) {
  KapkaEvent *event = kapka_event_new (KAPKA_EVENT_PRINT, clock);

  event->visit = g_strdup (visit);
  event->item = g_strdup ("form-21");
  event->service = g_strdup ("s4");
  kapka_event_add_count (event, "pages", g_rand_int_range (rand, 1, 5));
  kapka_event_add_count (event, "s4", chance (rand, 2));
  return event;
}

static KapkaEvent *
make_end (GRand *rand, KapkaClock *clock, char **visit) {
  KapkaEvent *event = kapka_event_new (KAPKA_EVENT_END, clock);

  event->visit = g_steal_pointer (visit);
  event->reason = g_strdup ("finished");
  kapka_event_add_count (event, "assisted", chance (rand, 3));
  kapka_event_add_count (event, "lang_udm", chance (rand, 3));
  return event;
}

static KapkaEvent *
make_of_visit (GRand *rand, KapkaClock *clock, char **visit) {
  if (*visit == NULL)
    return make_begin (clock, visit);
  switch (g_rand_int_range (rand, 0, 4)) {
  case 0:
    return make_end (rand, clock, visit);
  case 1:
    return make_print (rand, clock, *visit);
  default:
    return make_request (rand, clock, *visit);
  }
}

static void
set_old_day (GRand *rand, KapkaClock *clock, KapkaEvent *event) {
  gint64 days = g_rand_int_range (rand, 1, chance (rand, 4) ? OLDEST_DIARY_DAYS : 5);
  KapkaInstant old;

  kapka_clock_at (clock, event->at.utc_ms - days * DAY_MS, &old);
  g_strlcpy (event->at.day, old.day, sizeof event->at.day);
}

static KapkaEvent *
make_manual (GRand *rand, KapkaClock *clock) {
  KapkaEvent *event = kapka_event_new (KAPKA_EVENT_MANUAL, clock);
  const char *key = tallied[g_rand_int_range (rand, 0, G_N_ELEMENTS (tallied))];

  event->author = g_strdup ("desk");
  event->reason = g_strdup ("paper");
  if (chance (rand, 2))
    set_old_day (rand, clock, event);
  kapka_event_add_count (event, key, g_rand_int_range (rand, 1, 30));
  return event;
}

static KapkaEvent *
make_outreach (GRand *rand, KapkaClock *clock) {
  KapkaEvent *event = kapka_event_new (KAPKA_EVENT_OUTREACH, clock);

  event->author = g_strdup ("desk");
  event->item = g_strdup ("forum");
  event->reason = g_strdup ("about");
  kapka_event_add_count (event, "events", 1);
  kapka_event_add_count (event, "participants", g_rand_int_range (rand, 1, 200));
  return event;
}

KapkaEvent *
history_event_make (GRand *rand, KapkaClock *clock, char **visit) {
  switch (g_rand_int_range (rand, 0, 6)) {
  case 0:
    return make_manual (rand, clock);
  case 1:
    return make_outreach (rand, clock);
  default:
    return make_of_visit (rand, clock, visit);
  }
}

KapkaEvent *
history_event_make_correction (GRand *rand, KapkaClock *clock, const HistoryTarget *target) {
  KapkaEvent *event = kapka_event_new (KAPKA_EVENT_CORRECTION, clock);

  event->corrects = g_strdup (target->event->event_id);
  event->visit = g_strdup (target->visit);
  event->author = g_strdup ("desk");
  event->reason = g_strdup ("wrong_service");
  g_strlcpy (event->at.day, target->event->day, sizeof event->at.day);
  for (guint i = 0; i < target->event->counts->len; i++) {
    const KapkaCount *count = g_ptr_array_index (target->event->counts, i);

    kapka_event_add_count (event, count->key, -count->delta);
  }
  kapka_event_add_count (event, pick_service (rand), chance (rand, 2));
  return event;
}
