// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/ini-edit.h"

#include <string.h>

/* Lines of a group: from the one behind its heading to before the next heading. */
typedef struct {
  guint from;
  guint to;
} Range;

KapkaIniEdit *
kapka_ini_edit_new (const char *text) {
  KapkaIniEdit *edit = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  guint n = g_strv_length (lines);

  /* What follows the last end of a line is none. */
  if (n > 0 && *lines[n - 1] == '\0')
    n--;
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (edit, g_strdup (lines[i]));
  return edit;
}

/* Returns the name of the group that begins in @line, NULL when none does. */
static char *
read_heading (const char *line) {
  g_autofree char *text = g_strstrip (g_strdup (line));
  gsize length = strlen (text);

  return *text == '[' && length > 2 && text[length - 1] == ']' ? g_strndup (text + 1, length - 2)
                                                               : NULL;
}

static gboolean
is_heading (const char *line) {
  g_autofree char *name = read_heading (line);

  return name != NULL;
}

static gboolean
find_group (KapkaIniEdit *edit, const char *group, Range *range) {
  for (guint i = 0; i < edit->len; i++) {
    g_autofree char *name = read_heading (g_ptr_array_index (edit, i));

    if (g_strcmp0 (name, group) != 0)
      continue;
    range->from = i + 1;
    for (range->to = range->from; range->to < edit->len; range->to++)
      if (is_heading (g_ptr_array_index (edit, range->to)))
        break;
    return TRUE;
  }
  return FALSE;
}

static Range
ensure_group (KapkaIniEdit *edit, const char *group) {
  Range range;

  if (find_group (edit, group, &range))
    return range;
  if (edit->len > 0)
    g_ptr_array_add (edit, g_strdup (""));
  g_ptr_array_add (edit, g_strdup_printf ("[%s]", group));
  return (Range){ edit->len, edit->len };
}

static gboolean
is_key (const char *line, const char *key) {
  const char *equals = strchr (line, '=');
  g_autofree char *name =
      equals == NULL ? NULL : g_strstrip (g_strndup (line, (gsize)(equals - line)));

  return g_strcmp0 (name, key) == 0;
}

/* A comment in front of the next group belongs to it. */
static guint
find_end (KapkaIniEdit *edit, Range range) {
  while (range.to > range.from) {
    g_autofree char *line = g_strstrip (g_strdup (g_ptr_array_index (edit, range.to - 1)));

    if (*line != '\0' && *line != '#')
      break;
    range.to--;
  }
  return range.to;
}

/* Only GLib knows how a value is written down. */
static char *
write_line (const char *key, const char *value) {
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *written = NULL;

  g_key_file_set_string (file, "group", "key", value);
  written = g_key_file_get_value (file, "group", "key", NULL);
  return g_strdup_printf ("%s=%s", key, written);
}

void
kapka_ini_edit_set (KapkaIniEdit *edit, const char *group, const char *key, const char *value) {
  Range range = ensure_group (edit, group);
  char *line = write_line (key, value);

  for (guint i = range.from; i < range.to; i++)
    if (is_key (g_ptr_array_index (edit, i), key)) {
      g_free (edit->pdata[i]);
      edit->pdata[i] = line;
      return;
    }
  g_ptr_array_insert (edit, (int)find_end (edit, range), line);
}

char *
kapka_ini_edit_to_text (KapkaIniEdit *edit) {
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < edit->len; i++)
    g_string_append_printf (text, "%s\n", (const char *)g_ptr_array_index (edit, i));
  return g_string_free (text, FALSE);
}
