// SPDX-License-Identifier: GPL-3.0-or-later
#include "health/upkeep.h"

#include <glib/gstdio.h>

#include "base/log.h"
#include "health/save.h"
#include "journal/care.h"
#include "journal/quarantine.h"

#define DAY_KEY "maintained_day"

// What is on its way to the print system is gone within minutes.
#define STALE_SECONDS (60 * 60)

static gboolean
was_done (KapkaJournal *journal, const KapkaInstant *now, gboolean *out_done, GError **error) {
  g_autoptr (GError) failure = NULL;
  g_autofree char *day = kapka_journal_get_meta (journal, DAY_KEY, &failure);

  *out_done = g_strcmp0 (day, now->day) == 0;
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* A program that died while it handed a paper to the print system has left it there. */
static void
remove_stale_papers (const char *runtime_dir, const KapkaInstant *now) {
  g_autoptr (GDir) dir = g_dir_open (runtime_dir, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (runtime_dir, name, NULL);
    GStatBuf info;

    if (g_pattern_match_simple ("paper-??????.pdf", name) && g_lstat (path, &info) == 0 &&
        S_ISREG (info.st_mode) && now->utc_ms / 1000 - info.st_mtime > STALE_SECONDS)
      g_unlink (path);
  }
}

/* The centre learns of it with the next upload; a disk that does not take it is known of there by
 * the upload itself. */
static void
save_health (const KapkaHealthPlace *place) {
  g_autoptr (KapkaHealth) health = kapka_health_look (place);
  g_autoptr (GError) error = NULL;

  if (!kapka_health_save (health, &error))
    kapka_log_detail (G_LOG_LEVEL_MESSAGE, "health-unwritten",
                      "How the kiosk is could not be written down", error->message);
}

gboolean
kapka_upkeep_run (KapkaJournal *journal,
                  const KapkaHealthPlace *place,
                  const KapkaInstant *now,
                  gboolean *out_done,
                  GError **error) {
  gboolean before;
  gboolean cared_for;

  *out_done = FALSE;
  if (!was_done (journal, now, &before, error) ||
      !kapka_care_is_taken (journal, now, &cared_for, error))
    return FALSE;
  if (before || !cared_for)
    return TRUE;
  if (!kapka_quarantine_trim (journal, now, error))
    return FALSE;
  remove_stale_papers (place->in_use->runtime_dir, now);
  save_health (place);
  *out_done = kapka_journal_set_meta (journal, DAY_KEY, now->day, error);
  return *out_done;
}
