// SPDX-License-Identifier: GPL-3.0-or-later
#include "central/backup.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "base/durable.h"
#include "base/error.h"
#include "central/table-copy.h"

// Set in a backup alone, when all of it is there.
#define MARK "backup_ms"

/* A store and the file that is its backup, on the way from one to the other. */
typedef struct {
  KapkaStore *file;
  KapkaBackupCatalog *catalog; // (nullable)
  KapkaRestoreFlags flags;
} Job;

static gboolean
run_in_file_cb (KapkaStore *file, gpointer user_data, GError **error) {
  return kapka_store_run (file, user_data, NULL, error);
}

static gboolean
run_in_file (KapkaStore *file, const char *sql, GError **error) {
  return kapka_store_transact (file, KAPKA_STORE_WRITE, run_in_file_cb, (gpointer)sql, error);
}

static gboolean
copy_tables (const KapkaTableCopyEnd *sqlite,
             const KapkaTableCopyEnd *from,
             const KapkaTableCopyEnd *to,
             GError **error) {
  g_auto (GStrv) names = kapka_table_copy_list (sqlite->store, error);

  if (names == NULL)
    return FALSE;
  for (gsize i = 0; names[i] != NULL; i++)
    if (!kapka_table_copy_run (names[i], sqlite, from, to, error))
      return FALSE;
  return TRUE;
}

/* What an earlier try has left goes first, the tables that refer to others before those. */
static gboolean
empty_tables (KapkaStore *sqlite, const KapkaTableCopyEnd *end, GError **error) {
  g_auto (GStrv) names = kapka_table_copy_list (sqlite, error);

  if (names == NULL)
    return FALSE;
  for (gsize i = g_strv_length (names); i-- > 0;) {
    g_autofree char *sql = g_strdup_printf ("DELETE FROM %s", names[i]);

    if (end->is_inside ? !kapka_store_run (end->store, sql, NULL, error)
                       : !run_in_file (end->store, sql, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
write_cb (KapkaStore *store, gpointer user_data, GError **error) {
  const Job *job = user_data;
  const KapkaTableCopyEnd from = { store, TRUE };
  const KapkaTableCopyEnd to = { job->file, FALSE };

  return empty_tables (job->file, &to, error) && copy_tables (&to, &from, &to, error);
}

static gboolean
mark_cb (KapkaStore *file, gpointer user_data, GError **error) {
  g_autofree char *now_ms = g_strdup_printf ("%" G_GINT64_FORMAT, g_get_real_time () / 1000);

  return kapka_store_set_meta (file, MARK, now_ms, error);
}

static gboolean
fill_file (KapkaStore *store, KapkaBackupCatalog *catalog, const char *path, GError **error) {
  g_autofree char *address = g_strconcat ("sqlite:", path, NULL);
  Job job = { .file = kapka_store_open (address, error) };
  g_autoptr (KapkaStore) file = job.file;

  return file != NULL && kapka_store_transact (store, KAPKA_STORE_READ, write_cb, &job, error) &&
         (catalog == NULL || kapka_backup_catalog_keep (catalog, file, error)) &&
         kapka_store_transact (file, KAPKA_STORE_WRITE, mark_cb, NULL, error);
}

/* Returns the path of a new empty file beside @path, for its owner alone; or NULL. */
static char *
make_draft (const char *path, GError **error) {
  g_autofree char *draft = g_strconcat (path, ".XXXXXX", NULL);
  int fd = g_mkstemp (draft);
  int saved_errno = errno;

  if (fd < 0) {
    kapka_error_set_errno (error, saved_errno, path);
    return NULL;
  }
  close (fd);
  return g_steal_pointer (&draft);
}

gboolean
kapka_backup_write (KapkaStore *store,
                    KapkaBackupCatalog *catalog,
                    const char *path,
                    GError **error) {
  g_autofree char *draft = make_draft (path, error);
  g_autofree char *journal = draft == NULL ? NULL : g_strconcat (draft, "-journal", NULL);
  gboolean done;

  if (draft == NULL)
    return FALSE;
  done = fill_file (store, catalog, draft, error) && kapka_durable_rename (draft, path, error);
  g_unlink (journal);
  if (!done)
    g_unlink (draft);
  return done;
}

static gboolean
refuse_file (const char *path, GError **error) {
  g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_CORRUPT, _ ("%s is not a whole backup of a centre"),
               path);
  return FALSE;
}

static gboolean
check_file_cb (KapkaStore *file, gpointer user_data, GError **error) {
  g_autoptr (KapkaSqlRows) rows = kapka_store_query (file, "PRAGMA quick_check", NULL, error);
  g_autofree char *mark = NULL;

  if (rows == NULL)
    return FALSE;
  mark = kapka_store_get_meta (file, MARK, NULL);
  return (mark != NULL && g_strcmp0 (kapka_sql_rows_get_text (rows, 0, 0), "ok") == 0) ||
         refuse_file (user_data, error);
}

/* Opening would make a missing file, and a schema in an empty one. */
static KapkaStore *
open_file (const char *path, GError **error) {
  g_autofree char *address = g_strconcat ("sqlite:", path, NULL);
  g_autoptr (KapkaStore) file = NULL;
  g_autoptr (GError) failure = NULL;
  GStatBuf info;

  if (g_stat (path, &info) != 0) {
    kapka_error_set_errno (error, errno, path);
    return NULL;
  }
  if (info.st_size == 0) {
    refuse_file (path, error);
    return NULL;
  }
  file = kapka_store_open (address, &failure);
  if (g_error_matches (failure, KAPKA_ERROR, KAPKA_ERROR_CORRUPT))
    refuse_file (path, error); // What SQLite says of it helps nobody.
  else if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  if (file == NULL ||
      !kapka_store_transact (file, KAPKA_STORE_READ, check_file_cb, (gpointer)path, error))
    return NULL;
  return g_steal_pointer (&file);
}

static gboolean
is_empty (KapkaStore *store, const char *table, GError **error) {
  g_autofree char *sql = g_strdup_printf ("SELECT 1 FROM %s LIMIT 1", table);
  g_autoptr (KapkaSqlRows) rows = kapka_store_query (store, sql, NULL, error);

  if (rows == NULL || kapka_sql_rows_get_length (rows) == 0)
    return rows != NULL;
  g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_CONFIG,
               _ ("The database holds data already (table %s). --replace puts the backup in their"
                  " place."),
               table);
  return FALSE;
}

static gboolean
check_empty (KapkaStore *store, KapkaStore *file, GError **error) {
  g_auto (GStrv) names = kapka_table_copy_list (file, error);

  if (names == NULL)
    return FALSE;
  for (gsize i = 0; names[i] != NULL; i++)
    if (!g_str_equal (names[i], "receiver_meta") && !is_empty (store, names[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
finish_restore (KapkaStore *store, KapkaRestoreFlags flags, GError **error) {
  g_autofree char *receiver_id = g_uuid_string_random ();

  return kapka_store_run (store, "DELETE FROM receiver_meta WHERE key = '" MARK "'", NULL, error) &&
         ((flags & KAPKA_RESTORE_KEEP_ID) != 0 ||
          kapka_store_set_meta (store, "receiver_id", receiver_id, error));
}

static gboolean
restore_cb (KapkaStore *store, gpointer user_data, GError **error) {
  const Job *job = user_data;
  const KapkaTableCopyEnd from = { job->file, FALSE };
  const KapkaTableCopyEnd to = { store, TRUE };

  return ((job->flags & KAPKA_RESTORE_REPLACE) != 0 || check_empty (store, job->file, error)) &&
         empty_tables (job->file, &to, error) && copy_tables (&from, &from, &to, error) &&
         finish_restore (store, job->flags, error) &&
         (job->catalog == NULL || kapka_backup_catalog_put_back (job->catalog, job->file, error));
}

gboolean
kapka_backup_restore (KapkaStore *store,
                      KapkaBackupCatalog *catalog,
                      const char *path,
                      KapkaRestoreFlags flags,
                      GError **error) {
  g_autoptr (KapkaStore) file = open_file (path, error);
  Job job = { file, catalog, flags };

  return file != NULL && kapka_store_transact (store, KAPKA_STORE_WRITE, restore_cb, &job, error);
}
