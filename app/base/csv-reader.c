// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/csv-reader.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <string.h>

#include "base/csv-encoding.h"

typedef struct {
  guint line;
  GStrv fields; // In the order of the columns that were looked for.
} Row;

struct _KapkaCsv {
  char *path;
  GArray *rows; // Of Row.
};

/* Where the reader stands. */
typedef struct {
  const char *path;
  const char *next;
  guint line;
  char separator;
  KapkaProblems *problems;
} Reader;

static void
row_clear (gpointer data) {
  g_strfreev (((Row *)data)->fields);
}

void
kapka_csv_free (KapkaCsv *csv) {
  if (csv == NULL)
    return;
  g_free (csv->path);
  g_array_unref (csv->rows);
  g_free (csv);
}

/* A quoted field may hold separators, ends of lines and doubled quotes. Returns FALSE when its end
 * is missing. */
static gboolean
read_quoted (Reader *reader, GString *field) {
  for (reader->next++; *reader->next != '\0'; reader->next++) {
    if (*reader->next == '"' && *++reader->next != '"')
      return TRUE;
    if (*reader->next == '\n')
      reader->line++;
    g_string_append_c (field, *reader->next);
  }
  return FALSE;
}

static gboolean
is_end_of_line (const char *text) {
  return *text == '\0' || *text == '\n' || (text[0] == '\r' && (text[1] == '\n' || !text[1]));
}

static gboolean
is_end_of_field (const Reader *reader) {
  return *reader->next == reader->separator || is_end_of_line (reader->next);
}

/* Returns the next field without the spaces around it, or NULL with a problem. */
static char *
read_field (Reader *reader) {
  g_autoptr (GString) field = g_string_new (NULL);
  guint line = reader->line;

  reader->next += strspn (reader->next, " \t");
  if (*reader->next == '"') {
    if (!read_quoted (reader, field)) {
      kapka_problems_add (reader->problems, reader->path, line,
                          _ ("a quote opens here and is not closed"));
      return NULL;
    }
    reader->next += strspn (reader->next, " \t");
  }
  if (field->len > 0 && !is_end_of_field (reader)) {
    kapka_problems_add (reader->problems, reader->path, reader->line,
                        _ ("there is text behind a closing quote; a quote inside a field is "
                           "expected twice"));
    return NULL;
  }
  for (; !is_end_of_field (reader); reader->next++)
    g_string_append_c (field, *reader->next);
  return g_strstrip (g_string_free (g_steal_pointer (&field), FALSE));
}

static void
skip_end_of_line (Reader *reader) {
  if (*reader->next == '\r')
    reader->next++;
  if (*reader->next == '\n') {
    reader->next++;
    reader->line++;
  }
}

/* Goes on at the next line after a mistake. */
static void
skip_line (Reader *reader) {
  while (!is_end_of_line (reader->next))
    reader->next++;
  skip_end_of_line (reader);
}

/* Returns the fields of a line, or NULL with a problem. */
static GStrv
read_fields (Reader *reader) {
  g_autoptr (GStrvBuilder) fields = g_strv_builder_new ();

  for (;;) {
    g_autofree char *field = read_field (reader);

    if (field == NULL) {
      skip_line (reader);
      return NULL;
    }
    g_strv_builder_add (fields, field);
    if (*reader->next != reader->separator)
      break;
    reader->next++;
  }
  skip_end_of_line (reader);
  return g_strv_builder_end (fields);
}

static gboolean
is_empty (GStrv fields) {
  return *fields[0] == '\0' && fields[1] == NULL;
}

static int
find (GStrv names, const char *name) {
  for (int i = 0; names[i] != NULL; i++)
    if (g_str_equal (names[i], name))
      return i;
  return -1;
}

static gboolean
is_looked_for (const KapkaCsvColumn *columns, guint n_columns, const char *name) {
  for (guint i = 0; i < n_columns; i++)
    if (g_str_equal (columns[i].name, name))
      return TRUE;
  return FALSE;
}

static char *
list_names (const KapkaCsvColumn *columns, guint n_columns) {
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < n_columns; i++)
    g_string_append_printf (names, "%s%s", i == 0 ? "" : ", ", columns[i].name);
  return g_string_free (names, FALSE);
}

/* A column with a name that nobody knows may be a known one with a typing error. */
static gboolean
check_header (Reader *reader, GStrv header, const KapkaCsvColumn *columns, guint n_columns) {
  g_autofree char *names = list_names (columns, n_columns);
  guint n_before = reader->problems->len;

  for (guint i = 0; i < n_columns; i++)
    if (columns[i].required && find (header, columns[i].name) == -1)
      kapka_problems_add (reader->problems, reader->path, 1,
                          _ ("column \"%s\" is missing; the columns are %s"), columns[i].name,
                          names);
  for (guint i = 0; header[i] != NULL; i++) {
    if (!is_looked_for (columns, n_columns, header[i]))
      kapka_problems_add (reader->problems, reader->path, 1,
                          _ ("unknown column \"%s\"; the columns are %s"), header[i], names);
    else if (find (header + i + 1, header[i]) != -1)
      kapka_problems_add (reader->problems, reader->path, 1, _ ("column \"%s\" comes twice"),
                          header[i]);
  }
  return reader->problems->len == n_before;
}

static GStrv
arrange (GStrv fields, GStrv header, const KapkaCsvColumn *columns, guint n_columns) {
  g_autoptr (GStrvBuilder) arranged = g_strv_builder_new ();

  for (guint i = 0; i < n_columns; i++) {
    int index = find (header, columns[i].name);

    g_strv_builder_add (arranged, index == -1 ? "" : fields[index]);
  }
  return g_strv_builder_end (arranged);
}

static void
read_rows (Reader *reader,
           GStrv header,
           const KapkaCsvColumn *columns,
           guint n_columns,
           GArray *rows) {
  while (*reader->next != '\0') {
    Row row = { .line = reader->line };
    g_auto (GStrv) fields = read_fields (reader);

    if (fields == NULL || is_empty (fields))
      continue;
    if (g_strv_length (fields) != g_strv_length (header)) {
      kapka_problems_add (reader->problems, reader->path, row.line,
                          _ ("fields in this line: %u, expected as many as in the header: %u"),
                          g_strv_length (fields), g_strv_length (header));
      continue;
    }
    row.fields = arrange (fields, header, columns, n_columns);
    g_array_append_val (rows, row);
  }
}

/* A device or a pipe has no end, and a huge file is none of ours. */
static char *
read_text (const char *path, KapkaProblems *problems) {
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInfo) info =
      g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE,
                         G_FILE_QUERY_INFO_NONE, NULL, &error);
  g_autofree char *text = NULL;
  gsize length;

  if (info != NULL && (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR ||
                       g_file_info_get_size (info) > KAPKA_CSV_MAX_BYTES))
    kapka_problems_add (problems, path, 0, _ ("a file of at most 16 MiB is expected"));
  else if (info == NULL || !g_file_get_contents (path, &text, &length, &error))
    kapka_problems_add (problems, path, 0, "%s", error->message);
  else if (strlen (text) != length)
    kapka_problems_add (problems, path, 0,
                        _ ("a text is expected, this file holds zero bytes; "
                           "save the table as \"CSV UTF-8\""));
  else
    return g_steal_pointer (&text);
  return NULL;
}

static char
find_separator (const char *text) {
  const char *found = strpbrk (text, ",;\n");

  return found != NULL && *found == ';' ? ';' : ',';
}

static KapkaCsv *
parse (const char *path,
       const char *text,
       const KapkaCsvColumn *columns,
       guint n_columns,
       KapkaProblems *problems) {
  Reader reader = { path, text, 1, find_separator (text), problems };
  g_auto (GStrv) header = read_fields (&reader);
  KapkaCsv *csv;

  if (header == NULL || !check_header (&reader, header, columns, n_columns))
    return NULL;
  csv = g_new0 (KapkaCsv, 1);
  csv->path = g_strdup (path);
  csv->rows = g_array_new (FALSE, FALSE, sizeof (Row));
  g_array_set_clear_func (csv->rows, row_clear);
  read_rows (&reader, header, columns, n_columns, csv->rows);
  return csv;
}

KapkaCsv *
kapka_csv_load (const char *path,
                const KapkaCsvColumn *columns,
                guint n_columns,
                KapkaProblems *problems) {
  g_autofree char *bytes = read_text (path, problems);
  g_autofree char *text = bytes == NULL ? NULL : kapka_csv_decode (path, bytes, problems);

  return text == NULL ? NULL : parse (path, text, columns, n_columns, problems);
}

guint
kapka_csv_get_length (const KapkaCsv *csv) {
  return csv->rows->len;
}

guint
kapka_csv_get_line (const KapkaCsv *csv, guint row) {
  return g_array_index (csv->rows, Row, row).line;
}

const char *
kapka_csv_get (const KapkaCsv *csv, guint row, guint column) {
  return g_array_index (csv->rows, Row, row).fields[column];
}

void
kapka_csv_problem (const KapkaCsv *csv, KapkaProblems *problems, guint row, const char *text) {
  kapka_problems_add (problems, csv->path, kapka_csv_get_line (csv, row), "%s", text);
}
