// SPDX-License-Identifier: GPL-3.0-or-later
#include "central/backup-catalog.h"

#include <glib/gi18n.h>

#include "base/error.h"
#include "bundle/bundle.h"
#include "bundle/published.h"

// A table that only backups have.
#define TABLE "backup_file"
#define BUNDLE "bundle"
#define KEY "key"

/* What a backup holds, on its way: the key as its file has it, the catalogue in base64. */
typedef struct {
  char *key;    // (nullable)
  char *bundle; // (nullable)
} Kept;

static void
kept_clear (Kept *kept) {
  g_clear_pointer (&kept->key, g_free);
  g_clear_pointer (&kept->bundle, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Kept, kept_clear)

static gboolean
write_one (KapkaStore *file, const char *name, const char *content, GError **error) {
  g_autoptr (KapkaSqlValues) values = kapka_sql_values_new ();

  if (content == NULL)
    return TRUE;
  kapka_sql_values_add_text (values, name);
  kapka_sql_values_add_text (values, content);
  return kapka_store_run (file, "INSERT INTO " TABLE " VALUES (?, ?)", values, error);
}

static gboolean
write_cb (KapkaStore *file, gpointer user_data, GError **error) {
  const Kept *kept = user_data;

  return kapka_store_run (
             file, "CREATE TABLE " TABLE " (name text NOT NULL PRIMARY KEY, content text NOT NULL)",
             NULL, error) &&
         write_one (file, KEY, kept->key, error) && write_one (file, BUNDLE, kept->bundle, error);
}

/* A key that does not sign what the kiosks have would be missed on the day the backup is needed. */
static gboolean
is_signer (const KapkaSigningKey *key, GBytes *bytes) {
  g_autofree char *public_key = kapka_signing_key_get_public (key);
  g_autoptr (KapkaManifest) manifest = kapka_bundle_head_read (bytes, public_key, NULL);

  return manifest != NULL;
}

static gboolean
collect (KapkaBackupCatalog *catalog, Kept *kept, GError **error) {
  g_autoptr (KapkaSigningKey) key = NULL;
  g_autoptr (GBytes) bytes = NULL;
  gsize size;
  const guint8 *data;

  if (catalog->key != NULL && (key = kapka_signing_key_load (catalog->key, error)) == NULL)
    return FALSE;
  if (key != NULL)
    kept->key = kapka_signing_key_to_text (key);
  if (!kapka_published_read (catalog->bundle, &bytes, error))
    return FALSE;
  catalog->has_key = key != NULL;
  catalog->version = kapka_published_get_version (bytes);
  if (catalog->version == 0)
    return TRUE;
  data = g_bytes_get_data (bytes, &size);
  kept->bundle = g_base64_encode (data, size);
  if (key == NULL || is_signer (key, bytes))
    return TRUE;
  g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_CONFIG,
               _ ("%s is not the key with which %s is signed"), catalog->key, catalog->bundle);
  return FALSE;
}

gboolean
kapka_backup_catalog_keep (KapkaBackupCatalog *catalog, KapkaStore *file, GError **error) {
  g_auto (Kept) kept = { 0 };

  return collect (catalog, &kept, error) &&
         kapka_store_transact (file, KAPKA_STORE_WRITE, write_cb, &kept, error);
}

static gboolean
read_one (KapkaStore *file, const char *name, char **out_content, GError **error) {
  g_autoptr (KapkaSqlValues) values = kapka_sql_values_new ();
  g_autoptr (KapkaSqlRows) rows = NULL;

  kapka_sql_values_add_text (values, name);
  rows = kapka_store_query (file, "SELECT content FROM " TABLE " WHERE name = ?", values, error);
  if (rows != NULL && kapka_sql_rows_get_length (rows) > 0)
    *out_content = g_strdup (kapka_sql_rows_get_text (rows, 0, 0));
  return rows != NULL;
}

static gboolean
read_cb (KapkaStore *file, gpointer user_data, GError **error) {
  Kept *kept = user_data;
  g_autoptr (KapkaSqlRows) rows =
      kapka_store_query (file, "SELECT 1 FROM sqlite_schema WHERE name = '" TABLE "'", NULL, error);

  kept_clear (kept);
  if (rows == NULL || kapka_sql_rows_get_length (rows) == 0)
    return rows != NULL;
  return read_one (file, KEY, &kept->key, error) && read_one (file, BUNDLE, &kept->bundle, error);
}

static gboolean
is_same_key (const KapkaSigningKey *some, const KapkaSigningKey *other) {
  g_autofree char *first = kapka_signing_key_get_public (some);
  g_autofree char *second = kapka_signing_key_get_public (other);

  return g_str_equal (first, second);
}

static gboolean
put_key (const char *path, const KapkaSigningKey *key, GError **error) {
  g_autoptr (KapkaSigningKey) here = NULL;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return kapka_signing_key_save (key, path, error);
  here = kapka_signing_key_load (path, error);
  if (here == NULL || is_same_key (here, key))
    return here != NULL;
  g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_CONFIG,
               _ ("%s is another key than the one in the backup; move it away, or name another file"
                  " with --key"),
               path);
  return FALSE;
}

static gboolean
refuse (const char *what, GError **error) {
  g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_CORRUPT, _ ("The backup is damaged: %s"), what);
  return FALSE;
}

static gboolean
put_bundle (KapkaBackupCatalog *catalog,
            const char *content,
            const KapkaSigningKey *key,
            GError **error) {
  gsize size;
  guint8 *data = g_base64_decode (content, &size);
  g_autoptr (GBytes) bytes = g_bytes_new_take (data, size);
  g_autoptr (GBytes) here = NULL;
  gint64 version = kapka_published_get_version (bytes);
  gint64 version_here;

  if (version == 0 || (key != NULL && !is_signer (key, bytes)))
    return refuse (BUNDLE, error);
  if (!kapka_published_read (catalog->bundle, &here, error))
    return FALSE;
  version_here = kapka_published_get_version (here);
  catalog->version = MAX (version, version_here);
  return version <= version_here || kapka_published_put (catalog->bundle, bytes, error);
}

gboolean
kapka_backup_catalog_put_back (KapkaBackupCatalog *catalog, KapkaStore *file, GError **error) {
  g_auto (Kept) kept = { 0 };
  g_autoptr (KapkaSigningKey) key = NULL;

  if (!kapka_store_transact (file, KAPKA_STORE_READ, read_cb, &kept, error))
    return FALSE;
  if (kept.key != NULL && (key = kapka_signing_key_new_from_text (kept.key)) == NULL)
    return refuse (KEY, error);
  catalog->has_key = key != NULL;
  return (key == NULL || put_key (catalog->key, key, error)) &&
         (kept.bundle == NULL || put_bundle (catalog, kept.bundle, key, error));
}
