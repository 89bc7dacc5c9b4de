// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/spool.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "base/digest.h"
#include "base/error.h"
#include "journal/disk.h"
#include "journal/event-json.h"
#include "journal/journal-private.h"

#define SUM_LENGTH 16

static char *
spool_path (const char *state_dir) {
  return g_build_filename (state_dir, "journal.spool", NULL);
}

static void
append_line (GString *text, const KapkaEvent *event) {
  g_autofree char *json = kapka_event_to_json (event);
  g_autofree char *sum = kapka_digest_sha256_hex (json, strlen (json));

  g_string_append_printf (text, "%.*s %s\n", SUM_LENGTH, sum, json);
}

static gboolean
write_all (int fd, const char *bytes, gsize length) {
  while (length > 0) {
    gssize written = write (fd, bytes, length);

    if (written < 0)
      return FALSE;
    bytes += written;
    length -= (gsize)written;
  }
  return fsync (fd) == 0;
}

static gboolean
append_text (const char *path, GString *text, GError **error) {
  int fd = open (path, O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC, 0640);
  int saved_errno = fd < 0 || !write_all (fd, text->str, text->len) ? errno : 0;

  if (fd >= 0)
    close (fd);
  if (saved_errno != 0)
    kapka_disk_set_error (error, saved_errno, "write", path);
  return saved_errno == 0;
}

gboolean
kapka_spool_add (const char *state_dir, GPtrArray *events, GError **error) {
  g_autofree char *path = spool_path (state_dir);
  // A line that was cut off before ends here at the latest.
  g_autoptr (GString) text = g_string_new ("\n");

  for (guint i = 0; i < events->len; i++)
    append_line (text, g_ptr_array_index (events, i));
  return append_text (path, text, error) && kapka_disk_sync_directory (state_dir, error);
}

/** Returns: (transfer full) (nullable): the event of a line whose sum holds. */
static KapkaEvent *
read_line (const char *line) {
  g_autofree char *sum = NULL;
  const char *json = line + SUM_LENGTH + 1;

  if (strlen (line) <= SUM_LENGTH + 1 || line[SUM_LENGTH] != ' ')
    return NULL;
  sum = kapka_digest_sha256_hex (json, strlen (json));
  return strncmp (sum, line, SUM_LENGTH) == 0 ? kapka_event_from_json (json, strlen (json), NULL)
                                              : NULL;
}

static gboolean
replay_line (KapkaJournal *journal, const char *line, GError **error) {
  g_autoptr (KapkaEvent) event = read_line (line);
  g_autoptr (GError) local_error = NULL;

  if (event == NULL || kapka_journal_append (journal, event, &local_error) ||
      g_error_matches (local_error, KAPKA_ERROR, KAPKA_ERROR_DATA))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
replay_text (KapkaJournal *journal, const char *text, GError **error) {
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    if (!replay_line (journal, lines[i], error))
      return FALSE;
  return TRUE;
}

gboolean
kapka_spool_replay (KapkaJournal *journal, GError **error) {
  g_autofree char *path = spool_path (journal->directory);
  g_autofree char *text = NULL;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return TRUE;
  if (!replay_text (journal, text, error))
    return FALSE;
  g_unlink (path);
  return TRUE;
}
