// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/damage.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "journal/db.h"
#include "journal/disk.h"
#include "journal/identity.h"
#include "journal/schema.h"

// What SQLite may keep beside a database; the database itself comes first.
static const char *const suffixes[] = { "", "-journal", "-wal", "-shm" };

static gboolean
exists (const char *path) {
  GStatBuf info;

  return g_lstat (path, &info) == 0;
}

static gboolean
any_exists (const char *base) {
  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++) {
    g_autofree char *path = g_strconcat (base, suffixes[i], NULL);

    if (exists (path))
      return TRUE;
  }
  return FALSE;
}

static char *
choose_name (const char *quarantine, const char *name, KapkaClock *clock) {
  g_autofree char *stem = g_strndup (name, strcspn (name, "-."));
  g_autofree char *stamp = NULL;
  g_autoptr (GDateTime) time = NULL;
  KapkaInstant now;

  kapka_clock_now (clock, &now);
  time = g_date_time_new_from_unix_utc (now.utc_ms / 1000);
  stamp = g_date_time_format (time, "%Y%m%dT%H%M%SZ");
  for (guint i = 1;; i++) {
    g_autofree char *chosen = g_strdup_printf ("%s-%s-%u.db", stem, stamp, i);
    g_autofree char *path = g_build_filename (quarantine, chosen, NULL);

    if (!any_exists (path))
      return g_steal_pointer (&path);
  }
}

static gboolean
move_all (const char *from, const char *to, GError **error) {
  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++) {
    g_autofree char *old_path = g_strconcat (from, suffixes[i], NULL);
    g_autofree char *new_path = g_strconcat (to, suffixes[i], NULL);

    if (exists (old_path) && g_rename (old_path, new_path) != 0) {
      kapka_disk_set_error (error, errno, "move aside", old_path);
      return FALSE;
    }
  }
  return TRUE;
}

gboolean
kapka_damage_quarantine (const char *state_dir,
                         const char *name,
                         KapkaClock *clock,
                         GError **error) {
  g_autofree char *path = g_build_filename (state_dir, name, NULL);
  g_autofree char *quarantine = g_build_filename (state_dir, "quarantine", NULL);
  g_autofree char *target = NULL;

  if (!any_exists (path))
    return TRUE;
  if (!kapka_disk_make_directory (quarantine, error))
    return FALSE;
  target = choose_name (quarantine, name, clock);
  return move_all (path, target, error) && kapka_disk_sync_directory (quarantine, error) &&
         kapka_disk_sync_directory (state_dir, error);
}

gboolean
kapka_damage_is_journal (const char *name) {
  return g_str_has_prefix (name, "journal-") && g_str_has_suffix (name, ".db");
}

/** Without an identity yet the first stream makes one. */
static gboolean
write_identity (KapkaDb *db, const char *install_id, GError **error) {
  g_autoptr (KapkaStmt) stmt = NULL;

  if (install_id == NULL)
    return TRUE;
  stmt = kapka_db_prepare (db, "INSERT INTO meta(key, value) VALUES('install_id', ?)");
  kapka_stmt_add_text (stmt, install_id);
  return kapka_stmt_run (stmt, error);
}

static gboolean
make_journal (const char *path, gconstpointer install_id, GError **error) {
  g_autoptr (KapkaDb) db = kapka_db_open (path, KAPKA_DB_CREATE, error);

  return db != NULL && kapka_db_use_rollback_journal (db, error) &&
         kapka_schema_migrate (&kapka_journal_schema, db, error) &&
         write_identity (db, install_id, error);
}

void
kapka_damage_remove (const char *path) {
  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++) {
    g_autofree char *file = g_strconcat (path, suffixes[i], NULL);

    g_unlink (file);
  }
}

gboolean
kapka_damage_replace (const char *state_dir,
                      const char *name,
                      KapkaDamageMake make,
                      gconstpointer data,
                      GError **error) {
  g_autofree char *path = g_build_filename (state_dir, name, NULL);
  g_autofree char *draft = g_strconcat (path, ".new", NULL);

  // A draft that a crash left behind never held anything of use.
  kapka_damage_remove (draft);
  if (!make (draft, data, error)) {
    kapka_damage_remove (draft);
    return FALSE;
  }
  if (g_rename (draft, path) != 0) {
    kapka_disk_set_error (error, errno, "put into place", path);
    return FALSE;
  }
  return kapka_disk_sync_directory (state_dir, error);
}

gboolean
kapka_damage_make_fresh (const char *state_dir, const char *name, GError **error) {
  g_autofree char *install_id = kapka_identity_find (state_dir);

  return kapka_damage_replace (state_dir, name, make_journal, install_id, error);
}
