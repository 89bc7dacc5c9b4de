// SPDX-License-Identifier: GPL-3.0-or-later
#include "central/sql-dialect.h"

#include <string.h>

static const struct {
  const char *postgres;
  const char *sqlite;
} words[] = {
  { "bigint", "INTEGER" }, { "date", "TEXT" },
  { "jsonb", "TEXT" },     { "jsonb_each_text", "json_each" },
  { "text", "TEXT" },      { "uuid", "TEXT" },
};

static gboolean
is_word_character (char c) {
  return g_ascii_isalnum (c) || c == '_';
}

/* Returns the length of the piece that begins at @sql: a text or name in quotes, a comment up to
 * the end of its line, a word or number, or one other character. */
static gsize
measure_piece (const char *sql) {
  gsize length = 1;

  if (*sql == '\'' || *sql == '"') {
    const char *end = strchr (sql + 1, *sql);

    return end == NULL ? strlen (sql) : (gsize)(end - sql) + 1;
  }
  if (g_str_has_prefix (sql, "--"))
    return strcspn (sql, "\n");
  if (is_word_character (*sql))
    while (is_word_character (sql[length]))
      length++;
  return length;
}

/* A doubled quote inside a text makes two pieces of it, which are put together again unchanged. */
static const char *
next_piece (const char **sql, gsize *out_length) {
  const char *piece;

  while (g_str_has_prefix (*sql, "--"))
    *sql += measure_piece (*sql);
  piece = *sql;
  if (*piece == '\0')
    return NULL;
  *out_length = measure_piece (piece);
  *sql += *out_length;
  return piece;
}

char *
kapka_sql_number_parameters (const char *sql, const char *prefix) {
  GString *result = g_string_sized_new (strlen (sql));
  const char *piece;
  guint n = 0;
  gsize length;

  while ((piece = next_piece (&sql, &length)) != NULL) {
    if (*piece == '?')
      g_string_append_printf (result, "%s%u", prefix, ++n);
    else
      g_string_append_len (result, piece, (gssize)length);
  }
  return g_string_free (result, FALSE);
}

char *
kapka_sql_to_postgres (const char *sql) {
  return kapka_sql_number_parameters (sql, "$");
}

static void
append_for_sqlite (GString *result, const char *piece, gsize length) {
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (strlen (words[i].postgres) == length && strncmp (words[i].postgres, piece, length) == 0) {
      g_string_append (result, words[i].sqlite);
      return;
    }
  g_string_append_len (result, piece, (gssize)length);
}

char *
kapka_sql_to_sqlite (const char *sql) {
  GString *result = g_string_sized_new (strlen (sql));
  const char *piece;
  gsize length;

  while ((piece = next_piece (&sql, &length)) != NULL)
    append_for_sqlite (result, piece, length);
  if (g_str_has_prefix (result->str, "CREATE TABLE "))
    g_string_append (result, " STRICT, WITHOUT ROWID");
  return g_string_free (result, FALSE);
}

static void
take_statement (GStrvBuilder *statements, GString *text) {
  g_strstrip (text->str);
  if (*text->str != '\0')
    g_strv_builder_add (statements, text->str);
  g_string_truncate (text, 0);
}

GStrv
kapka_sql_split (const char *script) {
  g_autoptr (GStrvBuilder) statements = g_strv_builder_new ();
  g_autoptr (GString) text = g_string_new (NULL);
  const char *piece;
  gsize length;

  while ((piece = next_piece (&script, &length)) != NULL) {
    if (*piece == ';')
      take_statement (statements, text);
    else
      g_string_append_len (text, piece, (gssize)length);
  }
  take_statement (statements, text);
  return g_strv_builder_end (statements);
}
