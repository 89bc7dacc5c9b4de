// SPDX-License-Identifier: GPL-3.0-or-later
// A visitor who goes quiet: what counts as a sign of life, the countdown and the way back from it,
// and the time limit.
//
// Whether something was a sign of life is asked of the journal: a visit has lasted until the last
// one. So nothing here depends on how fast the machine is.

#include <math.h>
#include <string.h>

#include "portal-server.h"
#include "steps.h"
#include "wait.h"

#define COUNTDOWN "Вы ещё здесь?"
#define MORE_TIME "Мне нужно ещё время"
#define LIMIT_NOTICE "Через 1 минуту посещение закончится"
#define GOODBYE "Спасибо! Всё стёрто"

/* A limit is a matter of minutes. */
#define DEADLINE_MS 90000

/* A person touches again when nothing has happened for so long. */
#define AGAIN_USEC (2 * G_USEC_PER_SEC)

#define HEAD                                                                                       \
  "<!doctype html><meta charset=utf-8><title>Портал</title><style>body{margin:0}</style>"    \
  "<script>const tell=what=>fetch('/report?'+what+'=yes');"                                        \
  "requestAnimationFrame(()=>requestAnimationFrame(()=>tell('shown')))</script>"

/* A page that is one field, and tells of what is typed. */
#define FIELD_HTML                                                                                 \
  HEAD "<textarea style='width:100%;height:99vh'></textarea>"                                      \
       "<script>addEventListener('input',()=>fetch('/typed'))</script>"

#define ASKING_HTML                                                                                \
  HEAD "<script>tell('asking');setTimeout(()=>alert('Проверьте номер'),0)</script>"
#define PATIENT_HTML HEAD "<script>setTimeout(()=>tell('later'),6000)</script>"

/* Films tell when they have played for a moment, and, far on, that they are still there. */
#define FILM(attributes)                                                                           \
  "<video autoplay playsinline src=/film.webm " attributes "></video>"                             \
  "<script>{const v=document.querySelector('video');let n=0;"                                      \
  "v.ontimeupdate=()=>{++n==8&&fetch('/report?film=yes');n==60&&fetch('/report?far=yes')}}</"      \
  "script>"

typedef struct {
  KapkaTestPortalServer *server;
  KapkaTestKiosk *kiosk;
  gint64 touched_usec;
} Fixture;

static const struct {
  const char *path;
  const char *html;
} pages[] = {
  { "/portal", FIELD_HTML },
  { "/asking", ASKING_HTML },
  { "/patient", PATIENT_HTML },
  { "/film", HEAD FILM ("muted") },
  { "/frame", HEAD "<iframe src=/film></iframe>" },
  { "/decoration", HEAD FILM ("muted loop") },
  { "/download",
    HEAD "<a download href=/hang></a><script>document.querySelector('a').click()</script>" },
  { "/sound", HEAD "<audio loop src=/sound.wav></audio>"
                   "<script>onpointerdown=()=>document.querySelector('audio').play()"
                   ".then(()=>setTimeout(()=>tell('film'),2000))</script>" },
};

static void
add_portal (Fixture *fixture, const char *id, const char *name, const char *path) {
  g_autofree char *url = kapka_test_portal_server_get_uri (fixture->server, path);

  kapka_test_kiosk_add_portal (fixture->kiosk, id, name, url, "s3;s5");
}

/* Twenty seconds without sound; made by GStreamer: videotestsrc pattern=circular num-buffers=40 !
 * video/x-raw,width=32,height=24,framerate=2/1 ! vp8enc target-bitrate=1000 ! webmmux. */
static void
add_film (Fixture *fixture) {
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "film.webm", NULL);
  g_autofree char *data = NULL;
  gsize length = 0;
  g_autoptr (GBytes) film = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &data, &length, &error);
  g_assert_no_error (error);
  film = g_bytes_new (data, length);
  kapka_test_portal_server_set_page (fixture->server, "/film.webm", 200, "video/webm", film, NULL);
}

/* Two seconds of a tone. */
static void
add_sound (Fixture *fixture) {
  enum { RATE = 8000, N_SAMPLES = 2 * RATE };
  g_autoptr (GByteArray) wav = g_byte_array_new ();
  const guint32 numbers[] = { GUINT32_TO_LE (16), GUINT32_TO_LE (0x00010001), GUINT32_TO_LE (RATE),
                              GUINT32_TO_LE (2 * RATE), GUINT32_TO_LE (0x00100002) };
  const guint32 data_length = GUINT32_TO_LE (2 * N_SAMPLES);
  const guint32 riff_length = GUINT32_TO_LE (36 + 2 * N_SAMPLES);
  g_autoptr (GBytes) bytes = NULL;

  g_byte_array_append (wav, (const guint8 *)"RIFF", 4);
  g_byte_array_append (wav, (const guint8 *)&riff_length, 4);
  g_byte_array_append (wav, (const guint8 *)"WAVEfmt ", 8);
  g_byte_array_append (wav, (const guint8 *)numbers, sizeof numbers);
  g_byte_array_append (wav, (const guint8 *)"data", 4);
  g_byte_array_append (wav, (const guint8 *)&data_length, 4);
  for (int i = 0; i < N_SAMPLES; i++) {
    gint16 sample = GINT16_TO_LE ((gint16)(8000 * sin (2 * G_PI * 440 * i / RATE)));

    g_byte_array_append (wav, (const guint8 *)&sample, 2);
  }
  bytes = g_bytes_new (wav->data, wav->len);
  kapka_test_portal_server_set_page (fixture->server, "/sound.wav", 200, "audio/wav", bytes, NULL);
}

static void
set_up (Fixture *fixture, gconstpointer data) {
  fixture->server = kapka_test_portal_server_new ("127.0.0.1", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    kapka_test_portal_server_set_html (fixture->server, pages[i].path, pages[i].html);
  add_film (fixture);
  add_sound (fixture);
  fixture->kiosk = kapka_test_kiosk_new (1280, 1024);
  add_portal (fixture, "field", "Портал с полем", "/portal");
  add_portal (fixture, "asking", "Портал с вопросом", "/asking");
  add_portal (fixture, "patient", "Терпеливый портал", "/patient");
  add_portal (fixture, "film", "Портал с фильмом", "/film");
  add_portal (fixture, "frame", "Портал с рамкой", "/frame");
  add_portal (fixture, "decoration", "Портал с украшением", "/decoration");
  add_portal (fixture, "download", "Портал с документом", "/download");
  add_portal (fixture, "sound", "Портал со звуком", "/sound");
}

static void
tear_down (Fixture *fixture, gconstpointer data) {
  kapka_test_kiosk_free (fixture->kiosk);
  kapka_test_portal_server_free (fixture->server);
}

/* Patience on tiles and in portals, and the length of the countdown, in seconds. */
static void
start (Fixture *fixture, const char *idle, const char *portal_idle, const char *warning) {
  kapka_test_kiosk_set (fixture->kiosk, "visit", "idle_seconds", idle);
  kapka_test_kiosk_set (fixture->kiosk, "visit", "portal_idle_seconds", portal_idle);
  kapka_test_kiosk_set (fixture->kiosk, "visit", "warning_seconds", warning);
  kapka_test_kiosk_start (fixture->kiosk);
}

static void
await_report (Fixture *fixture, const char *what) {
  g_free (kapka_test_portal_server_wait_report (fixture->server, what, DEADLINE_MS));
}

static void
open_portal (Fixture *fixture, const char *name) {
  kapka_test_begin_visit (fixture->kiosk);
  kapka_test_open_tile (fixture->kiosk, "Узнать об услуге", name);
  await_report (fixture, "shown");
}

static KapkaTestScreen *
screen_of (Fixture *fixture) {
  return kapka_test_kiosk_get_screen (fixture->kiosk);
}

static KapkaTestXDisplay *
display_of (Fixture *fixture) {
  return kapka_test_desktop_get_display (kapka_test_kiosk_get_desktop (fixture->kiosk));
}

static void
expect_late (Fixture *fixture, const char *name) {
  g_autoptr (KapkaTestElement) element =
      kapka_test_screen_wait_for (screen_of (fixture), ATSPI_ROLE_INVALID, name, DEADLINE_MS);
}

/* Comes back as often as the countdown asks; whether it asked. */
static gboolean
answer_countdown (Fixture *fixture) {
  if (!kapka_test_kiosk_shows (fixture->kiosk, COUNTDOWN))
    return FALSE;
  kapka_test_kiosk_press (fixture->kiosk, MORE_TIME);
  return TRUE;
}

static void
click_view (Fixture *fixture, const char *name) {
  g_autoptr (KapkaTestElement) view =
      kapka_test_screen_wait_for (screen_of (fixture), ATSPI_ROLE_FILLER, name, DEADLINE_MS);

  kapka_test_screen_click (screen_of (fixture), view);
}

static gboolean
is_time_to_touch (Fixture *fixture) {
  if (g_get_monotonic_time () - fixture->touched_usec < AGAIN_USEC)
    return FALSE;
  fixture->touched_usec = g_get_monotonic_time ();
  return TRUE;
}

/* A page that has just come into sight does not always feel the first touch. */
static gboolean
has_keyboard (gpointer data) {
  Fixture *fixture = data;

  if (kapka_test_kiosk_shows (fixture->kiosk, "Пробел"))
    return TRUE;
  if (!answer_countdown (fixture) && is_time_to_touch (fixture))
    click_view (fixture, "Портал с полем");
  return FALSE;
}

/* Signs of life. What does them leaves no event of its own but the sign itself: buttons are pressed
 * as a screen reader does it. */

static void
do_nothing (Fixture *fixture) {
}

static void
move_pointer (Fixture *fixture) {
  for (int i = 0; i < 50; i++)
    kapka_test_x_display_move_pointer (display_of (fixture), 300 + i, 40);
}

static void
touch (Fixture *fixture) {
  kapka_test_x_display_click (display_of (fixture), 640, 300);
}

static void
press_key (Fixture *fixture) {
  kapka_test_x_display_type_key (display_of (fixture), "Shift_L");
}

static void
turn_wheel (Fixture *fixture) {
  kapka_test_x_display_set_button (display_of (fixture), 640, 300, 5, TRUE);
  kapka_test_x_display_set_button (display_of (fixture), 640, 300, 5, FALSE);
}

static void
begin_drag (Fixture *fixture) {
  kapka_test_x_display_set_button (display_of (fixture), 640, 300, 1, TRUE);
}

static void
drag (Fixture *fixture) {
  for (int i = 0; i < 50; i++)
    kapka_test_x_display_move_pointer (display_of (fixture), 640, 300 - i);
}

static void
end_drag (Fixture *fixture) {
  kapka_test_x_display_set_button (display_of (fixture), 640, 250, 1, FALSE);
}

static void
show_keyboard (Fixture *fixture) {
  kapka_test_open_tile (fixture->kiosk, "Узнать об услуге", "Портал с полем");
  await_report (fixture, "shown");
  fixture->touched_usec = 0;
  g_assert_true (kapka_test_wait_until (has_keyboard, fixture, DEADLINE_MS));
}

static void
strike_our_key (Fixture *fixture) {
  kapka_test_kiosk_press (fixture->kiosk, "Пробел");
  kapka_test_kiosk_press (fixture->kiosk, "Убрать клавиатуру");
}

static void
open_form (Fixture *fixture) {
  kapka_test_open_tile (fixture->kiosk, "Напечатать бланк", "Обращение в орган власти");
  kapka_test_kiosk_expect (fixture->kiosk, "Страница 1 из 2");
}

static void
print (Fixture *fixture) {
  kapka_test_kiosk_press (fixture->kiosk, "Печатать");
  kapka_test_kiosk_expect (fixture->kiosk, "Принтер не найден*");
}

static void
wait_for_document (Fixture *fixture) {
  kapka_test_open_tile (fixture->kiosk, "Узнать об услуге", "Портал с документом");
  kapka_test_request_free (
      kapka_test_portal_server_wait_request (fixture->server, "/hang", 1, DEADLINE_MS));
}

static void
play (Fixture *fixture, const char *name) {
  kapka_test_open_tile (fixture->kiosk, "Узнать об услуге", name);
  await_report (fixture, "film");
}

static void
play_film (Fixture *fixture) {
  play (fixture, "Портал с фильмом");
}

static void
play_film_in_frame (Fixture *fixture) {
  play (fixture, "Портал с рамкой");
}

static void
play_decoration (Fixture *fixture) {
  play (fixture, "Портал с украшением");
}

static gboolean
has_sound (gpointer data) {
  Fixture *fixture = data;

  if (is_time_to_touch (fixture))
    click_view (fixture, "Портал со звуком");
  return kapka_test_portal_server_count_requests (fixture->server, "/sound.wav") > 0;
}

static void
play_sound (Fixture *fixture) {
  kapka_test_open_tile (fixture->kiosk, "Узнать об услуге", "Портал со звуком");
  await_report (fixture, "shown");
  fixture->touched_usec = 0;
  g_assert_true (kapka_test_wait_until (has_sound, fixture, DEADLINE_MS));
  await_report (fixture, "film");
}

static const struct {
  const char *name;
  void (*prepare) (Fixture *fixture);
  void (*act) (Fixture *fixture);
  void (*clear) (Fixture *fixture);
  gboolean counts;
} signs[] = {
  { "nothing", do_nothing, do_nothing, do_nothing, FALSE },
  { "a moved pointer", do_nothing, move_pointer, do_nothing, FALSE },
  { "a touch", do_nothing, touch, do_nothing, TRUE },
  { "a key", do_nothing, press_key, do_nothing, TRUE },
  { "the wheel", do_nothing, turn_wheel, do_nothing, TRUE },
  { "a drag", begin_drag, drag, end_drag, TRUE },
  { "a key of our own", show_keyboard, strike_our_key, do_nothing, TRUE },
  { "printing", open_form, print, do_nothing, TRUE },
  { "a document on its way", wait_for_document, do_nothing, do_nothing, TRUE },
  { "a film", play_film, do_nothing, do_nothing, TRUE },
  { "a film in a frame", play_film_in_frame, do_nothing, do_nothing, TRUE },
  { "a film for decoration", play_decoration, do_nothing, do_nothing, FALSE },
  { "sound", play_sound, do_nothing, do_nothing, TRUE },
};

static gboolean
is_later (gpointer data) {
  return g_get_real_time () / 1000 > *(gint64 *)data;
}

/* Lets the clock go on, and the program take what is on its way: it answers about its tree in
 * between. */
static gint64
mark_time (Fixture *fixture) {
  gint64 now_ms;

  kapka_test_kiosk_shows (fixture->kiosk, GOODBYE);
  now_ms = g_get_real_time () / 1000;
  g_assert_true (kapka_test_wait_until (is_later, &now_ms, DEADLINE_MS));
  return now_ms;
}

static void
test_signs_of_life (Fixture *fixture, gconstpointer data) {
  start (fixture, "600", "600", "600");
  for (guint i = 0; i < G_N_ELEMENTS (signs); i++) {
    g_autofree char *sql = NULL;
    gint64 before_ms;

    g_test_message ("%s", signs[i].name);
    kapka_test_begin_visit (fixture->kiosk);
    signs[i].prepare (fixture);
    before_ms = mark_time (fixture);
    signs[i].act (fixture);
    mark_time (fixture);
    kapka_test_end_visit (fixture->kiosk);
    signs[i].clear (fixture);
    sql = g_strdup_printf (
        "SELECT count(*) || ' ' || (max(end_ms) > %" G_GINT64_FORMAT ") FROM visit", before_ms);
    {
      g_autofree char *expected = g_strdup_printf ("%u %d", i + 1, signs[i].counts);

      kapka_test_kiosk_expect_query (fixture->kiosk, sql, expected);
    }
    kapka_test_kiosk_press (fixture->kiosk, "Хорошо");
  }
  kapka_test_kiosk_stop (fixture->kiosk);
}

/* Types until a letter has arrived; the page is not touched. */
static gboolean
has_typed (gpointer data) {
  Fixture *fixture = data;

  if (!answer_countdown (fixture))
    kapka_test_x_display_type_key (display_of (fixture), "z");
  return kapka_test_portal_server_count_requests (fixture->server, "/typed") > 0;
}

static void
test_back_in_the_field (Fixture *fixture, gconstpointer data) {
  start (fixture, "600", "5", "600");
  open_portal (fixture, "Портал с полем");
  g_assert_true (kapka_test_wait_until (has_keyboard, fixture, DEADLINE_MS));
  kapka_test_kiosk_expect (fixture->kiosk, COUNTDOWN);
  kapka_test_kiosk_press (fixture->kiosk, MORE_TIME);
  kapka_test_expect_gone (fixture->kiosk, COUNTDOWN);
  kapka_test_kiosk_expect (fixture->kiosk, "Пробел");
  g_assert_true (kapka_test_wait_until (has_typed, fixture, DEADLINE_MS));
  kapka_test_kiosk_stop (fixture->kiosk);
}

typedef struct {
  Fixture *fixture;
  const char *name;
} Wanted;

static gboolean
is_focused (gpointer data) {
  const Wanted *wanted = data;
  g_autoptr (KapkaTestElement) element =
      kapka_test_screen_find (screen_of (wanted->fixture), ATSPI_ROLE_PUSH_BUTTON, wanted->name);

  return element != NULL && kapka_test_element_has_state (element, ATSPI_STATE_FOCUSED);
}

static void
expect_focus (Fixture *fixture, const char *name) {
  Wanted wanted = { fixture, name };

  g_assert_true (kapka_test_wait_until (is_focused, &wanted, DEADLINE_MS));
}

/* The question of a page lies under the countdown, and is still there afterwards, with the focus.
 */
static void
test_over_a_question (Fixture *fixture, gconstpointer data) {
  start (fixture, "600", "3", "600");
  kapka_test_begin_visit (fixture->kiosk);
  kapka_test_open_tile (fixture->kiosk, "Узнать об услуге", "Портал с вопросом");
  kapka_test_kiosk_expect (fixture->kiosk, "Проверьте номер");
  kapka_test_kiosk_expect (fixture->kiosk, COUNTDOWN);
  expect_focus (fixture, MORE_TIME);
  kapka_test_kiosk_press (fixture->kiosk, MORE_TIME);
  expect_focus (fixture, "Хорошо");
  kapka_test_kiosk_press (fixture->kiosk, "Хорошо");
  kapka_test_expect_gone (fixture->kiosk, "Проверьте номер");
  kapka_test_kiosk_stop (fixture->kiosk);
}

static gboolean
has_gone_on_to_print (gpointer data) {
  Fixture *fixture = data;
  Wanted wanted = { fixture, "Печатать" };

  if (is_focused (&wanted))
    return TRUE;
  if (!answer_countdown (fixture))
    kapka_test_x_display_type_key (display_of (fixture), "Tab");
  return FALSE;
}

static void
test_over_a_form (Fixture *fixture, gconstpointer data) {
  start (fixture, "5", "5", "600");
  kapka_test_begin_visit (fixture->kiosk);
  open_form (fixture);
  g_assert_true (kapka_test_wait_until (has_gone_on_to_print, fixture, DEADLINE_MS));
  kapka_test_kiosk_expect (fixture->kiosk, COUNTDOWN);
  expect_focus (fixture, MORE_TIME);
  kapka_test_kiosk_press (fixture->kiosk, MORE_TIME);
  expect_focus (fixture, "Печатать");
  kapka_test_kiosk_stop (fixture->kiosk);
}

/* Far longer than on a tile, nobody is asked. */
static void
test_patience_in_portals (Fixture *fixture, gconstpointer data) {
  start (fixture, "2", "600", "600");
  open_portal (fixture, "Терпеливый портал");
  await_report (fixture, "later");
  g_assert_false (kapka_test_kiosk_shows (fixture->kiosk, COUNTDOWN));
  kapka_test_go_home (fixture->kiosk);
  kapka_test_kiosk_expect (fixture->kiosk, COUNTDOWN);
  kapka_test_kiosk_stop (fixture->kiosk);
}

/* The film has begun before the first question; from then on there is none, for longer than the
 * patience. */
static void
test_film_keeps_a_visit (Fixture *fixture, gconstpointer data) {
  start (fixture, "600", "8", "600");
  open_portal (fixture, "Портал с фильмом");
  await_report (fixture, "film");
  answer_countdown (fixture);
  await_report (fixture, "far");
  g_assert_false (kapka_test_kiosk_shows (fixture->kiosk, COUNTDOWN));
  kapka_test_kiosk_expect (fixture->kiosk, COUNTDOWN);
  kapka_test_kiosk_stop (fixture->kiosk);
}

static gboolean
is_open_again (gpointer data) {
  Fixture *fixture = data;

  g_assert_false (kapka_test_kiosk_shows (fixture->kiosk, COUNTDOWN));
  return kapka_test_kiosk_shows (fixture->kiosk, "Коснитесь экрана") &&
         !kapka_test_kiosk_shows (fixture->kiosk, GOODBYE);
}

/* Goodbye stays for longer than the patience, and nobody is asked; nor is anybody on the waiting
 * screen. */
static void
test_nobody_there (Fixture *fixture, gconstpointer data) {
  start (fixture, "1", "1", "2");
  kapka_test_begin_visit (fixture->kiosk);
  expect_late (fixture, GOODBYE);
  g_assert_true (kapka_test_wait_until (is_open_again, fixture, DEADLINE_MS));
  kapka_test_kiosk_expect_query (
      fixture->kiosk, "SELECT end_reason || ' ' || (end_ms - begin_ms < 2000) FROM visit",
      "idle 1");
  kapka_test_kiosk_stop (fixture->kiosk);
}

static gboolean
is_over (gpointer data) {
  Fixture *fixture = data;

  g_assert_false (kapka_test_kiosk_shows (fixture->kiosk, LIMIT_NOTICE));
  return kapka_test_kiosk_shows (fixture->kiosk, GOODBYE);
}

/* The last minute of two begins while the countdown asks: first the answer, then the notice, once,
 * over the portal as well. The countdown knows of the limit: it never promises more. */
static void
test_time_limit (Fixture *fixture, gconstpointer data) {
  kapka_test_kiosk_set (fixture->kiosk, "visit", "limit_minutes", "2");
  start (fixture, "45", "45", "3600");
  open_portal (fixture, "Портал с полем");
  expect_late (fixture, COUNTDOWN);
  expect_late (fixture, "Всё будет стёрто через 5*");
  g_assert_false (kapka_test_kiosk_shows (fixture->kiosk, LIMIT_NOTICE));
  kapka_test_kiosk_press (fixture->kiosk, MORE_TIME);
  kapka_test_kiosk_expect (fixture->kiosk, LIMIT_NOTICE);
  kapka_test_kiosk_press (fixture->kiosk, "Продолжить");
  kapka_test_expect_gone (fixture->kiosk, LIMIT_NOTICE);
  g_assert_true (kapka_test_wait_until (is_over, fixture, 2 * DEADLINE_MS));
  kapka_test_kiosk_expect_query (fixture->kiosk, "SELECT end_reason FROM visit", "limit");
  kapka_test_kiosk_stop (fixture->kiosk);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/idle/signs-of-life", test_signs_of_life);
  ADD ("/idle/back-in-the-field", test_back_in_the_field);
  ADD ("/idle/over-a-question", test_over_a_question);
  ADD ("/idle/over-a-form", test_over_a_form);
  ADD ("/idle/patience-in-portals", test_patience_in_portals);
  ADD ("/idle/film-keeps-a-visit", test_film_keeps_a_visit);
  ADD ("/idle/nobody-there", test_nobody_there);
  ADD ("/idle/time-limit", test_time_limit);
#undef ADD
  return g_test_run ();
}
