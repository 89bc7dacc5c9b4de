// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/care.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/log.h"
#include "journal/backup.h"
#include "journal/ballast.h"
#include "journal/check.h"
#include "journal/clock-repair.h"
#include "journal/fold.h"
#include "journal/journal-private.h"
#include "journal/quarantine.h"
#include "journal/review.h"
#include "journal/rollup.h"
#include "journal/salvage.h"
#include "journal/visits.h"

// Of the last step, which never fails, so that it tells of all.
#define LAST_DAY_KEY "desk_backup_day"

// The file of the librarian's desk, which lies beside the journal and belongs to a higher room.
#define DESK_STEM "desk"

// This year and the last.
#define MONTHS_READ 24

struct _KapkaCare {
  KapkaJournal *journal; // Borrowed.
  char *backup_dir;
  gboolean with_centre;
  KapkaSalvage *salvage; // (nullable) Until it is through.
  guint next;            // Of the steps.
  gboolean daily;        // What is done once a day may be done now.
  guint n_months_read;   // Of this pass.
};

/** One step. Returns: whether it is through; %FALSE without error asks for it again. */
typedef gboolean (*KapkaCareStep) (KapkaCare *self, GError **error);

static gboolean
salvage (KapkaCare *self, GError **error) {
  gboolean more = FALSE;

  if (self->salvage == NULL)
    self->salvage = kapka_salvage_new (self->journal, error);
  if (self->salvage == NULL || !kapka_salvage_step (self->salvage, &more, error))
    return FALSE;
  if (!more)
    g_clear_pointer (&self->salvage, kapka_salvage_free);
  return !more;
}

static gboolean
repair_clock (KapkaCare *self, GError **error) {
  return kapka_journal_repair_clock (self->journal, error) >= 0;
}

static gboolean
keep_ballast (KapkaCare *self, GError **error) {
  kapka_ballast_ensure (self->journal->directory);
  return TRUE;
}

static gboolean
check (KapkaCare *self, GError **error) {
  return kapka_check_records (self->journal->db, error);
}

static gboolean
repair_rollup (KapkaCare *self, GError **error) {
  gboolean repaired;

  if (!kapka_journal_repair_rollup (self->journal, &repaired, error))
    return FALSE;
  if (repaired)
    kapka_log_fact (G_LOG_LEVEL_MESSAGE, "rollup-repaired",
                    "The roll-up of the journal was wrong and has been made anew");
  return TRUE;
}

static gboolean
fold (KapkaCare *self, GError **error) {
  KapkaInstant now;

  kapka_clock_now (self->journal->clock, &now);
  return kapka_journal_fold (self->journal, &now, self->with_centre, 1, error) == 0;
}

static gboolean
trim_quarantine (KapkaCare *self, GError **error) {
  KapkaInstant now;

  kapka_clock_now (self->journal->clock, &now);
  return kapka_quarantine_trim (self->journal, &now, error);
}

static gboolean
back_up (KapkaCare *self, GError **error) {
  KapkaInstant now;

  kapka_clock_now (self->journal->clock, &now);
  return kapka_backup_write_day (self->journal->db, self->backup_dir, "journal", now.day, error);
}

/** Writes a backup of what lies beside the journal, if it is whole, to @directory. */
static gboolean
back_up_desk_to (KapkaCare *self, const char *directory, GError **error) {
  g_autofree char *path = g_build_filename (self->journal->directory, DESK_STEM ".db", NULL);
  g_autoptr (KapkaDb) db = NULL;
  KapkaInstant now;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  db = kapka_db_open (path, KAPKA_DB_READ, error);
  kapka_clock_now (self->journal->clock, &now);
  return db != NULL && kapka_check_quick (db, error) &&
         kapka_backup_write_day (db, directory, DESK_STEM, now.day, error);
}

/** The desk takes its backups from beside it, so one always goes there. What is wrong with the desk
 * says nothing of the journal: whoever opens the desk next deals with it. */
static gboolean
back_up_desk (KapkaCare *self, GError **error) {
  g_autofree char *beside = g_build_filename (self->journal->directory, "backup", NULL);
  g_autoptr (GError) local_error = NULL;

  if (!back_up_desk_to (self, beside, &local_error) ||
      (!g_str_equal (beside, self->backup_dir) &&
       !back_up_desk_to (self, self->backup_dir, &local_error)))
    kapka_log_detail (G_LOG_LEVEL_MESSAGE, "desk-backup-failed", "No backup of the desk",
                      local_error->message);
  return TRUE;
}

/** Reads the months of this year and the last, one at a time, so that the desk finds them read:
 * those that have got no event since the last pass cost nothing. */
static gboolean
read_months (KapkaCare *self, GError **error) {
  g_autoptr (KapkaReview) review = NULL;
  KapkaInstant now;
  char first_day[16];
  char last_day[16];
  int month;

  if (!self->daily)
    return TRUE;
  kapka_clock_now (self->journal->clock, &now);
  month = atoi (now.day) * 12 + atoi (now.day + strlen ("YYYY-")) - 1 - (int)self->n_months_read;
  g_snprintf (first_day, sizeof first_day, "%04d-%02d-01", month / 12, month % 12 + 1);
  g_snprintf (last_day, sizeof last_day, "%04d-%02d-31", month / 12, month % 12 + 1);
  review = kapka_review_read (self->journal, first_day, last_day, error);
  self->n_months_read = review == NULL ? 0 : (self->n_months_read + 1) % MONTHS_READ;
  return review != NULL && self->n_months_read == 0;
}

/** Counts the visits of all days, so that the desk finds them counted. */
static gboolean
count_days (KapkaCare *self, GError **error) {
  g_autoptr (GArray) days = NULL;

  if (!self->daily)
    return TRUE;
  days = kapka_visits_list_days (self->journal, "0001-01-01", "9999-12-31", error);
  return days != NULL;
}

// Those without a key are done each time; the others once a day each, whose day is kept under it.
static const struct {
  KapkaCareStep run;
  const char *day_key; // (nullable)
} steps[] = {
  { salvage, NULL },
  { repair_clock, NULL },
  { read_months, NULL },
  { count_days, NULL },
  { keep_ballast, NULL },
  { check, "checked_day" },
  { repair_rollup, "rolled_up_day" },
  { fold, "folded_day" },
  { trim_quarantine, "trimmed_day" },
  { back_up, "backup_day" },
  { back_up_desk, LAST_DAY_KEY },
};

KapkaCare *
kapka_care_new (KapkaJournal *journal, const char *backup_dir, gboolean with_centre) {
  KapkaCare *self = g_new0 (KapkaCare, 1);

  self->journal = journal;
  self->backup_dir = backup_dir == NULL ? g_build_filename (journal->directory, "backup", NULL)
                                        : g_strdup (backup_dir);
  self->with_centre = with_centre;
  return self;
}

void
kapka_care_free (KapkaCare *self) {
  if (self == NULL)
    return;
  g_clear_pointer (&self->salvage, kapka_salvage_free);
  g_free (self->backup_dir);
  g_free (self);
}

static gboolean
is_due (KapkaCare *self, const char *day_key, gboolean daily) {
  g_autofree char *day = NULL;
  KapkaInstant now;

  if (day_key == NULL)
    return TRUE;
  if (!daily)
    return FALSE;
  kapka_clock_now (self->journal->clock, &now);
  day = kapka_journal_get_meta (self->journal, day_key, NULL);
  return g_strcmp0 (day, now.day) != 0;
}

static gboolean
note_day (KapkaCare *self, const char *day_key, GError **error) {
  KapkaInstant now;

  if (day_key == NULL)
    return TRUE;
  kapka_clock_now (self->journal->clock, &now);
  return kapka_journal_set_meta (self->journal, day_key, now.day, error);
}

/** A damaged journal is put aside at once: what is in it is salvaged from there. */
static KapkaCareAnswer
answer_failure (KapkaCare *self, const GError *failure) {
  g_autoptr (GError) error = NULL;

  self->next++;
  if (!g_error_matches (failure, KAPKA_ERROR, KAPKA_ERROR_CORRUPT)) {
    kapka_log_detail (G_LOG_LEVEL_MESSAGE, "care-failed", "Looking after the journal",
                      failure->message);
    return KAPKA_CARE_MORE;
  }
  kapka_log_detail (G_LOG_LEVEL_MESSAGE, "journal-damaged", "Looking after the journal",
                    failure->message);
  if (kapka_journal_put_aside (self->journal, &error))
    return KAPKA_CARE_REOPEN;
  kapka_log_detail (G_LOG_LEVEL_MESSAGE, "journal-damaged",
                    "The damaged journal could not be put aside", error->message);
  return KAPKA_CARE_DONE;
}

gboolean
kapka_care_is_taken (KapkaJournal *journal,
                     const KapkaInstant *now,
                     gboolean *out_taken,
                     GError **error) {
  g_autoptr (GError) failure = NULL;
  g_autofree char *day = kapka_journal_get_meta (journal, LAST_DAY_KEY, &failure);

  *out_taken = g_strcmp0 (day, now->day) == 0;
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

KapkaCareAnswer
kapka_care_step (KapkaCare *self, gboolean daily) {
  g_autoptr (GError) error = NULL;
  const char *day_key;

  if (self->next >= G_N_ELEMENTS (steps)) {
    self->next = 0;
    return KAPKA_CARE_DONE;
  }
  self->daily = daily;
  day_key = steps[self->next].day_key;
  if (!is_due (self, day_key, daily)) {
    self->next++;
    return KAPKA_CARE_MORE;
  }
  if (steps[self->next].run (self, &error)) {
    if (note_day (self, day_key, &error))
      self->next++;
  }
  return error == NULL ? KAPKA_CARE_MORE : answer_failure (self, error);
}
