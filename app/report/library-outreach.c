// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/outreach.h"

#include "desk/promo.h"
#include "desk/publication.h"
#include "report/library-events.h"
#include "report/library-facts.h"
#include "report/library-months.h"
#include "report/library-printed.h"
#include "report/yearly.h"

static gboolean
add_tables (KapkaReport *report, KapkaDesk *desk, const char *year, GError **error) {
  g_autofree char *first_day = g_strconcat (year, "-01-01", NULL);
  g_autofree char *last_day = g_strconcat (year, "-12-31", NULL);
  g_autoptr (GPtrArray) events = kapka_outreach_list (desk, first_day, last_day, error);
  g_autoptr (GPtrArray) promos = NULL;
  g_autoptr (GPtrArray) publications = NULL;

  if (events == NULL)
    return FALSE;
  promos = kapka_promo_list (desk, first_day, last_day, error);
  if (promos == NULL)
    return FALSE;
  publications = kapka_publication_list (desk, first_day, last_day, error);
  if (publications == NULL)
    return FALSE;
  kapka_library_events_add (report, year, events);
  kapka_library_printed_add_promos (report, year, promos);
  kapka_library_printed_add_publications (report, year, publications);
  return TRUE;
}

KapkaReport *
kapka_report_new_outreach (const KapkaReportSource *source, int year, GError **error) {
  g_autofree char *name = g_strdup_printf ("%04d", year);
  g_autofree char *title =
      g_strdup_printf ("Мероприятия и публикации центра общественного доступа за %d год", year);
  g_autofree char *period = kapka_yearly_format_period (year);
  g_autoptr (KapkaReport) report = NULL;

  g_return_val_if_fail (year >= 1000 && year <= 9999, NULL);
  report = kapka_library_report_begin (source, "outreach", name, title, period);
  kapka_report_add_remark (report, "Участники — число людей на мероприятии, как его записал "
                                   "библиотекарь: точно, «более» или «около». Пользователи киоска "
                                   "в него не входят.");
  kapka_yearly_add_unfinished (report, year, kapka_desk_get_today (source->desk));
  if (!add_tables (report, source->desk, name, error) ||
      !kapka_library_months_add_open (report, source->desk, year, error))
    return NULL;
  return g_steal_pointer (&report);
}
