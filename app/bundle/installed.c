// SPDX-License-Identifier: GPL-3.0-or-later
#include "bundle/installed.h"

#include <glib/gi18n.h>
#include <string.h>
#include <sys/stat.h>

#include "base/digest.h"
#include "base/error.h"
#include "bundle/bundle-version.h"
#include "bundle/bundle.h"
#include "bundle/unpack.h"

gboolean
kapka_installed_bundle_parse_name (const char *name, gint64 *out_version) {
  char version[KAPKA_BUNDLE_VERSION_SIZE];
  const char *rest;

  if (strlen (name) < sizeof version - 1)
    return FALSE;
  rest = name + sizeof version - 1;
  g_strlcpy (version, name, sizeof version);
  return (*rest == '\0' || g_str_equal (rest, ".r")) &&
         kapka_bundle_version_parse (version, out_version);
}

KapkaInstalledBundle *
kapka_installed_bundle_find (const char *state_dir) {
  g_autofree char *link =
      g_build_filename (state_dir, KAPKA_BUNDLE_FOLDER, KAPKA_BUNDLE_LINK, NULL);
  g_autofree char *name = g_file_read_link (link, NULL);
  g_autofree char *directory = NULL;
  KapkaInstalledBundle *installed;
  struct stat info;
  gint64 version;

  if (name == NULL || !kapka_installed_bundle_parse_name (name, &version))
    return NULL;
  directory = g_build_filename (state_dir, KAPKA_BUNDLE_FOLDER, name, NULL);
  if (!g_file_test (directory, G_FILE_TEST_IS_DIR) || lstat (link, &info) != 0)
    return NULL;
  installed = g_new0 (KapkaInstalledBundle, 1);
  installed->directory = g_steal_pointer (&directory);
  installed->name = g_steal_pointer (&name);
  installed->version = version;
  installed->since_usec = info.st_mtim.tv_sec * G_USEC_PER_SEC + info.st_mtim.tv_nsec / 1000;
  return installed;
}

void
kapka_installed_bundle_free (KapkaInstalledBundle *installed) {
  if (installed == NULL)
    return;
  g_free (installed->directory);
  g_free (installed->name);
  g_free (installed);
}

/* Returns the bytes of a file, NULL when they cannot be read or are too many. */
static GBytes *
read_file (const char *directory, const char *name, gsize max_bytes) {
  g_autofree char *path = g_build_filename (directory, name, NULL);
  struct stat info;
  char *data;
  gsize size;

  if (stat (path, &info) != 0 || !S_ISREG (info.st_mode) || (gsize)info.st_size > max_bytes ||
      !g_file_get_contents (path, &data, &size, NULL))
    return NULL;
  return g_bytes_new_take (data, size);
}

static gboolean
check_file (const KapkaInstalledBundle *installed, const KapkaManifestFile *file, GError **error) {
  g_autoptr (GBytes) bytes = read_file (installed->directory, file->path, file->size);
  gsize size;
  const void *data = bytes == NULL ? NULL : g_bytes_get_data (bytes, &size);
  g_autofree char *sha256 = bytes == NULL ? NULL : kapka_digest_sha256_hex (data, size);

  if (g_strcmp0 (sha256, file->sha256) == 0)
    return TRUE;
  g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_DATA, _ ("%s/%s is damaged"), installed->directory,
               file->path);
  return FALSE;
}

KapkaManifest *
kapka_installed_bundle_check (const KapkaInstalledBundle *installed,
                              const char *public_key,
                              GError **error) {
  g_autoptr (GBytes) head =
      read_file (installed->directory, KAPKA_BUNDLE_HEAD_FILE,
                 KAPKA_BUNDLE_PREFIX_BYTES + KAPKA_MANIFEST_MAX_BYTES + KAPKA_SIGNATURE_BYTES);
  g_autoptr (KapkaManifest) manifest = NULL;

  if (head == NULL) {
    g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_DATA, _ ("%s/%s is damaged"), installed->directory,
                 KAPKA_BUNDLE_HEAD_FILE);
    return NULL;
  }
  manifest = kapka_bundle_head_read (head, public_key, error);
  for (guint i = 0; manifest != NULL && i < manifest->files->len; i++)
    if (!check_file (installed, g_ptr_array_index (manifest->files, i), error))
      return NULL;
  return g_steal_pointer (&manifest);
}
