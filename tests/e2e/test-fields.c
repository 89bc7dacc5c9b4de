// SPDX-License-Identifier: GPL-3.0-or-later
// The on-screen keyboard in every kind of field there is: the same sentence in Udmurt letters,
// digits and Latin ones arrives in each exactly as it was typed.

#include "portal-server.h"
#include "steps.h"
#include "wait.h"

#define SENTENCE "Ӟечбур, Ӧӵ 123 a@b.ru"

#define DEADLINE_MS 60000
#define PATIENCE_MS 10000
#define N_TOUCHES 3

/* The words on keys and on the keys that change the layout. */
#define SHIFT "Заглавные буквы"
#define TO_UDMURT "Удмуртские буквы"
#define TO_LATIN "Латинские буквы"
#define ERASE "Удалить"
#define ENTER "Готово"
#define NEW_LINE "Новая строка"
#define NEXT_FIELD "К следующему полю"
#define SIGNS "Знаки"
#define HIDE "Убрать клавиатуру"

/* A field as large as the page that reports what it holds once the sentence is over. */
#define STYLE                                                                                      \
  "style='position:fixed;inset:0;width:100%;height:100%;box-sizing:border-box;font-size:60px'"
#define SCRIPT                                                                                     \
  "<script>const say = (what) => fetch ('/report?' + what, { keepalive: true });"                  \
  "const watch = (field) => { field.onmousedown = () => fetch ('/touched', { keepalive: true });"  \
  "  field.oninput = () => { const text = field.value ?? field.textContent;"                       \
  "    if (text.endsWith ('.ru')) say ('value=' + encodeURIComponent (text)); } };</script>"

typedef struct {
  KapkaTestPortalServer *server;
  KapkaTestKiosk *kiosk;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data) {
  g_autofree char *url = NULL;

  fixture->server = kapka_test_portal_server_new ("127.0.0.1", NULL);
  url = kapka_test_portal_server_get_uri (fixture->server, "/portal");
  fixture->kiosk = kapka_test_kiosk_new (1280, 1024);
  kapka_test_kiosk_add_portal (fixture->kiosk, "services", "Учебный портал", url, "s3");
  kapka_test_kiosk_start (fixture->kiosk);
  kapka_test_begin_visit (fixture->kiosk);
}

static void
tear_down (Fixture *fixture, gconstpointer data) {
  kapka_test_kiosk_free (fixture->kiosk);
  kapka_test_portal_server_free (fixture->server);
}

/* Sets a page and goes to it. */
static void
go_to_page (Fixture *fixture, const char *body) {
  g_autofree char *html = g_strconcat ("<!doctype html><meta charset=utf-8>" SCRIPT, body,
                                       "<script>" KAPKA_TEST_SHOWN ("1") "</script>", NULL);

  kapka_test_portal_server_set_html (fixture->server, "/portal", html);
  kapka_test_open_tile (fixture->kiosk, "Узнать об услуге", "Учебный портал");
}

static void
open_page (Fixture *fixture, const char *body) {
  go_to_page (fixture, body);
  kapka_test_portal_server_expect_report (fixture->server, "shown", "1");
}

static gboolean
keyboard_shows_cb (gpointer data) {
  Fixture *fixture = data;
  g_autoptr (KapkaTestElement) key = kapka_test_screen_find (
      kapka_test_kiosk_get_screen (fixture->kiosk), ATSPI_ROLE_INVALID, HIDE);

  return key != NULL;
}

/* On a machine that is too busy the focus may come so long after the touch that it is taken for the
 * page's own; a person then touches the field once more. */
static void
touch_field (Fixture *fixture) {
  for (guint i = 0; i < N_TOUCHES; i++) {
    g_free (kapka_test_touch_page (fixture->kiosk, fixture->server));
    if (kapka_test_wait_until (keyboard_shows_cb, fixture, PATIENCE_MS))
      return;
  }
  kapka_test_kiosk_expect (fixture->kiosk, HIDE);
}

static void
strike (Fixture *fixture, const char *key) {
  kapka_test_kiosk_press (fixture->kiosk, key);
}

static void
type_sentence (Fixture *fixture) {
  strike (fixture, TO_UDMURT);
  strike (fixture, SHIFT);
  kapka_test_type (fixture->kiosk, "Ӟечбур, ");
  strike (fixture, SHIFT);
  kapka_test_type (fixture->kiosk, "Ӧӵ 123 ");
  strike (fixture, TO_LATIN);
  kapka_test_type (fixture->kiosk, "a@b.ru");
}

static void
leave (Fixture *fixture) {
  strike (fixture, HIDE);
  kapka_test_expect_gone (fixture->kiosk, HIDE);
  kapka_test_end_visit (fixture->kiosk);
  kapka_test_kiosk_stop (fixture->kiosk);
}

static void
type_into (Fixture *fixture, gconstpointer body) {
  open_page (fixture, body);
  touch_field (fixture);
  type_sentence (fixture);
  kapka_test_portal_server_expect_report (fixture->server, "value", SENTENCE);
  leave (fixture);
}

/* The field of the shell in which a page asks for a line of text. */
static void
test_own_entry (Fixture *fixture, gconstpointer data) {
  KapkaTestScreen *screen = kapka_test_kiosk_get_screen (fixture->kiosk);
  g_autoptr (KapkaTestElement) entry = NULL;

  go_to_page (fixture, "<script>setTimeout (() => say ('value=' + encodeURIComponent (prompt ("
                       "'Ваше имя?'))), 0)</script>");
  entry = kapka_test_screen_wait_for (screen, ATSPI_ROLE_INVALID, "Ваш ответ", DEADLINE_MS);
  kapka_test_screen_click (screen, entry);
  kapka_test_kiosk_expect (fixture->kiosk, HIDE);
  type_sentence (fixture);
  strike (fixture, "Ответить");
  kapka_test_portal_server_expect_report (fixture->server, "value", SENTENCE);
  kapka_test_end_visit (fixture->kiosk);
  kapka_test_kiosk_stop (fixture->kiosk);
}

/* What the reader sees as one letter goes at one touch, whatever it is made of. */
static void
test_whole_letters (Fixture *fixture, gconstpointer data) {
  static const char *const left[] = { "0я", "1я", "2я", "3я", "4я", "5я" };

  open_page (
      fixture,
      "<input " STYLE "><script>const field = document.querySelector ('input');"
      "const letters = ['ӵ', 'е\\u0308', 'и\\u0306', '👍🏽', '👩‍👩‍👧', "
      "'🇷🇺'];"
      "let at = 0; const next = () => { field.value = at + 'я' + letters[at];"
      "  field.setSelectionRange (99, 99); };"
      "watch (field); field.oninput = () => { say ('left=' + encodeURIComponent (field.value));"
      "  at++; next (); }; field.onfocus = () => setTimeout (next, 0);"
      "field.onmouseup = next;</script>");
  touch_field (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (left); i++) {
    strike (fixture, ERASE);
    kapka_test_portal_server_expect_report (fixture->server, "left", left[i]);
  }
  leave (fixture);
}

/* In a field of several lines Enter says what it does there, and does it. */
static void
test_new_line (Fixture *fixture, gconstpointer data) {
  open_page (fixture, "<textarea " STYLE "></textarea><script>"
                      "watch (document.querySelector ('textarea'))</script>");
  touch_field (fixture);
  kapka_test_type (fixture->kiosk, "да");
  strike (fixture, NEW_LINE);
  strike (fixture, TO_LATIN);
  kapka_test_type (fixture->kiosk, "b.ru");
  kapka_test_portal_server_expect_report (fixture->server, "value", "да\nb.ru");
  leave (fixture);
}

static void
test_enter_says_what_it_does (Fixture *fixture, gconstpointer data) {
  static const struct {
    const char *field;
    const char *name;
  } cases[] = {
    { "<input type=search " STYLE ">", "Найти" },
    { "<form role=search><input " STYLE "></form>", "Найти" },
    { "<input enterkeyhint=next " STYLE ">", "Далее" },
    { "<input enterkeyhint=go " STYLE ">", "Ввод" },
    { "<div contenteditable " STYLE "></div>", NEW_LINE },
    { "<input " STYLE ">", ENTER },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *body = g_strconcat (cases[i].field,
                                         "<script>watch (document.querySelector ("
                                         "'input, [contenteditable]'))</script>",
                                         NULL);

    g_test_message ("%s", cases[i].field);
    open_page (fixture, body);
    touch_field (fixture);
    kapka_test_kiosk_expect (fixture->kiosk, cases[i].name);
    kapka_test_go_home (fixture->kiosk);
    kapka_test_expect_gone (fixture->kiosk, HIDE);
  }
  kapka_test_end_visit (fixture->kiosk);
  kapka_test_kiosk_stop (fixture->kiosk);
}

/* The keyboard goes along to the next field and shows what fits that. */
static void
test_next_field (Fixture *fixture, gconstpointer data) {
  open_page (fixture, "<input style='position:fixed;inset:0 0 40% 0;width:100%;font-size:60px'>"
                      "<input type=checkbox><input disabled><input type=hidden><input type=email "
                      "style='position:fixed;inset:60% 0 0 0;width:100%'>"
                      "<script>document.querySelectorAll ('input').forEach (watch)</script>");
  touch_field (fixture);
  kapka_test_type (fixture->kiosk, "да");
  strike (fixture, NEXT_FIELD);
  kapka_test_kiosk_expect (fixture->kiosk, "w");
  kapka_test_type (fixture->kiosk, "a@b.ru");
  kapka_test_portal_server_expect_report (fixture->server, "value", "a@b.ru");
  leave (fixture);
}

/* A page that lays its fields out by the size of its window finds it while it is still loading. */
static void
test_room_from_the_first (Fixture *fixture, gconstpointer data) {
  go_to_page (fixture, "<script>say ('width=' + innerWidth)</script>");
  kapka_test_portal_server_expect_report (fixture->server, "width", "1280");
  kapka_test_end_visit (fixture->kiosk);
  kapka_test_kiosk_stop (fixture->kiosk);
}

/* A field where the keyboard comes to lie: the page becomes lower and shows it. */
static void
test_field_below (Fixture *fixture, gconstpointer data) {
  KapkaTestDesktop *desktop = kapka_test_kiosk_get_desktop (fixture->kiosk);
  KapkaTestXDisplay *display = kapka_test_desktop_get_display (desktop);

  open_page (
      fixture,
      "<body style='margin:0;height:3000px'><input style='position:absolute;left:0;width:100%;"
      "box-sizing:border-box;top:62vh;height:25vh'><script>"
      "const field = document.querySelector ('input'); field.style.top = field.offsetTop + "
      "'px'; field.style.height = field.offsetHeight + 'px'; let said = false;"
      "const look = () => { const box = field.getBoundingClientRect ();"
      "  if (!said && document.activeElement == field && innerHeight < screen.height * 0.6 &&"
      "      box.top >= 0 && box.bottom <= innerHeight) { said = true; say ('seen=1'); } };"
      "setInterval (look, 50);</script>");
  /* The page has shown before the kiosk takes its own notice away. */
  for (guint i = 0; i < N_TOUCHES && !keyboard_shows_cb (fixture); i++) {
    kapka_test_x_display_click (display, 640, 1024 * 3 / 4);
    kapka_test_wait_until (keyboard_shows_cb, fixture, PATIENCE_MS);
  }
  kapka_test_portal_server_expect_report (fixture->server, "seen", "1");
  leave (fixture);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
#define ADD(path, data, function)                                                                  \
  g_test_add ("/fields/" path, Fixture, data, set_up, function, tear_down)
  ADD ("input", "<input " STYLE "><script>watch (document.querySelector ('input'))</script>",
       type_into);
  ADD ("textarea",
       "<textarea " STYLE "></textarea><script>watch (document.querySelector ('textarea'))"
       "</script>",
       type_into);
  ADD ("contenteditable",
       "<div contenteditable " STYLE "></div><script>watch (document.querySelector ('div'))"
       "</script>",
       type_into);
  ADD ("shadow-tree",
       "<div></div><script>const root = document.querySelector ('div').attachShadow ({ mode: "
       "'closed' }); root.innerHTML = `<input " STYLE ">`; watch (root.firstChild)</script>",
       type_into);
  ADD ("frame",
       "<iframe " STYLE "></iframe><script>const inner = document.querySelector ('iframe')"
       ".contentDocument; inner.body.innerHTML = `<input " STYLE ">`;"
       "watch (inner.querySelector ('input'))</script>",
       type_into);
  ADD ("own-entry", NULL, test_own_entry);
  ADD ("whole-letters", NULL, test_whole_letters);
  ADD ("new-line", NULL, test_new_line);
  ADD ("enter-says-what-it-does", NULL, test_enter_says_what_it_does);
  ADD ("next-field", NULL, test_next_field);
  ADD ("room-from-the-first", NULL, test_room_from_the_first);
  ADD ("field-below", NULL, test_field_below);
#undef ADD
  return g_test_run ();
}
