// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/mark.h"

#include <glib/gstdio.h>
#include <string.h>

#include "base/digest.h"

struct _KapkaMark {
  char *path;      // (nullable)
  char *temporary; // (nullable)
};

KapkaMark *
kapka_mark_new (const char *runtime_dir, const char *journal_path) {
  KapkaMark *mark = g_new0 (KapkaMark, 1);
  g_autofree char *hash = NULL;
  g_autofree char *name = NULL;

  if (runtime_dir == NULL)
    return mark;
  g_mkdir_with_parents (runtime_dir, 0750);
  hash = kapka_digest_sha256_hex (journal_path, strlen (journal_path));
  name = g_strdup_printf ("last-%.16s", hash);
  mark->path = g_build_filename (runtime_dir, name, NULL);
  mark->temporary = g_strconcat (mark->path, ".new", NULL);
  return mark;
}

void
kapka_mark_free (KapkaMark *mark) {
  if (mark == NULL)
    return;
  g_free (mark->path);
  g_free (mark->temporary);
  g_free (mark);
}

gboolean
kapka_mark_is_ahead (KapkaMark *mark, const char *stream_id, gint64 last_seq) {
  g_autofree char *text = NULL;
  g_auto (GStrv) words = NULL;
  gint64 seq;

  if (mark->path == NULL || !g_file_get_contents (mark->path, &text, NULL, NULL))
    return FALSE;
  words = g_strsplit (g_strchomp (text), " ", 2);
  if (g_strv_length (words) != 2 ||
      !g_ascii_string_to_signed (words[1], 10, 1, G_MAXINT64, &seq, NULL))
    return FALSE;
  // A mark of another stream was written after the newest stream of this file: the file is older
  // than the mark.
  return strcmp (words[0], stream_id) != 0 || seq > last_seq;
}

void
kapka_mark_write (KapkaMark *mark, const char *stream_id, gint64 seq) {
  g_autofree char *text = NULL;

  if (mark->path == NULL)
    return;
  text = g_strdup_printf ("%s %" G_GINT64_FORMAT "\n", stream_id, seq);
  // The caller holds the journal's lock for writing, so the temporary name is used by one process
  // at a time; on tmpfs nothing is synced.
  if (g_file_set_contents_full (mark->temporary, text, -1, G_FILE_SET_CONTENTS_NONE, 0640, NULL))
    g_rename (mark->temporary, mark->path);
}
