// SPDX-License-Identifier: GPL-3.0-or-later
// What `kapkactl portal-check` has found shows on the tiles of the kiosk, at once and before any
// touch, and no longer than it is true.

#include <gio/gio.h>
#include <sysexits.h>

#include "portal-server.h"
#include "steps.h"
#include "wait.h"

#define DEADLINE_MS 60000
#define DOOR "Узнать об услуге"
#define PORTAL "Учебный портал"
#define HOUR_MS (3600 * G_GINT64_CONSTANT (1000))

typedef struct {
  KapkaTestPortalServer *server;
  KapkaTestKiosk *kiosk;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data) {
  g_autofree char *url = NULL;

  fixture->server = kapka_test_portal_server_new ("127.0.0.1", NULL);
  fixture->kiosk = kapka_test_kiosk_new (1280, 1024);
  url = kapka_test_portal_server_get_uri (fixture->server, "/page");
  kapka_test_kiosk_add_portal (fixture->kiosk, "portal", PORTAL, url, "s3");
}

static void
tear_down (Fixture *fixture, gconstpointer data) {
  kapka_test_end_visit (fixture->kiosk);
  kapka_test_kiosk_stop (fixture->kiosk);
  kapka_test_kiosk_free (fixture->kiosk);
  kapka_test_portal_server_free (fixture->server);
}

static void
begin (Fixture *fixture) {
  kapka_test_kiosk_start (fixture->kiosk);
  kapka_test_begin_visit (fixture->kiosk);
  kapka_test_kiosk_press (fixture->kiosk, DOOR);
}

typedef struct {
  Fixture *fixture;
  const char *wanted; // A pattern.
} Question;

static gboolean
is_described_cb (gpointer data) {
  const Question *question = data;
  g_autoptr (KapkaTestElement) tile = kapka_test_screen_find (
      kapka_test_kiosk_get_screen (question->fixture->kiosk), ATSPI_ROLE_PUSH_BUTTON, PORTAL);
  g_autofree char *description = tile == NULL ? NULL : kapka_test_element_get_description (tile);

  return description != NULL && g_pattern_match_simple (question->wanted, description);
}

static void
expect_tile (Fixture *fixture, const char *wanted) {
  Question question = { fixture, wanted };

  if (!kapka_test_wait_until (is_described_cb, &question, DEADLINE_MS))
    g_error ("the tile does not say \"%s\"", wanted);
}

static void
check (Fixture *fixture, int expected) {
  const char *argv[] = { g_getenv ("KAPKACTL"), "--config",
                         kapka_test_kiosk_get_config (fixture->kiosk), "portal-check", NULL };
  g_autoptr (KapkaTestProgram) program = kapka_test_program_start (argv, NULL);

  g_assert_cmpint (kapka_test_program_wait (program, DEADLINE_MS), ==, expected);
}

static void
test_found (Fixture *fixture, gconstpointer data) {
  g_autoptr (GBytes) body = g_bytes_new_static ("broken", 6);

  kapka_test_portal_server_set_page (fixture->server, "/page", 503, "text/html", body, NULL);
  begin (fixture);
  expect_tile (fixture, "");
  check (fixture, EX_UNAVAILABLE);
  expect_tile (fixture, "Сейчас не работает*");
  kapka_test_portal_server_set_html (fixture->server, "/page", "<!doctype html>page");
  check (fixture, EX_OK);
  expect_tile (fixture, "Работает*");
}

static void
write_result (Fixture *fixture, const char *verdict, gint64 age_ms) {
  g_autofree char *path =
      g_build_filename (kapka_test_kiosk_get_state_dir (fixture->kiosk), "portals.json", NULL);
  g_autofree char *text = g_strdup_printf (
      "{\"portals\":[{\"at_ms\":%" G_GINT64_FORMAT
      ",\"detail\":\"\",\"id\":\"portal\",\"ms\":1,\"status\":0,\"verdict\":\"%s\"}],\"v\":1}",
      g_get_real_time () / 1000 - age_ms, verdict);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

/* What a check has found hours ago, or by a clock that was wrong, is no news. */
static void
test_outdated (Fixture *fixture, gconstpointer data) {
  begin (fixture);
  write_result (fixture, "certificate-authority", 7 * HOUR_MS);
  expect_tile (fixture, "Соединение небезопасно*");
  write_result (fixture, "certificate-authority", 9 * HOUR_MS);
  expect_tile (fixture, "");
  write_result (fixture, "white-list", 0);
  expect_tile (fixture, "Сейчас нет связи*");
  write_result (fixture, "white-list", HOUR_MS);
  expect_tile (fixture, "");
  write_result (fixture, "down", 0);
  expect_tile (fixture, "Сейчас не работает*");
  write_result (fixture, "down", -HOUR_MS);
  expect_tile (fixture, "");
}

/* What is in the file at the start holds, and no file at all may be no harm. */
static void
test_start (Fixture *fixture, gconstpointer data) {
  kapka_test_kiosk_start (fixture->kiosk);
  write_result (fixture, "silent", 0);
  kapka_test_kiosk_stop (fixture->kiosk);
  begin (fixture);
  expect_tile (fixture, "Сейчас не отвечает*");
  write_result (fixture, "nonsense", 0);
  expect_tile (fixture, "");
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/portal-tiles/found", test_found);
  ADD ("/portal-tiles/outdated", test_outdated);
  ADD ("/portal-tiles/start", test_start);
#undef ADD
  return g_test_run ();
}
