// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/identity.h"

#include <string.h>

#include "base/json.h"
#include "journal/damage.h"
#include "journal/wreck-file.h"

#define MAX_BYTES 8192
// The table is the first of the schema, and of a few rows.
#define N_FIRST_PAGES 64

static char *
find_in_enrolment (const char *state_dir) {
  g_autofree char *path = g_build_filename (state_dir, "enrol.json", NULL);
  g_autofree char *text = NULL;
  g_autoptr (KapkaJson) json = NULL;
  const char *id;
  gsize length;

  if (!g_file_get_contents (path, &text, &length, NULL))
    return NULL;
  json = kapka_json_parse (text, length, MAX_BYTES, NULL, NULL);
  // The token is in there too.
  explicit_bzero (text, length);
  id = json == NULL ? NULL : kapka_json_get_string (json, "install_id", NULL);
  return id != NULL && g_uuid_string_is_valid (id) ? g_strdup (id) : NULL;
}

static gboolean
is_text (const KapkaWreckValue *value, const char *text) {
  return value->type == KAPKA_WRECK_TEXT && value->length == strlen (text) &&
         memcmp (value->text, text, value->length) == 0;
}

static void
on_row (const KapkaWreckRow *row, gpointer data) {
  char **found = data;
  g_autofree char *id = NULL;

  if (row->of_table || row->n != 2 || *found != NULL || !is_text (&row->values[0], "install_id") ||
      row->values[1].type != KAPKA_WRECK_TEXT)
    return;
  id = g_strndup (row->values[1].text, row->values[1].length);
  if (g_uuid_string_is_valid (id))
    *found = g_steal_pointer (&id);
}

/** Returns: (transfer full) (nullable): the last of the names of wrecks. */
static char *
find_newest_wreck (const char *quarantine) {
  g_autoptr (GDir) dir = g_dir_open (quarantine, 0, NULL);
  g_autofree char *newest = NULL;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    if (!kapka_damage_is_journal (name) || g_strcmp0 (name, newest) < 0)
      continue;
    g_free (newest);
    newest = g_strdup (name);
  }
  return newest == NULL ? NULL : g_build_filename (quarantine, newest, NULL);
}

static char *
find_in_file (const char *path) {
  KapkaWreckFile *file = kapka_wreck_file_open (path);
  char *found = NULL;

  kapka_wreck_file_each_row (file, N_FIRST_PAGES, on_row, &found);
  kapka_wreck_file_close (file);
  return found;
}

/** A journal of a newer version may be there, which is not ours to open. */
static char *
find_in_journal (const char *state_dir) {
  g_autofree char *path = g_build_filename (state_dir, "journal.db", NULL);

  return find_in_file (path);
}

static char *
find_in_wreck (const char *state_dir) {
  g_autofree char *quarantine = g_build_filename (state_dir, "quarantine", NULL);
  g_autofree char *path = find_newest_wreck (quarantine);

  return path == NULL ? NULL : find_in_file (path);
}

char *
kapka_identity_find (const char *state_dir) {
  char *found = find_in_enrolment (state_dir);

  if (found == NULL)
    found = find_in_journal (state_dir);
  return found == NULL ? find_in_wreck (state_dir) : found;
}
