// SPDX-License-Identifier: GPL-3.0-or-later
#include "test-report-place.h"

#include "desk/history.h"

static void
open_desk (KapkaReportPlace *place) {
  static const KapkaDeskPerson anna = { "Анна", KAPKA_ROLE_ADMINISTRATOR };
  g_autoptr (GError) error = NULL;

  place->journal = kapka_place_open (place->place);
  place->desk =
      kapka_desk_open (place->journal, place->place->state_dir, place->place->clock, &anna, &error);
  g_assert_no_error (error);
}

void
kapka_report_place_set_up (KapkaReportPlace *place, gconstpointer data) {
  const char *resources = g_getenv ("KAPKA_DATA_DIR");

  g_assert_nonnull (resources);
  place->place = kapka_place_new ("Europe/Samara", "2018-01-09T08:00:00Z");
  open_desk (place);
  place->catalog = kapka_catalog_load (resources, NULL, NULL);
  place->settings = kapka_settings_load ("no such file", NULL);
}

void
kapka_report_place_reboot (KapkaReportPlace *place) {
  kapka_desk_close (place->desk);
  kapka_journal_close (place->journal);
  kapka_place_reboot (place->place, "Europe/Samara", PLACE_BOOT_2);
  open_desk (place);
}

void
kapka_report_place_tear_down (KapkaReportPlace *place, gconstpointer data) {
  kapka_report_free (place->report);
  kapka_desk_close (place->desk);
  kapka_journal_close (place->journal);
  kapka_place_free (place->place);
  kapka_catalog_free (place->catalog);
  kapka_settings_unref (place->settings);
}

/* Moves to noon of @today and forgets the last report. */
static KapkaReportSource
get_ready (KapkaReportPlace *place, const char *today) {
  g_autofree char *noon = g_strconcat (today, "T12:00:00+04", NULL);

  kapka_place_set_time (place->place, noon);
  g_clear_pointer (&place->report, kapka_report_free);
  return (KapkaReportSource){ place->desk, place->settings, place->catalog };
}

void
kapka_report_place_make_yearly (KapkaReportPlace *place, int year, const char *today) {
  KapkaReportSource source = get_ready (place, today);
  g_autoptr (GError) error = NULL;

  place->report = kapka_report_new_yearly (&source, year, &error);
  g_assert_no_error (error);
}

void
kapka_report_place_make_month (KapkaReportPlace *place, const char *month, const char *today) {
  KapkaReportSource source = get_ready (place, today);
  g_autoptr (GError) error = NULL;

  place->report = kapka_report_new_month (&source, month, &error);
  g_assert_no_error (error);
}

void
kapka_report_place_make_review (KapkaReportPlace *place, int year, const char *today) {
  KapkaReportSource source = get_ready (place, today);
  g_autoptr (GError) error = NULL;

  place->report = kapka_report_new_review (&source, year, &error);
  g_assert_no_error (error);
}

void
kapka_report_place_make_outreach (KapkaReportPlace *place, int year, const char *today) {
  KapkaReportSource source = get_ready (place, today);
  g_autoptr (GError) error = NULL;

  place->report = kapka_report_new_outreach (&source, year, &error);
  g_assert_no_error (error);
}

void
kapka_report_place_add (KapkaReportPlace *place, const char *time, const char *key, gint64 count) {
  KapkaEvent *event;

  kapka_place_set_time (place->place, time);
  event = kapka_event_new (KAPKA_EVENT_MANUAL, place->place->clock);
  event->author = g_strdup ("librarian");
  event->reason = g_strdup ("paper");
  kapka_event_add_count (event, key, count);
  kapka_place_append (place->journal, event);
}

void
kapka_report_place_switch_on (KapkaReportPlace *place, const char *time) {
  g_autoptr (GError) error = NULL;

  kapka_place_set_time (place->place, time);
  kapka_journal_append_on (place->journal, &error);
  g_assert_no_error (error);
}

void
kapka_report_place_add_past (KapkaReportPlace *place,
                             int year,
                             const char *key,
                             gint64 value,
                             const char *source) {
  g_autoptr (GError) error = NULL;

  kapka_history_set (place->desk, year, key, value, source, &error);
  g_assert_no_error (error);
}

const KapkaReportTable *
kapka_report_place_find_table (KapkaReportPlace *place, const char *id) {
  for (guint i = 0; i < kapka_report_get_n_tables (place->report); i++) {
    const KapkaReportTable *table = kapka_report_get_table (place->report, i);

    if (g_str_equal (kapka_report_table_get_id (table), id))
      return table;
  }
  g_error ("no table \"%s\"", id);
}

static guint
find_row (const KapkaReportTable *table, const char *key) {
  for (guint row = 0; row < kapka_report_table_get_n_rows (table); row++)
    if (g_str_equal (kapka_report_table_get_row_key (table, row), key))
      return row;
  g_error ("no row \"%s\"", key);
}

void
kapka_report_place_assert_row (KapkaReportPlace *place,
                               const char *id,
                               const char *key,
                               const char *label,
                               const char *cells) {
  const KapkaReportTable *table = kapka_report_place_find_table (place, id);
  guint row = find_row (table, key);
  g_autoptr (GString) joined = g_string_new (NULL);

  for (guint i = 0; i < kapka_report_table_get_n_columns (table); i++) {
    g_autofree char *cell = kapka_cell_format_plain (kapka_report_table_get_cell (table, row, i));

    g_string_append_printf (joined, "%s%s", i > 0 ? " " : "", cell);
  }
  g_assert_cmpstr (kapka_report_table_get_row_label (table, row), ==, label);
  g_assert_cmpstr (joined->str, ==, cells);
}

const char *
kapka_report_place_find_fact (KapkaReportPlace *place, const char *wanted) {
  const char *label;
  const char *value;

  for (guint i = 0; i < kapka_report_get_n_facts (place->report); i++) {
    kapka_report_get_fact (place->report, i, &label, &value);
    if (g_str_equal (label, wanted))
      return value;
  }
  return NULL;
}

gboolean
kapka_report_place_has_remark (KapkaReportPlace *place, const char *remark) {
  for (guint i = 0; i < kapka_report_get_n_remarks (place->report); i++)
    if (g_str_equal (kapka_report_get_remark (place->report, i), remark))
      return TRUE;
  return FALSE;
}
