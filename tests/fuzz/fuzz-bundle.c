// SPDX-License-Identifier: GPL-3.0-or-later
/* The reader of the catalogue of the centre. The input comes as it is, which the signature has to
 * refuse whatever it is; then, up to a zero byte, as a manifest that is rightly signed, as a centre
 * might send it that is wrong or was taken over, with what follows for contents. What is taken has
 * only paths that stay within the bundle's directory, and the files that were signed. */
#include <string.h>

#include "base/error.h"
#include "bundle/bundle-path.h"
#include "bundle/bundle-version.h"
#include "bundle/bundle.h"
#include "fuzz.h"

static const KapkaSigningKey *
get_key (void) {
  static KapkaSigningKey *key;

  if (key == NULL)
    key = kapka_signing_key_new ();
  return key;
}

static void
append (GByteArray *bytes, const void *data, gsize size) {
  g_byte_array_append (bytes, data, (guint)size);
}

/* Returns a bundle with @manifest, rightly signed. */
static GBytes *
sign (const uint8_t *manifest, gsize length, const uint8_t *contents, gsize size) {
  GByteArray *bytes = g_byte_array_new ();
  guint32 n = GUINT32_TO_BE ((guint32)length);
  guint8 signature[KAPKA_SIGNATURE_BYTES];

  append (bytes, "kapka-bundle 1\n", 15);
  append (bytes, &n, sizeof n);
  append (bytes, manifest, length);
  kapka_signing_key_sign (get_key (), bytes->data, bytes->len, signature);
  append (bytes, signature, sizeof signature);
  append (bytes, contents, size);
  return g_byte_array_free_to_bytes (bytes);
}

static void
check_manifest (const KapkaManifest *manifest) {
  gsize total = 0;

  g_assert_true (kapka_bundle_version_is_valid (manifest->version));
  g_assert_cmpuint (manifest->files->len, <=, KAPKA_MANIFEST_MAX_FILES);
  for (guint i = 0; i < manifest->files->len; i++) {
    const KapkaManifestFile *file = g_ptr_array_index (manifest->files, i);
    gsize max_bytes;

    g_assert_true (kapka_bundle_path_check (file->path, &max_bytes));
    g_assert_true (*file->path != '/' && strstr (file->path, "..") != file->path);
    g_assert_null (strstr (file->path, "/."));
    g_assert_cmpuint (file->size, <=, max_bytes);
    total += file->size;
  }
  g_assert_cmpuint (total, <=, KAPKA_MANIFEST_MAX_CONTENT);
}

/* What was written by us reads the same again. */
static void
check_again (const KapkaBundle *bundle) {
  g_autofree char *text = kapka_manifest_to_string (bundle->manifest);
  g_autoptr (KapkaManifest) again = kapka_manifest_parse (text, strlen (text), NULL);

  g_assert_nonnull (again);
  g_assert_cmpint (again->version, ==, bundle->manifest->version);
  g_assert_cmpuint (again->files->len, ==, bundle->manifest->files->len);
}

static gboolean
read_bundle (GBytes *bytes, const char *public_key) {
  g_autoptr (GError) error = NULL;
  g_autoptr (KapkaBundle) bundle = kapka_bundle_read (bytes, public_key, &error);

  g_assert_true ((bundle == NULL) == (error != NULL));
  g_assert_true (error == NULL || error->domain == KAPKA_ERROR);
  if (bundle == NULL)
    return FALSE;
  check_manifest (bundle->manifest);
  check_again (bundle);
  return TRUE;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size) {
  g_autofree char *public_key = kapka_signing_key_get_public (get_key ());
  const uint8_t *end = size == 0 ? NULL : memchr (data, 0, size);
  gsize length = end == NULL ? size : (gsize)(end - data);
  gsize rest = end == NULL ? 0 : size - length - 1;
  g_autoptr (GBytes) raw = g_bytes_new (data, size);
  g_autoptr (GBytes) bytes = sign (data, length, end == NULL ? data : end + 1, rest);

  g_assert_false (read_bundle (raw, public_key));
  read_bundle (bytes, public_key);
  return 0;
}
