// SPDX-License-Identifier: GPL-3.0-or-later
#include "bundle/manifest.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/digest.h"
#include "base/error.h"
#include "base/json.h"
#include "bundle/bundle-path.h"
#include "bundle/bundle-version.h"

#define FORMAT 1
#define HEX_LENGTH (2 * KAPKA_DIGEST_BYTES)

static const char *const known_members[] = { "files", "v", "version", NULL };
static const char *const known_facts[] = { "path", "sha256", "size", NULL };

static void
file_free (KapkaManifestFile *file) {
  g_free (file->path);
  g_free (file->sha256);
  g_free (file);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaManifestFile, file_free)

KapkaManifest *
kapka_manifest_new (gint64 version) {
  KapkaManifest *manifest = g_new0 (KapkaManifest, 1);

  manifest->version = version;
  manifest->files = g_ptr_array_new_with_free_func ((GDestroyNotify)file_free);
  return manifest;
}

void
kapka_manifest_free (KapkaManifest *manifest) {
  if (manifest == NULL)
    return;
  g_ptr_array_unref (manifest->files);
  g_free (manifest);
}

void
kapka_manifest_add (KapkaManifest *manifest, const char *path, const void *data, gsize size) {
  KapkaManifestFile *file = g_new0 (KapkaManifestFile, 1);

  file->path = g_strdup (path);
  file->size = size;
  file->sha256 = kapka_digest_sha256_hex (data, size);
  g_ptr_array_add (manifest->files, file);
}

char *
kapka_manifest_to_string (const KapkaManifest *manifest) {
  g_autoptr (KapkaJson) json = kapka_json_new_object ();
  KapkaJson *files = kapka_json_new_array ();

  for (guint i = 0; i < manifest->files->len; i++) {
    const KapkaManifestFile *file = g_ptr_array_index (manifest->files, i);
    KapkaJson *row = kapka_json_new_object ();

    kapka_json_set_string (row, "path", file->path);
    kapka_json_set_int (row, "size", (gint64)file->size);
    kapka_json_set_string (row, "sha256", file->sha256);
    kapka_json_append_take (files, row);
  }
  kapka_json_set_int (json, "v", FORMAT);
  kapka_json_set_int (json, "version", manifest->version);
  kapka_json_set_take (json, "files", files);
  return kapka_json_to_string (json);
}

static gboolean
refuse (GError **error, const char *why) {
  g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_DATA, _ ("the list of the bundle is wrong: %s"),
               why);
  return FALSE;
}

static gboolean
has_only (const KapkaJson *json, const char *const *known, GError **error) {
  g_auto (GStrv) keys = kapka_json_list_keys (json);

  for (guint i = 0; keys[i] != NULL; i++)
    if (!g_strv_contains (known, keys[i]))
      return refuse (error, keys[i]);
  return TRUE;
}

static gboolean
take_path (KapkaManifestFile *file, const KapkaJson *row, gsize *out_max_bytes, GError **error) {
  const char *path = kapka_json_get_string (row, "path", error);

  if (path == NULL)
    return FALSE;
  if (!kapka_bundle_path_check (path, out_max_bytes))
    return refuse (error, path);
  file->path = g_strdup (path);
  return TRUE;
}

static gboolean
take_digest (KapkaManifestFile *file, const KapkaJson *row, GError **error) {
  const char *hex = kapka_json_get_string (row, "sha256", error);

  if (hex == NULL)
    return FALSE;
  if (strlen (hex) != HEX_LENGTH || strspn (hex, "0123456789abcdef") != HEX_LENGTH)
    return refuse (error, "sha256");
  file->sha256 = g_strdup (hex);
  return TRUE;
}

static KapkaManifestFile *
read_file (const KapkaJson *row, GError **error) {
  g_autoptr (KapkaManifestFile) file = g_new0 (KapkaManifestFile, 1);
  gsize max_bytes = 0;
  gint64 size;

  if (!has_only (row, known_facts, error) || !take_path (file, row, &max_bytes, error) ||
      !take_digest (file, row, error) ||
      !kapka_json_get_int (row, "size", 0, (gint64)max_bytes, &size, error))
    return NULL;
  file->size = (gsize)size;
  return g_steal_pointer (&file);
}

/* In order, so that no path can be there twice. */
static gboolean
follows (const KapkaManifest *manifest, const KapkaManifestFile *file) {
  const KapkaManifestFile *last =
      manifest->files->len == 0 ? NULL
                                : g_ptr_array_index (manifest->files, manifest->files->len - 1);

  return last == NULL || strcmp (last->path, file->path) < 0;
}

static gboolean
read_files (KapkaManifest *manifest, const KapkaJson *files, GError **error) {
  gsize total = 0;

  if (kapka_json_get_length (files) > KAPKA_MANIFEST_MAX_FILES)
    return refuse (error, _ ("too many files"));
  for (gsize i = 0; i < kapka_json_get_length (files); i++) {
    const KapkaJson *row = kapka_json_get_element (files, i, error);
    g_autoptr (KapkaManifestFile) file = row == NULL ? NULL : read_file (row, error);

    if (file == NULL)
      return FALSE;
    if (!follows (manifest, file))
      return refuse (error, file->path);
    total += file->size;
    if (total > KAPKA_MANIFEST_MAX_CONTENT)
      return refuse (error, _ ("too many bytes"));
    g_ptr_array_add (manifest->files, g_steal_pointer (&file));
  }
  return TRUE;
}

KapkaManifest *
kapka_manifest_parse (const void *text, gsize length, GError **error) {
  g_autoptr (KapkaJson) json =
      kapka_json_parse (text, length, KAPKA_MANIFEST_MAX_BYTES, NULL, error);
  g_autoptr (KapkaManifest) manifest = kapka_manifest_new (0);
  const KapkaJson *files;
  gint64 format;

  if (json == NULL || !kapka_json_get_int (json, "v", FORMAT, FORMAT, &format, error) ||
      !has_only (json, known_members, error) ||
      !kapka_json_get_int (json, "version", 0, KAPKA_JSON_INT_LIMIT - 1, &manifest->version, error))
    return NULL;
  if (!kapka_bundle_version_is_valid (manifest->version)) {
    refuse (error, "version");
    return NULL;
  }
  files = kapka_json_get_array (json, "files", error);
  if (files == NULL || !read_files (manifest, files, error))
    return NULL;
  return g_steal_pointer (&manifest);
}
