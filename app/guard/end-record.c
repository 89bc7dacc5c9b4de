// SPDX-License-Identifier: GPL-3.0-or-later
#include "guard/end-record.h"

#include <stdio.h>

/* More than a day of a kiosk that is tried again and again brings. */
#define MOST_LINES 1000

/* Of a line that is ours; a file that is longer than all of them together is not. */
#define LONGEST_LINE 40

static GStrv
read_lines (const char *path) {
  g_autofree char *text = NULL;
  gsize length = 0;

  if (!g_file_get_contents (path, &text, &length, NULL) || length > MOST_LINES * LONGEST_LINE)
    return g_new0 (char *, 1);
  return g_strsplit (text, "\n", -1);
}

static char *
get_path (const char *state_dir) {
  return g_build_filename (state_dir, KAPKA_END_RECORD_FILE, NULL);
}

gboolean
kapka_end_record_add (const char *state_dir, gint64 now_ms, guint code, GError **error) {
  g_autofree char *path = get_path (state_dir);
  g_auto (GStrv) lines = read_lines (path);
  guint n_lines = g_strv_length (lines);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = n_lines > MOST_LINES ? n_lines - MOST_LINES : 0; i < n_lines; i++)
    if (*lines[i] != '\0')
      g_string_append_printf (text, "%s\n", lines[i]);
  g_string_append_printf (text, "%" G_GINT64_FORMAT " %u\n", now_ms, code);
  return g_file_set_contents_full (path, text->str, (gssize)text->len,
                                   G_FILE_SET_CONTENTS_CONSISTENT, 0640, error);
}

guint
kapka_end_record_count (const char *state_dir, gint64 since_ms, guint *out_code) {
  g_autofree char *path = get_path (state_dir);
  g_auto (GStrv) lines = read_lines (path);
  guint count = 0;

  *out_code = 0;
  for (guint i = 0; lines[i] != NULL; i++) {
    gint64 ms;
    guint code;

    if (sscanf (lines[i], "%" G_GINT64_FORMAT " %u", &ms, &code) != 2 || ms < since_ms)
      continue;
    count++;
    *out_code = code;
  }
  return count;
}
