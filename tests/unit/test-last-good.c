// SPDX-License-Identifier: GPL-3.0-or-later
#define _GNU_SOURCE // unshare()
#include <glib/gstdio.h>
#include <sched.h>
#include <sys/mount.h>
#include <unistd.h>

#include "config/last-good.h"
#include "tmpdir.h"

#define NOBODY 65534

typedef struct {
  KapkaTestDir *dir;
  char *config;
  char *state_dir;
  char *copy; // Of settings that are not where settings usually are.
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data) {
  fixture->dir = kapka_test_dir_new ();
  fixture->config = kapka_test_dir_join (fixture->dir, "kapka.conf");
  fixture->state_dir = kapka_test_dir_join (fixture->dir, "own-state");
  fixture->copy = g_build_filename (fixture->state_dir, "last-good.conf", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data) {
  g_free (fixture->copy);
  g_free (fixture->state_dir);
  g_free (fixture->config);
  kapka_test_dir_free (fixture->dir);
}

/* Settings in which the group [storage] and what follows it end with @more. */
static void
write_settings (Fixture *fixture, const char *path, const char *more) {
  g_autofree char *text = g_strdup_printf ("[storage]\nstate_dir=%s\n%s", fixture->state_dir, more);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

static KapkaSettings *
load (const char *path, gboolean expect_stale) {
  g_autoptr (GPtrArray) problems = kapka_problems_new ();
  gboolean stale = !expect_stale;
  KapkaSettings *settings = kapka_last_good_load (path, problems, &stale);

  g_assert_cmpint (stale, ==, expect_stale);
  return settings;
}

static KapkaSettings *
read_only (const char *path, guint expect_problems) {
  g_autoptr (GPtrArray) problems = kapka_problems_new ();
  KapkaSettings *settings = kapka_last_good_read (path, problems);

  g_assert_cmpuint (problems->len, ==, expect_problems);
  return settings;
}

/* Other programs go by what the kiosk keeps, and keep nothing themselves. */
static void
test_read (Fixture *fixture, gconstpointer data) {
  g_autoptr (KapkaSettings) unkept = NULL;
  g_autoptr (KapkaSettings) kept = NULL;
  g_autoptr (KapkaSettings) again = NULL;

  write_settings (fixture, fixture->config, "[screen]\nrotation=90\n");
  unkept = read_only (fixture->config, 0);
  g_assert_cmpstr (unkept->rotation, ==, "90");
  g_assert_false (g_file_test (fixture->state_dir, G_FILE_TEST_EXISTS));
  kept = load (fixture->config, FALSE);
  write_settings (fixture, fixture->config, "[screen]\nrotation=180\nstray\n");
  again = read_only (fixture->config, 1);
  g_assert_cmpstr (again->rotation, ==, "90");
  g_assert_cmpstr (again->path, ==, fixture->copy);
}

/* Without a copy the defaults stand for what is wrong. */
static void
test_none (Fixture *fixture, gconstpointer data) {
  g_autoptr (KapkaSettings) settings = NULL;

  write_settings (fixture, fixture->config,
                  "[screen]\nrotation=90\nstray\n[visit]\nidle_seconds=9\n");
  settings = read_only (fixture->config, 1);
  g_assert_cmpstr (settings->rotation, ==, "0");
  g_assert_cmpuint (settings->idle_seconds, ==, 9);
  g_assert_cmpstr (settings->path, ==, fixture->config);
}

/* The user of the kiosk writes the copy, and does not send root anywhere else by it. */
static void
test_foreign_place (Fixture *fixture, gconstpointer data) {
  g_autoptr (KapkaSettings) kept = NULL;
  g_autoptr (KapkaSettings) refused = NULL;
  g_autoptr (KapkaSettings) own = NULL;

  if (geteuid () != 0) {
    g_test_skip ("only root can be sent anywhere");
    return;
  }
  write_settings (fixture, fixture->config, "[screen]\nrotation=90\n");
  kept = load (fixture->config, FALSE);
  write_settings (fixture, fixture->config, "[screen]\nstray\n");
  g_assert_no_errno (chown (fixture->copy, NOBODY, NOBODY));
  refused = read_only (fixture->config, 1);
  g_assert_cmpstr (refused->rotation, ==, "0");
  g_assert_no_errno (chown (fixture->state_dir, NOBODY, NOBODY));
  own = read_only (fixture->config, 1);
  g_assert_cmpstr (own->rotation, ==, "90");
}

/* This thread sees a machine of its own, with nothing in the usual places. */
static void
hide_machine (Fixture *fixture) {
  g_autofree char *etc = kapka_test_dir_make (fixture->dir, "etc");
  g_autofree char *kapka = kapka_test_dir_make (fixture->dir, "etc/kapka");
  g_autofree char *lib = kapka_test_dir_make (fixture->dir, "lib");

  g_assert_no_errno (unshare (CLONE_NEWNS));
  g_assert_no_errno (mount ("none", "/", NULL, MS_REC | MS_PRIVATE, NULL));
  g_assert_no_errno (mount (etc, "/etc", NULL, MS_BIND, NULL));
  g_assert_no_errno (mount (lib, "/var/lib", NULL, MS_BIND, NULL));
}

static void
show_machine (void) {
  g_assert_no_errno (umount2 ("/var/lib", MNT_DETACH));
  g_assert_no_errno (umount2 ("/etc", MNT_DETACH));
}

/* What hides where the journal is must not lead to another one, whatever is wrong. */
static void
test_own_state_dir (Fixture *fixture, gconstpointer data) {
  const char *path = KAPKA_SETTINGS_DEFAULT_PATH;

  hide_machine (fixture);
  g_assert_no_errno (g_mkdir (fixture->state_dir, 0750));
  write_settings (fixture, path, "[screen]\nrotation=90\n");
  {
    g_autoptr (KapkaSettings) good = load (path, FALSE);

    g_assert_cmpstr (good->state_dir, ==, fixture->state_dir);
  }
  write_settings (fixture, path, "stray\n");
  {
    g_autoptr (KapkaSettings) stray = load (path, TRUE);

    g_assert_cmpstr (stray->state_dir, ==, fixture->state_dir);
    g_assert_cmpstr (stray->rotation, ==, "90");
  }
  g_assert_no_errno (g_unlink (path));
  {
    g_autoptr (KapkaSettings) lost = read_only (path, 1);

    g_assert_cmpstr (lost->state_dir, ==, fixture->state_dir);
  }
  show_machine ();
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/last-good/read", test_read);
  ADD ("/last-good/none", test_none);
  ADD ("/last-good/foreign-place", test_foreign_place);
  ADD ("/last-good/own-state-dir", test_own_state_dir);
#undef ADD
  return g_test_run ();
}
