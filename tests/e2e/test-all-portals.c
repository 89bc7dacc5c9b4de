// SPDX-License-Identifier: GPL-3.0-or-later
// The list of all portals and forms, and what is opened often: what is opened from there is counted
// under its primary service, and tells nothing of the last visitor.

#include <string.h>

#include "portal-server.h"
#include "steps.h"
#include "test-journal-place.h"
#include "wait.h"

#define DEADLINE_MS 60000

#define ALL "Все порталы"
#define TITLE "Все порталы и бланки"
#define OFTEN "Часто открывают"
#define PORTAL "Учебный портал"
#define OTHER_PORTAL "Погода на завтра"
#define FORM "Доверенность"

typedef struct {
  KapkaTestPortalServer *server;
  KapkaTestKiosk *kiosk;
} Fixture;

typedef struct {
  guint width;
  guint height;
} Size;

static const Size large = { 1280, 1024 };
static const Size small = { 1024, 768 };

static void
set_up (Fixture *fixture, gconstpointer data) {
  const Size *size = data;
  g_autofree char *url = NULL;

  fixture->server = kapka_test_portal_server_new ("127.0.0.1", NULL);
  kapka_test_portal_server_set_html (
      fixture->server, "/portal",
      "<!doctype html><meta charset=utf-8><script>fetch('/report?shown=1')</script>");
  url = kapka_test_portal_server_get_uri (fixture->server, "/portal");
  fixture->kiosk = kapka_test_kiosk_new (size->width, size->height);
  kapka_test_kiosk_add_portal (fixture->kiosk, "services", PORTAL, url, "s5;s3");
  kapka_test_kiosk_add_portal (fixture->kiosk, "weather", OTHER_PORTAL, url, "s1");
}

static void
tear_down (Fixture *fixture, gconstpointer data) {
  kapka_test_kiosk_free (fixture->kiosk);
  kapka_test_portal_server_free (fixture->server);
}

/* @item has been opened so often in the month that is so long ago. */
static void
append_requests (Fixture *fixture, int months, const char *item, guint n) {
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) then = g_date_time_add_months (now, -months);
  g_autofree char *time = g_date_time_format_iso8601 (then);
  g_autoptr (KapkaPlace) place = kapka_place_new ("Europe/Samara", time);
  g_autoptr (GError) error = NULL;
  g_autoptr (KapkaJournal) journal =
      kapka_journal_open (kapka_test_kiosk_get_state_dir (fixture->kiosk), NULL, place->clock,
                          KAPKA_JOURNAL_EVENTS, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < n; i++)
    kapka_place_append (journal, kapka_place_request (place, PLACE_VISIT_1, item, "s1", FALSE));
}

/* More than anything else this month, somebody has opened what was not opened most before. */
static void
fill_journal (Fixture *fixture) {
  append_requests (fixture, 1, "services", 6);
  append_requests (fixture, 1, "weather", 7);
  append_requests (fixture, 1, "poa", 5);
  append_requests (fixture, 0, "services", 50);
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
  g_assert_null (kapka_test_screen_find (kapka_test_kiosk_get_screen (fixture->kiosk),
                                         ATSPI_ROLE_INVALID, OFTEN));
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

/* The buttons of the home screen as a screen reader meets them, from the way to all of them on. */
static void
expect_row (Fixture *fixture) {
  g_auto (GStrv) names = NULL;
  g_autofree char *text = NULL;

  kapka_test_kiosk_expect (fixture->kiosk, OFTEN);
  names = kapka_test_screen_find_all_names (kapka_test_kiosk_get_screen (fixture->kiosk),
                                            ATSPI_ROLE_PUSH_BUTTON);
  text = g_strjoinv (" > ", names);
  g_assert_nonnull (
      strstr (text, "> Узнать, как идёт дело > " OTHER_PORTAL " > " PORTAL " > " FORM " > "));
}

/* What a visitor opens shows there neither for him nor for the next. */
static void
test_often (Fixture *fixture, gconstpointer data) {
  fill_journal (fixture);
  begin (fixture);
  expect_row (fixture);
  kapka_test_kiosk_press (fixture->kiosk, PORTAL);
  kapka_test_portal_server_expect_report (fixture->server, "shown", "1");
  kapka_test_go_home (fixture->kiosk);
  expect_row (fixture);
  kapka_test_end_visit (fixture->kiosk);
  kapka_test_kiosk_expect_counts (fixture->kiosk, "s1=50 s5=1 users=1");
  kapka_test_kiosk_press (fixture->kiosk, "Хорошо");
  kapka_test_begin_visit (fixture->kiosk);
  expect_row (fixture);
  kapka_test_kiosk_stop (fixture->kiosk);
}

/* On a small screen the doors need all the room; there it stands above the list of all. */
static void
test_often_on_a_small_screen (Fixture *fixture, gconstpointer data) {
  fill_journal (fixture);
  begin (fixture);
  kapka_test_expect_gone (fixture->kiosk, OFTEN);
  g_assert_cmpuint (count (fixture, PORTAL), ==, 0);
  kapka_test_kiosk_press (fixture->kiosk, ALL);
  kapka_test_kiosk_expect (fixture->kiosk, OFTEN);
  g_assert_cmpuint (count (fixture, PORTAL), ==, 2);
  kapka_test_kiosk_stop (fixture->kiosk);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
#define ADD(path, size, function) g_test_add (path, Fixture, size, set_up, function, tear_down)
  ADD ("/all-portals/all", &large, test_all);
  ADD ("/all-portals/by-keys", &large, test_by_keys);
  ADD ("/all-portals/often", &large, test_often);
  ADD ("/all-portals/often-on-a-small-screen", &small, test_often_on_a_small_screen);
#undef ADD
  return g_test_run ();
}
