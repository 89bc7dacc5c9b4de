// SPDX-License-Identifier: GPL-3.0-or-later
#include <string.h>

#include "visit/visit.h"

#define BOOT_ID "0b0e0000-0000-4000-8000-000000000001"
#define START_MS 1772430000000 // 2026-03-02 09:40 in Samara.

static const char *services_gosuslugi[] = { "s3", "s5", "s6", NULL };
static const char *services_nalog[] = { "s5", NULL };
static const char *services_kremlin[] = { "s1", NULL };
static const char *services_letter[] = { "s4", "s2", NULL };
static const char *services_consent[] = { "s4", NULL };

static const KapkaTile tiles[] = {
  { .kind = KAPKA_TILE_PORTAL, .id = (char *)"gosuslugi", .services = (GStrv)services_gosuslugi },
  { .kind = KAPKA_TILE_PORTAL, .id = (char *)"nalog", .services = (GStrv)services_nalog },
  { .kind = KAPKA_TILE_PORTAL, .id = (char *)"kremlin", .services = (GStrv)services_kremlin },
  { .kind = KAPKA_TILE_FORM, .id = (char *)"letter", .services = (GStrv)services_letter },
  { .kind = KAPKA_TILE_FORM, .id = (char *)"consent", .services = (GStrv)services_consent },
};

#define N_PORTALS 3

typedef struct {
  const char *name;
  const char *actions; // What the visitor does, see act().
  const char *events;  // One line an event after `begin`: kind, item, service, reason, counts.
} Case;

static const Case cases[] = {
  { "looks-around", "end:finished", "end - - finished\n" },
  { "looks-around-in-udmurt", "language:udm assisted end:idle", "end - - idle\n" },
  { "door", "open:gosuslugi:s5 end:finished",
    "request gosuslugi s5 - s5=1 users=1\nend - - finished\n" },
  { "search-counts-primary", "open:gosuslugi end:limit",
    "request gosuslugi s3 - s3=1 users=1\nend - - limit\n" },
  { "foreign-door-counts-primary", "open:gosuslugi:s2 end:staff",
    "request gosuslugi s3 - s3=1 users=1\nend - - staff\n" },
  { "opened-again", "open:gosuslugi:s5 open:gosuslugi:s5 end:finished",
    "request gosuslugi s5 - s5=1 users=1\nend - - finished\n" },
  { "opened-by-two-doors", "open:gosuslugi:s5 open:gosuslugi:s6 open:gosuslugi end:crash",
    "request gosuslugi s5 - s5=1 users=1\nrequest gosuslugi s6 - s6=1\n"
    "request gosuslugi s3 - s3=1\nend - - crash\n" },
  { "two-portals-one-service", "open:gosuslugi:s5 open:nalog:s5 end:finished",
    "request gosuslugi s5 - s5=1 users=1\nrequest nalog s5 - s5=1\nend - - finished\n" },
  { "form", "form:letter:2x3 end:finished",
    "print letter s4 - pages=6 s4=1 users=1\nend - - finished\n" },
  { "form-again", "form:letter:2x1 form:letter:2x2 form:consent:1x1 end:finished",
    "print letter s4 - pages=2 s4=1 users=1\nprint letter s4 - pages=4\n"
    "print consent s4 - pages=1 s4=1\nend - - finished\n" },
  { "document", "document:nalog end:finished",
    "request nalog s5 - s5=1 users=1\nend - - finished\n" },
  { "document-after-door-s5", "open:gosuslugi:s5 document:gosuslugi end:finished",
    "request gosuslugi s5 - s5=1 users=1\nend - - finished\n" },
  { "document-before-door-s5", "document:gosuslugi open:gosuslugi:s5 end:finished",
    "request gosuslugi s5 - s5=1 users=1\nend - - finished\n" },
  { "document-after-door-s6", "open:gosuslugi:s6 document:gosuslugi document:gosuslugi end:idle",
    "request gosuslugi s6 - s6=1 users=1\nrequest gosuslugi s5 - s5=1\nend - - idle\n" },
  { "document-of-other-portal", "document:kremlin end:finished", "end - - finished\n" },
  { "page", "open:kremlin page:kremlin:3x1 end:finished",
    "request kremlin s1 - s1=1 users=1\nprint kremlin - - pages=3\nend - - finished\n" },
  { "page-makes-no-user", "page:gosuslugi:1x2 language:en end:finished",
    "print gosuslugi - - pages=2\nend - - finished\n" },
  { "guide", "page:letter:1x2 form:letter:2x1 end:finished",
    "print letter - - pages=2\nprint letter s4 - pages=2 s4=1 users=1\nend - - finished\n" },
  { "own-file", "page:-:3x2 form:letter:2x1 end:finished",
    "print - - - pages=6\nprint letter s4 - pages=2 s4=1 users=1\nend - - finished\n" },
  { "printed-document", "document:nalog paper:nalog:2x1 end:finished",
    "request nalog s5 - s5=1 users=1\nprint nalog s5 - pages=2\nend - - finished\n" },
  { "printed-document-counts-once", "paper:nalog:2x1 document:nalog paper:nalog:1x1 end:finished",
    "print nalog s5 - pages=2 s5=1 users=1\nprint nalog s5 - pages=1\nend - - finished\n" },
  { "printed-document-of-other-portal", "paper:kremlin:1x1 end:finished",
    "print kremlin - - pages=1\nend - - finished\n" },
  { "udmurt", "open:kremlin language:udm end:finished",
    "request kremlin s1 - s1=1 users=1\nend - - finished lang_udm=1\n" },
  { "english", "language:udm open:kremlin language:en end:finished",
    "request kremlin s1 - s1=1 users=1\nend - - finished lang_en=1\n" },
  { "back-to-russian", "language:udm open:kremlin language:ru end:finished",
    "request kremlin s1 - s1=1 users=1\nend - - finished\n" },
  { "helped", "assisted form:consent:1x1 language:udm end:staff",
    "print consent s4 - pages=1 s4=1 users=1\nend - - staff assisted=1 lang_udm=1\n" },
};

static void
take_event (KapkaEvent *event, gpointer user_data) {
  g_ptr_array_add (user_data, event);
}

static GPtrArray *
events_new (void) {
  return g_ptr_array_new_with_free_func ((GDestroyNotify)kapka_event_free);
}

static const KapkaTile *
find_tile (const char *id) {
  if (g_str_equal (id, "-"))
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (tiles); i++)
    if (g_str_equal (tiles[i].id, id))
      return &tiles[i];
  g_assert_not_reached ();
}

static KapkaEndReason
find_reason (const char *word) {
  static const char *const words[] = { "finished", "idle", "limit", "staff", "crash" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (words[i], word))
      return (KapkaEndReason)i;
  g_assert_not_reached ();
}

typedef void (*Print) (KapkaVisit *visit, const KapkaTile *tile, guint pages, guint copies);

static void
print (KapkaVisit *visit, Print function, char **words) {
  guint pages = (guint)(words[2][0] - '0');
  guint copies = (guint)(words[2][2] - '0');

  function (visit, find_tile (words[1]), pages, copies);
}

static void
act (KapkaVisit *visit, const char *action) {
  g_auto (GStrv) words = g_strsplit (action, ":", -1);

  if (g_str_equal (words[0], "open"))
    kapka_visit_portal_opened (visit, find_tile (words[1]), words[2]);
  else if (g_str_equal (words[0], "document"))
    kapka_visit_document_received (visit, find_tile (words[1]));
  else if (g_str_equal (words[0], "form"))
    print (visit, kapka_visit_form_printed, words);
  else if (g_str_equal (words[0], "page"))
    print (visit, kapka_visit_page_printed, words);
  else if (g_str_equal (words[0], "paper"))
    print (visit, kapka_visit_document_printed, words);
  else if (g_str_equal (words[0], "language"))
    kapka_visit_set_language (visit, words[1]);
  else if (g_str_equal (words[0], "assisted"))
    kapka_visit_set_assisted (visit, TRUE);
  else
    kapka_visit_end (visit, find_reason (words[1]));
}

static int
compare_counts (gconstpointer a, gconstpointer b) {
  return strcmp ((*(KapkaCount *const *)a)->key, (*(KapkaCount *const *)b)->key);
}

static const char *
or_dash (const char *text) {
  return text == NULL ? "-" : text;
}

static char *
describe (const GPtrArray *events) {
  GString *text = g_string_new (NULL);

  for (guint i = 1; i < events->len; i++) {
    KapkaEvent *event = g_ptr_array_index (events, i);

    g_string_append_printf (text, "%s %s %s %s", kapka_event_kind_to_string (event->kind),
                            or_dash (event->item), or_dash (event->service),
                            or_dash (event->reason));
    g_ptr_array_sort (event->counts, compare_counts);
    for (guint j = 0; j < event->counts->len; j++) {
      KapkaCount *count = g_ptr_array_index (event->counts, j);

      g_string_append_printf (text, " %s=%" G_GINT64_FORMAT, count->key, count->delta);
    }
    g_string_append_c (text, '\n');
  }
  return g_string_free (text, FALSE);
}

static void
assert_one_visit (const GPtrArray *events) {
  const KapkaEvent *begin = g_ptr_array_index (events, 0);

  g_assert_cmpint (begin->kind, ==, KAPKA_EVENT_BEGIN);
  g_assert_cmpuint (begin->counts->len, ==, 0);
  g_assert_null (begin->item);
  g_assert_null (begin->service);
  g_assert_null (begin->reason);
  g_assert_true (g_uuid_string_is_valid (begin->visit));
  for (guint i = 0; i < events->len; i++) {
    const KapkaEvent *event = g_ptr_array_index (events, i);

    g_assert_cmpstr (event->visit, ==, begin->visit);
    g_assert_null (event->author);
    g_assert_null (event->corrects);
  }
}

static void
test_case (gconstpointer data) {
  const Case *c = data;
  g_autoptr (KapkaClock) clock = kapka_clock_new_manual ("Europe/Samara", START_MS, BOOT_ID);
  g_autoptr (GPtrArray) events = events_new ();
  g_autoptr (KapkaVisit) visit = kapka_visit_new (clock, take_event, events);
  g_auto (GStrv) actions = g_strsplit (c->actions, " ", -1);
  g_autofree char *text = NULL;

  g_assert_cmpuint (events->len, ==, 1);
  for (guint i = 0; actions[i] != NULL; i++)
    act (visit, actions[i]);
  text = describe (events);
  g_assert_cmpstr (text, ==, c->events);
  assert_one_visit (events);
}

static void
test_getters (void) {
  g_autoptr (KapkaClock) clock = kapka_clock_new_manual ("Europe/Samara", START_MS, BOOT_ID);
  g_autoptr (GPtrArray) events = events_new ();
  g_autoptr (KapkaVisit) visit = kapka_visit_new (clock, take_event, events);

  act (visit, "page:gosuslugi:2x2");
  g_assert_cmpuint (kapka_visit_get_pages (visit), ==, 4);
  g_assert_false (kapka_visit_has_user (visit));
  act (visit, "document:kremlin");
  g_assert_false (kapka_visit_has_user (visit));
  act (visit, "form:letter:3x1");
  g_assert_cmpuint (kapka_visit_get_pages (visit), ==, 7);
  g_assert_true (kapka_visit_has_user (visit));
}

/* The visitor touched the screen before midnight and walked away: the end belongs to that day. */
static void
test_end_is_last_activity (void) {
  gint64 midnight_ms = START_MS + (14 * 60 + 20) * 60 * 1000LL;
  g_autoptr (KapkaClock) clock = kapka_clock_new_manual ("Europe/Samara", START_MS, BOOT_ID);
  g_autoptr (GPtrArray) events = events_new ();
  g_autoptr (KapkaVisit) visit = kapka_visit_new (clock, take_event, events);
  const KapkaEvent *event;
  KapkaInstant touched;

  kapka_clock_set_utc_ms (clock, midnight_ms - 20000);
  kapka_visit_touch (visit);
  kapka_clock_now (clock, &touched);
  kapka_clock_set_utc_ms (clock, midnight_ms + 10000);
  act (visit, "open:kremlin");
  kapka_clock_set_utc_ms (clock, midnight_ms + 100000);
  act (visit, "end:idle");

  event = g_ptr_array_index (events, 0);
  g_assert_cmpint (event->at.utc_ms, ==, START_MS);
  g_assert_cmpstr (event->at.day, ==, "2026-03-02");
  event = g_ptr_array_index (events, 1);
  g_assert_cmpint (event->at.utc_ms, ==, midnight_ms + 10000);
  g_assert_cmpstr (event->at.day, ==, "2026-03-03");
  event = g_ptr_array_index (events, 2);
  g_assert_cmpint (event->at.utc_ms, ==, midnight_ms - 20000);
  g_assert_cmpint (event->at.boottime_ms, ==, touched.boottime_ms);
  g_assert_cmpint (event->at.utc_off_min, ==, 240);
  g_assert_cmpstr (event->at.day, ==, "2026-03-02");
}

/* Nobody touched anything after the first touch. */
static void
test_end_without_touch (void) {
  g_autoptr (KapkaClock) clock = kapka_clock_new_manual ("Europe/Samara", START_MS, BOOT_ID);
  g_autoptr (GPtrArray) events = events_new ();
  g_autoptr (KapkaVisit) visit = kapka_visit_new (clock, take_event, events);
  const KapkaEvent *end;

  kapka_clock_set_utc_ms (clock, START_MS + 60000);
  act (visit, "end:idle");
  end = g_ptr_array_index (events, 1);
  g_assert_cmpint (end->at.utc_ms, ==, START_MS);
}

/* The clock is set while a visit goes on: what was written stays where it was. */
static void
test_clock_is_set (void) {
  g_autoptr (KapkaClock) clock = kapka_clock_new_manual ("Europe/Samara", START_MS, BOOT_ID);
  g_autoptr (GPtrArray) events = events_new ();
  g_autoptr (KapkaVisit) visit = kapka_visit_new (clock, take_event, events);
  const KapkaEvent *begin = g_ptr_array_index (events, 0);
  const KapkaEvent *end;

  kapka_clock_set_utc_ms (clock, START_MS - 86400000);
  act (visit, "end:idle");
  end = g_ptr_array_index (events, 1);
  g_assert_cmpint (end->at.utc_ms, ==, START_MS);
  g_assert_cmpint (end->at.boottime_ms, ==, begin->at.boottime_ms);
  g_assert_cmpstr (end->at.day, ==, "2026-03-02");
}

static void
test_two_visits (void) {
  g_autoptr (KapkaClock) clock = kapka_clock_new_manual ("Europe/Samara", START_MS, BOOT_ID);
  g_autoptr (GPtrArray) events = events_new ();
  g_autoptr (KapkaVisit) first = kapka_visit_new (clock, take_event, events);
  g_autoptr (KapkaVisit) second = kapka_visit_new (clock, take_event, events);
  const KapkaEvent *one = g_ptr_array_index (events, 0);
  const KapkaEvent *two = g_ptr_array_index (events, 1);

  g_assert_cmpstr (one->visit, !=, two->visit);
  g_assert_cmpstr (one->event_id, !=, two->event_id);
}

static void
assert_refused_after_end (const char *action) {
  g_autoptr (KapkaClock) clock = kapka_clock_new_manual ("Europe/Samara", START_MS, BOOT_ID);
  g_autoptr (GPtrArray) events = events_new ();
  g_autoptr (KapkaVisit) visit = kapka_visit_new (clock, take_event, events);

  act (visit, "end:finished");
  g_test_expect_message ("kapka-visit", G_LOG_LEVEL_CRITICAL, "*!visit->ended*");
  act (visit, action);
  g_test_assert_expected_messages ();
  g_assert_cmpuint (events->len, ==, 2);
}

static void
test_after_end (void) {
  assert_refused_after_end ("end:idle");
  assert_refused_after_end ("open:gosuslugi");
  assert_refused_after_end ("document:nalog");
  assert_refused_after_end ("form:letter:1x1");
  assert_refused_after_end ("page:kremlin:1x1");
  assert_refused_after_end ("paper:nalog:1x1");
}

/* What a visit comes to, told by somebody who reads design.md with a list of all that was done. */
typedef struct {
  gboolean used[G_N_ELEMENTS (tiles)][7]; // Tile and number of the service.
  gint64 pages;
} Model;

static int
service_number (const char *service) {
  return service[1] - '0';
}

static void
random_portal_action (KapkaVisit *visit, Model *model) {
  int i = g_test_rand_int_range (0, N_PORTALS);
  const KapkaTile *tile = &tiles[i];
  g_autofree char *door = g_strdup_printf ("s%d", g_test_rand_int_range (1, 7));
  guint pages = (guint)g_test_rand_int_range (1, 9);
  gboolean gives = i == 0 || i == 1;

  switch (g_test_rand_int_range (0, 5)) {
  case 0:
    kapka_visit_portal_opened (visit, tile, door);
    model->used[i][service_number (strstr (i == 0   ? "s3s5s6"
                                           : i == 1 ? "s5"
                                                    : "s1",
                                           door) != NULL
                                       ? door
                                       : tile->services[0])] = TRUE;
    break;
  case 1:
    kapka_visit_portal_opened (visit, tile, NULL);
    model->used[i][service_number (tile->services[0])] = TRUE;
    break;
  case 2:
    kapka_visit_document_received (visit, tile);
    model->used[i][5] |= gives;
    break;
  case 3:
    kapka_visit_document_printed (visit, tile, pages, 1);
    model->used[i][5] |= gives;
    model->pages += pages;
    break;
  default:
    kapka_visit_page_printed (visit, tile, pages, 2);
    model->pages += 2 * pages;
    break;
  }
}

static void
random_form_action (KapkaVisit *visit, Model *model) {
  int i = g_test_rand_int_range (N_PORTALS, G_N_ELEMENTS (tiles));
  guint pages = (guint)g_test_rand_int_range (1, 9);
  guint copies = (guint)g_test_rand_int_range (1, 4);

  kapka_visit_form_printed (visit, &tiles[i], pages, copies);
  model->used[i][4] = TRUE;
  model->pages += pages * copies;
}

static gint64
sum (const GPtrArray *events, const char *key) {
  gint64 total = 0;

  for (guint i = 0; i < events->len; i++)
    total += kapka_event_get_count (g_ptr_array_index (events, i), key);
  return total;
}

static void
assert_model (const Model *model, const GPtrArray *events, gboolean udm, gboolean assisted) {
  gboolean any = FALSE;

  for (int s = 1; s <= 6; s++) {
    g_autofree char *key = g_strdup_printf ("s%d", s);
    gint64 expected = 0;

    for (gsize i = 0; i < G_N_ELEMENTS (tiles); i++)
      expected += model->used[i][s];
    any |= expected > 0;
    g_assert_cmpint (sum (events, key), ==, expected);
  }
  g_assert_cmpint (sum (events, "users"), ==, any);
  g_assert_cmpint (sum (events, "pages"), ==, model->pages);
  g_assert_cmpint (sum (events, "lang_udm"), ==, any && udm);
  g_assert_cmpint (sum (events, "lang_en"), ==, 0);
  g_assert_cmpint (sum (events, "assisted"), ==, any && assisted);
}

/* The first event with a service carries the user, and no item and service are counted twice. */
static void
assert_order (const GPtrArray *events) {
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < events->len; i++) {
    const KapkaEvent *event = g_ptr_array_index (events, i);

    if (event->service == NULL || kapka_event_get_count (event, event->service) == 0) {
      g_assert_cmpint (kapka_event_get_count (event, "users"), ==, 0);
      continue;
    }
    g_assert_cmpint (kapka_event_get_count (event, "users"), ==, g_hash_table_size (seen) == 0);
    g_assert_true (g_hash_table_add (seen, g_strdup_printf ("%s:%s", event->item, event->service)));
  }
}

static void
test_property (void) {
  g_autoptr (KapkaClock) clock = kapka_clock_new_manual ("Europe/Samara", START_MS, BOOT_ID);

  for (guint round = 0; round < 3000; round++) {
    g_autoptr (GPtrArray) events = events_new ();
    g_autoptr (KapkaVisit) visit = kapka_visit_new (clock, take_event, events);
    gboolean udm = g_test_rand_bit ();
    gboolean assisted = g_test_rand_bit ();
    Model model = { 0 };

    for (gint32 i = g_test_rand_int_range (0, 12); i > 0; i--)
      if (g_test_rand_int_range (0, 4) == 0)
        random_form_action (visit, &model);
      else
        random_portal_action (visit, &model);
    kapka_visit_set_language (visit, udm ? "udm" : "ru");
    kapka_visit_set_assisted (visit, assisted);
    g_assert_cmpint (kapka_visit_get_pages (visit), ==, model.pages);
    kapka_visit_end (visit, KAPKA_END_FINISHED);
    assert_model (&model, events, udm, assisted);
    assert_order (events);
    assert_one_visit (events);
  }
}

int
main (int argc, char *argv[]) {
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strdup_printf ("/visit/counts/%s", cases[i].name);

    g_test_add_data_func (path, &cases[i], test_case);
  }
  g_test_add_func ("/visit/getters", test_getters);
  g_test_add_func ("/visit/end-is-last-activity", test_end_is_last_activity);
  g_test_add_func ("/visit/end-without-touch", test_end_without_touch);
  g_test_add_func ("/visit/clock-is-set", test_clock_is_set);
  g_test_add_func ("/visit/two-visits", test_two_visits);
  g_test_add_func ("/visit/after-end", test_after_end);
  g_test_add_func ("/visit/property", test_property);
  return g_test_run ();
}
