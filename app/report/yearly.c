// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/yearly.h"

typedef struct {
  char first_day[11];
  char last_day[11];
} Period;

static Period
period_of_year (int year) {
  Period period;

  g_snprintf (period.first_day, sizeof period.first_day, "%04d-01-01", year);
  g_snprintf (period.last_day, sizeof period.last_day, "%04d-12-31", year);
  return period;
}

/* Adds to @out_days, so that the caller learns whether any counter has a day of the year. */
static gboolean
sum_year (KapkaJournal *journal,
          int year,
          const char *key,
          gint64 *out_sum,
          gint64 *out_days,
          GError **error) {
  Period period = period_of_year (year);
  gint64 days = 0;

  if (!kapka_journal_sum (journal, key, period.first_day, period.last_day, out_sum, &days, error))
    return FALSE;
  *out_days += days;
  return TRUE;
}

/* A year on which the kiosk was on and nobody came is a year with the figure 0; a year before the
 * kiosk has no figure. A year typed in from paper has no presence day, so every counter of the two
 * tables is asked. */
static gboolean
year_is_known (KapkaJournal *journal, int year, gboolean *out_known, GError **error) {
  static const char *const keys[] = { "_on", "users", "s1", "s2", "s3", "s4", "s5", "s6" };
  gint64 sum = 0;
  gint64 days = 0;

  for (gsize i = 0; days == 0 && i < G_N_ELEMENTS (keys); i++)
    if (!sum_year (journal, year, keys[i], &sum, &days, error))
      return FALSE;
  *out_known = days > 0;
  return TRUE;
}

static gboolean
fill_users (KapkaYearlyUsers *users,
            KapkaJournal *journal,
            gboolean rural,
            int year,
            GError **error) {
  gint64 days = 0;

  users->year = year;
  if (!year_is_known (journal, year, &users->known, error) ||
      !sum_year (journal, year, "users", &users->users, &days, error))
    return FALSE;
  users->rural_users = rural ? users->users : 0;
  return TRUE;
}

static gboolean
fill_services (KapkaYearlyReport *report,
               KapkaJournal *journal,
               const KapkaCatalog *catalog,
               GError **error) {
  for (guint i = 0; i < KAPKA_N_SERVICES; i++) {
    const KapkaService *service = kapka_catalog_get_service (catalog, i);
    KapkaYearlyService *line = &report->services[i];
    gint64 days = 0;

    line->id = g_strdup (service->id);
    line->label = g_strdup (kapka_local_text_get (&service->name, "ru"));
    if (!sum_year (journal, report->year, line->id, &line->requests, &days, error))
      return FALSE;
    report->requests += line->requests;
  }
  return TRUE;
}

KapkaYearlyReport *
kapka_yearly_report_new (KapkaJournal *journal,
                         const KapkaSettings *settings,
                         const KapkaCatalog *catalog,
                         int year,
                         const char *today,
                         GError **error) {
  g_autoptr (KapkaYearlyReport) report = NULL;
  Period period = period_of_year (year);

  g_return_val_if_fail (year >= 1000 + KAPKA_YEARLY_N_YEARS - 1 && year <= 9999, NULL);
  report = g_new0 (KapkaYearlyReport, 1);
  report->library = g_strdup (settings->library);
  report->name = g_strdup (settings->name);
  report->year = year;
  report->today = g_strdup (today);
  report->over = g_strcmp0 (today, period.last_day) > 0;
  for (int i = 0; i < KAPKA_YEARLY_N_YEARS; i++)
    if (!fill_users (&report->users[i], journal, settings->rural,
                     year - KAPKA_YEARLY_N_YEARS + 1 + i, error))
      return NULL;
  report->requests_known = report->users[KAPKA_YEARLY_N_YEARS - 1].known;
  if (!fill_services (report, journal, catalog, error))
    return NULL;
  return g_steal_pointer (&report);
}

void
kapka_yearly_report_free (KapkaYearlyReport *report) {
  if (report == NULL)
    return;
  for (guint i = 0; i < KAPKA_N_SERVICES; i++) {
    g_free (report->services[i].id);
    g_free (report->services[i].label);
  }
  g_free (report->library);
  g_free (report->name);
  g_free (report->today);
  g_free (report);
}
