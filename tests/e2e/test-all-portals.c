// SPDX-License-Identifier: GPL-3.0-or-later
// The list of all portals and forms: what is opened from it is counted under its primary service.

#include "portal-server.h"
#include "steps.h"
#include "wait.h"

#define DEADLINE_MS 60000

#define ALL "Все порталы"
#define TITLE "Все порталы и бланки"
#define PORTAL "Учебный портал"
#define OTHER_PORTAL "Погода на завтра"
#define FORM "Доверенность"

typedef struct {
  KapkaTestPortalServer *server;
  KapkaTestKiosk *kiosk;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data) {
  g_autofree char *url = NULL;

  fixture->server = kapka_test_portal_server_new ("127.0.0.1", NULL);
  kapka_test_portal_server_set_html (
      fixture->server, "/portal",
      "<!doctype html><meta charset=utf-8><script>fetch('/report?shown=1')</script>");
  url = kapka_test_portal_server_get_uri (fixture->server, "/portal");
  fixture->kiosk = kapka_test_kiosk_new (1280, 1024);
  kapka_test_kiosk_add_portal (fixture->kiosk, "services", PORTAL, url, "s5;s3");
  kapka_test_kiosk_add_portal (fixture->kiosk, "weather", OTHER_PORTAL, url, "s1");
}

static void
tear_down (Fixture *fixture, gconstpointer data) {
  kapka_test_kiosk_free (fixture->kiosk);
  kapka_test_portal_server_free (fixture->server);
}

static void
begin (Fixture *fixture) {
  kapka_test_kiosk_start (fixture->kiosk);
  kapka_test_begin_visit (fixture->kiosk);
}

static guint
count (Fixture *fixture, const char *name) {
  g_auto (GStrv) names = kapka_test_screen_find_all_names (
      kapka_test_kiosk_get_screen (fixture->kiosk), ATSPI_ROLE_PUSH_BUTTON);
  guint n = 0;

  for (char **each = names; *each != NULL; each++)
    n += g_str_equal (*each, name);
  return n;
}

static void
strike (Fixture *fixture, const char *key) {
  kapka_test_x_display_type_key (
      kapka_test_desktop_get_display (kapka_test_kiosk_get_desktop (fixture->kiosk)), key);
}

/* Each stands there once, portals and forms, under the words of its door. */
static void
test_all (Fixture *fixture, gconstpointer data) {
  begin (fixture);
  kapka_test_kiosk_press (fixture->kiosk, ALL);
  kapka_test_kiosk_expect (fixture->kiosk, TITLE);
  kapka_test_kiosk_expect (fixture->kiosk, "Узнать, что делает власть");
  kapka_test_kiosk_expect (fixture->kiosk, FORM);
  g_assert_cmpuint (count (fixture, PORTAL), ==, 1);
  g_assert_cmpuint (count (fixture, OTHER_PORTAL), ==, 1);
  kapka_test_kiosk_press (fixture->kiosk, PORTAL);
  kapka_test_portal_server_expect_report (fixture->server, "shown", "1");
  kapka_test_kiosk_press (fixture->kiosk, "Назад");
  kapka_test_kiosk_expect (fixture->kiosk, TITLE);
  kapka_test_end_visit (fixture->kiosk);
  kapka_test_kiosk_expect_counts (fixture->kiosk, "s5=1 users=1");
  kapka_test_kiosk_stop (fixture->kiosk);
}

/* The button follows the search, the first tile the button. */
static void
test_by_keys (Fixture *fixture, gconstpointer data) {
  begin (fixture);
  strike (fixture, "Tab");
  strike (fixture, "Return");
  kapka_test_kiosk_expect (fixture->kiosk, TITLE);
  strike (fixture, "Return");
  kapka_test_portal_server_expect_report (fixture->server, "shown", "1");
  kapka_test_end_visit (fixture->kiosk);
  kapka_test_kiosk_expect_counts (fixture->kiosk, "s1=1 users=1");
  kapka_test_kiosk_stop (fixture->kiosk);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/all-portals/all", test_all);
  ADD ("/all-portals/by-keys", test_by_keys);
#undef ADD
  return g_test_run ();
}
