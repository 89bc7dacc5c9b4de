// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/text-table.h"

#include <string.h>

#define GAP 2              // Columns between two columns of a table.
#define MIN_LABEL_WIDTH 20 // Labels keep so much even beside very wide figures.

struct _KapkaTextTable {
  guint n_columns;
  gboolean words;  // The columns hold words, which stand on the left, instead of figures.
  GPtrArray *rows; // Of GStrv; the first is the heading.
};

static guint
char_width (gunichar c) {
  if (g_unichar_iszerowidth (c))
    return 0;
  return g_unichar_iswide (c) ? 2 : 1;
}

guint
kapka_text_width (const char *text) {
  guint width = 0;

  for (; *text != '\0'; text = g_utf8_next_char (text))
    width += char_width (g_utf8_get_char (text));
  return width;
}

/* Returns the end of the longest beginning of @text that takes at most @width columns, at least one
 * character, so that wrapping always gets on. */
static const char *
cut_at_width (const char *text, guint width) {
  const char *end = g_utf8_next_char (text);
  guint used = char_width (g_utf8_get_char (text));

  while (*end != '\0' && used + char_width (g_utf8_get_char (end)) <= width) {
    used += char_width (g_utf8_get_char (end));
    end = g_utf8_next_char (end);
  }
  return end;
}

/* Returns where the first line of @text ends: at a space if there is one, else in the middle of a
 * word that is longer than the line. */
static const char *
find_break (const char *text, guint width) {
  const char *end = cut_at_width (text, width);
  const char *space;

  if (*end == '\0' || *end == ' ')
    return end;
  space = g_strrstr_len (text, end - text, " ");
  return space == NULL ? end : space;
}

static const char *
skip_spaces (const char *text) {
  return text + strspn (text, " ");
}

GStrv
kapka_text_wrap (const char *text, guint width) {
  g_autoptr (GStrvBuilder) lines = g_strv_builder_new ();
  const char *rest = skip_spaces (text);
  guint indent = (guint)(rest - text);
  guint room = width > indent ? width - indent : 1;

  do {
    const char *end = *rest == '\0' ? rest : find_break (rest, room);
    g_autofree char *words = g_strchomp (g_strndup (rest, (gsize)(end - rest)));
    g_autofree char *line = g_strdup_printf ("%*s%s", (int)indent, "", words);

    g_strv_builder_add (lines, line);
    rest = skip_spaces (end);
  } while (*rest != '\0');
  return g_strv_builder_end (lines);
}

KapkaTextTable *
kapka_text_table_new (const char *const *headings) {
  KapkaTextTable *table = g_new0 (KapkaTextTable, 1);

  table->n_columns = g_strv_length ((GStrv)headings);
  table->rows = g_ptr_array_new_with_free_func ((GDestroyNotify)g_strfreev);
  kapka_text_table_add_row (table, headings);
  return table;
}

KapkaTextTable *
kapka_text_table_new_words (const char *const *headings) {
  KapkaTextTable *table = kapka_text_table_new (headings);

  table->words = TRUE;
  return table;
}

void
kapka_text_table_free (KapkaTextTable *table) {
  if (table == NULL)
    return;
  g_ptr_array_unref (table->rows);
  g_free (table);
}

void
kapka_text_table_add_row (KapkaTextTable *table, const char *const *cells) {
  g_return_if_fail (g_strv_length ((GStrv)cells) == table->n_columns);
  g_ptr_array_add (table->rows, g_strdupv ((GStrv)cells));
}

static guint
column_width (const KapkaTextTable *table, guint column) {
  guint width = 0;

  for (guint i = 0; i < table->rows->len; i++) {
    const GStrv row = g_ptr_array_index (table->rows, i);

    width = MAX (width, kapka_text_width (row[column]));
  }
  return width;
}

/* The labels get what the other columns leave of the page, but no more than they need. Returns the
 * width of each column; they are measured once, for a table may have a row for every library of a
 * country. */
static guint *
measure (const KapkaTextTable *table) {
  guint *widths = g_new0 (guint, table->n_columns);
  guint others = 0;

  for (guint i = 1; i < table->n_columns; i++) {
    widths[i] = column_width (table, i);
    others += GAP + widths[i];
  }
  widths[0] =
      MIN (column_width (table, 0), MAX (KAPKA_TEXT_PAGE_WIDTH, others + MIN_LABEL_WIDTH) - others);
  return widths;
}

static void
append_spaces (GString *text, guint count) {
  g_string_append_printf (text, "%*s", (int)count, "");
}

static void
remove_trailing_spaces (GString *text) {
  while (text->len > 0 && text->str[text->len - 1] == ' ')
    g_string_truncate (text, text->len - 1);
}

static void
print_cell (const KapkaTextTable *table, guint width, const char *cell, GString *text) {
  guint padding = width - kapka_text_width (cell);

  append_spaces (text, GAP + (table->words ? 0 : padding));
  g_string_append (text, cell);
  append_spaces (text, table->words ? padding : 0);
}

static void
print_row (const KapkaTextTable *table, const guint *widths, guint index, GString *text) {
  const GStrv row = g_ptr_array_index (table->rows, index);
  g_auto (GStrv) lines = kapka_text_wrap (row[0], widths[0]);
  guint last = g_strv_length (lines) - 1;

  for (guint i = 0; i < last; i++)
    g_string_append_printf (text, "%s\n", lines[i]);
  g_string_append (text, lines[last]);
  append_spaces (text, widths[0] - kapka_text_width (lines[last]));
  for (guint i = 1; i < table->n_columns; i++)
    print_cell (table, widths[i], row[i], text);
  remove_trailing_spaces (text);
  g_string_append_c (text, '\n');
}

static void
print_rule (const KapkaTextTable *table, const guint *widths, GString *text) {
  guint width = widths[0];

  for (guint i = 1; i < table->n_columns; i++)
    width += GAP + widths[i];
  for (guint i = 0; i < width; i++)
    g_string_append (text, "─");
  g_string_append_c (text, '\n');
}

void
kapka_text_table_print (const KapkaTextTable *table, GString *text) {
  g_autofree guint *widths = measure (table);

  print_row (table, widths, 0, text);
  print_rule (table, widths, text);
  for (guint i = 1; i < table->rows->len; i++)
    print_row (table, widths, i, text);
}
