// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/quarantine.h"

#include <string.h>

#include "journal/damage.h"
#include "journal/journal-private.h"
#include "journal/salvage.h"
#include "journal/upload.h"

static int
compare_names (gconstpointer a, gconstpointer b) {
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

/* The oldest first: their names tell their moments. */
static GPtrArray *
list_wrecks (const char *quarantine) {
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (quarantine, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (kapka_damage_is_journal (name))
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  return names;
}

/* As kapka_damage_quarantine() has named it; a name of another form is nobody's to judge. Returns
 * -1 for such a one. */
static gint64
count_days (const char *name, const KapkaInstant *now) {
  g_auto (GStrv) parts = g_strsplit (name, "-", 3);
  g_autoptr (GDateTime) then =
      g_strv_length (parts) < 3 ? NULL : g_date_time_new_from_iso8601 (parts[1], NULL);
  gint64 seconds;

  if (then == NULL)
    return -1;
  seconds = now->utc_ms / 1000 - g_date_time_to_unix (then);
  return MAX (seconds, 0) / (24 * 60 * 60);
}

gint64
kapka_quarantine_count_days (const char *state_dir, const KapkaInstant *now) {
  g_autofree char *quarantine = g_build_filename (state_dir, "quarantine", NULL);
  g_autoptr (GPtrArray) names = list_wrecks (quarantine);
  gint64 least = -1;

  for (guint i = 0; i < names->len; i++) {
    gint64 days = count_days (g_ptr_array_index (names, i), now);

    if (days >= 0 && (least < 0 || days < least))
      least = days;
  }
  return least;
}

gboolean
kapka_quarantine_trim (KapkaJournal *journal, const KapkaInstant *now, GError **error) {
  g_autofree char *quarantine = g_build_filename (journal->directory, "quarantine", NULL);
  g_autoptr (GPtrArray) names = list_wrecks (quarantine);
  gboolean trusted;

  if (!kapka_upload_is_clock_trusted (journal, &trusted, error))
    return FALSE;
  for (guint i = 0; trusted && i + KAPKA_QUARANTINE_MIN_WRECKS < names->len; i++) {
    const char *name = g_ptr_array_index (names, i);
    g_autofree char *path = g_build_filename (quarantine, name, NULL);
    gboolean through;

    if (count_days (name, now) <= KAPKA_QUARANTINE_MIN_DAYS)
      continue;
    if (!kapka_salvage_is_through (journal, name, &through, error))
      return FALSE;
    if (through)
      kapka_damage_remove (path);
  }
  return TRUE;
}
