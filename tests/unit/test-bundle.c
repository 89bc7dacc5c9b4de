// SPDX-License-Identifier: GPL-3.0-or-later
#include <string.h>

#include "base/error.h"
#include "bundle/bundle-path.h"
#include "bundle/bundle-version.h"
#include "bundle/hours.h"
#include "test-bundle-place.h"

#define VERSION G_GINT64_CONSTANT (2026112701)
#define EMPTY_SHA "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

static void
test_paths (void) {
  static const char *const good[] = {
    "portals.ini",  "services.ini",      "forms.ini",          "events.ini",
    "hours.ini",    "forms/fns-inn.pdf", "forms/guides/a.pdf", "forms/Бланк 1.PDF",
    "slides/1.png", "slides/2.JPEG",     "slides/slides.ini",  "slides/a.b.svg",
  };
  static const char *const bad[] = {
    "",
    ".",
    "..",
    "/",
    "/etc/passwd",
    "../portals.ini",
    "forms/../portals.ini",
    "forms/../../journal.db",
    "./portals.ini",
    "forms//a.pdf",
    "forms/",
    "forms",
    "forms/.pdf",
    "forms/.hidden.pdf",
    "forms/a.pdf/",
    "forms/a.pdf/b.pdf",
    "forms/sub/a.pdf",
    "forms/guides/sub/a.pdf",
    "forms/a.exe",
    "forms/a",
    "forms/slides.ini",
    "forms/a\\b.pdf",
    "forms/a\nb.pdf",
    "forms/a\x1b[2J.pdf",
    "forms/\xff.pdf",
    "slides/portals.ini",
    "slides/a.html",
    "slides/.slides.ini",
    "portals.ini/x.pdf",
    "PORTALS.INI",
    "portals.ini ",
    "white-list.ini",
    "authorities.ini",
    "bundle.head",
    "kapka.conf",
    "catalog/portals.ini",
  };
  gsize max_bytes;

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (kapka_bundle_path_check (good[i], &max_bytes));
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (kapka_bundle_path_check (bad[i], &max_bytes));
}

static void
test_versions (void) {
  static const char *const bad[] = { "",           "2026112700", "202611270",   "20261127010",
                                     "2026113101", "2026130101", "2026-11-270", "-026112701" };
  char text[KAPKA_BUNDLE_VERSION_SIZE];
  gint64 version;

  g_assert_true (kapka_bundle_version_parse ("2026112701", &version));
  g_assert_cmpint (version, ==, VERSION);
  g_assert_cmpint (kapka_bundle_version_first_of ("2026-11-27"), ==, VERSION);
  kapka_bundle_version_format (version, text);
  g_assert_cmpstr (text, ==, "2026112701");
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (kapka_bundle_version_parse (bad[i], &version));
}

static void
test_read (void) {
  g_autoptr (KapkaBundleTest) test = kapka_bundle_test_new ();
  g_autoptr (GBytes) bytes = kapka_bundle_test_make (test, VERSION, "7");
  g_autoptr (GError) error = NULL;
  g_autoptr (KapkaBundle) bundle = kapka_bundle_read (bytes, test->public_key, &error);

  g_assert_no_error (error);
  g_assert_cmpint (bundle->manifest->version, ==, VERSION);
  g_assert_cmpuint (bundle->manifest->files->len, ==, 5);
}

static gboolean
is_refused (KapkaBundleTest *test, GBytes *bytes) {
  g_autoptr (GError) error = NULL;
  g_autoptr (KapkaBundle) bundle = kapka_bundle_read (bytes, test->public_key, &error);

  g_assert_true ((bundle == NULL) == (error != NULL));
  g_assert_true (error == NULL || error->domain == KAPKA_ERROR);
  return bundle == NULL;
}

/* Every byte of head and contents is covered, by the signature or by a digest. */
static void
test_tampered (void) {
  g_autoptr (KapkaBundleTest) test = kapka_bundle_test_new ();
  g_autoptr (GPtrArray) files =
      g_ptr_array_new_with_free_func ((GDestroyNotify)kapka_bundle_file_free);
  g_autoptr (GBytes) bytes = NULL;
  gsize size;
  const guint8 *data;

  kapka_bundle_test_set_file (files, "portals.ini", "[a]\nName=A\n");
  kapka_bundle_test_set_file (files, "forms/a.pdf", "%PDF");
  bytes = kapka_bundle_build (VERSION, files, test->key);
  data = g_bytes_get_data (bytes, &size);
  for (gsize i = 0; i < size; i++) {
    g_autofree guint8 *copy = g_memdup2 (data, size);
    g_autoptr (GBytes) tampered = NULL;

    copy[i] ^= (guint8)(1u << (i % 8));
    tampered = g_bytes_new (copy, size);
    g_assert_true (is_refused (test, tampered));
  }
}

static void
test_truncated (void) {
  g_autoptr (KapkaBundleTest) test = kapka_bundle_test_new ();
  g_autoptr (GBytes) bytes = kapka_bundle_test_make (test, VERSION, "7");
  gsize size = g_bytes_get_size (bytes);
  g_autofree guint8 *longer = g_malloc0 (size + 1);
  g_autoptr (GBytes) trailing = NULL;

  for (gsize i = 0; i < size; i += i < 300 ? 1 : 97) {
    g_autoptr (GBytes) part = g_bytes_new_from_bytes (bytes, 0, i);

    g_assert_true (is_refused (test, part));
  }
  memcpy (longer, g_bytes_get_data (bytes, NULL), size);
  trailing = g_bytes_new (longer, size + 1);
  g_assert_true (is_refused (test, trailing));
}

static void
test_wrong_key (void) {
  g_autoptr (KapkaBundleTest) test = kapka_bundle_test_new ();
  g_autoptr (KapkaBundleTest) other = kapka_bundle_test_new ();
  g_autoptr (GBytes) bytes = kapka_bundle_test_make (other, VERSION, "7");
  g_autoptr (GError) error = NULL;

  g_assert_null (kapka_bundle_read (bytes, test->public_key, &error));
  g_assert_error (error, KAPKA_ERROR, KAPKA_ERROR_DENIED);
}

/* What the centre has signed by mistake, or somebody who stole its key. */
static void
test_hostile_manifests (void) {
#define FILE_OF(path, size) "{\"path\":\"" path "\",\"sha256\":\"" EMPTY_SHA "\",\"size\":" size "}"
#define LIST_OF(files) "{\"files\":[" files "],\"v\":1,\"version\":2026112701}"
  static const char *const bad[] = {
    "",
    "[]",
    "{}",
    "{\"files\":[],\"v\":2,\"version\":2026112701}",
    "{\"files\":[],\"v\":1,\"version\":2026113201}",
    "{\"files\":[],\"v\":1,\"version\":\"2026112701\"}",
    "{\"files\":{},\"v\":1,\"version\":2026112701}",
    "{\"files\":[],\"run\":\"sh\",\"v\":1,\"version\":2026112701}",
    "{\"files\":[],\"files\":[],\"v\":1,\"version\":2026112701}",
    LIST_OF ("1"),
    LIST_OF ("{\"path\":\"forms.ini\",\"size\":0}"),
    LIST_OF ("{\"path\":\"forms.ini\",\"sha256\":\"00\",\"size\":0}"),
    LIST_OF (FILE_OF ("forms.ini", "-1")),
    LIST_OF (FILE_OF ("forms.ini", "1048577")),
    LIST_OF (FILE_OF ("forms/a.pdf", "8388609")),
    LIST_OF (FILE_OF ("forms.ini", "9007199254740991")),
    LIST_OF (FILE_OF ("../../etc/cron.d/x", "0")),
    LIST_OF (FILE_OF ("forms/\\u002e\\u002e/x.pdf", "0")),
    LIST_OF (FILE_OF ("forms/\\u0000.pdf", "0")),
    LIST_OF (FILE_OF ("/etc/passwd", "0")),
    LIST_OF (FILE_OF ("forms.ini", "0") "," FILE_OF ("forms.ini", "0")),
    LIST_OF (FILE_OF ("portals.ini", "0") "," FILE_OF ("forms.ini", "0")),
    LIST_OF (FILE_OF ("forms.ini",
                      "0") ",{\"mode\":2541,\"path\":\"portals.ini\",\"sha256\":\"" EMPTY_SHA
                           "\",\"size\":0}"),
    LIST_OF (FILE_OF ("forms.ini", "1")),
  };
  g_autoptr (KapkaBundleTest) test = kapka_bundle_test_new ();
  g_autoptr (GBytes) good = kapka_bundle_test_sign (test, LIST_OF (FILE_OF ("forms.ini", "0")), "");

  g_assert_false (is_refused (test, good));
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autoptr (GBytes) bytes = kapka_bundle_test_sign (test, bad[i], "");

    g_test_message ("%s", bad[i]);
    g_assert_true (is_refused (test, bytes));
  }
}

static char *
list_many (guint n, gsize size) {
  GString *text = g_string_new ("{\"files\":[");

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text,
                            "%s{\"path\":\"forms/%04u.pdf\",\"sha256\":\"" EMPTY_SHA
                            "\",\"size\":%" G_GSIZE_FORMAT "}",
                            i == 0 ? "" : ",", i, size);
  g_string_append (text, "],\"v\":1,\"version\":2026112701}");
  return g_string_free (text, FALSE);
}

static void
test_too_much (void) {
  g_autoptr (KapkaBundleTest) test = kapka_bundle_test_new ();
  g_autofree char *most = list_many (KAPKA_MANIFEST_MAX_FILES, 0);
  g_autofree char *many = list_many (KAPKA_MANIFEST_MAX_FILES + 1, 0);
  g_autofree char *large = list_many (5, 8 * 1024 * 1024);
  g_autofree char *longest = g_strnfill (KAPKA_MANIFEST_MAX_BYTES + 1, ' ');
  g_autoptr (GBytes) most_bytes = kapka_bundle_test_sign (test, most, "");
  g_autoptr (GBytes) many_bytes = kapka_bundle_test_sign (test, many, "");
  g_autoptr (GBytes) large_bytes = kapka_bundle_test_sign (test, large, "");
  g_autoptr (GBytes) longest_bytes = kapka_bundle_test_sign (test, longest, "");

  g_assert_false (is_refused (test, most_bytes));
  g_assert_true (is_refused (test, many_bytes));
  g_assert_true (is_refused (test, large_bytes));
  g_assert_true (is_refused (test, longest_bytes));
}

static void
test_hours (void) {
  g_autoptr (KapkaTestDir) dir = kapka_test_dir_new ();
  const char *path = kapka_test_dir_get_path (dir);
  g_autoptr (GPtrArray) problems = kapka_problems_new ();
  g_autofree char *none = kapka_hours_file_read (path, "18-0142", problems);
  g_autofree char *file = kapka_test_dir_write (dir, "hours.ini",
                                                "[18-0142]\nHours=пн-пт 9:00-18:00\n"
                                                "[18-0143]\nHours=всегда\n[18-0144]\nHour=1\n");
  g_autofree char *known = kapka_hours_file_read (path, "18-0142", problems);
  g_autofree char *wrong = kapka_hours_file_read (path, "18-0143", NULL);
  g_autofree char *other = kapka_hours_file_read (path, "18-0999", NULL);

  g_assert_cmpstr (none, ==, "");
  g_assert_cmpstr (known, ==, "пн-пт 9:00-18:00");
  g_assert_cmpstr (wrong, ==, "");
  g_assert_cmpstr (other, ==, "");
  g_assert_cmpuint (problems->len, ==, 3);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/bundle/paths", test_paths);
  g_test_add_func ("/bundle/versions", test_versions);
  g_test_add_func ("/bundle/read", test_read);
  g_test_add_func ("/bundle/tampered", test_tampered);
  g_test_add_func ("/bundle/truncated", test_truncated);
  g_test_add_func ("/bundle/wrong-key", test_wrong_key);
  g_test_add_func ("/bundle/hostile-manifests", test_hostile_manifests);
  g_test_add_func ("/bundle/too-much", test_too_much);
  g_test_add_func ("/bundle/hours", test_hours);
  return g_test_run ();
}
