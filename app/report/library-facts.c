// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/library-facts.h"

#include <string.h>

#include "journal/figures.h"
#include "report/russian-date.h"
#include "report/yearly.h"

static char *
format_library (const KapkaSettings *settings) {
  if (*settings->name != '\0' && *settings->library != '\0')
    return g_strdup_printf ("%s (%s)", settings->name, settings->library);
  return g_strconcat (settings->name, settings->library, NULL);
}

static char *
format_now (KapkaDesk *desk) {
  KapkaInstant now;
  gint64 minute;
  g_autofree char *day = NULL;

  kapka_clock_now (kapka_desk_get_clock (desk), &now);
  day = kapka_russian_day (now.day);
  minute = (now.utc_ms / 60000 + now.utc_off_min) % (24 * 60);
  return g_strdup_printf ("%s, %02d:%02d", day, (int)(minute / 60), (int)(minute % 60));
}

KapkaReport *
kapka_library_report_begin (const KapkaReportSource *source,
                            const char *id,
                            const char *name,
                            const char *title,
                            const char *period) {
  KapkaReport *report = kapka_report_new (id, title);
  g_autofree char *stem = g_strdup_printf ("kapka-%s-%s", id, name);
  g_autofree char *library = format_library (source->settings);
  g_autofree char *now = format_now (source->desk);

  kapka_report_set_file_stem (report, stem);
  kapka_report_set_signature (report, TRUE);
  if (*library != '\0')
    kapka_report_add_fact (report, "Библиотека", library);
  kapka_report_add_fact (report, "Период", period);
  kapka_report_add_fact (report, "Составлен", now);
  return report;
}

void
kapka_library_report_add_definitions (KapkaReport *report) {
  kapka_yearly_add_definitions (report);
  kapka_report_add_remark (report, "Посещения, которые внёс библиотекарь (за столом или с бумаги), "
                                   "и его исправления учтены.");
}

static void
add_folded_remark (KapkaReport *report, const char *first_day, gboolean none) {
  g_autofree char *day = kapka_russian_day (first_day);
  g_autofree char *remark = g_strdup_printf (
      none ? "Отдельные посещения этого периода уже не хранятся (хранятся с %s); итоги дней учтены "
             "полностью."
           : "Отдельные посещения хранятся с %s; за более ранние дни остались итоги дней, они "
             "учтены полностью.",
      day);

  kapka_report_add_remark (report, remark);
}

gboolean
kapka_library_report_add_folded (KapkaReport *report,
                                 KapkaDesk *desk,
                                 const char *first_day,
                                 const char *last_day,
                                 char out_first[11],
                                 GError **error) {
  g_autoptr (GError) failure = NULL;
  g_autofree char *kept =
      kapka_figures_first_day_with_events (kapka_desk_get_journal (desk), &failure);

  if (failure != NULL) {
    g_propagate_error (error, g_steal_pointer (&failure));
    return FALSE;
  }
  if (kept == NULL || strcmp (kept, first_day) <= 0) {
    g_strlcpy (out_first, first_day, 11);
    return TRUE;
  }
  g_strlcpy (out_first, strcmp (kept, last_day) > 0 ? "" : kept, 11);
  add_folded_remark (report, kept, *out_first == '\0');
  return TRUE;
}
