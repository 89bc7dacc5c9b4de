// SPDX-License-Identifier: GPL-3.0-or-later
// The waiting screen: names, clock, hours, slides of a folder, night, and the ways to begin.

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <string.h>

#include "steps.h"
#include "wait.h"

#define DEADLINE_MS 60000

#define RED 0xc02020
#define BLUE 0x2020c0

typedef struct {
  KapkaTestDir *dir;    // For pictures of the screen.
  KapkaTestDir *slides; // The folder of slides.
  KapkaTestKiosk *kiosk;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data) {

  fixture->dir = kapka_test_dir_new ();
  fixture->slides = kapka_test_dir_new ();
  fixture->kiosk = kapka_test_kiosk_new (1280, 1024);
  kapka_test_kiosk_set (fixture->kiosk, "waiting", "slide_seconds", "5");
}

static void
tear_down (Fixture *fixture, gconstpointer data) {
  kapka_test_kiosk_free (fixture->kiosk);
  kapka_test_dir_free (fixture->slides);
  kapka_test_dir_free (fixture->dir);
}

static void
show_slides (Fixture *fixture) {
  kapka_test_kiosk_set (fixture->kiosk, "waiting", "slides_dir",
                        kapka_test_dir_get_path (fixture->slides));
}

/* A slide of one colour, as a drawing. */
static void
add_drawing (Fixture *fixture, const char *name, guint32 colour) {
  g_autofree char *text =
      g_strdup_printf ("<svg xmlns='http://www.w3.org/2000/svg' width='40' height='30'>"
                       "<rect width='40' height='30' fill='#%06x'/></svg>",
                       colour);
  g_autofree char *path = kapka_test_dir_write (fixture->slides, name, text);
}

static void
add_words (Fixture *fixture, const char *text) {
  g_autofree char *path = kapka_test_dir_write (fixture->slides, "slides.ini", text);
}

static void
add_form (Fixture *fixture, const char *name) {
  g_autofree char *form =
      g_build_filename (g_getenv ("KAPKA_DATA_DIR"), "forms", "obraschenie.pdf", NULL);
  g_autofree char *path = kapka_test_dir_join (fixture->slides, name);
  g_autofree char *bytes = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (form, &bytes, &length, NULL));
  g_assert_true (g_file_set_contents (path, bytes, (gssize)length, NULL));
}

static void
expect (Fixture *fixture, const char *name) {
  kapka_test_kiosk_expect (fixture->kiosk, name);
}

static KapkaTestXDisplay *
get_display (Fixture *fixture) {
  return kapka_test_desktop_get_display (kapka_test_kiosk_get_desktop (fixture->kiosk));
}

/* The colour of the screen at a place, 0xRRGGBB. */
static guint32
look_at (Fixture *fixture, int x, int y) {
  g_autofree char *path = kapka_test_dir_join (fixture->dir, "screen.png");
  g_autoptr (GdkPixbuf) pixbuf = NULL;
  const guint8 *pixel;

  kapka_test_x_display_screenshot (get_display (fixture), path);
  pixbuf = gdk_pixbuf_new_from_file (path, NULL);
  g_assert_nonnull (pixbuf);
  pixel = gdk_pixbuf_read_pixels (pixbuf) + y * gdk_pixbuf_get_rowstride (pixbuf) +
          x * gdk_pixbuf_get_n_channels (pixbuf);
  return (guint32)(pixel[0] << 16 | pixel[1] << 8 | pixel[2]);
}

/** KapkaWantedColour: what is to be seen in the middle of the slide. */
typedef struct {
  Fixture *fixture;
  int x;
  int y;
  guint32 colour;
} KapkaWantedColour;

/* Scaling and blending round a little. */
static gboolean
has_colour (gpointer data) {
  KapkaWantedColour *wanted = data;
  guint32 seen = look_at (wanted->fixture, wanted->x, wanted->y);

  for (guint shift = 0; shift < 24; shift += 8)
    if (ABS ((int)(seen >> shift & 0xff) - (int)(wanted->colour >> shift & 0xff)) > 4)
      return FALSE;
  return TRUE;
}

static void
expect_colour (Fixture *fixture, guint32 colour) {
  KapkaWantedColour wanted = { fixture, 400, 560, colour };

  g_assert_true (kapka_test_wait_until (has_colour, &wanted, DEADLINE_MS));
}

static void
test_names_and_hours (Fixture *fixture, gconstpointer data) {
  g_autoptr (GDateTime) now = NULL;
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Samara");
  g_autofree char *year = NULL;

  kapka_test_kiosk_set (fixture->kiosk, "terminal", "name",
                        "Центр общественного доступа библиотеки села Шаркан");
  kapka_test_kiosk_set (fixture->kiosk, "terminal", "name[udm]", "Шаркан лыдӟиськонни");
  kapka_test_kiosk_set (fixture->kiosk, "waiting", "hours",
                        "пн-пт 9:00-13:00, 14:00-18:00; сб 10:00-16:00");
  kapka_test_kiosk_start (fixture->kiosk);
  expect (fixture, "Центр общественного доступа библиотеки села Шаркан");
  expect (fixture, "Шаркан лыдӟиськонни");
  expect (fixture, "Часы работы");
  expect (fixture, "пн–пт");
  expect (fixture, "врд–удм");
  expect (fixture, "9:00–13:00, 14:00–18:00");
  expect (fixture, "10:00–16:00");
  expect (fixture, "выходной");
  now = g_date_time_new_now (zone);
  year = g_date_time_format (now, "* %Y, *");
  expect (fixture, year);
}

/* Without a word of the settings there is neither a second name nor a table of hours. */
static void
test_plain (Fixture *fixture, gconstpointer data) {
  kapka_test_kiosk_set (fixture->kiosk, "terminal", "languages", "ru");
  kapka_test_kiosk_start (fixture->kiosk);
  g_assert_false (kapka_test_kiosk_shows (fixture->kiosk, "Часы работы"));
  g_assert_false (kapka_test_kiosk_shows (fixture->kiosk, "Удмурт"));
  g_assert_false (kapka_test_kiosk_shows (fixture->kiosk, "English"));
  expect (fixture, "Версия для слабовидящих");
}

static void
test_touch_anywhere (Fixture *fixture, gconstpointer data) {
  static const struct {
    int x;
    int y;
  } places[] = { { 640, 190 }, { 40, 700 }, { 1240, 500 }, { 640, 420 } };

  kapka_test_kiosk_start (fixture->kiosk);
  for (guint i = 0; i < G_N_ELEMENTS (places); i++) {
    kapka_test_x_display_click (get_display (fixture), places[i].x, places[i].y);
    expect (fixture, "Что вы хотите сделать?");
    kapka_test_end_visit (fixture->kiosk);
    kapka_test_kiosk_press (fixture->kiosk, "Хорошо");
    kapka_test_expect_gone (fixture->kiosk, "Спасибо! Всё стёрто");
  }
}

static void
test_ways_to_begin (Fixture *fixture, gconstpointer data) {
  kapka_test_kiosk_start (fixture->kiosk);
  kapka_test_kiosk_press (fixture->kiosk, "English");
  expect (fixture, "What would you like to do?");
  kapka_test_kiosk_stop (fixture->kiosk);
  kapka_test_kiosk_start (fixture->kiosk);
  kapka_test_kiosk_press (fixture->kiosk, "Версия для слабовидящих");
  expect (fixture, "Размер букв");
  kapka_test_end_visit (fixture->kiosk);
}

/* The touch of a button begins as the button says, and not once more as the ground below it. */
static void
test_touched_language (Fixture *fixture, gconstpointer data) {
  g_autoptr (KapkaTestElement) button = NULL;

  kapka_test_kiosk_start (fixture->kiosk);
  button = kapka_test_screen_wait_for (kapka_test_kiosk_get_screen (fixture->kiosk),
                                       ATSPI_ROLE_PUSH_BUTTON, "English", DEADLINE_MS);
  kapka_test_screen_click (kapka_test_kiosk_get_screen (fixture->kiosk), button);
  expect (fixture, "What would you like to do?");
}

static void
test_keys_begin (Fixture *fixture, gconstpointer data) {
  kapka_test_kiosk_start (fixture->kiosk);
  kapka_test_x_display_type_key (get_display (fixture), "Return");
  expect (fixture, "Что вы хотите сделать?");
}

static void
test_slides_follow_each_other (Fixture *fixture, gconstpointer data) {
  add_drawing (fixture, "1.svg", RED);
  add_drawing (fixture, "2.svg", BLUE);
  add_form (fixture, "10.pdf");
  add_words (fixture, "[1.svg]\nText=Красная\n[2.svg]\nText=Синяя\n[10.pdf]\nText=Бланк\n");
  show_slides (fixture);
  kapka_test_kiosk_start (fixture->kiosk);
  expect (fixture, "Красная");
  expect_colour (fixture, RED);
  expect (fixture, "Синяя");
  expect_colour (fixture, BLUE);
  expect (fixture, "Бланк");
  expect (fixture, "Красная");
}

/* Where only one is due there is nothing to stop. */
static void
test_slides_have_their_days (Fixture *fixture, gconstpointer data) {
  add_drawing (fixture, "1-past.svg", BLUE);
  add_drawing (fixture, "2-future.svg", BLUE);
  add_drawing (fixture, "3.svg", RED);
  add_words (fixture, "[1-past.svg]\nUntil=2020-01-01\nText=Прошлая\n"
                      "[2-future.svg]\nFrom=2999-01-01\nText=Будущая\n[3.svg]\nText=Красная\n");
  show_slides (fixture);
  kapka_test_kiosk_start (fixture->kiosk);
  expect (fixture, "Красная");
  expect_colour (fixture, RED);
  g_assert_false (kapka_test_kiosk_shows (fixture->kiosk, "Остановить картинки"));
}

static void
test_slides_can_be_stopped (Fixture *fixture, gconstpointer data) {
  add_drawing (fixture, "1.svg", RED);
  show_slides (fixture);
  kapka_test_kiosk_start (fixture->kiosk);
  expect_colour (fixture, RED);
  g_assert_false (kapka_test_kiosk_shows (fixture->kiosk, "Остановить картинки"));
  add_drawing (fixture, "2.svg", BLUE);
  kapka_test_kiosk_press (fixture->kiosk, "Остановить картинки");
  expect (fixture, "Показывать дальше");
  g_assert_true (kapka_test_kiosk_shows (fixture->kiosk, "Коснитесь экрана"));
  kapka_test_kiosk_press (fixture->kiosk, "Показывать дальше");
  expect (fixture, "Остановить картинки");
}

/* A visit puts them away, and the next person finds them again. */
static void
test_slides_come_back (Fixture *fixture, gconstpointer data) {
  add_drawing (fixture, "1.svg", RED);
  show_slides (fixture);
  kapka_test_kiosk_start (fixture->kiosk);
  expect_colour (fixture, RED);
  kapka_test_x_display_click (get_display (fixture), 400, 560);
  expect (fixture, "Что вы хотите сделать?");
  kapka_test_end_visit (fixture->kiosk);
  kapka_test_kiosk_press (fixture->kiosk, "Хорошо");
  expect_colour (fixture, RED);
}

static void
test_night (Fixture *fixture, gconstpointer data) {
  KapkaWantedColour wanted = { fixture, 3, 512, 0x14110e };

  add_drawing (fixture, "1.svg", RED);
  show_slides (fixture);
  kapka_test_kiosk_set (fixture->kiosk, "waiting", "night", "0:00-24:00");
  kapka_test_kiosk_start (fixture->kiosk);
  g_assert_true (kapka_test_wait_until (has_colour, &wanted, DEADLINE_MS));
  g_assert_false (kapka_test_kiosk_shows (fixture->kiosk, "Объявление"));
  kapka_test_begin_visit (fixture->kiosk);
  g_assert_cmphex (look_at (fixture, 3, 512), !=, 0x14110e);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/waiting/names-and-hours", test_names_and_hours);
  ADD ("/waiting/plain", test_plain);
  ADD ("/waiting/touch-anywhere", test_touch_anywhere);
  ADD ("/waiting/ways-to-begin", test_ways_to_begin);
  ADD ("/waiting/touched-language", test_touched_language);
  ADD ("/waiting/keys-begin", test_keys_begin);
  ADD ("/waiting/slides-follow-each-other", test_slides_follow_each_other);
  ADD ("/waiting/slides-have-their-days", test_slides_have_their_days);
  ADD ("/waiting/slides-can-be-stopped", test_slides_can_be_stopped);
  ADD ("/waiting/slides-come-back", test_slides_come_back);
  ADD ("/waiting/night", test_night);
#undef ADD
  return g_test_run ();
}
