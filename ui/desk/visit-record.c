// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desk/visit-record.h"

#include <glib/gi18n.h>

#include "base/error.h"

void
kapka_visit_record_free (gpointer data) {
  KapkaVisitRecord *record = data;

  if (record == NULL)
    return;
  g_clear_pointer (&record->line, kapka_visit_line_free);
  g_clear_pointer (&record->trail, g_ptr_array_unref);
  g_free (record);
}

/** Like kapka_visits_get(), but what is not there is an error. */
static KapkaVisitLine *
get_line (KapkaJournal *journal, const char *id, GError **error) {
  GError *problem = NULL;
  KapkaVisitLine *line = kapka_visits_get (journal, id, &problem);

  if (line == NULL && problem == NULL)
    g_set_error_literal (&problem, KAPKA_ERROR, KAPKA_ERROR_NOT_FOUND,
                         _ ("This visit is no longer kept."));
  if (problem != NULL)
    g_propagate_error (error, problem);
  return line;
}

gpointer
kapka_visit_record_read (const KapkaReportSource *source, gpointer data, GError **error) {
  KapkaJournal *journal = kapka_desk_get_journal (source->desk);
  g_autoptr (KapkaVisitRecord) record = g_new0 (KapkaVisitRecord, 1);

  record->line = get_line (journal, data, error);
  if (record->line == NULL)
    return NULL;
  record->trail = kapka_visits_get_trail (journal, data, error);
  return record->trail == NULL ? NULL : g_steal_pointer (&record);
}

gpointer
kapka_visit_record_list_others (const KapkaReportSource *source, gpointer data, GError **error) {
  KapkaJournal *journal = kapka_desk_get_journal (source->desk);
  g_autoptr (KapkaVisitLine) line = get_line (journal, data, error);
  GPtrArray *lines = line == NULL ? NULL : kapka_visits_list (journal, line->day, NULL, error);

  for (guint i = lines == NULL ? 0 : lines->len; i-- > 0;) {
    const KapkaVisitLine *other = g_ptr_array_index (lines, i);

    if (other->by_hand || other->users == 0 || strcmp (other->id, line->id) == 0)
      g_ptr_array_remove_index (lines, i);
  }
  return lines;
}
