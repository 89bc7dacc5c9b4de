// SPDX-License-Identifier: GPL-3.0-or-later
// The shelf of forms: put together by what has happened or by where a form goes, nothing hidden,
// and each form says whether it is accepted and whether it can be printed.

#include "portal-server.h"
#include "steps.h"

#define DEADLINE_MS 60000

#define DOOR "Напечатать бланк"
#define CANNOT_PRINT "Нельзя напечатать, позовите библиотекаря"

#define EVENTS "[birth]\nName=Родился ребёнок\n[moving]\nName=Переезд\n"
#define NO_DIGEST "0000000000000000000000000000000000000000000000000000000000000000"
#define FORMS                                                                                                         \
  "[valid]\nName=Нынешний бланк\nDescription=О рождении\nFile=obraschenie.pdf\nEvents=birth;\n" \
  "Authority=ЗАГС\nFormNumber=№ 1\nLegalAct=приказ № 7\nAudience=семьям\nLanguages=ru;udm;\n"     \
  "ValidFrom=2020-01-01\nCheckedOn=2026-11-02\n"                                                                      \
  "[old]\nName=Прежний бланк\nFile=obraschenie.pdf\nEvents=moving;\nValidTo=2020-12-31\n"                 \
  "[future]\nName=Будущий бланк\nFile=obraschenie.pdf\nValidFrom=2099-01-01\n"                            \
  "[foreign]\nName=Подменённый бланк\nFile=obraschenie.pdf\nSha256=" NO_DIGEST "\n"                                   \
  "[lost]\nName=Пропавший бланк\nFile=lost.pdf\n"                                                       \
  "[none]\nName=Непринесённый бланк\nAuthority=ЗАГС\nEvents=birth;\nPortal=site\n"              \
  "[elsewhere]\nName=Бланк банка\nAuthority=Банк\n"

typedef struct {
  KapkaTestPortalServer *server;
  KapkaTestDir *dir;
  KapkaTestKiosk *kiosk;
} Fixture;

static void
write_file (Fixture *fixture, const char *name, const char *text) {
  g_autofree char *path = kapka_test_dir_write (fixture->dir, name, text);
}

static void
write_catalogue (Fixture *fixture) {
  g_autofree char *url = kapka_test_portal_server_get_uri (fixture->server, "/site");
  g_autofree char *portals =
      g_strdup_printf ("[site]\nName=Сайт ведомства\nUrl=%s\nServices=s3\n", url);

  write_file (fixture, "portals.ini", portals);
  write_file (fixture, "events.ini", EVENTS);
  write_file (fixture, "forms.ini", FORMS);
}

static void
set_up (Fixture *fixture, gconstpointer data) {
  fixture->server = kapka_test_portal_server_new ("127.0.0.1", NULL);
  kapka_test_portal_server_set_html (
      fixture->server, "/site",
      "<!doctype html><meta charset=utf-8><script>fetch('/report?shown=1')</script>");
  fixture->dir = kapka_test_dir_new ();
  write_catalogue (fixture);
  fixture->kiosk = kapka_test_kiosk_new (1280, 1024);
  kapka_test_kiosk_set (fixture->kiosk, "catalog", "dir", kapka_test_dir_get_path (fixture->dir));
  kapka_test_kiosk_start (fixture->kiosk);
  kapka_test_begin_visit (fixture->kiosk);
  kapka_test_kiosk_press (fixture->kiosk, DOOR);
}

static void
tear_down (Fixture *fixture, gconstpointer data) {
  kapka_test_kiosk_free (fixture->kiosk);
  kapka_test_dir_free (fixture->dir);
  kapka_test_portal_server_free (fixture->server);
}

static void
expect_tile (Fixture *fixture, const char *name, const char *state) {
  g_autoptr (KapkaTestElement) tile = NULL;
  g_autofree char *said = NULL;

  kapka_test_kiosk_expect (fixture->kiosk, name);
  tile = kapka_test_screen_find (kapka_test_kiosk_get_screen (fixture->kiosk),
                                 ATSPI_ROLE_PUSH_BUTTON, name);
  said = kapka_test_element_get_description (tile);
  g_assert_true (g_str_has_prefix (said, state));
}

static void
test_tiles (Fixture *fixture) {
  expect_tile (fixture, "Нынешний бланк", "Действует с 1 января 2020");
  expect_tile (fixture, "Прежний бланк", "Устарел: действовал по 31 декабря 2020");
  expect_tile (fixture, "Будущий бланк", "Ещё не действует: начнёт с 1 января 2099");
  expect_tile (fixture, "Подменённый бланк", CANNOT_PRINT);
  expect_tile (fixture, "Пропавший бланк", CANNOT_PRINT);
  expect_tile (fixture, "Непринесённый бланк", "Бланка здесь пока нет");
}

static void
test_orders (Fixture *fixture) {
  kapka_test_kiosk_expect (fixture->kiosk, "Родился ребёнок");
  kapka_test_kiosk_expect (fixture->kiosk, "Переезд");
  kapka_test_kiosk_expect (fixture->kiosk, "Другие бланки");
  g_assert_false (kapka_test_kiosk_shows (fixture->kiosk, "ЗАГС"));
  kapka_test_screen_press (kapka_test_kiosk_get_screen (fixture->kiosk), ATSPI_ROLE_RADIO_BUTTON,
                           "Куда подавать", DEADLINE_MS);
  kapka_test_kiosk_expect (fixture->kiosk, "ЗАГС");
  kapka_test_kiosk_expect (fixture->kiosk, "Банк");
  kapka_test_expect_gone (fixture->kiosk, "Родился ребёнок");
  kapka_test_kiosk_expect (fixture->kiosk, "Прежний бланк");
}

/* The order that was chosen is still there after a form. */
static void
look_at (Fixture *fixture, const char *form, const char *words, gboolean printable) {
  kapka_test_kiosk_press (fixture->kiosk, form);
  kapka_test_kiosk_expect (fixture->kiosk, words);
  g_assert_cmpint (kapka_test_kiosk_shows (fixture->kiosk, "Печатать"), ==, printable);
  kapka_test_kiosk_press (fixture->kiosk, "Назад");
  kapka_test_kiosk_expect (fixture->kiosk, "ЗАГС");
}

static void
test_screens (Fixture *fixture) {
  look_at (fixture, "Нынешний бланк",
           "О рождении\nКому: ЗАГС\nКому нужен: семьям\nЯзыки: Русский, Удмурт\nФорма: № "
           "1\nОснование: приказ № 7\n"
           "Действует с: 1 января 2020\nСверен с источником: 2 ноября 2026",
           TRUE);
  look_at (fixture, "Прежний бланк", "Устарел: действовал по 31 декабря 2020", TRUE);
  look_at (fixture, "Будущий бланк", "Ещё не действует: начнёт с 1 января 2099", TRUE);
  look_at (fixture, "Подменённый бланк", "Подменённый бланк. " CANNOT_PRINT, FALSE);
  look_at (fixture, "Пропавший бланк", "Файл бланка не тот*", FALSE);
  look_at (fixture, "Бланк банка", "*Бланк дают там, куда его подают: Банк.*", FALSE);
}

/* The official place of a form whose blank is not here; opening it counts as it does from a search.
 */
static void
test_official_place (Fixture *fixture) {
  kapka_test_kiosk_press (fixture->kiosk, "Непринесённый бланк");
  kapka_test_kiosk_expect (fixture->kiosk, "Непринесённый бланк. Бланка здесь пока нет");
  g_assert_false (kapka_test_kiosk_shows (fixture->kiosk, "Печатать"));
  kapka_test_kiosk_press (fixture->kiosk, "Открыть сайт");
  kapka_test_portal_server_expect_report (fixture->server, "shown", "1");
  kapka_test_kiosk_expect_counts (fixture->kiosk, "s3=1 users=1");
}

/* The order was the last visitor's. */
static void
test_next_visit (Fixture *fixture) {
  kapka_test_begin_visit (fixture->kiosk);
  kapka_test_kiosk_press (fixture->kiosk, DOOR);
  kapka_test_kiosk_expect (fixture->kiosk, "Родился ребёнок");
  g_assert_false (kapka_test_kiosk_shows (fixture->kiosk, "ЗАГС"));
}

static void
test_shelf (Fixture *fixture, gconstpointer data) {
  test_tiles (fixture);
  test_orders (fixture);
  test_screens (fixture);
  test_official_place (fixture);
  kapka_test_end_visit (fixture->kiosk);
  test_next_visit (fixture);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/shelf", Fixture, NULL, set_up, test_shelf, tear_down);
  return g_test_run ();
}
