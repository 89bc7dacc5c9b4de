// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keyboard/layout.h"

#include "base/error.h"
#include "base/ini.h"

#include <string.h>

#define FOLDER "/org/kapka/keyboard/"
#define MIN_WIDTH 1.0
#define MAX_WIDTH 12.0

typedef struct {
  KapkaKeyboardLayout *layout;
  KapkaProblems *problems;
  GHashTable *seen; // What the keys so far type or do.
} Reader;

/* What is written in braces. A semicolon is among them because it separates keys in the file. */
static const struct {
  const char *name;
  KapkaKeyAction action;
  const char *text;
} commands[] = {
  { "space", KAPKA_KEY_SPACE, " " },      { "semicolon", KAPKA_KEY_TEXT, ";" },
  { "shift", KAPKA_KEY_SHIFT, NULL },     { "backspace", KAPKA_KEY_BACKSPACE, NULL },
  { "enter", KAPKA_KEY_ENTER, NULL },     { "layout", KAPKA_KEY_LAYOUT, NULL },
  { "symbols", KAPKA_KEY_SYMBOLS, NULL }, { "hide", KAPKA_KEY_HIDE, NULL },
  { "left", KAPKA_KEY_LEFT, NULL },       { "right", KAPKA_KEY_RIGHT, NULL },
  { "tab", KAPKA_KEY_TAB, NULL },
};

static void
key_spec_free (KapkaKeySpec *key) {
  g_free (key->text);
  g_free (key->shifted);
  g_free (key);
}

/* Reads `{name}` or `{name width}`; returns what is wrong with it, or NULL. */
static const char *
read_command (const char *token, KapkaKeySpec *key) {
  g_autofree char *inner = g_strndup (token + 1, strlen (token) - 2);
  char *space = strchr (inner, ' ');
  char *end = NULL;

  if (space != NULL) {
    *space = '\0';
    key->width = g_ascii_strtod (space + 1, &end);
    if (end == space + 1 || *end != '\0' || !(key->width >= MIN_WIDTH && key->width <= MAX_WIDTH))
      return "the width of a key is a number from 1 to 12";
  }
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++) {
    if (g_str_equal (commands[i].name, inner)) {
      key->action = commands[i].action;
      key->text = g_strdup (commands[i].text);
      key->shifted = g_strdup (commands[i].text);
      return NULL;
    }
  }
  return "expected {shift}, {backspace}, {enter}, {space}, {semicolon}, {layout}, {symbols}, "
         "{hide}, {left}, {right} or {tab}";
}

static gboolean
is_command (const char *token) {
  return strlen (token) > 2 && token[0] == '{' && g_str_has_suffix (token, "}");
}

/* Two keys that do the same are a slip of the pen; a command is the same whatever its width. */
static void
check_unique (Reader *reader, const KapkaIniGroup *row, const KapkaKeySpec *key) {
  g_autofree char *name = key->action == KAPKA_KEY_TEXT
                              ? g_strdup_printf ("key %s", key->text)
                              : g_strdup_printf ("command %d", (int)key->action);

  if (g_hash_table_contains (reader->seen, name)) {
    kapka_ini_group_problem (row, reader->problems, "Keys", "%s is there twice",
                             key->action == KAPKA_KEY_TEXT ? name : "a command");
    return;
  }
  g_hash_table_add (reader->seen, g_steal_pointer (&name));
}

static KapkaKeySpec *
read_key (Reader *reader, const KapkaIniGroup *row, const char *token, const char *shifted) {
  KapkaKeySpec *key = g_new0 (KapkaKeySpec, 1);
  const char *wrong = NULL;

  key->width = 1;
  if (*token == '\0') {
    wrong = "a key is empty";
  } else if (is_command (token)) {
    wrong = read_command (token, key);
  } else {
    key->text = g_strdup (token);
    key->shifted = *shifted != '\0' ? g_strdup (shifted) : g_utf8_strup (token, -1);
  }
  if (wrong != NULL)
    kapka_ini_group_problem (row, reader->problems, "Keys", "key %s: %s", token, wrong);
  else
    check_unique (reader, row, key);
  return key;
}

static void
read_row (Reader *reader, const KapkaIniGroup *group) {
  static const char *const known[] = { "Keys", "Shift", NULL };
  gsize n_keys = 0;
  gsize n_shifted = 0;
  g_auto (GStrv) tokens =
      g_key_file_get_string_list (group->keys, group->name, "Keys", &n_keys, NULL);
  g_auto (GStrv) shifted =
      g_key_file_get_string_list (group->keys, group->name, "Shift", &n_shifted, NULL);
  GPtrArray *row = g_ptr_array_new_with_free_func ((GDestroyNotify)key_spec_free);

  g_ptr_array_add (reader->layout->rows, row);
  kapka_ini_group_check_keys (group, known, reader->problems);
  if (n_keys == 0)
    kapka_ini_group_problem (group, reader->problems, "Keys", "a row needs Keys=first;second;…");
  if (shifted != NULL && n_shifted != n_keys)
    kapka_ini_group_problem (group, reader->problems, "Shift",
                             "Shift has %u keys and Keys has %u, expected as many",
                             (guint)n_shifted, (guint)n_keys);
  for (gsize i = 0; i < n_keys; i++)
    g_ptr_array_add (row, read_key (reader, group, tokens[i], i < n_shifted ? shifted[i] : ""));
}

static void
read_purposes (Reader *reader, const KapkaIniGroup *group) {
  g_autoptr (GEnumClass) kinds = g_type_class_ref (GTK_TYPE_INPUT_PURPOSE);
  g_auto (GStrv) names =
      g_key_file_get_string_list (group->keys, group->name, "Purpose", NULL, NULL);

  for (guint i = 0; names != NULL && names[i] != NULL; i++) {
    GEnumValue *kind = g_enum_get_value_by_nick (kinds, names[i]);

    if (kind == NULL)
      kapka_ini_group_problem (group, reader->problems, "Purpose",
                               "%s is no kind of field, expected the name of a GtkInputPurpose",
                               names[i]);
    else
      g_array_append_val (reader->layout->purposes, kind->value);
  }
}

static void
read_head (Reader *reader, const KapkaIniGroup *group) {
  static const char *const known[] = { "Name", "Label", "Letters", "Purpose", NULL };
  KapkaKeyboardLayout *layout = reader->layout;

  kapka_ini_group_check_keys (group, known, reader->problems);
  layout->name = g_key_file_get_locale_string (group->keys, group->name, "Name", NULL, NULL);
  layout->label = g_key_file_get_string (group->keys, group->name, "Label", NULL);
  layout->letters = g_key_file_get_string (group->keys, group->name, "Letters", NULL);
  if (layout->name == NULL || layout->label == NULL)
    kapka_ini_group_problem (group, reader->problems, NULL, "[Layout] needs Name= and Label=");
  read_purposes (reader, group);
}

static void
read_groups (Reader *reader, const char *file, const GPtrArray *groups) {
  for (guint i = 0; groups != NULL && i < groups->len; i++) {
    const KapkaIniGroup *group = g_ptr_array_index (groups, i);

    if (g_str_equal (group->name, "Layout"))
      read_head (reader, group);
    else
      read_row (reader, group);
  }
  if (groups != NULL && reader->problems->len == 0 &&
      (reader->layout->name == NULL || reader->layout->rows->len == 0))
    kapka_problems_add (reader->problems, file, 1,
                        "expected a group [Layout] and at least one row");
}

static KapkaKeyboardLayout *
layout_new (const char *file) {
  KapkaKeyboardLayout *layout = g_new0 (KapkaKeyboardLayout, 1);
  char *dot;

  layout->id = g_path_get_basename (file);
  dot = strrchr (layout->id, '.');
  if (dot != NULL)
    *dot = '\0';
  layout->purposes = g_array_new (FALSE, FALSE, sizeof (int));
  layout->rows = g_ptr_array_new_with_free_func ((GDestroyNotify)g_ptr_array_unref);
  return layout;
}

void
kapka_keyboard_layout_free (KapkaKeyboardLayout *layout) {
  if (layout == NULL)
    return;
  g_free (layout->id);
  g_free (layout->name);
  g_free (layout->label);
  g_free (layout->letters);
  g_array_unref (layout->purposes);
  g_ptr_array_unref (layout->rows);
  g_free (layout);
}

KapkaKeyboardLayout *
kapka_keyboard_layout_parse (const char *file, GBytes *text, GError **error) {
  g_autoptr (KapkaKeyboardLayout) layout = layout_new (file);
  g_autoptr (GPtrArray) problems = kapka_problems_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) groups = NULL;
  Reader reader = { .layout = layout, .problems = problems, .seen = seen };

  groups = kapka_ini_parse (file, g_bytes_get_data (text, NULL), g_bytes_get_size (text), problems);
  read_groups (&reader, file, groups);
  if (problems->len > 0) {
    g_autofree char *first = kapka_problem_to_string (g_ptr_array_index (problems, 0));

    g_set_error_literal (error, KAPKA_ERROR, KAPKA_ERROR_DATA, first);
    return NULL;
  }
  return g_steal_pointer (&layout);
}

KapkaKeyboardLayout *
kapka_keyboard_layout_load (const char *id, GError **error) {
  g_autofree char *path = g_strconcat (FOLDER, id, ".keys", NULL);
  g_autoptr (GError) missing = NULL;
  g_autoptr (GBytes) text = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, &missing);

  if (text == NULL) {
    g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_NOT_FOUND, "%s: %s", path, missing->message);
    return NULL;
  }
  return kapka_keyboard_layout_parse (path, text, error);
}

gboolean
kapka_keyboard_layout_serves (const KapkaKeyboardLayout *layout, GtkInputPurpose purpose) {
  for (guint i = 0; i < layout->purposes->len; i++)
    if (g_array_index (layout->purposes, int, i) == (int)purpose)
      return TRUE;
  return FALSE;
}

double
kapka_keyboard_layout_get_row_width (const KapkaKeyboardLayout *layout, guint row) {
  const GPtrArray *keys = g_ptr_array_index (layout->rows, row);
  double width = 0;

  for (guint i = 0; i < keys->len; i++)
    width += ((const KapkaKeySpec *)g_ptr_array_index (keys, i))->width;
  return width;
}
