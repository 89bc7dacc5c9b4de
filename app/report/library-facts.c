// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/library-facts.h"

#include "report/russian-date.h"

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
                            const char *title,
                            const char *period) {
  KapkaReport *report = kapka_report_new (id, title);
  g_autofree char *library = format_library (source->settings);
  g_autofree char *now = format_now (source->desk);

  if (*library != '\0')
    kapka_report_add_fact (report, "Библиотека", library);
  kapka_report_add_fact (report, "Период", period);
  kapka_report_add_fact (report, "Составлен", now);
  return report;
}
