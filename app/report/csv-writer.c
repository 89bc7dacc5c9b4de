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
append_figure (GString *csv,
               KapkaCsvDialect dialect,
               const char *const *place,
               const char *table,
               int year,
               const char *key,
               const char *label,
               gint64 value) {
  char separator = separator_of (dialect);

  for (; *place != NULL; place++) {
    kapka_csv_append_text (csv, *place);
    g_string_append_c (csv, separator);
  }
  g_string_append_printf (csv, "%s%c%d%c%s%c", table, separator, year, separator, key, separator);
  kapka_csv_append_text (csv, label);
  g_string_append_printf (csv, "%c%" G_GINT64_FORMAT "\r\n", separator, value);
}

void
kapka_csv_append_heading (GString *csv, KapkaCsvDialect dialect, const char *const *places) {
  static const char *const names[] = { "table", "year", "key", "label", "value" };

  if (dialect == KAPKA_CSV_EXCEL)
    g_string_append (csv, BYTE_ORDER_MARK);
  for (; *places != NULL; places++)
    g_string_append_printf (csv, "%s%c", *places, separator_of (dialect));
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    if (i > 0)
      g_string_append_c (csv, separator_of (dialect));
    g_string_append (csv, names[i]);
  }
  g_string_append (csv, "\r\n");
}

static void
append_table_a (GString *csv,
                KapkaCsvDialect dialect,
                const char *const *place,
                const KapkaYearlyReport *report) {
  for (guint i = 0; i < KAPKA_YEARLY_N_YEARS; i++) {
    const KapkaYearlyUsers *users = &report->users[i];

    if (!users->known)
      continue;
    append_figure (csv, dialect, place, "A", users->year, "users", KAPKA_YEARLY_USERS_LABEL,
                   users->users);
    append_figure (csv, dialect, place, "A", users->year, "rural_users", KAPKA_YEARLY_RURAL_LABEL,
                   users->rural_users);
  }
}

static void
append_table_b (GString *csv,
                KapkaCsvDialect dialect,
                const char *const *place,
                const KapkaYearlyReport *report) {
  for (guint i = 0; i < KAPKA_N_SERVICES; i++)
    append_figure (csv, dialect, place, "B", report->year, report->services[i].id,
                   report->services[i].label, report->services[i].requests);
  append_figure (csv, dialect, place, "B", report->year, "requests", KAPKA_YEARLY_REQUESTS_LABEL,
                 report->requests);
}

void
kapka_csv_append_yearly (GString *csv,
                         KapkaCsvDialect dialect,
                         const char *const *place,
                         const KapkaYearlyReport *report) {
  append_table_a (csv, dialect, place, report);
  if (report->requests_known)
    append_table_b (csv, dialect, place, report);
}

char *
kapka_csv_write_yearly (const KapkaYearlyReport *report, KapkaCsvDialect dialect) {
  static const char *const nowhere[] = { NULL };
  GString *csv = g_string_new (NULL);

  kapka_csv_append_heading (csv, dialect, nowhere);
  kapka_csv_append_yearly (csv, dialect, nowhere, report);
  return g_string_free (csv, FALSE);
}
