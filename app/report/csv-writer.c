// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/csv-writer.h"

#include <string.h>

#define BYTE_ORDER_MARK "\xEF\xBB\xBF"

static char
separator_of (KapkaCsvDialect dialect) {
  return dialect == KAPKA_CSV_EXCEL ? ';' : ',';
}

/* Both separators are quoted in both dialects: whoever opens the file with the other one still
 * finds the fields whole. */
static gboolean
needs_quotes (const char *text) {
  return strpbrk (text, ",;\"\r\n") != NULL;
}

static gboolean
looks_like_formula (const char *text) {
  return *text != '\0' && strchr ("=+-@\t\r", *text) != NULL;
}

void
kapka_csv_append_text (GString *csv, const char *text) {
  const char *quote = needs_quotes (text) ? "\"" : "";

  g_string_append (csv, quote);
  if (looks_like_formula (text))
    g_string_append_c (csv, '\'');
  for (; *text != '\0'; text++) {
    if (*text == '"')
      g_string_append_c (csv, '"');
    g_string_append_c (csv, *text);
  }
  g_string_append (csv, quote);
}

static void
append_line (GString *csv,
             KapkaCsvDialect dialect,
             const char *table,
             int year,
             const char *key,
             const char *label,
             gint64 value) {
  char separator = separator_of (dialect);

  g_string_append_printf (csv, "%s%c%d%c%s%c", table, separator, year, separator, key, separator);
  kapka_csv_append_text (csv, label);
  g_string_append_printf (csv, "%c%" G_GINT64_FORMAT "\r\n", separator, value);
}

static void
append_header (GString *csv, KapkaCsvDialect dialect) {
  static const char *const names[] = { "table", "year", "key", "label", "value", NULL };
  const char separator[] = { separator_of (dialect), '\0' };
  g_autofree char *line = g_strjoinv (separator, (GStrv)names);

  g_string_append_printf (csv, "%s\r\n", line);
}

char *
kapka_csv_write_yearly (const KapkaYearlyReport *report, KapkaCsvDialect dialect) {
  GString *csv = g_string_new (dialect == KAPKA_CSV_EXCEL ? BYTE_ORDER_MARK : "");

  append_header (csv, dialect);
  for (guint i = 0; i < KAPKA_YEARLY_N_YEARS; i++) {
    const KapkaYearlyUsers *users = &report->users[i];

    if (!users->known)
      continue;
    append_line (csv, dialect, "A", users->year, "users", KAPKA_YEARLY_USERS_LABEL, users->users);
    append_line (csv, dialect, "A", users->year, "rural_users", KAPKA_YEARLY_RURAL_LABEL,
                 users->rural_users);
  }
  for (guint i = 0; kapka_yearly_report_has_requests (report) && i < KAPKA_N_SERVICES; i++)
    append_line (csv, dialect, "B", report->year, report->services[i].id, report->services[i].label,
                 report->services[i].requests);
  if (kapka_yearly_report_has_requests (report))
    append_line (csv, dialect, "B", report->year, "requests", KAPKA_YEARLY_REQUESTS_LABEL,
                 report->requests);
  return g_string_free (csv, FALSE);
}
