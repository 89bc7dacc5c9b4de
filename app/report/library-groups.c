// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/library-groups.h"

#include <stdlib.h>
#include <string.h>

#include "base/calendar.h"
#include "report/library-table.h"
#include "report/russian-date.h"

/* A chart of more bars cannot be read. */
#define MAX_BARS 15

/* Tables of visits say from which day on, unless that is the whole year. */
static KapkaReportTable *
add_table (const KapkaLibraryGroups *groups,
           const char *id,
           const char *title,
           const char *corner) {
  g_autofree char *day = kapka_russian_day (groups->first_day);
  g_autofree char *since = g_strdup_printf ("%s, с %s", title, day);
  gboolean whole = g_str_has_suffix (groups->first_day, "-01-01");
  KapkaReportTable *table =
      kapka_report_add_table (groups->report, id, whole ? title : since, corner, FALSE);

  kapka_report_table_set_period (table, groups->year);
  return table;
}

static void
add_columns (KapkaReportTable *table) {
  kapka_report_table_add_column (table, "users", "Пользователи");
  kapka_report_table_add_column (table, "requests", "Обращения");
  kapka_report_table_set_chart (table, KAPKA_CHART_COLUMNS, 0, 1);
}

static const KapkaGroupFigures *
find (const GPtrArray *figures, const char *key) {
  for (guint i = 0; i < figures->len; i++) {
    const KapkaGroupFigures *found = g_ptr_array_index (figures, i);

    if (g_str_equal (found->key, key))
      return found;
  }
  return NULL;
}

static void
add_row (KapkaReportTable *table, const GPtrArray *figures, const char *key, const char *label) {
  const KapkaGroupFigures *found = find (figures, key);

  kapka_report_table_add_row (table, key, label, FALSE, FALSE);
  kapka_report_table_add_number (table, found == NULL ? 0 : found->visits);
  kapka_report_table_add_number (table, found == NULL ? 0 : found->requests);
}

void
kapka_library_groups_add_weekdays (const KapkaLibraryGroups *groups, const GPtrArray *weekdays) {
  KapkaReportTable *table =
      kapka_report_add_table (groups->report, "weekdays", "По дням недели", "День недели", FALSE);

  kapka_report_table_set_period (table, groups->year);
  add_columns (table);
  for (guint i = 1; i <= 7; i++) {
    const char key[] = { (char)('0' + i), '\0' };

    add_row (table, weekdays, key, kapka_calendar_get_weekday ("ru", i));
  }
}

static int
hour_of (const GPtrArray *figures, guint index) {
  return atoi (((const KapkaGroupFigures *)g_ptr_array_index (figures, index))->key);
}

static void
fill_hours (KapkaReportTable *table, const GPtrArray *figures) {
  if (figures->len == 0)
    return;
  for (int hour = hour_of (figures, 0); hour <= hour_of (figures, figures->len - 1); hour++) {
    g_autofree char *key = g_strdup_printf ("%02d", hour);
    g_autofree char *label = g_strdup_printf ("%d–%d", hour, hour + 1);

    add_row (table, figures, key, label);
  }
}

void
kapka_library_groups_add_hours (const KapkaLibraryGroups *groups) {
  g_autoptr (GPtrArray) figures = kapka_review_list (groups->visits, KAPKA_REVIEW_HOUR);
  KapkaReportTable *table = add_table (groups, "hours", "По часам", "Час");

  add_columns (table);
  fill_hours (table, figures);
}

static int
compare_requests (gconstpointer a, gconstpointer b) {
  const KapkaGroupFigures *first = *(KapkaGroupFigures *const *)a;
  const KapkaGroupFigures *second = *(KapkaGroupFigures *const *)b;

  if (first->requests != second->requests)
    return first->requests > second->requests ? -1 : 1;
  return strcmp (first->key, second->key);
}

/* A tile that has left the catalogue keeps its id. */
static const char *
name_tile (const KapkaCatalog *catalog, const char *id) {
  const KapkaTile *tile = kapka_catalog_find_tile (catalog, id);

  return tile == NULL ? id : kapka_local_text_get (&tile->name, "ru");
}

void
kapka_library_groups_add_tiles (const KapkaLibraryGroups *groups) {
  g_autoptr (GPtrArray) figures = kapka_review_list (groups->visits, KAPKA_REVIEW_TILE);
  KapkaReportTable *table;

  g_ptr_array_sort (figures, compare_requests);
  table = add_table (groups, "tiles", "По порталам и бланкам", "Портал или бланк");
  kapka_report_table_add_column (table, "requests", "Обращения");
  if (figures->len <= MAX_BARS)
    kapka_report_table_set_chart (table, KAPKA_CHART_BARS, 0, 0);
  for (guint i = 0; i < figures->len; i++) {
    const KapkaGroupFigures *tile = g_ptr_array_index (figures, i);

    kapka_report_table_add_row (table, tile->key, name_tile (groups->catalog, tile->key), FALSE,
                                FALSE);
    kapka_report_table_add_number (table, tile->requests);
  }
}

static gint64
sum_visits (const GPtrArray *figures) {
  gint64 sum = 0;

  for (guint i = 0; i < figures->len; i++)
    sum += ((const KapkaGroupFigures *)g_ptr_array_index (figures, i))->visits;
  return sum;
}

static void
add_end (KapkaReportTable *table, const GPtrArray *figures, const char *reason, const char *label) {
  const KapkaGroupFigures *found = find (figures, reason);
  gint64 visits = found == NULL ? 0 : found->visits;

  kapka_report_table_add_row (table, reason, label, FALSE, FALSE);
  kapka_report_table_add_number (table, visits);
  kapka_library_table_add_share (table, visits, sum_visits (figures));
}

void
kapka_library_groups_add_ends (const KapkaLibraryGroups *groups) {
  static const char *const reasons[][2] = {
    { "finished", "нажата кнопка «Завершить»" },
    { "idle", "посетитель ушёл, не завершив" },
    { "limit", "вышло время" },
    { "staff", "завершил библиотекарь" },
    { "crash", "сбой программы" },
    { "power", "выключение компьютера" },
  };
  g_autoptr (GPtrArray) figures = kapka_review_list (groups->visits, KAPKA_REVIEW_END_REASON);
  KapkaReportTable *table = add_table (groups, "ends", "Как закончились посещения", "Причина");
  kapka_report_table_add_column (table, "visits", "Посещения");
  kapka_report_table_add_column (table, "share", "Доля");
  kapka_report_table_set_chart (table, KAPKA_CHART_BARS, 0, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (reasons); i++)
    add_end (table, figures, reasons[i][0], reasons[i][1]);
}
