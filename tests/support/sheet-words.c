// SPDX-License-Identifier: GPL-3.0-or-later
#include "sheet-words.h"

#include <string.h>

#define CONTEXT_END '\004' // In a .mo file, between the context of a text and the text.

/* A text in Russian and in the language. */
typedef struct {
  char *russian;
  char *other;
  gsize cost; // The cheapest of those that are like what is sought is meant.
} Pair;

struct _SheetWords {
  GPtrArray *pairs;
};

static void
free_pair (gpointer data) {
  Pair *pair = data;

  g_free (pair->russian);
  g_free (pair->other);
  g_free (pair);
}

/* What is filled in later, as %u or %2$s, can be anything. */
static char *
as_pattern (const char *text) {
  g_autoptr (GRegex) place =
      g_regex_new ("%([0-9]+\\$)?[-0-9.]*l?[a-z]", G_REGEX_DEFAULT, G_REGEX_MATCH_DEFAULT, NULL);

  return g_regex_replace_literal (place, text, -1, 0, "*", G_REGEX_MATCH_DEFAULT, NULL);
}

/* To a longer text more was added, and one with a context has its plain fellow. */
static void
add_pair (SheetWords *self, const char *russian, const char *other, gboolean has_context) {
  Pair *pair = g_new (Pair, 1);

  pair->russian = as_pattern (russian);
  pair->other = as_pattern (other);
  pair->cost = 2 * strlen (pair->russian) + (has_context ? 1 : 0);
  g_ptr_array_add (self->pairs, pair);
}

/* The texts of a .mo file by their English ones: two tables of length and place, as in the manual
 * of gettext. There is no file for English. */
static GHashTable *
read_texts (const char *language) {
  g_autofree char *path =
      g_build_filename (g_getenv ("TEXTDOMAINDIR"), language, "LC_MESSAGES", "kapka.mo", NULL);
  g_autoptr (GHashTable) texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autofree char *data = NULL;
  const guint32 *head = NULL;

  if (!g_file_get_contents (path, &data, NULL, NULL))
    return g_steal_pointer (&texts);
  head = (const guint32 *)(gpointer)data;
  for (guint32 i = 0; i < head[2]; i++) {
    const char *english = data + head[head[3] / 4 + 2 * i + 1];
    const char *text = data + head[head[4] / 4 + 2 * i + 1];

    if (*english != '\0')
      g_hash_table_insert (texts, g_strdup (english), g_strdup (text));
  }
  return g_steal_pointer (&texts);
}

/* A text without a translation is English on an English screen and Russian on any other. */
static void
add_texts (SheetWords *self, const char *language) {
  g_autoptr (GHashTable) russian = read_texts ("ru");
  g_autoptr (GHashTable) other = read_texts (language);
  GHashTableIter iter;
  gpointer english = NULL;
  gpointer text = NULL;

  g_hash_table_iter_init (&iter, russian);
  while (g_hash_table_iter_next (&iter, &english, &text)) {
    const char *translation = g_hash_table_lookup (other, english);
    const char *context_end = strchr (english, CONTEXT_END);

    if (translation == NULL && g_str_equal (language, "en"))
      translation = context_end == NULL ? english : context_end + 1;
    add_pair (self, text, translation == NULL ? text : translation, context_end != NULL);
  }
}

static void
add_group (SheetWords *self, GKeyFile *file, const char *group, const char *language) {
  static const char *const keys[] = { "Door", "Hint", "Name", "Description", "Authority" };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++) {
    g_autofree char *other_key = g_strdup_printf ("%s[%s]", keys[i], language);
    g_autofree char *russian = g_key_file_get_string (file, group, keys[i], NULL);
    g_autofree char *other = g_key_file_get_string (file, group, other_key, NULL);

    if (russian != NULL && other != NULL)
      add_pair (self, russian, other, FALSE);
  }
}

static void
add_catalog (SheetWords *self, const char *name, const char *language) {
  g_autofree char *path = g_build_filename (g_getenv ("KAPKA_DATA_DIR"), "catalog", name, NULL);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_auto (GStrv) groups = NULL;

  g_key_file_load_from_file (file, path, G_KEY_FILE_KEEP_TRANSLATIONS, NULL);
  groups = g_key_file_get_groups (file, NULL);
  for (char **group = groups; *group != NULL; group++)
    add_group (self, file, *group, language);
}

SheetWords *
sheet_words_new (const char *language) {
  SheetWords *self = g_new0 (SheetWords, 1);

  self->pairs = g_ptr_array_new_with_free_func (free_pair);
  add_texts (self, language);
  add_catalog (self, "services.ini", language);
  add_catalog (self, "portals.ini", language);
  add_catalog (self, "events.ini", language);
  add_catalog (self, "forms.ini", language);
  return self;
}

void
sheet_words_free (SheetWords *self) {
  g_ptr_array_unref (self->pairs);
  g_free (self);
}

static const Pair *
find_pair (SheetWords *self, const char *russian) {
  const Pair *found = NULL;

  for (guint i = 0; i < self->pairs->len; i++) {
    const Pair *pair = g_ptr_array_index (self->pairs, i);
    gboolean like = g_pattern_match_simple (russian, pair->russian) ||
                    (pair->russian[0] != '*' && g_pattern_match_simple (pair->russian, russian));

    if (like && (found == NULL || pair->cost < found->cost))
      found = pair;
  }
  return found;
}

char *
sheet_words_get (SheetWords *self, const char *russian) {
  const Pair *pair = find_pair (self, russian);

  if (pair == NULL || g_str_equal (pair->russian, pair->other))
    return g_strdup (russian);
  return g_strconcat (pair->other, g_str_has_suffix (russian, "*") ? "*" : NULL, NULL);
}
