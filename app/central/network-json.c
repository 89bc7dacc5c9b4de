// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/json.h"
#include "central/network-writer.h"

static void
set_figure (KapkaJson *object, const char *key, gboolean known, gint64 value) {
  if (known)
    kapka_json_set_int (object, key, value);
  else
    kapka_json_set_string (object, key, NULL);
}

static KapkaJson *
write_users (const KapkaNetworkRow *row) {
  KapkaJson *years = kapka_json_new_array ();

  for (guint i = 0; i < KAPKA_YEARLY_N_YEARS; i++) {
    const KapkaYearlyUsers *users = &row->users[i];
    KapkaJson *year = kapka_json_new_object ();

    kapka_json_set_int (year, "year", users->year);
    set_figure (year, "users", users->known, users->users);
    set_figure (year, "rural_users", users->known, users->rural_users);
    kapka_json_append_take (years, year);
  }
  return years;
}

static KapkaJson *
write_requests (const KapkaNetworkRow *row) {
  KapkaJson *requests = kapka_json_new_object ();

  for (guint i = 0; i < KAPKA_N_SERVICES; i++) {
    char key[] = { 's', (char)('1' + i), '\0' };

    set_figure (requests, key, row->requests_known, row->services[i]);
  }
  set_figure (requests, "requests", row->requests_known, row->requests);
  return requests;
}

static KapkaJson *
write_row (const KapkaNetworkRow *row, const char *const *columns) {
  KapkaJson *object = kapka_json_new_object ();

  for (guint i = 0; columns[i] != NULL; i++)
    kapka_json_set_string (object, columns[i], row->place[i]);
  kapka_json_set_take (object, "users", write_users (row));
  kapka_json_set_take (object, "requests", write_requests (row));
  kapka_json_set_boolean (object, "negative", row->negative);
  return object;
}

static KapkaJson *
write_rows (const KapkaNetworkReport *report) {
  KapkaJson *rows = kapka_json_new_array ();

  for (guint i = 0; i < report->rows->len; i++)
    kapka_json_append_take (rows, write_row (g_ptr_array_index (report->rows, i),
                                             kapka_network_by_get_columns (report->by)));
  return rows;
}

static KapkaJson *
write_labels (const KapkaNetworkReport *report) {
  KapkaJson *labels = kapka_json_new_object ();

  kapka_json_set_string (labels, "users", KAPKA_YEARLY_USERS_LABEL);
  kapka_json_set_string (labels, "rural_users", KAPKA_YEARLY_RURAL_LABEL);
  kapka_json_set_string (labels, "requests", KAPKA_YEARLY_REQUESTS_LABEL);
  for (guint i = 0; i < KAPKA_N_SERVICES; i++) {
    char key[] = { 's', (char)('1' + i), '\0' };

    kapka_json_set_string (labels, key, report->labels[i]);
  }
  return labels;
}

static KapkaJson *
write_sources (const KapkaNetworkReport *report) {
  KapkaJson *sources = kapka_json_new_array ();

  for (guint i = 0; report->sources[i] != NULL; i++)
    kapka_json_append_string (sources, report->sources[i]);
  return sources;
}

char *
kapka_network_write_json (const KapkaNetworkReport *report) {
  static const char *const nowhere[] = { NULL };
  g_autoptr (KapkaJson) json = kapka_json_new_object ();
  g_autofree char *line = NULL;

  kapka_json_set_int (json, "year", report->year);
  kapka_json_set_string (json, "by", kapka_network_by_to_string (report->by));
  kapka_json_set_string (json, "today", report->today);
  kapka_json_set_boolean (json, "over", report->over);
  kapka_json_set_take (json, "labels", write_labels (report));
  kapka_json_set_take (json, "sources", write_sources (report));
  kapka_json_set_take (json, "rows", write_rows (report));
  kapka_json_set_take (json, "total", write_row (report->total, nowhere));
  line = kapka_json_to_string (json);
  return g_strconcat (line, "\n", NULL);
}
