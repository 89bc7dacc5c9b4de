// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/journal-csv.h"

#include <string.h>

#define SERVICES "s1,s2,s3,s4,s5,s6"

static const char days_heading[] =
    "day,users," SERVICES ",requests,pages,assisted,lang_udm,lang_en,"
    "events,participants,on";
static const char visits_heading[] = "id,day,begin,end,seconds,end_reason,users," SERVICES
                                     ",pages,assisted,items,corrections,clock_ok,by_hand";

/* A line while it is written. */
typedef struct {
  GString *csv;
  KapkaCsvDialect dialect;
  gboolean begun;
} Line;

static void
divide (Line *line) {
  if (line->begun)
    kapka_csv_append_separator (line->csv, line->dialect);
  line->begun = TRUE;
}

static void
add_text (Line *line, const char *text) {
  divide (line);
  kapka_csv_append_text (line->csv, text);
}

static void
add_number (Line *line, gint64 number) {
  divide (line);
  g_string_append_printf (line->csv, "%" G_GINT64_FORMAT, number);
}

static void
add_numbers (Line *line, const gint64 *numbers, gsize n_numbers) {
  for (gsize i = 0; i < n_numbers; i++)
    add_number (line, numbers[i]);
}

static void
end_line (Line *line) {
  g_string_append (line->csv, "\r\n");
}

static void
append_heading (GString *csv, KapkaCsvDialect dialect, const char *heading) {
  g_auto (GStrv) names = g_strsplit (heading, ",", -1);
  Line line = { csv, dialect, FALSE };

  kapka_csv_append_mark (csv, dialect);
  for (char **name = names; *name != NULL; name++)
    add_text (&line, *name);
  end_line (&line);
}

void
kapka_journal_csv_append_days_heading (GString *csv, KapkaCsvDialect dialect) {
  append_heading (csv, dialect, days_heading);
}

void
kapka_journal_csv_append_day (GString *csv,
                              KapkaCsvDialect dialect,
                              const KapkaPeriodFigures *day) {
  const KapkaFigures *figures = &day->figures;
  Line line = { csv, dialect, FALSE };

  add_text (&line, day->period);
  add_number (&line, figures->users);
  add_numbers (&line, figures->services, G_N_ELEMENTS (figures->services));
  add_number (&line, kapka_figures_get_requests (figures));
  add_number (&line, figures->pages);
  add_number (&line, figures->assisted);
  add_number (&line, figures->lang_udm);
  add_number (&line, figures->lang_en);
  add_number (&line, figures->events);
  add_number (&line, figures->participants);
  add_number (&line, figures->days_on);
  end_line (&line);
}

void
kapka_journal_csv_append_visits_heading (GString *csv, KapkaCsvDialect dialect) {
  append_heading (csv, dialect, visits_heading);
}

static void
add_moment (Line *line, gint64 utc_ms, gint64 utc_off_min) {
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (utc_ms / 1000);
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset ((gint32)utc_off_min * 60);
  g_autoptr (GDateTime) local = utc == NULL ? NULL : g_date_time_to_timezone (utc, zone);
  g_autofree char *text =
      local == NULL ? g_strdup ("") : g_date_time_format (local, "%Y-%m-%dT%H:%M:%S%:z");

  add_text (line, text);
}

/* A dash in front would be a formula to a spreadsheet. */
static void
add_items (Line *line, char **items) {
  g_autoptr (GString) text = g_string_new (NULL);

  for (; *items != NULL; items++)
    g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "",
                            g_str_has_prefix (*items, "-:") ? *items + strlen ("-:") : *items);
  add_text (line, text->str);
}

static void
add_times (Line *line, const KapkaVisitLine *visit) {
  add_moment (line, visit->begin_ms, visit->utc_off_min);
  if (visit->end_ms < 0) {
    add_text (line, "");
    add_text (line, "");
    return;
  }
  add_moment (line, visit->end_ms, visit->utc_off_min);
  add_number (line, (visit->end_ms - visit->begin_ms) / 1000);
}

void
kapka_journal_csv_append_visit (GString *csv,
                                KapkaCsvDialect dialect,
                                const KapkaVisitLine *visit) {
  Line line = { csv, dialect, FALSE };

  add_text (&line, visit->id);
  add_text (&line, visit->day);
  add_times (&line, visit);
  add_text (&line, visit->end_reason != NULL ? visit->end_reason : "");
  add_number (&line, visit->users);
  add_numbers (&line, visit->services, G_N_ELEMENTS (visit->services));
  add_number (&line, visit->pages);
  add_number (&line, visit->assisted);
  add_items (&line, visit->items);
  add_number (&line, visit->n_corrections);
  add_number (&line, visit->clock_ok ? 1 : 0);
  add_number (&line, visit->by_hand ? 1 : 0);
  end_line (&line);
}
