// SPDX-License-Identifier: GPL-3.0-or-later
#include "ten-years.h"

#include <string.h>

#include "ten-years-stream.h"

#define SEED 2018
#define N_PORTALS 40
#define N_FORMS 24
#define VISITS_PER_DAY 266 // Every eighth of them only looks around.
#define TALLIES_PER_DAY 4
#define CORRECTIONS_PER_DAY 3
#define OPENS_AT_MS (G_GINT64_CONSTANT (9) * 3600 * 1000)
#define OPEN_MS (G_GINT64_CONSTANT (10) * 3600 * 1000)
#define OFFSET_MIN 240
#define OFFSET_MS ((gint64)OFFSET_MIN * 60 * 1000)

// Requests by service of the report of 2018.
static const guint weights[] = { 5823, 1461, 15559, 4464, 7735, 2505 };

/** KapkaTenYearsWriter: invents one day after the other. */
typedef struct {
  KapkaDb *db;
  GRand *random;
  KapkaTenYearsStream stream;
  char day[11];
  gint64 midnight_ms; // UTC, of the local day.
  gint64 booted_ms;
  GPtrArray *yesterday; // (element-type KapkaEvent): requests of the day before.
  GPtrArray *today;
  KapkaTenYears totals;
} KapkaTenYearsWriter;

static void
add_to_totals (KapkaTenYearsWriter *writer, const KapkaEvent *event) {
  writer->totals.users += kapka_event_get_count (event, "users");
  for (gsize i = 0; i < G_N_ELEMENTS (weights); i++) {
    const char key[] = { 's', (char)('1' + i), '\0' };

    writer->totals.requests += kapka_event_get_count (event, key);
  }
  writer->totals.visits += event->kind == KAPKA_EVENT_BEGIN;
}

static void
write_event (KapkaTenYearsWriter *writer, const KapkaEvent *event) {
  add_to_totals (writer, event);
  kapka_ten_years_stream_write (&writer->stream, event);
  writer->totals.events += writer->stream.folded ? 0 : 1;
}

static KapkaEvent *
make_event (KapkaTenYearsWriter *writer, KapkaEventKind kind, gint64 day_ms, const char *visit) {
  KapkaEvent *event = g_new0 (KapkaEvent, 1);

  event->event_id = kapka_ten_years_draw_uuid (writer->random);
  event->kind = kind;
  event->visit = g_strdup (visit);
  event->counts = kapka_counts_new ();
  event->at.utc_ms = writer->midnight_ms + day_ms;
  event->at.boottime_ms = event->at.utc_ms - writer->booted_ms;
  event->at.utc_off_min = OFFSET_MIN;
  event->at.synced = TRUE;
  g_strlcpy (event->at.day, writer->day, sizeof event->at.day);
  return event;
}

static guint
draw_service (GRand *random) {
  gint32 left = g_rand_int_range (random, 0, 37547);
  guint i = 0;

  while (left >= (gint32)weights[i])
    left -= (gint32)weights[i++];
  return i;
}

/** A portal or, for the fourth service, a printed form. */
static KapkaEvent *
make_request (KapkaTenYearsWriter *writer, gint64 day_ms, const char *visit, gboolean first) {
  guint service = draw_service (writer->random);
  gboolean form = service == 3;
  KapkaEvent *event =
      make_event (writer, form ? KAPKA_EVENT_PRINT : KAPKA_EVENT_REQUEST, day_ms, visit);

  event->service = g_strdup_printf ("s%u", service + 1);
  event->item =
      form ? g_strdup_printf ("form-%02d", g_rand_int_range (writer->random, 0, N_FORMS))
           : g_strdup_printf ("portal-%02d", g_rand_int_range (writer->random, 0, N_PORTALS));
  kapka_event_add_count (event, event->service, 1);
  kapka_event_add_count (event, "users", first ? 1 : 0);
  kapka_event_add_count (event, "pages", form ? g_rand_int_range (writer->random, 1, 5) : 0);
  return event;
}

static void
write_end (KapkaTenYearsWriter *writer, gint64 day_ms, const char *visit, gboolean with_user) {
  static const char *const reasons[] = { "finished", "finished", "finished", "idle", "limit" };
  g_autoptr (KapkaEvent) end = make_event (writer, KAPKA_EVENT_END, day_ms, visit);

  end->reason =
      g_strdup (reasons[g_rand_int_range (writer->random, 0, (gint32)G_N_ELEMENTS (reasons))]);
  if (with_user && g_rand_int_range (writer->random, 0, 100) < 35)
    kapka_event_add_count (end, "assisted", 1);
  if (with_user && g_rand_int_range (writer->random, 0, 100) < 6)
    kapka_event_add_count (end, "lang_udm", 1);
  write_event (writer, end);
}

static void
write_visit (KapkaTenYearsWriter *writer, guint index) {
  g_autofree char *visit = kapka_ten_years_draw_uuid (writer->random);
  gint64 day_ms = OPENS_AT_MS + OPEN_MS * index / VISITS_PER_DAY;
  g_autoptr (KapkaEvent) begin = make_event (writer, KAPKA_EVENT_BEGIN, day_ms, visit);
  int n_requests = index % 8 == 7 ? 0 : g_rand_int_range (writer->random, 1, 4);

  write_event (writer, begin);
  for (int i = 0; i < n_requests; i++) {
    KapkaEvent *request;

    day_ms += g_rand_int_range (writer->random, 10000, 30000);
    request = make_request (writer, day_ms, visit, i == 0);
    write_event (writer, request);
    g_ptr_array_add (writer->today, request);
  }
  write_end (writer, day_ms + 10000, visit, n_requests > 0);
}

static void
write_correction (KapkaTenYearsWriter *writer, const KapkaEvent *wrong) {
  g_autoptr (KapkaEvent) event =
      make_event (writer, KAPKA_EVENT_CORRECTION, OPENS_AT_MS, wrong->visit);

  event->corrects = g_strdup (wrong->event_id);
  event->item = g_strdup (wrong->item);
  event->service = g_strdup (wrong->service);
  event->author = g_strdup ("desk");
  event->reason = g_strdup ("wrong_service");
  g_strlcpy (event->at.day, wrong->at.day, sizeof event->at.day);
  kapka_event_add_count (event, wrong->service, -1);
  kapka_event_add_count (event, strcmp (wrong->service, "s5") == 0 ? "s3" : "s5", 1);
  write_event (writer, event);
}

static void
write_manual (KapkaTenYearsWriter *writer, const char *reason, int users, int requests) {
  g_autoptr (KapkaEvent) event =
      make_event (writer, KAPKA_EVENT_MANUAL, OPENS_AT_MS + OPEN_MS / 2, NULL);

  event->author = g_strdup ("desk");
  event->reason = g_strdup (reason);
  kapka_event_add_count (event, "users", users);
  kapka_event_add_count (event, "assisted", users);
  kapka_event_add_count (event, "s1", requests);
  write_event (writer, event);
}

static void
write_day (KapkaTenYearsWriter *writer) {
  g_autoptr (KapkaEvent) on = make_event (writer, KAPKA_EVENT_ON, OPENS_AT_MS, NULL);

  kapka_event_add_count (on, "_on", 1);
  write_event (writer, on);
  for (guint i = 0; i < MIN (CORRECTIONS_PER_DAY, writer->yesterday->len); i++)
    write_correction (writer, g_ptr_array_index (writer->yesterday, i * 7));
  for (guint i = 0; i < VISITS_PER_DAY; i++)
    write_visit (writer, i);
  for (guint i = 0; i < TALLIES_PER_DAY; i++)
    write_manual (writer, "tally", 1, 1);
  if (g_str_has_suffix (writer->day, "-15"))
    write_manual (writer, "paper", 20, 40);
}

static void
write_stream (KapkaTenYearsWriter *writer) {
  g_autoptr (GError) error = NULL;
  g_autoptr (KapkaTransaction) transaction =
      kapka_transaction_begin (writer->db, KAPKA_TRANSACTION_WRITE, &error);
  GPtrArray *yesterday = writer->yesterday;

  g_assert_no_error (error);
  kapka_ten_years_stream_begin (&writer->stream, writer->booted_ms);
  write_day (writer);
  kapka_ten_years_stream_end (&writer->stream, writer->midnight_ms);
  kapka_transaction_commit (transaction, &error);
  g_assert_no_error (error);
  writer->totals.days++;
  writer->yesterday = writer->today;
  writer->today = yesterday;
  g_ptr_array_set_size (writer->today, 0);
}

/** Has the schema made by the journal itself. */
static void
make_journal (KapkaPlace *place) {
  g_autoptr (GError) error = NULL;
  g_autoptr (KapkaJournal) journal = kapka_place_open (place);

  kapka_journal_set_meta (journal, "receiver_id", KAPKA_TEN_YEARS_RECEIVER, &error);
  kapka_journal_set_meta (journal, "install_id", KAPKA_TEN_YEARS_INSTALL, &error);
  g_assert_no_error (error);
}

static KapkaTenYearsWriter *
writer_new (KapkaPlace *place) {
  g_autoptr (GError) error = NULL;
  KapkaTenYearsWriter *writer = g_new0 (KapkaTenYearsWriter, 1);

  writer->db = kapka_db_open (place->path, KAPKA_DB_WRITE, &error);
  // Nobody minds losing it, and the indexes of random identities would be written over and over.
  kapka_db_run_script (writer->db,
                       "PRAGMA synchronous=OFF; PRAGMA cache_size=-1000000;"
                       "PRAGMA locking_mode=EXCLUSIVE",
                       &error);
  g_assert_no_error (error);
  writer->random = g_rand_new_with_seed (SEED);
  kapka_ten_years_stream_init (&writer->stream, writer->db, writer->random);
  writer->yesterday = g_ptr_array_new_with_free_func ((GDestroyNotify)kapka_event_free);
  writer->today = g_ptr_array_new_with_free_func ((GDestroyNotify)kapka_event_free);
  return writer;
}

static void
writer_free (KapkaTenYearsWriter *writer) {
  kapka_ten_years_stream_clear (&writer->stream);
  kapka_db_close (writer->db);
  g_rand_free (writer->random);
  g_ptr_array_unref (writer->yesterday);
  g_ptr_array_unref (writer->today);
  g_free (writer);
}

static GDateTime *
parse_day (const char *day) {
  g_autofree char *midnight = g_strconcat (day, "T00:00:00Z", NULL);

  return g_date_time_new_from_iso8601 (midnight, NULL);
}

void
kapka_ten_years_fill (KapkaPlace *place, gboolean folded, KapkaTenYears *out_totals) {
  g_autoptr (GDateTime) date = parse_day (KAPKA_TEN_YEARS_FIRST_DAY);
  g_autoptr (GDateTime) end = parse_day (KAPKA_TEN_YEARS_LAST_DAY);
  KapkaTenYearsWriter *writer;

  make_journal (place);
  writer = writer_new (place);
  while (g_date_time_compare (date, end) <= 0) {
    g_autoptr (GDateTime) today = g_steal_pointer (&date);
    g_autofree char *day = g_date_time_format (today, "%Y-%m-%d");

    date = g_date_time_add_days (today, 1);
    g_strlcpy (writer->day, day, sizeof writer->day);
    writer->midnight_ms = g_date_time_to_unix (today) * 1000 - OFFSET_MS;
    writer->booted_ms = writer->midnight_ms + OPENS_AT_MS - 60000;
    writer->stream.folded = folded && strcmp (day, KAPKA_TEN_YEARS_FIRST_WHOLE_DAY) < 0;
    if (g_date_time_get_day_of_week (today) != 7)
      write_stream (writer);
  }
  *out_totals = writer->totals;
  writer_free (writer);
}
