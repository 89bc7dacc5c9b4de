// SPDX-License-Identifier: GPL-3.0-or-later
// A visit that cannot be wiped completely: no goodbye, no next visitor, a reason in the log, and a
// program that starts itself again and opens when what was left is gone.

#include <gio/gio.h>
#include <glob.h>
#include <sys/mount.h>

#include "portal-server.h"
#include "steps.h"
#include "wait.h"

/* The program starts again after 10 seconds and tries again after 15. */
#define DEADLINE_MS 90000

#define CLOSED "Позовите библиотекаря"
#define GOODBYE "Спасибо! Всё стёрто"
#define PORTAL "Учебный портал"

typedef struct {
  KapkaTestPortalServer *portal;
  KapkaTestKiosk *kiosk;
  char *held; // A directory that cannot be removed.
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data) {
  g_autofree char *url = NULL;

  fixture->portal = kapka_test_portal_server_new ("127.0.0.1", NULL);
  fixture->kiosk = kapka_test_kiosk_new (1280, 1024);
  url = kapka_test_portal_server_get_uri (fixture->portal, "/");
  kapka_test_portal_server_set_html (fixture->portal, "/",
                                     "<script>fetch ('/report?shown=1')</script>");
  kapka_test_kiosk_add_portal (fixture->kiosk, "portal", PORTAL, url, "s3");
}

static void
let_go (Fixture *fixture) {
  if (fixture->held != NULL)
    g_assert_cmpint (umount2 (fixture->held, MNT_DETACH), ==, 0);
  g_clear_pointer (&fixture->held, g_free);
}

static void
tear_down (Fixture *fixture, gconstpointer data) {
  let_go (fixture);
  kapka_test_kiosk_free (fixture->kiosk);
  kapka_test_portal_server_free (fixture->portal);
}

static const char *
get_runtime_dir (Fixture *fixture) {
  const char *const *environment =
      kapka_test_desktop_get_environment (kapka_test_kiosk_get_desktop (fixture->kiosk));

  return g_environ_getenv ((char **)environment, "XDG_RUNTIME_DIR");
}

/* Finds the private directory of the visit, or gives NULL. */
static char *
find_visit_dir (Fixture *fixture) {
  g_autofree char *pattern = g_build_filename (get_runtime_dir (fixture), "kapka-visit-*", NULL);
  glob_t found = { 0 };
  char *path = NULL;

  if (glob (pattern, 0, NULL, &found) == 0)
    path = g_strdup (found.gl_pathv[0]);
  globfree (&found);
  return path;
}

static gboolean
has_visit_dir_cb (gpointer data) {
  g_autofree char *path = find_visit_dir (data);

  return path != NULL;
}

/* Mounts something in the directory of the visit, which nobody can remove before it is unmounted.
 */
static void
hold (Fixture *fixture) {
  g_autofree char *directory = NULL;

  g_assert_true (kapka_test_wait_until (has_visit_dir_cb, fixture, DEADLINE_MS));
  directory = find_visit_dir (fixture);
  fixture->held = g_build_filename (directory, "held", NULL);
  g_assert_cmpint (g_mkdir_with_parents (fixture->held, 0700), ==, 0);
  g_assert_cmpint (mount ("none", fixture->held, "tmpfs", 0, "size=64k"), ==, 0);
}

static void
expect (Fixture *fixture, const char *name) {
  g_autoptr (KapkaTestElement) element = kapka_test_screen_wait_for (
      kapka_test_kiosk_get_screen (fixture->kiosk), ATSPI_ROLE_INVALID, name, DEADLINE_MS);
}

/* A touch on what was the waiting screen begins nothing, and a screen reader does not find it. */
static void
try_to_begin (Fixture *fixture) {
  KapkaTestScreen *screen = kapka_test_kiosk_get_screen (fixture->kiosk);
  g_autoptr (KapkaTestElement) notice =
      kapka_test_screen_wait_for (screen, ATSPI_ROLE_HEADING, CLOSED, DEADLINE_MS);

  g_assert_false (kapka_test_kiosk_shows (fixture->kiosk, "Коснитесь экрана"));
  kapka_test_screen_click (screen, notice);
  g_assert_true (kapka_test_kiosk_shows (fixture->kiosk, CLOSED));
  g_assert_false (kapka_test_kiosk_shows (fixture->kiosk, "Что вы хотите сделать?"));
}

static void
expect_log (Fixture *fixture, const char *text) {
  g_autofree char *log = kapka_test_program_get_text (kapka_test_kiosk_get_program (fixture->kiosk),
                                                      KAPKA_TEST_STREAM_ERR);

  if (g_strstr_len (log, -1, text) == NULL)
    g_error ("\"%s\" is not in the log:\n%s", text, log);
}

static void
test_closed (Fixture *fixture, gconstpointer data) {
  g_autofree char *shown = NULL;

  kapka_test_kiosk_start (fixture->kiosk);
  kapka_test_begin_visit (fixture->kiosk);
  kapka_test_open_tile (fixture->kiosk, "Узнать об услуге", PORTAL);
  shown = kapka_test_portal_server_wait_report (fixture->portal, "shown", DEADLINE_MS);
  kapka_test_kiosk_press (fixture->kiosk, "Напечатать страницу");
  expect (fixture, "Печатать");
  hold (fixture);
  kapka_test_kiosk_press (fixture->kiosk, "Завершить");
  expect (fixture, CLOSED);
  g_assert_false (kapka_test_kiosk_shows (fixture->kiosk, GOODBYE));
  expect_log (fixture, "closed to visitors: the files of the visit");
  try_to_begin (fixture);
  kapka_test_screen_wait_restart (kapka_test_kiosk_get_screen (fixture->kiosk), DEADLINE_MS);
  expect (fixture, CLOSED);
  try_to_begin (fixture);
  let_go (fixture);
  kapka_test_screen_wait_gone (kapka_test_kiosk_get_screen (fixture->kiosk), ATSPI_ROLE_INVALID,
                               CLOSED, DEADLINE_MS);
  kapka_test_begin_visit (fixture->kiosk);
  kapka_test_end_visit (fixture->kiosk);
  g_assert_false (has_visit_dir_cb (fixture));
  kapka_test_kiosk_stop (fixture->kiosk);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/closed/until-everything-is-gone", Fixture, NULL, set_up, test_closed, tear_down);
  return g_test_run ();
}
