// SPDX-License-Identifier: GPL-3.0-or-later
// The version for low vision: what is chosen shows at once on the screen and in the portals, fits
// the smallest screen, and goes with one touch or with the visitor.

#include <cairo.h>

#include "steps.h"
#include "wait.h"

#define DEADLINE_MS 60000
#define WIDTH 1024
#define HEIGHT 768

#define PORTAL "Учебный портал"
#define ILLUSTRATED "Портал с картинкой"

/* It reports its width whenever that changes, and opens a window that reports its own. */
#define PAGE                                                                                       \
  "<!doctype html><meta charset=utf-8><h1>Портал</h1><script>"                               \
  "const report = (key, value) => fetch ('/report?' + key + '=' + value);"                         \
  "report ('width', innerWidth);"                                                                  \
  "onresize = () => report ('width', innerWidth);"                                                 \
  "onclick = () => { fetch ('/touched'); open ('/window') }</script>"

/* A window has no width before it has come into sight. */
#define WINDOW                                                                                     \
  "<!doctype html><meta charset=utf-8><h1>Окно</h1><script>"                                   \
  "const tell = () => innerWidth && fetch ('/report?window=' + innerWidth);"                       \
  "onload = onresize = tell</script>"

/* The answer for the picture is none, so its words would stand in its place. */
#define ILLUSTRATED_PAGE                                                                                    \
  "<!doctype html><meta charset=utf-8><style>@keyframes turn { to { rotate: 1turn } }"                      \
  "h1 { animation: turn 1s infinite }</style><h1 id=h>Портал</h1><img src=/picture.png alt=Герб>" \
  "<script>onload = () => fetch ('/report?motion=' + getComputedStyle (h).animationName +"                  \
  " '-' + matchMedia ('(prefers-reduced-motion: reduce)').matches)</script>"

typedef struct {
  KapkaTestPortalServer *server;
  KapkaTestKiosk *kiosk;
} Fixture;

static void
add_portal (Fixture *fixture, const char *id, const char *name, const char *path) {
  g_autofree char *url = kapka_test_portal_server_get_uri (fixture->server, path);

  kapka_test_kiosk_add_portal (fixture->kiosk, id, name, url, "s3");
}

static void
set_up (Fixture *fixture, gconstpointer data) {
  fixture->server = kapka_test_portal_server_new ("127.0.0.1", NULL);
  kapka_test_portal_server_set_html (fixture->server, "/page", PAGE);
  kapka_test_portal_server_set_html (fixture->server, "/window", WINDOW);
  kapka_test_portal_server_set_html (fixture->server, "/illustrated", ILLUSTRATED_PAGE);
  fixture->kiosk = kapka_test_kiosk_new (WIDTH, HEIGHT);
  kapka_test_kiosk_set (fixture->kiosk, "visit", "idle_seconds", "600");
  kapka_test_kiosk_set (fixture->kiosk, "visit", "portal_idle_seconds", "600");
  add_portal (fixture, "page", PORTAL, "/page");
  add_portal (fixture, "illustrated", ILLUSTRATED, "/illustrated");
  kapka_test_kiosk_start (fixture->kiosk);
  kapka_test_begin_visit (fixture->kiosk);
}

static void
tear_down (Fixture *fixture, gconstpointer data) {
  kapka_test_kiosk_stop (fixture->kiosk);
  kapka_test_kiosk_free (fixture->kiosk);
  kapka_test_portal_server_free (fixture->server);
}

static KapkaTestXDisplay *
get_display (Fixture *fixture) {
  return kapka_test_desktop_get_display (kapka_test_kiosk_get_desktop (fixture->kiosk));
}

static guint32
read_pixel (Fixture *fixture, int x, int y) {
  g_autoptr (KapkaTestDir) dir = kapka_test_dir_new ();
  g_autofree char *path = g_build_filename (kapka_test_dir_get_path (dir), "screen.png", NULL);
  cairo_surface_t *picture;
  const guint32 *row;
  guint32 colour;

  kapka_test_x_display_screenshot (get_display (fixture), path);
  picture = cairo_image_surface_create_from_png (path);
  g_assert_cmpint (cairo_surface_status (picture), ==, CAIRO_STATUS_SUCCESS);
  row = (const guint32 *)(void *)(cairo_image_surface_get_data (picture) +
                                  y * cairo_image_surface_get_stride (picture));
  colour = row[x] & 0xffffff;
  cairo_surface_destroy (picture);
  return colour;
}

typedef struct {
  Fixture *fixture;
  guint32 expected;
  guint32 seen;
} Ground;

static gboolean
is_ground (gpointer data) {
  Ground *ground = data;

  ground->seen = read_pixel (ground->fixture, WIDTH / 2, 2);
  return ground->seen == ground->expected;
}

/* The head of the screen has the colour of a card on all of its edge. */
static void
expect_card_colour (Fixture *fixture, guint32 colour) {
  Ground ground = { fixture, colour, 0 };

  if (!kapka_test_wait_until (is_ground, &ground, DEADLINE_MS))
    g_assert_cmphex (ground.seen, ==, colour);
}

static void
test_colours (Fixture *fixture, gconstpointer data) {
  static const struct {
    const char *scheme;
    guint32 card;
  } schemes[] = {
    { "Чёрным по белому", 0xffffff },        { "Белым по чёрному", 0x000000 },
    { "Тёмно-синим по голубому", 0xdceeff }, { "Коричневым по бежевому", 0xfbf3e2 },
    { "Зелёным по коричневому", 0x2b1a0a },
  };

  kapka_test_kiosk_press (fixture->kiosk, "Версия для слабовидящих");
  for (guint i = 0; i < G_N_ELEMENTS (schemes); i++) {
    kapka_test_choose_sight (fixture->kiosk, schemes[i].scheme);
    expect_card_colour (fixture, schemes[i].card);
  }
  kapka_test_kiosk_press (fixture->kiosk, "Обычная версия");
  kapka_test_expect_gone (fixture->kiosk, "Обычная версия");
  expect_card_colour (fixture, 0xffffff);
}

/* What is never scrolled: whatever else a screen holds, these are in sight. */
static void
expect_in_sight (Fixture *fixture, const char *name) {
  g_autoptr (KapkaTestElement) element = kapka_test_screen_wait_for (
      kapka_test_kiosk_get_screen (fixture->kiosk), ATSPI_ROLE_PUSH_BUTTON, name, DEADLINE_MS);
  KapkaTestRect rect = { 0 };

  g_assert_true (kapka_test_element_get_rect (element, &rect));
  g_test_message ("%s: %d,%d %dx%d", name, rect.x, rect.y, rect.width, rect.height);
  g_assert_cmpint (rect.x, >=, 0);
  g_assert_cmpint (rect.y, >=, 0);
  g_assert_cmpint (rect.width, >=, 64);
  g_assert_cmpint (rect.height, >=, 64);
  g_assert_cmpint (rect.x + rect.width, <=, WIDTH);
  g_assert_cmpint (rect.y + rect.height, <=, HEIGHT);
}

static void
expect_frame_in_sight (Fixture *fixture) {
  expect_in_sight (fixture, "Версия для слабовидящих");
  expect_in_sight (fixture, "Позвать библиотекаря");
  expect_in_sight (fixture, "Завершить");
}

/* Doors, tiles, a form, the question for help and goodbye at the largest that can be chosen. */
static void
test_all_fits (Fixture *fixture, gconstpointer data) {
  kapka_test_kiosk_press (fixture->kiosk, "Версия для слабовидящих");
  kapka_test_choose_sight (fixture->kiosk, "Очень крупные буквы");
  kapka_test_choose_sight (fixture->kiosk, "Буквы далеко друг от друга");
  kapka_test_choose_sight (fixture->kiosk, "Строки далеко друг от друга");
  expect_frame_in_sight (fixture);
  kapka_test_kiosk_press (fixture->kiosk, "Назад");
  kapka_test_kiosk_expect (fixture->kiosk, "Что вы хотите сделать?");
  expect_frame_in_sight (fixture);
  kapka_test_kiosk_press (fixture->kiosk, "Позвать библиотекаря");
  expect_in_sight (fixture, "Продолжить");
  kapka_test_kiosk_press (fixture->kiosk, "Продолжить");
  kapka_test_open_tile (fixture->kiosk, "Напечатать бланк", "Обращение в орган власти");
  expect_in_sight (fixture, "Печатать");
  expect_frame_in_sight (fixture);
  kapka_test_go_home (fixture->kiosk);
  kapka_test_open_tile (fixture->kiosk, "Узнать об услуге", PORTAL);
  expect_in_sight (fixture, "Крупнее");
  expect_in_sight (fixture, "Напечатать страницу");
  expect_frame_in_sight (fixture);
  kapka_test_end_visit (fixture->kiosk);
  expect_in_sight (fixture, "Хорошо");
}

/* A page tells of each step on the way to its size. */
static void
expect_width (Fixture *fixture, const char *key, double expected) {
  int width;

  do {
    g_autofree char *text =
        kapka_test_portal_server_wait_report (fixture->server, key, DEADLINE_MS);

    width = (int)g_ascii_strtoll (text, NULL, 10);
    g_test_message ("%s: %d, to be %.0f", key, width, expected);
  } while (ABS (width - expected) > 2);
}

static void
test_portal_follows (Fixture *fixture, gconstpointer data) {
  g_autofree char *touched = NULL;

  kapka_test_open_tile (fixture->kiosk, "Узнать об услуге", PORTAL);
  expect_width (fixture, "width", WIDTH);
  kapka_test_kiosk_press (fixture->kiosk, "Версия для слабовидящих");
  kapka_test_choose_sight (fixture->kiosk, "Очень крупные буквы");
  kapka_test_kiosk_press (fixture->kiosk, "Назад");
  expect_width (fixture, "width", WIDTH / 2.0);
  kapka_test_kiosk_press (fixture->kiosk, "Крупнее");
  expect_width (fixture, "width", WIDTH / 2.0 / 1.25);
  touched = kapka_test_touch_page (fixture->kiosk, fixture->server);
  expect_width (fixture, "window", WIDTH / 2.0 / 1.25);
  kapka_test_kiosk_press (fixture->kiosk, "Обычная версия");
  kapka_test_kiosk_press (fixture->kiosk, "Назад");
  expect_width (fixture, "width", WIDTH / 1.25);
}

static void
test_no_pictures_no_motion (Fixture *fixture, gconstpointer data) {
  kapka_test_open_tile (fixture->kiosk, "Узнать об услуге", ILLUSTRATED);
  kapka_test_portal_server_expect_report (fixture->server, "motion", "turn-false");
  g_assert_cmpuint (kapka_test_portal_server_count_requests (fixture->server, "/picture.png"), ==,
                    1);
  kapka_test_kiosk_press (fixture->kiosk, "Версия для слабовидящих");
  kapka_test_choose_sight (fixture->kiosk, "Без картинок");
  kapka_test_choose_sight (fixture->kiosk, "Ничего не движется");
  kapka_test_kiosk_press (fixture->kiosk, "Назад");
  kapka_test_kiosk_press (fixture->kiosk, "Открыть страницу заново");
  kapka_test_portal_server_expect_report (fixture->server, "motion", "none-true");
  g_assert_cmpuint (kapka_test_portal_server_count_requests (fixture->server, "/picture.png"), ==,
                    1);
  kapka_test_kiosk_press (fixture->kiosk, "Обычная версия");
  kapka_test_kiosk_press (fixture->kiosk, "Открыть страницу заново");
  kapka_test_portal_server_expect_report (fixture->server, "motion", "turn-false");
}

/* Goodbye is still as the visitor sees best; the next visitor has the usual version. */
static void
test_goes_with_the_visitor (Fixture *fixture, gconstpointer data) {
  kapka_test_kiosk_press (fixture->kiosk, "Версия для слабовидящих");
  kapka_test_choose_sight (fixture->kiosk, "Тёмно-синим по голубому");
  kapka_test_kiosk_press (fixture->kiosk, "Назад");
  expect_card_colour (fixture, 0xdceeff);
  kapka_test_end_visit (fixture->kiosk);
  expect_card_colour (fixture, 0x003f1a);
  kapka_test_kiosk_press (fixture->kiosk, "Хорошо");
  kapka_test_begin_visit (fixture->kiosk);
  expect_card_colour (fixture, 0xffffff);
  kapka_test_expect_gone (fixture->kiosk, "Обычная версия");
}

/* Who needs it does not have to find it first. */
static void
test_begins_a_visit (Fixture *fixture, gconstpointer data) {
  kapka_test_end_visit (fixture->kiosk);
  kapka_test_kiosk_press (fixture->kiosk, "Хорошо");
  kapka_test_kiosk_press (fixture->kiosk, "Версия для слабовидящих");
  kapka_test_choose_sight (fixture->kiosk, "Белым по чёрному");
  expect_card_colour (fixture, 0x000000);
  kapka_test_kiosk_press (fixture->kiosk, "Назад");
  kapka_test_kiosk_expect (fixture->kiosk, "Что вы хотите сделать?");
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/sight/colours", test_colours);
  ADD ("/sight/all-fits", test_all_fits);
  ADD ("/sight/portal-follows", test_portal_follows);
  ADD ("/sight/no-pictures-no-motion", test_no_pictures_no_motion);
  ADD ("/sight/goes-with-the-visitor", test_goes_with_the_visitor);
  ADD ("/sight/begins-a-visit", test_begins_a_visit);
#undef ADD
  return g_test_run ();
}
