// SPDX-License-Identifier: GPL-3.0-or-later
#include "bundle/bundle.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/digest.h"
#include "base/error.h"

#define MAGIC "kapka-bundle 1\n"
#define MAGIC_BYTES (sizeof MAGIC - 1)

KapkaBundleFile *
kapka_bundle_file_new (const char *path, GBytes *bytes) {
  KapkaBundleFile *file = g_new0 (KapkaBundleFile, 1);

  file->path = g_strdup (path);
  file->bytes = bytes;
  return file;
}

void
kapka_bundle_file_free (KapkaBundleFile *file) {
  g_free (file->path);
  g_bytes_unref (file->bytes);
  g_free (file);
}

static int
compare_files (gconstpointer a, gconstpointer b) {
  const KapkaBundleFile *const *some = a;
  const KapkaBundleFile *const *other = b;

  return strcmp ((*some)->path, (*other)->path);
}

static char *
write_manifest (gint64 version, const GPtrArray *files) {
  g_autoptr (KapkaManifest) manifest = kapka_manifest_new (version);

  for (guint i = 0; i < files->len; i++) {
    const KapkaBundleFile *file = g_ptr_array_index (files, i);
    gsize size;
    const void *data = g_bytes_get_data (file->bytes, &size);

    kapka_manifest_add (manifest, file->path, data, size);
  }
  return kapka_manifest_to_string (manifest);
}

GBytes *
kapka_bundle_build (gint64 version, GPtrArray *files, const KapkaSigningKey *key) {
  g_autofree char *manifest = NULL;
  GByteArray *bytes = g_byte_array_new ();
  guint8 signature[KAPKA_SIGNATURE_BYTES];
  guint32 length;

  g_ptr_array_sort (files, compare_files);
  manifest = write_manifest (version, files);
  length = GUINT32_TO_BE ((guint32)strlen (manifest));
  g_byte_array_append (bytes, (const guint8 *)MAGIC, MAGIC_BYTES);
  g_byte_array_append (bytes, (const guint8 *)&length, sizeof length);
  g_byte_array_append (bytes, (const guint8 *)manifest, (guint)strlen (manifest));
  kapka_signing_key_sign (key, bytes->data, bytes->len, signature);
  g_byte_array_append (bytes, signature, sizeof signature);
  for (guint i = 0; i < files->len; i++) {
    const KapkaBundleFile *file = g_ptr_array_index (files, i);
    gsize size;
    const guint8 *data = g_bytes_get_data (file->bytes, &size);

    g_byte_array_append (bytes, data, (guint)size);
  }
  return g_byte_array_free_to_bytes (bytes);
}

gsize
kapka_bundle_head_length (const guint8 prefix[KAPKA_BUNDLE_PREFIX_BYTES]) {
  guint32 length;

  G_STATIC_ASSERT (MAGIC_BYTES + sizeof length == KAPKA_BUNDLE_PREFIX_BYTES);
  memcpy (&length, prefix + MAGIC_BYTES, sizeof length);
  length = GUINT32_FROM_BE (length);
  if (memcmp (prefix, MAGIC, MAGIC_BYTES) != 0 || length > KAPKA_MANIFEST_MAX_BYTES)
    return 0;
  return KAPKA_BUNDLE_PREFIX_BYTES + length + KAPKA_SIGNATURE_BYTES;
}

KapkaManifest *
kapka_bundle_head_read (GBytes *head, const char *public_key, GError **error) {
  gsize size;
  const guint8 *data = g_bytes_get_data (head, &size);
  gsize length = size < KAPKA_BUNDLE_PREFIX_BYTES ? 0 : kapka_bundle_head_length (data);
  gsize n_signed = length - KAPKA_SIGNATURE_BYTES;

  if (length == 0 || length > size) {
    g_set_error_literal (error, KAPKA_ERROR, KAPKA_ERROR_DATA,
                         _ ("this is no bundle, or only a part of one"));
    return NULL;
  }
  if (!kapka_public_key_verify (public_key, data, n_signed, data + n_signed)) {
    g_set_error_literal (error, KAPKA_ERROR, KAPKA_ERROR_DENIED,
                         _ ("the bundle is not signed with the key that [catalog] key= names"));
    return NULL;
  }
  return kapka_manifest_parse (data + KAPKA_BUNDLE_PREFIX_BYTES,
                               n_signed - KAPKA_BUNDLE_PREFIX_BYTES, error);
}

static gboolean
check_file (const KapkaManifestFile *file, GBytes *contents, gsize *at, GError **error) {
  gsize size;
  const guint8 *data = g_bytes_get_data (contents, &size);
  g_autofree char *sha256 = NULL;

  if (file->size > size - *at) {
    g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_DATA, _ ("the bundle ends within %s"), file->path);
    return FALSE;
  }
  sha256 = kapka_digest_sha256_hex (data + *at, file->size);
  *at += file->size;
  if (g_str_equal (sha256, file->sha256))
    return TRUE;
  g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_DATA, _ ("%s is not the file that was signed"),
               file->path);
  return FALSE;
}

static gboolean
check_contents (const KapkaBundle *bundle, GError **error) {
  gsize at = 0;

  for (guint i = 0; i < bundle->manifest->files->len; i++)
    if (!check_file (g_ptr_array_index (bundle->manifest->files, i), bundle->contents, &at, error))
      return FALSE;
  if (at == g_bytes_get_size (bundle->contents))
    return TRUE;
  g_set_error_literal (error, KAPKA_ERROR, KAPKA_ERROR_DATA,
                       _ ("there is more in the bundle than was signed"));
  return FALSE;
}

KapkaBundle *
kapka_bundle_read (GBytes *bytes, const char *public_key, GError **error) {
  g_autoptr (KapkaManifest) manifest = kapka_bundle_head_read (bytes, public_key, error);
  g_autoptr (KapkaBundle) bundle = NULL;
  gsize length;

  if (manifest == NULL)
    return NULL;
  length = kapka_bundle_head_length (g_bytes_get_data (bytes, NULL));
  bundle = g_new0 (KapkaBundle, 1);
  bundle->manifest = g_steal_pointer (&manifest);
  bundle->head = g_bytes_new_from_bytes (bytes, 0, length);
  bundle->contents = g_bytes_new_from_bytes (bytes, length, g_bytes_get_size (bytes) - length);
  return check_contents (bundle, error) ? g_steal_pointer (&bundle) : NULL;
}

void
kapka_bundle_free (KapkaBundle *bundle) {
  if (bundle == NULL)
    return;
  kapka_manifest_free (bundle->manifest);
  g_bytes_unref (bundle->head);
  g_bytes_unref (bundle->contents);
  g_free (bundle);
}
