// SPDX-License-Identifier: GPL-3.0-or-later
#include <glib/gi18n.h>
#include <string.h>

#include "base/csv-reader.h"
#include "base/error.h"
#include "desk/desk-private.h"
#include "desk/history-private.h"
#include "desk/history.h"

enum { YEAR, KEY, VALUE, SOURCE, N_COLUMNS };

static const KapkaCsvColumn columns[N_COLUMNS] = {
  [YEAR] = { "year", TRUE },
  [KEY] = { "key", TRUE },
  [VALUE] = { "value", TRUE },
  [SOURCE] = { "source", TRUE },
};

/** Reads a whole number as a spreadsheet shows it: in groups of three, divided by some space. */
static gboolean
read_number (const char *text, gint64 *out_number) {
  g_autoptr (GString) digits = g_string_new (NULL);

  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (!g_unichar_isspace (g_utf8_get_char (text)))
      g_string_append_unichar (digits, g_utf8_get_char (text));
  return g_ascii_string_to_signed (digits->str, 10, 0, G_MAXINT32, out_number, NULL);
}

static gboolean
put_row (KapkaDesk *desk, const KapkaCsv *csv, guint row, gint64 *out_year, GError **error) {
  gint64 value;

  if (!g_ascii_string_to_signed (kapka_csv_get (csv, row, YEAR), 10, 0, 9999, out_year, NULL))
    return kapka_error_set_text (error, KAPKA_ERROR_DATA, _ ("a year is expected, as in 2018"));
  if (!read_number (kapka_csv_get (csv, row, VALUE), &value))
    return kapka_error_set_text (error, KAPKA_ERROR_DATA,
                                 _ ("a whole number of at least 0 is expected as the value"));
  return kapka_history_put (desk, (int)*out_year, kapka_csv_get (csv, row, KEY), value,
                            kapka_csv_get (csv, row, SOURCE), error);
}

/** What is wrong with a row is a problem of the file; any other error ends the import. */
static gboolean
note (const KapkaCsv *csv, guint row, GError *row_error, KapkaProblems *problems, GError **error) {
  if (!g_error_matches (row_error, KAPKA_ERROR, KAPKA_ERROR_DATA)) {
    g_propagate_error (error, row_error);
    return FALSE;
  }
  kapka_csv_problem (csv, problems, row, row_error->message);
  g_error_free (row_error);
  return TRUE;
}

/** One figure may stand in the file once; @seen knows the lines of those that came. */
static gboolean
check_repeat (GHashTable *seen, const KapkaCsv *csv, guint row, KapkaProblems *problems) {
  g_autofree char *figure =
      g_strdup_printf ("%s %s", kapka_csv_get (csv, row, YEAR), kapka_csv_get (csv, row, KEY));
  guint line = GPOINTER_TO_UINT (g_hash_table_lookup (seen, figure));
  g_autofree char *text = g_strdup_printf (_ ("this figure stands in line %u already"), line);

  if (line == 0)
    return g_hash_table_insert (seen, g_steal_pointer (&figure),
                                GUINT_TO_POINTER (kapka_csv_get_line (csv, row)));
  kapka_csv_problem (csv, problems, row, text);
  return FALSE;
}

/** @last_rows: the last row of each year, to be checked when all its figures are there. */
static gboolean
put_rows (KapkaDesk *desk,
          const KapkaCsv *csv,
          GHashTable *last_rows,
          KapkaProblems *problems,
          GError **error) {
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint row = 0; row < kapka_csv_get_length (csv); row++) {
    GError *row_error = NULL;
    gint64 year;

    if (!check_repeat (seen, csv, row, problems))
      continue;
    if (put_row (desk, csv, row, &year, &row_error))
      g_hash_table_insert (last_rows, GINT_TO_POINTER ((int)year), GUINT_TO_POINTER (row));
    else if (!note (csv, row, row_error, problems, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
check_years (KapkaDesk *desk,
             const KapkaCsv *csv,
             GHashTable *last_rows,
             KapkaProblems *problems,
             GError **error) {
  GHashTableIter iter;
  gpointer year;
  gpointer row;

  g_hash_table_iter_init (&iter, last_rows);
  while (g_hash_table_iter_next (&iter, &year, &row)) {
    GError *row_error = NULL;

    if (!kapka_history_check_year (desk, GPOINTER_TO_INT (year), &row_error) &&
        !note (csv, GPOINTER_TO_UINT (row), row_error, problems, error))
      return FALSE;
  }
  return TRUE;
}

int
kapka_history_import (KapkaDesk *desk, const char *path, KapkaProblems *problems, GError **error) {
  guint n_before = problems->len;
  g_autoptr (KapkaCsv) csv = kapka_csv_load (path, columns, N_COLUMNS, problems);
  g_autoptr (GHashTable) last_rows = g_hash_table_new (NULL, NULL);
  g_autoptr (KapkaTransaction) transaction = NULL;

  if (csv == NULL)
    return 0;
  transaction = kapka_desk_begin (desk, NULL, error);
  if (transaction == NULL || !put_rows (desk, csv, last_rows, problems, error) ||
      !check_years (desk, csv, last_rows, problems, error))
    return -1;
  if (kapka_csv_get_length (csv) == 0)
    kapka_problems_add (problems, path, 0, _ ("there are no figures in this table"));
  if (problems->len > n_before)
    return 0;
  return kapka_transaction_commit (transaction, error) ? (int)kapka_csv_get_length (csv) : -1;
}
