// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/desk-file.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "base/error.h"
#include "journal/backup.h"
#include "journal/check.h"
#include "journal/damage.h"
#include "journal/disk.h"
#include "journal/lock.h"
#include "journal/schema.h"

static const char *const desk_migrations[] = {
  "/kapka/desk/desk.sql",
  NULL,
};

static const KapkaSchema desk_schema = {
  .application_id = 0x4B415044, // "KAPD"
  .migrations = desk_migrations,
};

static gboolean
check_file (const char *path, GError **error) {
  GStatBuf info;

  if (g_stat (path, &info) != 0) {
    kapka_disk_set_error (error, errno, "open", path);
    return FALSE;
  }
  // An empty file would pass for a new database with SQLite; for us it was cut off.
  if (!S_ISREG (info.st_mode) || info.st_size == 0) {
    g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_CORRUPT, _ ("%s is not a database"), path);
    return FALSE;
  }
  return TRUE;
}

static KapkaDb *
open_checked (const char *path, KapkaDbMode mode, GError **error) {
  g_autoptr (KapkaDb) db = NULL;
  gboolean newer;

  if (!check_file (path, error))
    return NULL;
  db = kapka_db_open (path, mode, error);
  if (db == NULL || !kapka_schema_check (&desk_schema, db, &newer, error) ||
      !kapka_check_quick (db, error))
    return NULL;
  if (newer) {
    g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_NEWER,
                 _ ("%s was written by a newer version of Kapka"), path);
    return NULL;
  }
  return g_steal_pointer (&db);
}

static KapkaDb *
open_writable (const char *path, GError **error) {
  g_autoptr (KapkaDb) db = open_checked (path, KAPKA_DB_WRITE, error);

  if (db == NULL || !kapka_db_use_rollback_journal (db, error) ||
      !kapka_schema_migrate (&desk_schema, db, error))
    return NULL;
  return g_steal_pointer (&db);
}

/** What seems damaged is looked at once more over another handle: a passing error of the disk must
 * not put a healthy file aside. */
static KapkaDb *
open_at_second_sight (const char *path, GError **error) {
  g_autoptr (GError) local_error = NULL;
  KapkaDb *db = open_writable (path, &local_error);

  if (g_error_matches (local_error, KAPKA_ERROR, KAPKA_ERROR_CORRUPT))
    return open_writable (path, error);
  if (db == NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  return db;
}

static gboolean
make_empty (const char *path, gconstpointer data, GError **error) {
  g_autoptr (KapkaDb) db = kapka_db_open (path, KAPKA_DB_CREATE, error);

  return db != NULL && kapka_db_use_rollback_journal (db, error) &&
         kapka_schema_migrate (&desk_schema, db, error);
}

static gboolean
copy_backup (const char *path, gconstpointer backup, GError **error) {
  g_autoptr (KapkaDb) db = open_checked (backup, KAPKA_DB_READ, error);

  return db != NULL && kapka_db_backup (db, path, error) && kapka_disk_sync_file (path, error);
}

/** Puts the newest good backup into the empty place; *@out_restored is whether there was one. A
 * backup that is damaged too leaves it to the one before. */
static gboolean
restore (const char *state_dir, gboolean *out_restored, GError **error) {
  g_autofree char *directory = g_build_filename (state_dir, "backup", NULL);
  g_autoptr (GPtrArray) backups = kapka_backup_list (directory, KAPKA_DESK_STEM);

  *out_restored = FALSE;
  for (guint i = backups->len; i > 0 && !*out_restored; i--) {
    const char *backup = g_ptr_array_index (backups, i - 1);
    g_autoptr (GError) local_error = NULL;

    *out_restored =
        kapka_damage_replace (state_dir, KAPKA_DESK_FILE, copy_backup, backup, &local_error);
    if (local_error != NULL && !g_error_matches (local_error, KAPKA_ERROR, KAPKA_ERROR_CORRUPT)) {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  }
  return TRUE;
}

/** Makes the file anew, from a backup where there is one. Quarantine also when the file is missing:
 * a -journal left alone would be rolled back into the new one. */
static gboolean
make_anew (const char *state_dir, KapkaClock *clock, KapkaDeskFound *out_found, GError **error) {
  gboolean restored;

  if (!kapka_damage_quarantine (state_dir, KAPKA_DESK_FILE, clock, error) ||
      !restore (state_dir, &restored, error))
    return FALSE;
  if (restored)
    *out_found = KAPKA_DESK_RESTORED;
  return restored || kapka_damage_replace (state_dir, KAPKA_DESK_FILE, make_empty, NULL, error);
}

KapkaDb *
kapka_desk_file_open_to_write (const char *state_dir,
                               KapkaClock *clock,
                               KapkaDeskFound *out_found,
                               GError **error) {
  g_autoptr (KapkaLock) lock = kapka_lock_take (state_dir, error);
  g_autofree char *path = g_build_filename (state_dir, KAPKA_DESK_FILE, NULL);
  g_autoptr (GError) local_error = NULL;
  KapkaDb *db;

  if (lock == NULL)
    return NULL;
  *out_found = KAPKA_DESK_OPENED;
  db = open_at_second_sight (path, &local_error);
  if (db != NULL)
    return db;
  if (g_error_matches (local_error, KAPKA_ERROR, KAPKA_ERROR_CORRUPT))
    *out_found = KAPKA_DESK_EMPTIED;
  else if (!g_error_matches (local_error, KAPKA_ERROR, KAPKA_ERROR_NOT_FOUND)) {
    g_propagate_error (error, g_steal_pointer (&local_error));
    return NULL;
  }
  return make_anew (state_dir, clock, out_found, error) ? open_writable (path, error) : NULL;
}

static KapkaDb *
open_empty (GError **error) {
  g_autoptr (KapkaDb) db = kapka_db_open (NULL, KAPKA_DB_MEMORY, error);

  return db != NULL && kapka_schema_migrate (&desk_schema, db, error) ? g_steal_pointer (&db)
                                                                      : NULL;
}

KapkaDb *
kapka_desk_file_open_to_look (const char *state_dir, GError **error) {
  g_autofree char *path = g_build_filename (state_dir, KAPKA_DESK_FILE, NULL);
  g_autoptr (GError) local_error = NULL;
  KapkaDb *db = open_checked (path, KAPKA_DB_READ, &local_error);

  if (g_error_matches (local_error, KAPKA_ERROR, KAPKA_ERROR_NOT_FOUND))
    return open_empty (error);
  if (db == NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  return db;
}
