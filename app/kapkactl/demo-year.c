// SPDX-License-Identifier: GPL-3.0-or-later
#include "kapkactl/demo-year.h"

#include <stdlib.h>

#include "journal/journal.h"
#include "kapkactl/demo-calendar.h"
#include "kapkactl/demo-visit.h"

#define POWER_CUT_SHARE 0.01 // Of days, at the last visit.
#define MINUTE_MS (60 * 1000)

typedef struct {
  const KapkaDemoYear *demo;
  KapkaDemoTotals totals;
  GRand *random;
  GTimeZone *zone;
  double year_weight;    // Sum of the weights of all days of the year.
  KapkaJournal *journal; // Of the present day.
  GError *error;         // The first failure; nothing is written after it.
} Filler;

static void
write_event (KapkaEvent *event, gpointer user_data) {
  Filler *filler = user_data;

  if (filler->error == NULL)
    kapka_journal_append (filler->journal, event, &filler->error);
  kapka_event_free (event);
}

static gint64
utc_ms_of (const Filler *filler, const GDate *date, int minute) {
  g_autoptr (GDateTime) time =
      g_date_time_new (filler->zone, g_date_get_year (date), (int)g_date_get_month (date),
                       g_date_get_day (date), minute / 60, minute % 60, 0.0);

  return g_date_time_to_unix (time) * 1000;
}

/* A name of a boot that the seed decides, in the form of a random UUID (RFC 4122, 4.4). */
static char *
draw_boot_id (GRand *random) {
  return g_strdup_printf ("%08x-%04x-4%03x-%04x-%08x%04x", g_rand_int (random),
                          g_rand_int (random) & 0xffff, g_rand_int (random) & 0xfff,
                          0x8000 | (g_rand_int (random) & 0x3fff), g_rand_int (random),
                          g_rand_int (random) & 0xffff);
}

static int
compare_minutes (gconstpointer a, gconstpointer b) {
  return *(const int *)a - *(const int *)b;
}

static GArray *
draw_arrivals (Filler *filler, const GDate *date) {
  double mean = filler->demo->visits * kapka_demo_calendar_weight (date) / filler->year_weight;
  guint count = kapka_demo_draw_count (filler->random, mean);
  GArray *minutes = g_array_sized_new (FALSE, FALSE, sizeof (int), count);

  for (guint i = 0; i < count; i++) {
    int minute = kapka_demo_calendar_draw_minute (filler->random);

    g_array_append_val (minutes, minute);
  }
  g_array_sort (minutes, compare_minutes);
  return minutes;
}

/* There is one kiosk: who comes while it is in use waits, and who would wait until closing time
 * leaves. */
static void
play_visits (Filler *filler, const GDate *date, KapkaClock *clock) {
  const KapkaDemoVisit play = { filler->random, clock, filler->demo->catalog, write_event, filler };
  g_autoptr (GArray) arrivals = draw_arrivals (filler, date);
  gboolean power_cut = g_rand_double (filler->random) < POWER_CUT_SHARE;
  gint64 closes_ms = utc_ms_of (filler, date, KAPKA_DEMO_CLOSES);
  gint64 free_ms = 0;

  for (guint i = 0; i < arrivals->len && filler->error == NULL; i++) {
    gint64 comes_ms = utc_ms_of (filler, date, g_array_index (arrivals, int, i));
    gint64 start_ms = MAX (comes_ms, free_ms);

    if (start_ms >= closes_ms)
      break;
    free_ms =
        kapka_demo_visit_play (&play, start_ms, power_cut && i + 1 == arrivals->len) + MINUTE_MS;
    filler->totals.visits++;
  }
}

static gboolean
open_day (Filler *filler, KapkaClock *clock) {
  filler->journal = kapka_journal_open (filler->demo->state_dir, NULL, clock, KAPKA_JOURNAL_EVENTS,
                                        NULL, &filler->error);
  return filler->journal != NULL &&
         kapka_journal_end_open_visits (filler->journal, &filler->error) >= 0 &&
         kapka_journal_append_on (filler->journal, &filler->error);
}

static void
fill_day (Filler *filler, const GDate *date) {
  g_autofree char *boot_id = draw_boot_id (filler->random);
  g_autoptr (KapkaClock) clock = kapka_clock_new_manual (
      filler->demo->time_zone, utc_ms_of (filler, date, KAPKA_DEMO_OPENS - 10), boot_id);

  if (open_day (filler, clock))
    play_visits (filler, date, clock);
  g_clear_pointer (&filler->journal, kapka_journal_close);
  filler->totals.days++;
}

static double
sum_weights (int year) {
  double sum = 0.0;
  GDate date;

  g_date_clear (&date, 1);
  for (g_date_set_dmy (&date, 1, G_DATE_JANUARY, (GDateYear)year); g_date_get_year (&date) == year;
       g_date_add_days (&date, 1))
    sum += kapka_demo_calendar_weight (&date);
  return sum;
}

static gboolean
is_past_last_day (const KapkaDemoYear *demo, const GDate *date) {
  char day[11];

  g_date_strftime (day, sizeof day, "%Y-%m-%d", date);
  return g_strcmp0 (day, demo->last_day) > 0;
}

static void
fill_days (Filler *filler) {
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, 1, G_DATE_JANUARY, (GDateYear)filler->demo->year);
  for (; filler->error == NULL && g_date_get_year (&date) == filler->demo->year &&
         !is_past_last_day (filler->demo, &date);
       g_date_add_days (&date, 1))
    if (kapka_demo_calendar_weight (&date) > 0.0)
      fill_day (filler, &date);
}

gboolean
kapka_demo_year_fill (const KapkaDemoYear *demo, KapkaDemoTotals *totals, GError **error) {
  g_autoptr (GRand) random = g_rand_new_with_seed (demo->seed);
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (demo->time_zone);
  Filler filler = { demo, { 0, 0 }, random, zone, sum_weights (demo->year), NULL, NULL };

  fill_days (&filler);
  *totals = filler.totals;
  if (filler.error == NULL)
    return TRUE;
  g_propagate_error (error, filler.error);
  return FALSE;
}
