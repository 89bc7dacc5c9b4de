// SPDX-License-Identifier: GPL-3.0-or-later
#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "desk/desk-file.h"
#include "health/probes.h"
#include "journal/backup.h"
#include "journal/quarantine.h"
#include "journal/schema.h"

// So long somebody should know of it.
#define REPLACED_DAYS 30

// So many days the kiosk was on without a backup; one or two it may have been too short.
#define MAX_DAYS_WITHOUT_BACKUP 3

static KapkaFindingKind
kind_of (const GError *error) {
  return g_error_matches (error, KAPKA_ERROR, KAPKA_ERROR_CORRUPT)
             ? KAPKA_FINDING_JOURNAL_DAMAGED
             : KAPKA_FINDING_JOURNAL_UNREADABLE;
}

/* A journal of a newer version can be read, and what it means is for that version to say. */
static gboolean
is_newer (const char *path) {
  g_autoptr (KapkaDb) db = kapka_db_open (path, KAPKA_DB_READ, NULL);
  gboolean newer = FALSE;

  return db != NULL && kapka_schema_check (&kapka_journal_schema, db, &newer, NULL) && newer;
}

static KapkaJournal *
open_and_check (const KapkaHealth *health,
                const KapkaHealthPlace *place,
                KapkaClock *clock,
                GError **error) {
  g_autoptr (KapkaJournal) journal = kapka_journal_open (health->settings->state_dir, NULL, clock,
                                                         KAPKA_JOURNAL_READ, NULL, error);

  if (journal == NULL || (place->deep && !kapka_journal_check (journal, error)))
    return NULL;
  return g_steal_pointer (&journal);
}

static KapkaJournal *
probe_file (KapkaHealth *health, const KapkaHealthPlace *place, KapkaClock *clock) {
  g_autofree char *path = g_build_filename (health->settings->state_dir, "journal.db", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (KapkaJournal) journal = NULL;

  health->journal = KAPKA_HEALTH_WRONG;
  if (is_newer (path)) {
    kapka_findings_add (health->findings, KAPKA_FINDING_JOURNAL_NEWER, path, 0,
                        _ ("the journal was written by a newer version of Kapka"));
    return NULL;
  }
  journal = open_and_check (health, place, clock, &error);
  if (journal != NULL)
    health->journal = KAPKA_HEALTH_IN_ORDER;
  else if (g_error_matches (error, KAPKA_ERROR, KAPKA_ERROR_NOT_FOUND))
    health->journal = KAPKA_HEALTH_NOT_THERE;
  else
    kapka_findings_add_error (health->findings, kind_of (error), path, error);
  return g_steal_pointer (&journal);
}

/* A desk at which nobody has worked yet is nothing to speak of. */
static void
probe_desk (KapkaHealth *health) {
  const char *state_dir = health->settings->state_dir;
  g_autofree char *path = g_build_filename (state_dir, KAPKA_DESK_FILE, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (KapkaDb) db = NULL;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return;
  db = kapka_desk_file_open_to_look (state_dir, &error);
  health->desk = db == NULL ? KAPKA_HEALTH_WRONG : KAPKA_HEALTH_IN_ORDER;
  if (db == NULL)
    kapka_findings_add_error (health->findings, KAPKA_FINDING_DESK_DAMAGED, path, error);
}

/* Returns (transfer full): the day of the newest backup in @directory, as `YYYY-MM-DD`; a day
 * before all others when there is none. */
static char *
find_backup_day (const char *directory) {
  g_autoptr (GPtrArray) paths = kapka_backup_list (directory, "journal");
  g_autofree char *name =
      paths->len == 0 ? NULL : g_path_get_basename (g_ptr_array_index (paths, paths->len - 1));

  return name == NULL ? g_strdup ("0001-01-01")
                      : g_strndup (name + strlen ("journal-"), strlen ("YYYY-MM-DD"));
}

/* What counts is for how many days with the kiosk on nothing was backed up: one that was off for a
 * summer has had nothing to do. */
static void
probe_backup (KapkaHealth *health, KapkaJournal *journal) {
  const KapkaSettings *settings = health->settings;
  g_autofree char *directory = *settings->backup_dir != '\0'
                                   ? g_strdup (settings->backup_dir)
                                   : g_build_filename (settings->state_dir, "backup", NULL);
  g_autofree char *day = find_backup_day (directory);
  gint64 sum;
  gint64 n_days = 0;

  // The day of the backup itself is one of them.
  if (kapka_journal_sum (journal, "_on", day, health->day, &sum, &n_days, NULL) &&
      n_days > MAX_DAYS_WITHOUT_BACKUP)
    kapka_findings_add (health->findings, KAPKA_FINDING_BACKUP_OLD, directory, 0,
                        _ ("the journal has not been backed up for days"));
}

/* The kiosk heals by itself, and a disk that fails should not die unseen. */
static void
probe_quarantine (KapkaHealth *health, KapkaClock *clock) {
  const char *state_dir = health->settings->state_dir;
  g_autofree char *path = g_build_filename (state_dir, "quarantine", NULL);
  KapkaInstant now;
  gint64 days;

  kapka_clock_now (clock, &now);
  days = kapka_quarantine_count_days (state_dir, &now);
  if (days >= 0 && days <= REPLACED_DAYS)
    kapka_findings_add (health->findings, KAPKA_FINDING_JOURNAL_REPLACED, path, 0,
                        _ ("the journal was damaged lately and has been put aside"));
}

KapkaJournal *
kapka_probe_journal (KapkaHealth *health, const KapkaHealthPlace *place, KapkaClock *clock) {
  KapkaJournal *journal = probe_file (health, place, clock);

  probe_desk (health);
  probe_quarantine (health, clock);
  if (journal != NULL)
    probe_backup (health, journal);
  return journal;
}
