// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/ini.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <string.h>
#include <sys/stat.h>

typedef struct {
  const char *path;
  KapkaProblems *problems;
  GPtrArray *groups; // Good groups so far.
  GHashTable *names; // Name → line where the group began; names are borrowed from the groups.
  KapkaIniGroup *open;
  GString *text; // Lines of the open group.
  gboolean spoiled;
} Reader;

static void
ini_group_free (KapkaIniGroup *group) {
  g_free (group->file);
  g_free (group->name);
  g_key_file_unref (group->keys);
  g_hash_table_unref (group->lines);
  g_free (group);
}

static void
close_group (Reader *reader) {
  g_autoptr (GError) error = NULL;
  KapkaIniGroup *group = g_steal_pointer (&reader->open);

  if (group == NULL)
    return;
  if (!reader->spoiled &&
      !g_key_file_load_from_data (group->keys, reader->text->str, reader->text->len,
                                  G_KEY_FILE_KEEP_TRANSLATIONS, &error)) {
    kapka_problems_add (reader->problems, reader->path, group->line, "%s", error->message);
    reader->spoiled = TRUE;
  }
  if (reader->spoiled) {
    ini_group_free (group);
    return;
  }
  g_ptr_array_add (reader->groups, group);
  g_hash_table_insert (reader->names, group->name, GUINT_TO_POINTER (group->line));
}

static void
open_group (Reader *reader, const char *name, guint line) {
  gpointer earlier;

  close_group (reader);
  reader->open = g_new0 (KapkaIniGroup, 1);
  reader->open->file = g_strdup (reader->path);
  reader->open->name = g_strdup (name);
  reader->open->line = line;
  reader->open->keys = g_key_file_new ();
  reader->open->lines = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  reader->spoiled = FALSE;
  g_string_printf (reader->text, "[%s]\n", name);
  earlier = g_hash_table_lookup (reader->names, name);
  if (earlier != NULL) {
    kapka_problems_add (reader->problems, reader->path, line,
                        _ ("group [%s] is already in line %u; expected another name"), name,
                        GPOINTER_TO_UINT (earlier));
    reader->spoiled = TRUE;
  }
}

/* Asks GLib about one line alone, so that a mistake in it can be told by its line. Returns what is
 * wrong with it, NULL when nothing is. */
static char *
check_key (const char *text, const char *key) {
  g_autoptr (GKeyFile) keys = g_key_file_new ();
  g_autofree char *lines = g_strconcat ("[group]\n", text, "\n", NULL);
  g_autofree char *value = NULL;
  g_autoptr (GError) error = NULL;

  if (!g_key_file_load_from_data (keys, lines, (gsize)-1, G_KEY_FILE_KEEP_TRANSLATIONS, NULL))
    return g_strdup_printf (_ ("%s is no name of a key, expected Key= or Key[language]="), key);
  /* With an unknown escape GLib answers with a text and with an error. */
  value = g_key_file_get_string (keys, "group", key, &error);
  if (error == NULL)
    return NULL;
  return g_strdup_printf (_ ("%s is broken by a backslash, expected \\\\ for one"), key);
}

static void
take_key (Reader *reader, const char *text, const char *equals, guint line) {
  g_autofree char *key = g_strstrip (g_strndup (text, (gsize)(equals - text)));
  g_autofree char *wrong = NULL;

  if (*key == '\0' || g_hash_table_contains (reader->open->lines, key)) {
    kapka_problems_add (reader->problems, reader->path, line,
                        *key == '\0' ? _ ("a key is missing before =")
                                     : _ ("key %s is twice in group [%s]"),
                        key, reader->open->name);
    reader->spoiled = TRUE;
    return;
  }
  wrong = check_key (text, key);
  if (wrong != NULL) {
    kapka_problems_add (reader->problems, reader->path, line, "%s", wrong);
    reader->spoiled = TRUE;
    return;
  }
  g_hash_table_insert (reader->open->lines, g_steal_pointer (&key), GUINT_TO_POINTER (line));
  g_string_append (reader->text, text);
  g_string_append_c (reader->text, '\n');
}

static void
take_line (Reader *reader, char *text, guint line) {
  const char *equals = strchr (text, '=');
  gsize length;

  g_strstrip (text);
  length = strlen (text);
  if (length == 0 || *text == '#')
    return;
  if (*text == '[' && length > 2 && text[length - 1] == ']') {
    text[length - 1] = '\0';
    open_group (reader, text + 1, line);
  } else if (reader->open == NULL) {
    kapka_problems_add (reader->problems, reader->path, line,
                        _ ("a line before the first group; expected [group]"));
  } else if (*text == '[' || equals == NULL) {
    kapka_problems_add (reader->problems, reader->path, line,
                        _ ("expected [group], Key=value or a comment that begins with #"));
    reader->spoiled = TRUE;
  } else {
    take_key (reader, text, strchr (text, '='), line);
  }
}

/* Returns what is wrong with the file at @path as a whole, NULL when it may be read. */
static char *
check_file (const char *path) {
  struct stat info;

  if (stat (path, &info) != 0)
    return g_strdup (g_strerror (errno));
  if (!S_ISREG (info.st_mode))
    return g_strdup (_ ("not a regular file"));
  if (info.st_size > KAPKA_INI_MAX_BYTES)
    return g_strdup_printf (_ ("larger than %d bytes, expected a short text"), KAPKA_INI_MAX_BYTES);
  return NULL;
}

static guint
line_of (const char *text, const char *place) {
  guint line = 1;

  for (; text < place; text++)
    line += *text == '\n';
  return line;
}

static char *
read_text (const char *path, gsize *out_length, KapkaProblems *problems) {
  g_autofree char *wrong = check_file (path);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  if (wrong != NULL) {
    kapka_problems_add (problems, path, 0, "%s", wrong);
    return NULL;
  }
  if (!g_file_get_contents (path, &text, out_length, &error)) {
    kapka_problems_add (problems, path, 0, "%s", error->message);
    return NULL;
  }
  return g_steal_pointer (&text);
}

GPtrArray *
kapka_ini_load (const char *path, KapkaProblems *problems) {
  gsize length;
  g_autofree char *text = read_text (path, &length, problems);

  return text == NULL ? NULL : kapka_ini_parse (path, text, length, problems);
}

GPtrArray *
kapka_ini_parse (const char *path, const char *text, gsize length, KapkaProblems *problems) {
  g_autoptr (GPtrArray) groups = g_ptr_array_new_with_free_func ((GDestroyNotify)ini_group_free);
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GString) group_text = g_string_new (NULL);
  Reader reader = {
    .path = path, .problems = problems, .groups = groups, .names = names, .text = group_text
  };
  g_autofree char *whole = NULL;
  g_auto (GStrv) lines = NULL;
  const char *end;

  if (!g_utf8_validate (text, (gssize)length, &end)) {
    kapka_problems_add (problems, path, line_of (text, end),
                        _ ("not UTF-8, expected a text file in UTF-8"));
    return NULL;
  }
  whole = g_strndup (text, length);
  lines = g_strsplit (g_str_has_prefix (whole, "\xEF\xBB\xBF") ? whole + 3 : whole, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    take_line (&reader, lines[i], i + 1);
  close_group (&reader);
  return g_steal_pointer (&groups);
}

guint
kapka_ini_group_line (const KapkaIniGroup *group, const char *key) {
  gpointer line = key == NULL ? NULL : g_hash_table_lookup (group->lines, key);

  return line == NULL ? group->line : GPOINTER_TO_UINT (line);
}

void
kapka_ini_group_problem (const KapkaIniGroup *group,
                         KapkaProblems *problems,
                         const char *key,
                         const char *format,
                         ...) {
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  kapka_problems_add (problems, group->file, kapka_ini_group_line (group, key), "%s", text);
}

void
kapka_ini_group_check_keys (const KapkaIniGroup *group,
                            const char *const *known,
                            KapkaProblems *problems) {
  g_auto (GStrv) keys = g_key_file_get_keys (group->keys, group->name, NULL, NULL);

  for (guint i = 0; keys != NULL && keys[i] != NULL; i++) {
    const char *bracket = strchr (keys[i], '[');
    g_autofree char *bare =
        bracket == NULL ? g_strdup (keys[i]) : g_strndup (keys[i], (gsize)(bracket - keys[i]));

    if (!g_strv_contains (known, bare))
      kapka_ini_group_problem (group, problems, keys[i], _ ("unknown key %s in group [%s]"),
                               keys[i], group->name);
  }
}
