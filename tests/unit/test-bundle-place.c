// SPDX-License-Identifier: GPL-3.0-or-later
#include "test-bundle-place.h"

#include <string.h>

#include "bundle/installed.h"
#include "catalog/catalog.h"

KapkaBundleTest *
kapka_bundle_test_new (void) {
  KapkaBundleTest *test = g_new0 (KapkaBundleTest, 1);

  test->dir = kapka_test_dir_new ();
  test->key = kapka_signing_key_new ();
  test->public_key = kapka_signing_key_get_public (test->key);
  test->state_dir = kapka_test_dir_make (test->dir, "state");
  test->place = (KapkaBundlePlace){ test->state_dir, test->public_key };
  return test;
}

void
kapka_bundle_test_free (KapkaBundleTest *test) {
  kapka_test_dir_free (test->dir);
  kapka_signing_key_free (test->key);
  g_free (test->public_key);
  g_free (test->state_dir);
  g_free (test);
}

void
kapka_bundle_test_set_file (GPtrArray *files, const char *path, const char *text) {
  for (guint i = 0; i < files->len; i++)
    if (g_str_equal (((KapkaBundleFile *)g_ptr_array_index (files, i))->path, path))
      g_ptr_array_remove_index (files, i--);
  g_ptr_array_add (files, kapka_bundle_file_new (path, g_bytes_new (text, strlen (text))));
}

static void
add_installed (GPtrArray *files, const char *name) {
  g_autofree char *path = g_build_filename (g_getenv ("KAPKA_DATA_DIR"), "catalog", name, NULL);
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  kapka_bundle_test_set_file (files, name, text);
}

GPtrArray *
kapka_bundle_test_make_files (const char *number) {
  GPtrArray *files = g_ptr_array_new_with_free_func ((GDestroyNotify)kapka_bundle_file_free);
  g_autofree char *portals =
      g_strdup_printf ("[List]\nNumber=%s\nDate=2026-11-01\nApprovedBy=Центр\n\n"
                       "[gosuslugi]\nName=Госуслуги\nUrl=https://gosuslugi.ru/\nServices=s3;\n",
                       number);

  add_installed (files, "services.ini");
  kapka_bundle_test_set_file (files, "events.ini", "[move]\nName=Переезд\n");
  kapka_bundle_test_set_file (files, "portals.ini", portals);
  kapka_bundle_test_set_file (files, "forms.ini", "[blank]\nName=Бланк\nFile=blank.pdf\n");
  kapka_bundle_test_set_file (files, "forms/blank.pdf", number);
  return files;
}

GBytes *
kapka_bundle_test_make (KapkaBundleTest *test, gint64 version, const char *number) {
  g_autoptr (GPtrArray) files = kapka_bundle_test_make_files (number);

  return kapka_bundle_build (version, files, test->key);
}

GBytes *
kapka_bundle_test_sign (KapkaBundleTest *test, const char *manifest, const char *contents) {
  GByteArray *bytes = g_byte_array_new ();
  guint32 length = GUINT32_TO_BE ((guint32)strlen (manifest));
  guint8 signature[KAPKA_SIGNATURE_BYTES];

  g_byte_array_append (bytes, (const guint8 *)"kapka-bundle 1\n", 15);
  g_byte_array_append (bytes, (const guint8 *)&length, sizeof length);
  g_byte_array_append (bytes, (const guint8 *)manifest, (guint)strlen (manifest));
  kapka_signing_key_sign (test->key, bytes->data, bytes->len, signature);
  g_byte_array_append (bytes, signature, sizeof signature);
  g_byte_array_append (bytes, (const guint8 *)contents, (guint)strlen (contents));
  return g_byte_array_free_to_bytes (bytes);
}

char *
kapka_bundle_test_read_number (KapkaBundleTest *test) {
  g_autoptr (KapkaInstalledBundle) installed = kapka_installed_bundle_find (test->state_dir);
  g_autoptr (GError) error = NULL;
  g_autoptr (KapkaManifest) manifest = NULL;
  g_autoptr (KapkaCatalog) catalog = NULL;
  g_autoptr (GPtrArray) problems = kapka_problems_new ();

  if (installed == NULL)
    return g_strdup ("");
  manifest = kapka_installed_bundle_check (installed, test->public_key, &error);
  g_assert_no_error (error);
  g_assert_cmpint (manifest->version, ==, installed->version);
  catalog = kapka_catalog_load (installed->directory,
                                (const char *[]){ installed->directory, NULL }, problems);
  g_assert_cmpuint (problems->len, ==, 0);
  return g_strdup (kapka_catalog_get_number (catalog));
}
