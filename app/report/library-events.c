// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/library-events.h"

#include "desk/outreach.h"
#include "report/library-table.h"
#include "report/participants.h"

static const KapkaWord kinds[] = {
  { "seminar", "Семинар" },          { "forum", "Форум" },       { "webinar", "Вебинар" },
  { "presentation", "Презентация" }, { "training", "Обучение" },
};

static const KapkaWord audiences[] = {
  { "residents", "Население" },
  { "staff", "Специалисты" },
};

static const KapkaWord all = { "all", "Всего" };

typedef const char *(*GetCode) (const KapkaOutreach *event);

static const char *
get_kind (const KapkaOutreach *event) {
  return event->kind;
}

static const char *
get_audience (const KapkaOutreach *event) {
  return event->audience;
}

static const char *
get_all (const KapkaOutreach *event) {
  return all.code;
}

/* Counts the events of which @get_code gives the code of @word. */
static void
add_count (KapkaReportTable *table,
           const GPtrArray *events,
           GetCode get_code,
           const KapkaWord *word) {
  KapkaParticipantSum sum = { 0 };
  gint64 n = 0;

  for (guint i = 0; i < events->len; i++) {
    const KapkaOutreach *event = g_ptr_array_index (events, i);

    if (!g_str_equal (get_code (event), word->code))
      continue;
    n++;
    kapka_participant_sum_add (&sum, event);
  }
  kapka_report_table_add_row (table, word->code, word->word, FALSE, word == &all);
  kapka_report_table_add_number (table, n);
  kapka_participant_sum_add_cell (&sum, table);
}

static KapkaReportTable *
begin_counts (KapkaReport *report,
              const char *year,
              const char *id,
              const char *title,
              const char *corner) {
  KapkaReportTable *table = kapka_report_add_table (report, id, title, corner, FALSE);

  kapka_report_table_set_period (table, year);
  kapka_report_table_add_column (table, "events", "Мероприятия");
  kapka_report_table_add_column (table, "participants", "Участники");
  return table;
}

static guint
count_districts (const GPtrArray *events) {
  g_autoptr (GHashTable) districts = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < events->len; i++) {
    const KapkaOutreach *event = g_ptr_array_index (events, i);

    if (*event->district != '\0')
      g_hash_table_add (districts, event->district);
  }
  return g_hash_table_size (districts);
}

static void
add_districts (KapkaReport *report, const char *year, const GPtrArray *events) {
  KapkaReportTable *table =
      kapka_report_add_table (report, "districts", "Районы мероприятий", "Показатель", FALSE);

  kapka_report_table_add_column (table, year, "Количество");
  kapka_report_table_add_row (table, "districts", "Разных районов", FALSE, FALSE);
  kapka_report_table_add_number (table, count_districts (events));
}

static KapkaReportTable *
begin_list (KapkaReport *report, const char *year) {
  KapkaReportTable *table =
      kapka_report_add_table (report, "events", "Мероприятия", "Название", FALSE);

  kapka_report_table_set_period (table, year);
  kapka_report_table_add_column (table, "day", "Дата");
  kapka_report_table_add_column (table, "kind", "Вид");
  kapka_report_table_add_column (table, "host", "Организатор");
  kapka_report_table_add_column (table, "place", "Место");
  kapka_report_table_add_column (table, "district", "Район");
  kapka_report_table_add_column (table, "audience", "Для кого");
  kapka_report_table_add_column (table, "participants", "Участники");
  return table;
}

static void
add_event (KapkaReportTable *table, guint number, const KapkaOutreach *event) {
  kapka_library_table_add_line (table, number, event->title, event->day);
  kapka_library_table_add_text (table, kapka_word_find (kinds, G_N_ELEMENTS (kinds), event->kind));
  kapka_library_table_add_text (table, event->host);
  kapka_library_table_add_text (table, event->place);
  kapka_library_table_add_text (table, event->district);
  kapka_library_table_add_text (
      table, kapka_word_find (audiences, G_N_ELEMENTS (audiences), event->audience));
  kapka_participants_add_cell (event, table);
}

void
kapka_library_events_add (KapkaReport *report, const char *year, const GPtrArray *events) {
  KapkaReportTable *table =
      begin_counts (report, year, "event_kinds", "Мероприятия по видам", "Вид");

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    add_count (table, events, get_kind, &kinds[i]);
  add_count (table, events, get_all, &all);
  kapka_report_table_set_chart (table, KAPKA_CHART_BARS, 0, 0);
  table = begin_counts (report, year, "audiences", "Мероприятия по аудитории", "Для кого");
  for (gsize i = 0; i < G_N_ELEMENTS (audiences); i++)
    add_count (table, events, get_audience, &audiences[i]);
  add_districts (report, year, events);
  table = begin_list (report, year);
  for (guint i = events->len; i > 0; i--)
    add_event (table, events->len - i + 1, g_ptr_array_index (events, i - 1));
}
