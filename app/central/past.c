// SPDX-License-Identifier: GPL-3.0-or-later
#include "central/past.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/csv-reader.h"
#include "base/error.h"
#include "base/json.h"
#include "central/counter.h"
#include "central/store-ask.h"
#include "central/yes-no.h"

enum { YEAR, RURAL, KEY, VALUE, SOURCE, N_COLUMNS };

static const KapkaCsvColumn columns[N_COLUMNS] = {
  [YEAR] = { "year", TRUE },   [RURAL] = { "rural", TRUE },   [KEY] = { "key", TRUE },
  [VALUE] = { "value", TRUE }, [SOURCE] = { "source", TRUE },
};

void
kapka_past_total_free (KapkaPastTotal *total) {
  if (total == NULL)
    return;
  g_free (total->key);
  g_free (total->source);
  g_free (total);
}

static gboolean
is_year (const char *text) {
  return strlen (text) == 4 && strspn (text, "0123456789") == 4 && *text != '0';
}

static gboolean
fill (KapkaPastTotal *total, const KapkaCsv *csv, guint row, GError **error) {
  const char *year = kapka_csv_get (csv, row, YEAR);

  total->key = g_strdup (kapka_csv_get (csv, row, KEY));
  total->source = g_strdup (kapka_csv_get (csv, row, SOURCE));
  if (!is_year (year))
    return kapka_error_set_text (error, KAPKA_ERROR_DATA, _ ("a year is expected, as in 2018"));
  g_strlcpy (total->year, year, sizeof total->year);
  if (!kapka_yes_no_parse (kapka_csv_get (csv, row, RURAL), &total->rural, error))
    return FALSE;
  if (!kapka_counter_is_known (total->key))
    return kapka_error_set_text (
        error, KAPKA_ERROR_DATA,
        _ ("a counter is expected as the key: users, s1 to s6, pages, assisted, "
           "lang_udm, lang_en, events, participants"));
  if (!g_ascii_string_to_signed (kapka_csv_get (csv, row, VALUE), 10, 0, KAPKA_JSON_INT_LIMIT - 1,
                                 &total->value, NULL))
    return kapka_error_set_text (error, KAPKA_ERROR_DATA,
                                 _ ("a whole number of at least 0 is expected as the value"));
  return *total->source != '\0' ||
         kapka_error_set_text (error, KAPKA_ERROR_DATA,
                               _ ("the source is expected: the report that the figure is from"));
}

static gboolean
check_repeat (GHashTable *seen,
              const KapkaCsv *csv,
              guint row,
              const KapkaPastTotal *total,
              KapkaProblems *problems) {
  g_autofree char *key = g_strdup_printf ("%s %d %s", total->year, total->rural, total->key);
  guint line = GPOINTER_TO_UINT (g_hash_table_lookup (seen, key));
  g_autofree char *text = g_strdup_printf (_ ("this figure stands in line %u already"), line);

  if (line == 0)
    return g_hash_table_insert (seen, g_steal_pointer (&key),
                                GUINT_TO_POINTER (kapka_csv_get_line (csv, row)));
  kapka_csv_problem (csv, problems, row, text);
  return FALSE;
}

GPtrArray *
kapka_past_read_csv (const char *path, KapkaProblems *problems) {
  g_autoptr (KapkaCsv) csv = kapka_csv_load (path, columns, N_COLUMNS, problems);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GPtrArray *totals;

  if (csv == NULL)
    return NULL;
  totals = g_ptr_array_new_with_free_func ((GDestroyNotify)kapka_past_total_free);
  for (guint row = 0; row < kapka_csv_get_length (csv); row++) {
    g_autoptr (KapkaPastTotal) total = g_new0 (KapkaPastTotal, 1);
    g_autoptr (GError) error = NULL;

    if (!fill (total, csv, row, &error))
      kapka_csv_problem (csv, problems, row, error->message);
    else if (check_repeat (seen, csv, row, total, problems))
      g_ptr_array_add (totals, g_steal_pointer (&total));
  }
  return totals;
}

static gboolean
store_cb (KapkaStore *store, gpointer user_data, GError **error) {
  const GPtrArray *totals = user_data;

  for (guint i = 0; i < totals->len; i++) {
    const KapkaPastTotal *total = g_ptr_array_index (totals, i);

    if (!kapka_store_tell (store, error,
                           "INSERT INTO past_total(year, rural, key, value, source) "
                           "VALUES (?, ?, ?, ?, ?) ON CONFLICT(year, rural, key) DO UPDATE SET "
                           "value = excluded.value, source = excluded.source",
                           "titit", total->year, (gint64)total->rural, total->key, total->value,
                           total->source))
      return FALSE;
  }
  return TRUE;
}

gboolean
kapka_past_store (KapkaStore *store, const GPtrArray *totals, GError **error) {
  return kapka_store_transact (store, KAPKA_STORE_WRITE, store_cb, (gpointer)totals, error);
}
