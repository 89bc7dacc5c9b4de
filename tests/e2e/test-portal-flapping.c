// SPDX-License-Identifier: GPL-3.0-or-later
// A network that comes and goes under the fingers of a visitor: each time it is said in words, the
// screen stays alive, and all is well as soon as the network is back.

#include <gio/gio.h>
#include <string.h>
#include <sysexits.h>

#include "cut-proxy.h"
#include "portal-server.h"
#include "steps.h"
#include "wait.h"

#define DEADLINE_MS 60000
#define SEED 20261127
#define ROUNDS 14
#define LONG_ROUNDS 200

#define DOOR "Узнать об услуге"
#define PORTAL "Учебный портал"
#define NO_CONNECTION "Сейчас нет связи с порталом"
#define RETRY "Попробовать ещё раз"
#define BACK "Назад"
#define TILE_NO_CONNECTION "Сейчас нет связи*"
#define TILE_WORKS "Работает*"

/* How the network fails. */
typedef enum {
  FLAP_REFUSED, // Nobody is there.
  FLAP_RESET,   // Before anything of an answer.
  FLAP_CLOSED,
  FLAP_HALF_CLOSED, // In the middle of the page.
  FLAP_HALF_RESET,
  FLAP_SILENT, // Somebody takes the connection and no more.
  N_FLAPS,
} Flap;

typedef struct {
  KapkaTestPortalServer *server;
  KapkaTestCutProxy *network;
  KapkaTestKiosk *kiosk;
  GRand *rand;
  gboolean away;
} Fixture;

/* Long enough to be cut in its middle, where it has said nothing yet. */
static void
set_page (Fixture *fixture) {
  g_autofree char *text = g_strnfill (200000, 'x');
  g_autofree char *html =
      g_strdup_printf ("<!doctype html><meta charset=utf-8><title>page</title><p>page<!--%s-->"
                       "<script>fetch('/report?shown=page')</script>",
                       text);

  kapka_test_portal_server_set_html (fixture->server, "/page", html);
}

/* Another portal, so that the network as a whole is above suspicion; and no address outside of this
 * machine is asked for anything. */
static void
add_neighbour (Fixture *fixture) {
  g_autofree char *url = kapka_test_portal_server_get_uri (fixture->server, "/other");
  g_autofree char *dir = g_path_get_dirname (kapka_test_kiosk_get_config (fixture->kiosk));
  g_autofree char *list = g_build_filename (dir, "catalog", "white-list.ini", NULL);
  g_autoptr (GError) error = NULL;

  kapka_test_portal_server_set_html (fixture->server, "/other", "<!doctype html>other");
  kapka_test_kiosk_add_portal (fixture->kiosk, "other", "Второй портал", url, "s3");
  g_file_set_contents (list, "[WhiteList]\nDate=2026-05-17\nHosts=nobody.invalid\n", -1, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *fixture, gconstpointer data) {
  g_autofree char *url = NULL;

  fixture->server = kapka_test_portal_server_new ("127.0.0.1", NULL);
  fixture->network =
      kapka_test_cut_proxy_new_for_port (kapka_test_portal_server_get_port (fixture->server));
  fixture->kiosk = kapka_test_kiosk_new (1280, 1024);
  fixture->rand = g_rand_new_with_seed (SEED);
  url = g_strdup_printf ("http://127.0.0.1:%u/page",
                         kapka_test_cut_proxy_get_port (fixture->network));
  kapka_test_kiosk_add_portal (fixture->kiosk, "portal", PORTAL, url, "s3");
  set_page (fixture);
  add_neighbour (fixture);
  kapka_test_kiosk_start (fixture->kiosk);
  kapka_test_begin_visit (fixture->kiosk);
  kapka_test_kiosk_press (fixture->kiosk, DOOR);
}

static void
tear_down (Fixture *fixture, gconstpointer data) {
  kapka_test_kiosk_stop (fixture->kiosk);
  kapka_test_kiosk_free (fixture->kiosk);
  kapka_test_cut_proxy_free (fixture->network);
  kapka_test_portal_server_free (fixture->server);
  g_rand_free (fixture->rand);
}

static gboolean
happens (Fixture *fixture, int of) {
  return g_rand_int_range (fixture->rand, 0, of) == 0;
}

/* What was connected is connected no more. */
static void
spoil (Fixture *fixture, Flap flap) {
  static const KapkaTestFate fates[N_FLAPS] = {
    [FLAP_RESET] = { .way = KAPKA_TEST_WAY_ANSWER, .cut = KAPKA_TEST_CUT_RESET },
    [FLAP_CLOSED] = { .way = KAPKA_TEST_WAY_ANSWER, .cut = KAPKA_TEST_CUT_CLOSE },
    [FLAP_HALF_CLOSED] = { .way = KAPKA_TEST_WAY_ANSWER,
                           .after = 100000,
                           .cut = KAPKA_TEST_CUT_CLOSE },
    [FLAP_HALF_RESET] = { .way = KAPKA_TEST_WAY_ANSWER,
                          .after = 100000,
                          .cut = KAPKA_TEST_CUT_RESET },
    [FLAP_SILENT] = { .way = KAPKA_TEST_WAY_REQUEST, .cut = KAPKA_TEST_CUT_STALL },
  };

  g_test_message ("flap %d", flap);
  kapka_test_cut_proxy_go_away (fixture->network);
  fixture->away = flap == FLAP_REFUSED;
  if (fixture->away)
    return;
  kapka_test_cut_proxy_cut (fixture->network, &fates[flap]);
  kapka_test_cut_proxy_come_back (fixture->network);
}

static void
go_away (Fixture *fixture) {
  kapka_test_cut_proxy_go_away (fixture->network);
  fixture->away = TRUE;
}

static void
heal (Fixture *fixture) {
  kapka_test_cut_proxy_heal (fixture->network);
  if (fixture->away)
    kapka_test_cut_proxy_come_back (fixture->network);
  fixture->away = FALSE;
}

typedef struct {
  Fixture *fixture;
  const char *wanted; // A pattern.
  char *description;
} Question;

static gboolean
is_described_cb (gpointer data) {
  Question *question = data;
  g_autoptr (KapkaTestElement) tile = kapka_test_screen_find (
      kapka_test_kiosk_get_screen (question->fixture->kiosk), ATSPI_ROLE_PUSH_BUTTON, PORTAL);

  if (tile == NULL)
    return FALSE;
  g_free (question->description);
  question->description = kapka_test_element_get_description (tile);
  return g_pattern_match_simple (question->wanted, question->description);
}

static void
expect_tile (Fixture *fixture, const char *wanted) {
  Question question = { fixture, wanted, NULL };

  if (!kapka_test_wait_until (is_described_cb, &question, DEADLINE_MS))
    g_error ("the tile says \"%s\", expected \"%s\"", question.description, wanted);
  g_free (question.description);
}

/* A network that is silent keeps the visitor waiting until it is gone. */
static void
expect_failure (Fixture *fixture, Flap flap, guint connections) {
  if (flap != FLAP_REFUSED)
    kapka_test_cut_proxy_wait_connections (fixture->network, connections + 1, DEADLINE_MS);
  if (flap == FLAP_SILENT)
    go_away (fixture);
  kapka_test_kiosk_expect (fixture->kiosk, NO_CONNECTION);
}

static void
press_and_fail (Fixture *fixture, Flap flap, const char *button) {
  guint connections = kapka_test_cut_proxy_count_connections (fixture->network);

  kapka_test_kiosk_press (fixture->kiosk, button);
  expect_failure (fixture, flap, connections);
}

/* Who does not want to wait for a silent network goes elsewhere. */
static void
leave_in_between (Fixture *fixture) {
  guint connections = kapka_test_cut_proxy_count_connections (fixture->network);

  kapka_test_kiosk_press (fixture->kiosk, PORTAL);
  kapka_test_cut_proxy_wait_connections (fixture->network, connections + 1, DEADLINE_MS);
  if (happens (fixture, 2)) {
    kapka_test_kiosk_press (fixture->kiosk, BACK);
  } else {
    kapka_test_go_home (fixture->kiosk);
    kapka_test_kiosk_press (fixture->kiosk, DOOR);
  }
  kapka_test_kiosk_expect (fixture->kiosk, PORTAL);
}

static void
expect_page (Fixture *fixture) {
  kapka_test_portal_server_expect_report (fixture->server, "shown", "page");
}

/* One failure of the network, met at the tile or by another try, then a network that is back. */
static void
suffer (Fixture *fixture, Flap flap) {
  spoil (fixture, flap);
  if (flap == FLAP_SILENT && happens (fixture, 2))
    leave_in_between (fixture);
  press_and_fail (fixture, flap, PORTAL);
  if (fixture->away)
    flap = FLAP_REFUSED;
  for (int tries = g_rand_int_range (fixture->rand, 0, 3); tries > 0; tries--)
    press_and_fail (fixture, flap, RETRY);
  if (happens (fixture, 2)) {
    kapka_test_kiosk_press (fixture->kiosk, BACK);
    expect_tile (fixture, TILE_NO_CONNECTION);
    press_and_fail (fixture, flap, PORTAL);
  }
  heal (fixture);
  kapka_test_kiosk_press (fixture->kiosk, RETRY);
  expect_page (fixture);
  kapka_test_expect_gone (fixture->kiosk, NO_CONNECTION);
  kapka_test_kiosk_press (fixture->kiosk, BACK);
  expect_tile (fixture, TILE_WORKS);
}

/* All of it is one visit, in which one portal was opened. */
static void
test_screen (Fixture *fixture, gconstpointer data) {
  guint rounds = g_getenv ("KAPKA_LONG") != NULL ? LONG_ROUNDS : ROUNDS;

  for (guint i = 0; i < rounds; i++)
    suffer (fixture, i < N_FLAPS ? (Flap)i : (Flap)g_rand_int_range (fixture->rand, 0, N_FLAPS));
  kapka_test_end_visit (fixture->kiosk);
  kapka_test_kiosk_expect_counts (fixture->kiosk, "s3=1 users=1");
}

/* The check of the portals, in the words of its JSON; one that meets a silent network ends when
 * that is gone. */
static void
check (Fixture *fixture, Flap flap, const char *verdict) {
  const char *argv[] = { g_getenv ("KAPKACTL"),
                         "--config",
                         kapka_test_kiosk_get_config (fixture->kiosk),
                         "portal-check",
                         "--pause=2",
                         "--json",
                         "portal",
                         NULL };
  guint connections = kapka_test_cut_proxy_count_connections (fixture->network);
  g_autoptr (KapkaTestProgram) program = kapka_test_program_start (argv, NULL);
  g_autofree char *words = g_strdup_printf ("\"verdict\":\"%s\"", verdict);
  g_autofree char *out = NULL;
  int exit_code = g_str_equal (verdict, "ok") ? EX_OK : EX_UNAVAILABLE;

  if (flap == FLAP_SILENT) {
    kapka_test_cut_proxy_wait_connections (fixture->network, connections + 1, DEADLINE_MS);
    go_away (fixture);
  }
  g_assert_cmpint (kapka_test_program_wait (program, DEADLINE_MS), ==, exit_code);
  out = kapka_test_program_get_text (program, KAPKA_TEST_STREAM_OUT);
  if (strstr (out, words) == NULL)
    g_error ("expected %s in: %s", words, out);
}

/* Whoever has found out last is right: a visitor or the check. Nothing is touched between the
 * network and what the tile says of it. */
static void
test_tile (Fixture *fixture, gconstpointer data) {
  static const struct {
    Flap flap;
    const char *verdict;
    const char *tile;
  } rows[] = {
    { FLAP_REFUSED, "down", "Сейчас не работает*" },
    { FLAP_RESET, "silent", "Сейчас не отвечает*" },
    { FLAP_CLOSED, "silent", "Сейчас не отвечает*" },
    { FLAP_SILENT, "silent", "Сейчас не отвечает*" },
  };

  for (guint i = 0; i < 2 * G_N_ELEMENTS (rows); i++) {
    Flap flap = rows[i % G_N_ELEMENTS (rows)].flap;

    spoil (fixture, flap);
    check (fixture, flap, rows[i % G_N_ELEMENTS (rows)].verdict);
    expect_tile (fixture, rows[i % G_N_ELEMENTS (rows)].tile);
    press_and_fail (fixture, fixture->away ? FLAP_REFUSED : flap, PORTAL);
    kapka_test_kiosk_press (fixture->kiosk, BACK);
    expect_tile (fixture, TILE_NO_CONNECTION);
    heal (fixture);
    check (fixture, FLAP_REFUSED, "ok");
    expect_tile (fixture, TILE_WORKS);
  }
  kapka_test_end_visit (fixture->kiosk);
  kapka_test_kiosk_expect_counts (fixture->kiosk, "");
}

/* What the check has found before a visitor came in is over, also for the next visitor. */
static void
test_opened (Fixture *fixture, gconstpointer data) {
  spoil (fixture, FLAP_REFUSED);
  check (fixture, FLAP_REFUSED, "down");
  expect_tile (fixture, "Сейчас не работает*");
  heal (fixture);
  kapka_test_kiosk_press (fixture->kiosk, PORTAL);
  expect_page (fixture);
  kapka_test_kiosk_press (fixture->kiosk, BACK);
  expect_tile (fixture, TILE_WORKS);
  kapka_test_end_visit (fixture->kiosk);
  kapka_test_kiosk_press (fixture->kiosk, "Хорошо");
  kapka_test_begin_visit (fixture->kiosk);
  kapka_test_kiosk_press (fixture->kiosk, DOOR);
  expect_tile (fixture, "");
  kapka_test_end_visit (fixture->kiosk);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/matrix/55-screen", test_screen);
  ADD ("/matrix/55-tile", test_tile);
  ADD ("/matrix/55-opened", test_opened);
#undef ADD
  return g_test_run ();
}
