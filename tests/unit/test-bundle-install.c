// SPDX-License-Identifier: GPL-3.0-or-later
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/error.h"
#include "bundle/installed.h"
#include "bundle/layers.h"
#include "test-bundle-place.h"

#define FIRST G_GINT64_CONSTANT (2026112701)
#define SECOND G_GINT64_CONSTANT (2026112702)
#define THIRD G_GINT64_CONSTANT (2026112801)

static void
assert_shows (KapkaBundleTest *test, const char *number) {
  g_autofree char *shown = kapka_bundle_test_read_number (test);

  g_assert_cmpstr (shown, ==, number);
}

static void
assert_outcome (KapkaBundleTest *test, GBytes *bytes, KapkaInstallOutcome outcome) {
  g_autoptr (GError) error = NULL;
  gint64 version = 0;

  g_assert_cmpint (kapka_bundle_install (&test->place, bytes, &version, &error), ==, outcome);
  g_assert_no_error (error);
  g_assert_cmpint (version, >, 0);
}

static void
install (KapkaBundleTest *test, gint64 version, const char *number) {
  g_autoptr (GBytes) bytes = kapka_bundle_test_make (test, version, number);

  assert_outcome (test, bytes, KAPKA_INSTALL_DONE);
  assert_shows (test, number);
}

static void
assert_refused (KapkaBundleTest *test, GBytes *bytes, KapkaError code) {
  g_autoptr (GError) error = NULL;
  gint64 version = 0;

  g_assert_cmpint (kapka_bundle_install (&test->place, bytes, &version, &error), ==,
                   KAPKA_INSTALL_REFUSED);
  g_assert_error (error, KAPKA_ERROR, (int)code);
}

static gboolean
has (KapkaBundleTest *test, const char *name) {
  g_autofree char *path = g_build_filename (test->state_dir, KAPKA_BUNDLE_FOLDER, name, NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS) || g_file_test (path, G_FILE_TEST_IS_SYMLINK);
}

/* The one before stays, older ones go. */
static void
test_successors (void) {
  g_autoptr (KapkaBundleTest) test = kapka_bundle_test_new ();
  g_autoptr (GBytes) second = kapka_bundle_test_make (test, SECOND, "2");

  assert_shows (test, "");
  install (test, FIRST, "1");
  install (test, SECOND, "2");
  g_assert_true (has (test, "2026112701"));
  assert_outcome (test, second, KAPKA_INSTALL_SAME);
  install (test, THIRD, "3");
  g_assert_false (has (test, "2026112701"));
  g_assert_true (has (test, "2026112702"));
  assert_refused (test, second, KAPKA_ERROR_DENIED);
  assert_shows (test, "3");
}

/* Also when the link that says so has been lost. */
static void
test_floor (void) {
  g_autoptr (KapkaBundleTest) test = kapka_bundle_test_new ();
  g_autoptr (GBytes) first = kapka_bundle_test_make (test, FIRST, "1");
  g_autofree char *link =
      g_build_filename (test->state_dir, KAPKA_BUNDLE_FOLDER, KAPKA_BUNDLE_LINK, NULL);

  install (test, SECOND, "2");
  g_assert_cmpint (g_unlink (link), ==, 0);
  assert_refused (test, first, KAPKA_ERROR_DENIED);
  assert_shows (test, "");
  install (test, SECOND, "2");
}

static void
spoil (KapkaBundleTest *test, const char *version, const char *name) {
  g_autofree char *path =
      g_build_filename (test->state_dir, KAPKA_BUNDLE_FOLDER, version, name, NULL);

  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_set_contents (path, "x", 1, NULL));
}

/* A disk that has gone bad in one file is no reason to wait for the next version. */
static void
test_damaged (void) {
  static const char *const files[] = { "portals.ini", "forms/blank.pdf", "bundle.head" };
  g_autoptr (KapkaBundleTest) test = kapka_bundle_test_new ();
  const char *name = "2026112702";

  install (test, FIRST, "1");
  install (test, SECOND, "2");
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++) {
    spoil (test, name, files[i]);
    install (test, SECOND, "2");
    g_assert_true (has (test, "2026112701"));
    g_assert_false (has (test, name));
    name = i % 2 == 0 ? "2026112702.r" : "2026112702";
    g_assert_true (has (test, name));
  }
}

static void
test_catalogue_with_mistakes (void) {
  static const struct {
    const char *path;
    const char *text;
  } rows[] = {
    { "portals.ini", "[a]\nName=A\nUrl=nowhere\nServices=s3;\n" },
    { "portals.ini", "" },
    { "forms.ini", "[blank]\nName=Бланк\nFile=other.pdf\n" },
    { "forms.ini", "[blank]\nName=Бланк\nUnknown=1\n" },
    { "events.ini", "no group\n" },
    { "hours.ini", "[18-0142]\nHours=always\n" },
  };
  g_autoptr (KapkaBundleTest) test = kapka_bundle_test_new ();

  install (test, FIRST, "1");
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GPtrArray) files = kapka_bundle_test_make_files ("2");
    g_autoptr (GBytes) bytes = NULL;

    kapka_bundle_test_set_file (files, rows[i].path, rows[i].text);
    bytes = kapka_bundle_build (SECOND, files, test->key);
    assert_refused (test, bytes, KAPKA_ERROR_DATA);
    assert_shows (test, "1");
    g_assert_false (has (test, "new"));
    g_assert_false (has (test, "2026112702"));
  }
  // What was refused does not count as a version that was in use.
  install (test, SECOND, "2");
}

/* A list that is missing is not taken from what is installed here. */
static void
test_not_whole (void) {
  g_autoptr (KapkaBundleTest) test = kapka_bundle_test_new ();
  g_autoptr (GPtrArray) files =
      g_ptr_array_new_with_free_func ((GDestroyNotify)kapka_bundle_file_free);
  g_autoptr (GBytes) bytes = NULL;

  kapka_bundle_test_set_file (files, "portals.ini", "[List]\nNumber=9\n");
  bytes = kapka_bundle_build (FIRST, files, test->key);
  assert_refused (test, bytes, KAPKA_ERROR_DATA);
  assert_shows (test, "");
}

/* What an interruption left behind is in nobody's way. */
static void
test_leftovers (void) {
  static const char *const left[] = { "bundle/new/forms/x.pdf", "bundle/2026112801/portals.ini",
                                      "bundle/rubbish", "bundle/2026112701.r/x" };
  g_autoptr (KapkaBundleTest) test = kapka_bundle_test_new ();
  g_autofree char *next = g_build_filename (test->state_dir, "bundle/next", NULL);

  install (test, FIRST, "1");
  for (gsize i = 0; i < G_N_ELEMENTS (left); i++) {
    g_autofree char *name = g_build_filename ("state", left[i], NULL);

    g_free (kapka_test_dir_write (test->dir, name, "half"));
  }
  g_assert_cmpint (symlink ("2026112801", next), ==, 0);
  assert_shows (test, "1");
  install (test, THIRD, "3");
  g_assert_false (has (test, "rubbish"));
  g_assert_false (has (test, "new"));
  g_assert_false (has (test, "next"));
  g_assert_false (has (test, "2026112701.r"));
  g_assert_true (has (test, "2026112701"));
}

static void
test_busy (void) {
  g_autoptr (KapkaBundleTest) test = kapka_bundle_test_new ();
  g_autofree char *lock = g_build_filename (test->state_dir, KAPKA_BUNDLE_FOLDER, "lock", NULL);
  g_autoptr (GBytes) second = kapka_bundle_test_make (test, SECOND, "2");
  int fd;

  install (test, FIRST, "1");
  fd = open (lock, O_RDWR | O_CLOEXEC);
  g_assert_cmpint (flock (fd, LOCK_EX), ==, 0);
  assert_refused (test, second, KAPKA_ERROR_BUSY);
  close (fd);
  assert_outcome (test, second, KAPKA_INSTALL_DONE);
}

/* A link that leads elsewhere is followed by nobody. */
static void
test_link (void) {
  g_autoptr (KapkaBundleTest) test = kapka_bundle_test_new ();
  g_autofree char *link = g_build_filename (test->state_dir, "bundle/current", NULL);
  static const char *const targets[] = { "..", "/etc", "2026112701/../..", "2026112702", "" };

  install (test, FIRST, "1");
  for (gsize i = 0; i < G_N_ELEMENTS (targets); i++) {
    g_assert_cmpint (g_unlink (link), ==, 0);
    g_assert_true (*targets[i] == '\0' ? g_file_set_contents (link, "x", 1, NULL)
                                       : symlink (targets[i], link) == 0);
    assert_shows (test, "");
  }
}

static KapkaSettings *
load_settings (KapkaBundleTest *test, const char *more) {
  g_autofree char *text = g_strdup_printf (
      "[terminal]\nlibrary=18-0142\n[storage]\nstate_dir=%s\n%s", test->state_dir, more);
  g_autofree char *path = kapka_test_dir_write (test->dir, "kapka.conf", text);
  g_autoptr (GPtrArray) problems = kapka_problems_new ();
  KapkaSettings *settings = kapka_settings_load (path, problems);

  g_assert_cmpuint (problems->len, ==, 0);
  return settings;
}

static void
assert_layers (KapkaBundleTest *test, const char *more, const char *const *expected) {
  g_autoptr (KapkaSettings) settings = load_settings (test, more);
  g_auto (GStrv) layers = kapka_bundle_list_layers (settings);

  g_assert_cmpstrv (layers, expected);
}

static void
install_with_slides (KapkaBundleTest *test) {
  g_autoptr (GPtrArray) files = kapka_bundle_test_make_files ("1");
  g_autoptr (GBytes) bytes = NULL;

  kapka_bundle_test_set_file (files, "slides/a.svg", "<svg/>");
  kapka_bundle_test_set_file (files, "hours.ini", "[18-0142]\nHours=пн 9:00-10:00\n");
  bytes = kapka_bundle_build (FIRST, files, test->key);
  assert_outcome (test, bytes, KAPKA_INSTALL_DONE);
}

static void
test_layers (void) {
  g_autoptr (KapkaBundleTest) test = kapka_bundle_test_new ();
  g_autofree char *bundle = g_build_filename (test->state_dir, "bundle/2026112701", NULL);
  g_autofree char *key = g_strdup_printf ("[catalog]\nkey=%s\n", test->public_key);

  assert_layers (test, key, (const char *[]){ NULL });
  install_with_slides (test);
  assert_layers (test, "", (const char *[]){ NULL });
  assert_layers (test, key, (const char *[]){ bundle, NULL });
}

/* The library's own words go before those of the centre. */
static void
test_own_words (void) {
  g_autoptr (KapkaBundleTest) test = kapka_bundle_test_new ();
  g_autofree char *key = g_strdup_printf ("[catalog]\nkey=%s\n", test->public_key);
  g_autofree char *own =
      g_strconcat (key, "dir=/own\n[waiting]\nslides_dir=/slides\nhours=вт 9:00-10:00\n", NULL);
  g_autofree char *bundle = g_build_filename (test->state_dir, "bundle/2026112701", NULL);
  g_autofree char *slides_of_bundle = g_build_filename (bundle, "slides", NULL);
  g_autoptr (KapkaSettings) plain = load_settings (test, key);
  g_autoptr (KapkaSettings) decided = load_settings (test, own);
  g_autofree char *slides = NULL;
  g_autofree char *hours = NULL;
  g_autofree char *own_slides = NULL;
  g_autofree char *own_hours = NULL;

  install_with_slides (test);
  slides = kapka_bundle_find_slides (plain);
  hours = kapka_bundle_find_hours (plain);
  own_slides = kapka_bundle_find_slides (decided);
  own_hours = kapka_bundle_find_hours (decided);
  g_assert_cmpstr (slides, ==, slides_of_bundle);
  g_assert_cmpstr (hours, ==, "пн 9:00-10:00");
  g_assert_cmpstr (own_slides, ==, "/slides");
  g_assert_cmpstr (own_hours, ==, "вт 9:00-10:00");
  assert_layers (test, own, (const char *[]){ "/own", bundle, NULL });
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/bundle-install/successors", test_successors);
  g_test_add_func ("/bundle-install/floor", test_floor);
  g_test_add_func ("/bundle-install/damaged", test_damaged);
  g_test_add_func ("/bundle-install/catalogue-with-mistakes", test_catalogue_with_mistakes);
  g_test_add_func ("/bundle-install/not-whole", test_not_whole);
  g_test_add_func ("/bundle-install/leftovers", test_leftovers);
  g_test_add_func ("/bundle-install/busy", test_busy);
  g_test_add_func ("/bundle-install/link", test_link);
  g_test_add_func ("/bundle-install/layers", test_layers);
  g_test_add_func ("/bundle-install/own-words", test_own_words);
  return g_test_run ();
}
