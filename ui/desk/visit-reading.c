// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desk/visit-reading.h"

struct _KapkaVisitReading {
  KapkaVisitChoice choice;
  GPtrArray *days; // Of strings.
};

static void
day_visits_free (gpointer data) {
  KapkaDayVisits *visits = data;

  g_ptr_array_unref (visits->lines);
  g_free (visits);
}

KapkaVisitReading *
kapka_visit_reading_new (const KapkaVisitChoice *choice) {
  KapkaVisitReading *reading = g_new0 (KapkaVisitReading, 1);

  reading->choice = *choice;
  reading->days = g_ptr_array_new_with_free_func (g_free);
  return reading;
}

void
kapka_visit_reading_add_day (KapkaVisitReading *reading, const char *day) {
  g_ptr_array_add (reading->days, g_strdup (day));
}

void
kapka_visit_reading_free (gpointer data) {
  KapkaVisitReading *reading = data;

  g_ptr_array_unref (reading->days);
  g_free (reading);
}

static const char *
or_null (const char *text) {
  return *text == '\0' ? NULL : text;
}

static void
reverse (GPtrArray *lines) {
  for (guint i = 0; i < lines->len / 2; i++) {
    gpointer line = lines->pdata[i];

    lines->pdata[i] = lines->pdata[lines->len - 1 - i];
    lines->pdata[lines->len - 1 - i] = line;
  }
}

static KapkaDayVisits *
read_day (KapkaJournal *journal, const KapkaVisitChoice *choice, const char *day, GError **error) {
  const KapkaVisitFilter filter = { .service = or_null (choice->service),
                                    .end_reason = or_null (choice->end_reason),
                                    .with_user = choice->with_user,
                                    .corrected = choice->corrected,
                                    .assisted = choice->assisted };
  GPtrArray *lines = kapka_visits_list (journal, day, &filter, error);
  KapkaDayVisits *visits;

  if (lines == NULL)
    return NULL;
  // Many days are shown with the newest first.
  if (choice->day[0] == '\0')
    reverse (lines);
  visits = g_new0 (KapkaDayVisits, 1);
  g_strlcpy (visits->day, day, sizeof visits->day);
  visits->lines = lines;
  return visits;
}

gpointer
kapka_visit_reading_run (const KapkaReportSource *source, gpointer data, GError **error) {
  KapkaVisitReading *reading = data;
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (day_visits_free);

  for (guint i = 0; i < reading->days->len; i++) {
    KapkaDayVisits *visits = read_day (kapka_desk_get_journal (source->desk), &reading->choice,
                                       g_ptr_array_index (reading->days, i), error);

    if (visits == NULL)
      return NULL;
    g_ptr_array_add (all, visits);
  }
  return g_steal_pointer (&all);
}

gpointer
kapka_visit_reading_list_days (const KapkaReportSource *source, gpointer data, GError **error) {
  const char *day = data;
  gboolean all = *day == '\0';

  return kapka_visits_list_days (kapka_desk_get_journal (source->desk), all ? "0001-01-01" : day,
                                 all ? "9999-12-31" : day, error);
}
