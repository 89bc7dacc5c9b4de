// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/db.h"

#include "journal/db-private.h"

gboolean
kapka_db_backup (KapkaDb *db, const char *path, GError **error) {
  g_autoptr (KapkaDb) copy = kapka_db_open (path, KAPKA_DB_CREATE, error);
  sqlite3_backup *backup;
  int result;

  g_assert (db->owner == g_thread_self ());
  if (copy == NULL)
    return FALSE;
  backup = sqlite3_backup_init (copy->handle, "main", db->handle, "main");
  if (backup == NULL) {
    kapka_db_set_error (copy, sqlite3_errcode (copy->handle), "cannot begin the backup", error);
    return FALSE;
  }
  // All pages at once: nothing is written beside it, because this thread would be the one to.
  sqlite3_backup_step (backup, -1);
  result = sqlite3_backup_finish (backup);
  if (result != SQLITE_OK)
    kapka_db_set_error (copy, result, "cannot write the backup", error);
  return result == SQLITE_OK;
}
