// SPDX-License-Identifier: GPL-3.0-or-later
#include <stdlib.h>

#include "journal/figures.h"
#include "report/library-days.h"
#include "report/library-facts.h"
#include "report/library-months.h"
#include "report/library-past.h"
#include "report/yearly.h"

/* A year in which the kiosk was on and nobody came is a year with the figure 0; a year before the
 * kiosk has no figure. A year typed in from paper has no day on which the kiosk was on. */
static gboolean
is_known (const KapkaFigures *figures) {
  return figures->days_on > 0 || figures->users != 0 || kapka_figures_get_requests (figures) != 0;
}

static void
take_year (KapkaYearlyFigures *figures, const KapkaPeriodFigures *year, gboolean rural) {
  KapkaYearlyUsers *users =
      &figures->users[atoi (year->period) - figures->year + KAPKA_YEARLY_N_YEARS - 1];

  users->known = is_known (&year->figures);
  users->users = year->figures.users;
  users->rural_users = rural ? users->users : 0;
  if (users->year != figures->year)
    return;
  figures->requests_known = users->known;
  figures->requests = kapka_figures_get_requests (&year->figures);
  for (guint i = 0; i < KAPKA_N_SERVICES; i++) {
    figures->services[i].known = users->known;
    figures->services[i].requests = year->figures.services[i];
  }
}

static void
fill_names (KapkaYearlyFigures *figures, const KapkaCatalog *catalog) {
  for (int i = 0; i < KAPKA_YEARLY_N_YEARS; i++)
    figures->users[i].year = figures->year - KAPKA_YEARLY_N_YEARS + 1 + i;
  for (guint i = 0; i < KAPKA_N_SERVICES; i++) {
    const KapkaService *service = kapka_catalog_get_service (catalog, i);

    figures->services[i].id = service->id;
    figures->services[i].label = kapka_local_text_get (&service->name, "ru");
  }
}

static gboolean
fill_figures (KapkaYearlyFigures *figures, const KapkaReportSource *source, GError **error) {
  g_autofree char *first_day = NULL;
  g_autofree char *last_day = g_strdup_printf ("%04d-12-31", figures->year);
  g_autoptr (GPtrArray) years = NULL;

  fill_names (figures, source->catalog);
  first_day = g_strdup_printf ("%04d-01-01", figures->users[0].year);
  years = kapka_figures_list (kapka_desk_get_journal (source->desk), first_day, last_day,
                              KAPKA_PERIOD_YEAR, error);
  for (guint i = 0; years != NULL && i < years->len; i++)
    take_year (figures, g_ptr_array_index (years, i), source->settings->rural);
  return years != NULL;
}

static gboolean
add_remarks (KapkaReport *report, const KapkaReportSource *source, int year, GError **error) {
  const char *today = kapka_desk_get_today (source->desk);
  g_autofree char *first_day = g_strdup_printf ("%04d-01-01", year);
  g_autofree char *last_day = g_strdup_printf ("%04d-12-31", year);
  g_autoptr (GArray) days = kapka_library_days_read (source->desk, first_day, last_day, error);
  char kept[11];

  if (days == NULL)
    return FALSE;
  kapka_library_report_add_definitions (report);
  kapka_yearly_add_unfinished (report, year, today);
  kapka_library_days_add_remark (report, days, today);
  return kapka_library_months_add_open (report, source->desk, year, error) &&
         kapka_library_report_add_folded (report, source->desk, first_day, last_day, kept, error);
}

KapkaReport *
kapka_report_new_yearly (const KapkaReportSource *source, int year, GError **error) {
  g_autofree char *name = g_strdup_printf ("%04d", year);
  g_autofree char *title = g_strdup_printf ("Отчёт центра общественного доступа за %d год", year);
  g_autofree char *period = kapka_yearly_format_period (year);
  KapkaYearlyFigures figures = { .year = year };
  g_autoptr (KapkaReport) report = NULL;

  g_return_val_if_fail (year >= 1000 + KAPKA_YEARLY_N_YEARS - 1 && year <= 9999, NULL);
  if (!fill_figures (&figures, source, error))
    return NULL;
  report = kapka_library_report_begin (source, "yearly", name, title, period);
  if (!kapka_library_past_add (&figures, report, source, error))
    return NULL;
  kapka_yearly_add_tables (report, &figures);
  if (!add_remarks (report, source, year, error))
    return NULL;
  return g_steal_pointer (&report);
}
