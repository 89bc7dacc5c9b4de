// SPDX-License-Identifier: GPL-3.0-or-later
#include "keyboard/layout.h"

#include <glib/gi18n.h>

#include "base/ini.h"
#include "keyboard/key-spec.h"

#include <string.h>

/* More would be wider than the screen. */
#define MAX_ALTERNATIVES 8

typedef struct {
  KapkaKeyboardLayout *layout;
  const KapkaIniGroup *head; // The group [Layout], once it is read.
  KapkaProblems *problems;
  GHashTable *texts; // What the keys so far type → KapkaKeySpec.
  gboolean has[KAPKA_N_KEY_ACTIONS];
} Reader;

static const char *const known_purposes[] = { "free-form", "alpha", "digits",   "number",
                                              "phone",     "url",   "email",    "name",
                                              "password",  "pin",   "terminal", NULL };
static const char *const known_languages[] = { "ru", "udm", "en", NULL };

/* Two keys that do the same are a slip of the pen; a command is the same whatever its width. */
static void
check_unique (Reader *reader, const KapkaIniGroup *row, KapkaKeySpec *key) {
  if (key->action != KAPKA_KEY_TEXT) {
    if (reader->has[key->action])
      kapka_ini_group_problem (row, reader->problems, "Keys", _ ("a command is there twice"));
    reader->has[key->action] = TRUE;
  } else if (!g_hash_table_insert (reader->texts, key->text, key)) {
    kapka_ini_group_problem (row, reader->problems, "Keys", _ ("key %s is there twice"), key->text);
  }
}

static KapkaKeySpec *
read_key (Reader *reader, const KapkaIniGroup *row, const char *token, const char *shifted) {
  const char *wrong = NULL;
  KapkaKeySpec *key = kapka_key_spec_read (token, shifted, &wrong);

  if (wrong != NULL)
    kapka_ini_group_problem (row, reader->problems, "Keys", _ ("key %s: %s"), token, wrong);
  else
    check_unique (reader, row, key);
  return key;
}

static GStrv
read_list (const KapkaIniGroup *group, const char *key, gsize *out_length) {
  return g_key_file_get_string_list (group->keys, group->name, key, out_length, NULL);
}

static void
check_row (Reader *reader, const KapkaIniGroup *group) {
  const guint last = reader->layout->rows->len - 1;

  if (kapka_keyboard_layout_get_row_width (reader->layout, last) > KAPKA_LAYOUT_MAX_WIDTH)
    kapka_ini_group_problem (
        group, reader->problems, "Keys",
        _ ("the row is wider than %d keys, which a small screen has no room for"),
        KAPKA_LAYOUT_MAX_WIDTH);
  if (last == KAPKA_LAYOUT_MAX_ROWS)
    kapka_ini_group_problem (group, reader->problems, NULL,
                             _ ("more than %d rows, which would cover the page"),
                             KAPKA_LAYOUT_MAX_ROWS);
}

static void
read_row (Reader *reader, const KapkaIniGroup *group) {
  static const char *const known[] = { "Keys", "Shift", NULL };
  gsize n_keys = 0;
  gsize n_shifted = 0;
  g_auto (GStrv) tokens = read_list (group, "Keys", &n_keys);
  g_auto (GStrv) shifted = read_list (group, "Shift", &n_shifted);
  GPtrArray *row = g_ptr_array_new_with_free_func ((GDestroyNotify)kapka_key_spec_free);

  g_ptr_array_add (reader->layout->rows, row);
  kapka_ini_group_check_keys (group, known, reader->problems);
  if (n_keys == 0)
    kapka_ini_group_problem (group, reader->problems, "Keys",
                             _ ("a row needs Keys=first;second;…"));
  if (shifted != NULL && n_shifted != n_keys)
    kapka_ini_group_problem (group, reader->problems, "Shift",
                             _ ("Shift has %u keys and Keys has %u, expected as many"),
                             (guint)n_shifted, (guint)n_keys);
  for (gsize i = 0; i < n_keys; i++)
    g_ptr_array_add (row, read_key (reader, group, tokens[i], i < n_shifted ? shifted[i] : ""));
  check_row (reader, group);
}

/* Reads the list @key; what is not @known is a problem, and @expected says why. */
static GStrv
read_names (Reader *reader,
            const KapkaIniGroup *group,
            const char *key,
            const char *const *known,
            const char *expected) {
  GStrv names = read_list (group, key, NULL);

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    if (!g_strv_contains (known, names[i]))
      kapka_ini_group_problem (group, reader->problems, key, "%s: %s", names[i], expected);
  return names != NULL ? names : g_new0 (char *, 1);
}

static void
read_head (Reader *reader, const KapkaIniGroup *group) {
  static const char *const known[] = { "Name",    "Label", "Letters", "Languages",
                                       "Purpose", "Hold",  NULL };
  KapkaKeyboardLayout *layout = reader->layout;

  reader->head = group;
  kapka_ini_group_check_keys (group, known, reader->problems);
  kapka_local_text_read (&layout->name, group, "Name");
  layout->label = g_key_file_get_string (group->keys, group->name, "Label", NULL);
  layout->letters = g_key_file_get_string (group->keys, group->name, "Letters", NULL);
  if (layout->name.ru == NULL || layout->label == NULL)
    kapka_ini_group_problem (group, reader->problems, NULL, _ ("[Layout] needs Name= and Label="));
  layout->languages = read_names (reader, group, "Languages", known_languages,
                                  _ ("no language of Kapka, expected ru, udm or en"));
  layout->purposes = read_names (reader, group, "Purpose", known_purposes,
                                 _ ("no kind of field, expected the name of a GtkInputPurpose"));
}

/* Reads `ж ӝ`: a key, and what it offers when it is held. */
static void
read_held (Reader *reader, const char *item) {
  g_auto (GStrv) words = g_strsplit (item, " ", -1);
  KapkaKeySpec *key = g_hash_table_lookup (reader->texts, words[0]);
  guint n_words = g_strv_length (words);

  if (key == NULL || key->alternatives != NULL || n_words < 2 || n_words > MAX_ALTERNATIVES + 1) {
    kapka_ini_group_problem (reader->head, reader->problems, "Hold",
                             _ ("%s: expected a key of the layout, each once, and from 1 to %d "
                                "letters, as in ж ӝ"),
                             item, MAX_ALTERNATIVES);
    return;
  }
  key->alternatives = g_ptr_array_new_with_free_func ((GDestroyNotify)kapka_key_spec_free);
  for (guint i = 1; i < n_words; i++) {
    const char *wrong = NULL;

    g_ptr_array_add (key->alternatives, kapka_key_spec_read (words[i], "", &wrong));
    if (wrong != NULL)
      kapka_ini_group_problem (reader->head, reader->problems, "Hold", "%s: %s", item, wrong);
  }
}

static void
read_hold (Reader *reader) {
  g_auto (GStrv) items = read_list (reader->head, "Hold", NULL);

  for (guint i = 0; items != NULL && items[i] != NULL; i++)
    read_held (reader, items[i]);
}

/* Nobody gets stuck in a layout. */
static void
check_commands (Reader *reader) {
  static const KapkaKeyAction needed[] = { KAPKA_KEY_BACKSPACE, KAPKA_KEY_ENTER, KAPKA_KEY_LAYOUT,
                                           KAPKA_KEY_HIDE };

  for (guint i = 0; i < G_N_ELEMENTS (needed); i++)
    if (!reader->has[needed[i]])
      kapka_ini_group_problem (reader->head, reader->problems, NULL,
                               _ ("the layout has no key {%s}"), kapka_key_action_name (needed[i]));
}

static void
read_groups (Reader *reader, const char *path, const GPtrArray *groups) {
  for (guint i = 0; groups != NULL && i < groups->len; i++) {
    const KapkaIniGroup *group = g_ptr_array_index (groups, i);

    if (g_str_equal (group->name, "Layout"))
      read_head (reader, group);
    else
      read_row (reader, group);
  }
  if (reader->problems->len > 0)
    return;
  if (reader->head == NULL || reader->layout->rows->len == 0) {
    kapka_problems_add (reader->problems, path, 1,
                        _ ("expected a group [Layout] and at least one row"));
    return;
  }
  read_hold (reader);
  check_commands (reader);
}

static KapkaKeyboardLayout *
layout_new (const char *path) {
  KapkaKeyboardLayout *layout = g_new0 (KapkaKeyboardLayout, 1);
  char *dot;

  layout->id = g_path_get_basename (path);
  dot = strrchr (layout->id, '.');
  if (dot != NULL)
    *dot = '\0';
  layout->rows = g_ptr_array_new_with_free_func ((GDestroyNotify)g_ptr_array_unref);
  return layout;
}

void
kapka_keyboard_layout_free (KapkaKeyboardLayout *layout) {
  if (layout == NULL)
    return;
  g_free (layout->id);
  kapka_local_text_clear (&layout->name);
  g_free (layout->label);
  g_free (layout->letters);
  g_strfreev (layout->languages);
  g_strfreev (layout->purposes);
  g_ptr_array_unref (layout->rows);
  g_free (layout);
}

/* @groups and @found are what reading the file gave; @found is added to @problems. */
static KapkaKeyboardLayout *
read_layout (const char *path, const GPtrArray *groups, GPtrArray *found, KapkaProblems *problems) {
  g_autoptr (KapkaKeyboardLayout) layout = layout_new (path);
  g_autoptr (GHashTable) texts = g_hash_table_new (g_str_hash, g_str_equal);
  Reader reader = { .layout = layout, .problems = found, .texts = texts };

  read_groups (&reader, path, groups);
  if (found->len == 0)
    return g_steal_pointer (&layout);
  g_ptr_array_extend_and_steal (problems, g_ptr_array_ref (found));
  return NULL;
}

KapkaKeyboardLayout *
kapka_keyboard_layout_load (const char *path, KapkaProblems *problems) {
  g_autoptr (GPtrArray) found = kapka_problems_new ();
  g_autoptr (GPtrArray) groups = kapka_ini_load (path, found);

  return read_layout (path, groups, found, problems);
}

KapkaKeyboardLayout *
kapka_keyboard_layout_parse (const char *path,
                             const char *text,
                             gsize length,
                             KapkaProblems *problems) {
  g_autoptr (GPtrArray) found = kapka_problems_new ();
  g_autoptr (GPtrArray) groups = kapka_ini_parse (path, text, length, found);

  return read_layout (path, groups, found, problems);
}

gboolean
kapka_keyboard_layout_serves (const KapkaKeyboardLayout *layout, const char *purpose) {
  return g_strv_contains ((const char *const *)layout->purposes, purpose);
}

gboolean
kapka_keyboard_layout_speaks (const KapkaKeyboardLayout *layout, const char *language) {
  return g_strv_contains ((const char *const *)layout->languages, language);
}

double
kapka_keyboard_layout_get_row_width (const KapkaKeyboardLayout *layout, guint row) {
  const GPtrArray *keys = g_ptr_array_index (layout->rows, row);
  double width = 0;

  for (guint i = 0; i < keys->len; i++)
    width += ((const KapkaKeySpec *)g_ptr_array_index (keys, i))->width;
  return width;
}
