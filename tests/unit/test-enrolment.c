// SPDX-License-Identifier: GPL-3.0-or-later
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "sync/enrolment.h"
#include "tmpdir.h"

#define INSTALL "7f1c0000-0000-4000-8000-000000000001"
#define RECEIVER "d0d00000-0000-4000-8000-000000000001"
#define TOKEN "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
#define GOOD                                                                                       \
  "{\"v\":1,\"install_id\":\"" INSTALL "\",\"token\":\"" TOKEN "\",\"receiver_id\":\"" RECEIVER    \
  "\",\"library\":\"18-0142\",\"terminal\":\"PC-2\",\"tz\":\"Europe/Samara\"}"

static char *
write_enrolment (KapkaTestDir *dir, const char *text) {
  char *path = kapka_test_dir_write (dir, "enrol.json", text);

  g_assert_cmpint (g_chmod (path, 0600), ==, 0);
  return path;
}

static void
assert_refused (KapkaTestDir *dir, KapkaError code) {
  g_autoptr (GError) error = NULL;
  g_autoptr (KapkaEnrolment) enrolment =
      kapka_enrolment_load (kapka_test_dir_get_path (dir), &error);

  g_assert_null (enrolment);
  g_assert_error (error, KAPKA_ERROR, (int)code);
  g_assert_null (g_strstr_len (error->message, -1, TOKEN));
}

static void
test_good (void) {
  g_autoptr (KapkaTestDir) dir = kapka_test_dir_new ();
  g_autofree char *path = write_enrolment (dir, GOOD);
  g_autoptr (GError) error = NULL;
  g_autoptr (KapkaEnrolment) enrolment =
      kapka_enrolment_load (kapka_test_dir_get_path (dir), &error);

  g_assert_no_error (error);
  g_assert_cmpstr (enrolment->install_id, ==, INSTALL);
  g_assert_cmpstr (enrolment->receiver_id, ==, RECEIVER);
  g_assert_cmpstr (enrolment->token, ==, TOKEN);
  g_assert_cmpstr (enrolment->library, ==, "18-0142");
  g_assert_cmpstr (enrolment->terminal, ==, "PC-2");
  g_assert_cmpstr (enrolment->time_zone, ==, "Europe/Samara");
}

static void
test_missing (void) {
  g_autoptr (KapkaTestDir) dir = kapka_test_dir_new ();

  assert_refused (dir, KAPKA_ERROR_NOT_FOUND);
}

static void
test_wrong_mode (void) {
  static const guint modes[] = { 0644, 0640, 0660, 0601, 0700, 0400, 04600 };
  g_autoptr (KapkaTestDir) dir = kapka_test_dir_new ();
  g_autofree char *path = write_enrolment (dir, GOOD);

  for (gsize i = 0; i < G_N_ELEMENTS (modes); i++) {
    g_assert_cmpint (g_chmod (path, (int)modes[i]), ==, 0);
    assert_refused (dir, KAPKA_ERROR_CONFIG);
  }
}

static void
test_symlink (void) {
  g_autoptr (KapkaTestDir) dir = kapka_test_dir_new ();
  g_autofree char *path = write_enrolment (dir, GOOD);
  g_autofree char *target = kapka_test_dir_join (dir, "target");

  g_assert_cmpint (g_rename (path, target), ==, 0);
  g_assert_cmpint (symlink (target, path), ==, 0);
  assert_refused (dir, KAPKA_ERROR_CONFIG);
}

/* Neither a directory nor a pipe without a writer stops the program. */
static void
test_no_file (void) {
  g_autoptr (KapkaTestDir) dir = kapka_test_dir_new ();
  g_autofree char *path = kapka_test_dir_join (dir, "enrol.json");

  g_assert_cmpint (g_mkdir (path, 0600), ==, 0);
  assert_refused (dir, KAPKA_ERROR_CONFIG);
  g_assert_cmpint (g_rmdir (path), ==, 0);
  g_assert_cmpint (mkfifo (path, 0600), ==, 0);
  assert_refused (dir, KAPKA_ERROR_CONFIG);
}

/* Returns GOOD with @from replaced by @to. */
static char *
spoil (const char *from, const char *to) {
  g_auto (GStrv) parts = g_strsplit (GOOD, from, 2);

  g_assert_cmpuint (g_strv_length (parts), ==, 2);
  return g_strjoinv (to, parts);
}

static void
test_wrong_content (void) {
  static const struct {
    const char *from;
    const char *to;
  } rows[] = {
    { "\"v\":1", "\"v\":2" },
    { "\"v\":1", "\"v\":\"1\"" },
    { "\"v\":1", "\"v\":1,\"v\":1" },
    { "\"v\":1,", "" },
    { INSTALL, "7f1c" },
    { RECEIVER, "" },
    { "\"" RECEIVER "\"", "null" },
    { TOKEN, TOKEN "A" },
    { TOKEN, "AAAA" },
    { TOKEN, "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\\r\\n" },
    { TOKEN, "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB" },
    { "18-0142", "" },
    { "Europe/Samara", "Europe/Nowhere" },
    { "}", "" },
    { "}", "}x" },
  };
  g_autoptr (KapkaTestDir) dir = kapka_test_dir_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *text = spoil (rows[i].from, rows[i].to);
    g_autofree char *path = write_enrolment (dir, text);

    g_test_message ("%s", text);
    assert_refused (dir, KAPKA_ERROR_CONFIG);
  }
}

static void
test_too_long (void) {
  g_autoptr (KapkaTestDir) dir = kapka_test_dir_new ();
  g_autofree char *blank = g_strnfill (9000, ' ');
  g_autofree char *text = g_strconcat (GOOD, blank, NULL);
  g_autofree char *path = write_enrolment (dir, text);
  g_autofree char *empty = NULL;

  assert_refused (dir, KAPKA_ERROR_CONFIG);
  empty = write_enrolment (dir, "");
  assert_refused (dir, KAPKA_ERROR_CONFIG);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/enrolment/good", test_good);
  g_test_add_func ("/enrolment/missing", test_missing);
  g_test_add_func ("/enrolment/wrong-mode", test_wrong_mode);
  g_test_add_func ("/enrolment/symlink", test_symlink);
  g_test_add_func ("/enrolment/no-file", test_no_file);
  g_test_add_func ("/enrolment/wrong-content", test_wrong_content);
  g_test_add_func ("/enrolment/too-long", test_too_long);
  return g_test_run ();
}
