// SPDX-License-Identifier: GPL-3.0-or-later
// The on-screen keyboard and the fields of a page: a real touch opens it, its keys type, the page
// gets what was typed.

#include <string.h>

#include "portal-server.h"
#include "steps.h"

#define DEADLINE_MS 60000

/* The words on keys and on the keys that change the layout. */
#define SHIFT "Заглавные буквы"
#define TO_LATIN "Латинские буквы"
#define TO_UDMURT "Удмуртские буквы"
#define ERASE "Удалить"
#define ENTER "Готово"
#define HIDE "Убрать клавиатуру"

typedef struct {
  KapkaTestPortalServer *server;
  KapkaTestKiosk *kiosk;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data) {
  g_autofree char *url = NULL;
  g_autofree char *link = NULL;

  fixture->server = kapka_test_portal_server_new ("127.0.0.1", NULL);
  url = kapka_test_portal_server_get_uri (fixture->server, "/portal");
  fixture->kiosk = kapka_test_kiosk_new (1280, 1024);
  link = kapka_test_portal_server_get_uri (fixture->server, "/link");
  kapka_test_kiosk_add_portal (fixture->kiosk, "services", "Учебный портал", url, "s3");
  kapka_test_kiosk_add_portal (fixture->kiosk, "link", "Портал со ссылкой", link, "s3");
}

static void
tear_down (Fixture *fixture, gconstpointer data) {
  kapka_test_kiosk_free (fixture->kiosk);
  kapka_test_portal_server_free (fixture->server);
}

/* A form with one field as large as the page; @attributes are those of the field. */
static void
set_field (Fixture *fixture, const char *attributes) {
  g_autofree char *html = g_strdup_printf (
      "<!doctype html><meta charset=utf-8><form action='/taken'><input name=field autocomplete=off"
      " style='position:fixed;inset:0;width:100%%;height:100%%;box-sizing:border-box;font-size:"
      "60px' %s></form>"
      "<script>const field = document.querySelector('input'), say = (what) => fetch('/report?' + "
      "what, {keepalive: true});"
      "onmousedown = () => fetch('/touched', {keepalive: true}); field.onfocus = () => "
      "say('focused=1');"
      "onresize = () => say('resized=1');"
      "document.forms[0].onsubmit = (event) => { event.preventDefault(); say('value=' + "
      "encodeURIComponent(field.value)) };"
      "say('shown=1');</script>",
      attributes);

  kapka_test_portal_server_set_html (fixture->server, "/portal", html);
}

static void
open_field (Fixture *fixture, const char *attributes) {
  set_field (fixture, attributes);
  kapka_test_open_tile (fixture->kiosk, "Узнать об услуге", "Учебный портал");
  kapka_test_portal_server_expect_report (fixture->server, "shown", "1");
}

static void
touch_field (Fixture *fixture) {
  g_free (kapka_test_touch_page (fixture->kiosk, fixture->server));
}

static void
begin (Fixture *fixture) {
  kapka_test_kiosk_start (fixture->kiosk);
  kapka_test_begin_visit (fixture->kiosk);
}

static void
strike (Fixture *fixture, const char *key) {
  kapka_test_kiosk_press (fixture->kiosk, key);
}

/* While the keyboard is open, the footer with the End button gives its place to the page. */
static void
end (Fixture *fixture) {
  strike (fixture, HIDE);
  kapka_test_expect_gone (fixture->kiosk, HIDE);
  kapka_test_end_visit (fixture->kiosk);
  kapka_test_kiosk_stop (fixture->kiosk);
}

static void
test_words_and_an_address (Fixture *fixture, gconstpointer data) {
  begin (fixture);
  open_field (fixture, "");
  g_assert_false (kapka_test_kiosk_shows (fixture->kiosk, HIDE));
  touch_field (fixture);
  kapka_test_kiosk_expect (fixture->kiosk, HIDE);
  strike (fixture, SHIFT);
  kapka_test_type (fixture->kiosk, "П");
  kapka_test_type (fixture->kiosk, "ривет 12ф");
  strike (fixture, ERASE);
  strike (fixture, TO_LATIN);
  kapka_test_type (fixture->kiosk, " a@b.ru");
  strike (fixture, ENTER);
  kapka_test_portal_server_expect_report (fixture->server, "value", "Привет 12 a@b.ru");
  end (fixture);
}

/* A finger on the glass, not the action of a screen reader: the touch must leave the focus in the
 * page. Once the page has become lower, the keys are where they stay. */
static void
test_keys_under_a_finger (Fixture *fixture, gconstpointer data) {
  static const char *const keys[] = { "д", "а", ENTER };
  KapkaTestScreen *screen;

  begin (fixture);
  screen = kapka_test_kiosk_get_screen (fixture->kiosk);
  open_field (fixture, "");
  touch_field (fixture);
  kapka_test_portal_server_expect_report (fixture->server, "resized", "1");
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++) {
    g_autoptr (KapkaTestElement) key =
        kapka_test_screen_wait_for (screen, ATSPI_ROLE_PUSH_BUTTON, keys[i], DEADLINE_MS);

    kapka_test_screen_click (screen, key);
  }
  kapka_test_portal_server_expect_report (fixture->server, "value", "да");
  end (fixture);
}

static void
ask_for_others (Fixture *fixture, const char *letter, const char *offered) {
  g_autoptr (KapkaTestElement) key = kapka_test_screen_wait_for (
      kapka_test_kiosk_get_screen (fixture->kiosk), ATSPI_ROLE_PUSH_BUTTON, letter, DEADLINE_MS);

  g_assert_true (kapka_test_element_do (key, "menu"));
  kapka_test_kiosk_expect (fixture->kiosk, offered);
  g_assert_true (kapka_test_element_has_state (key, ATSPI_STATE_EXPANDED));
}

static void
type_keys (Fixture *fixture, const char *const *keys) {
  KapkaTestDesktop *desktop = kapka_test_kiosk_get_desktop (fixture->kiosk);

  for (guint i = 0; keys[i] != NULL; i++)
    kapka_test_x_display_type_key (kapka_test_desktop_get_display (desktop), keys[i]);
}

/* Who cannot hold a key asks it by a screen reader for its other letters, and takes one by the same
 * or by the keys of a real keyboard. A key that offers nothing cannot be asked. */
static void
test_other_letters_without_a_finger (Fixture *fixture, gconstpointer data) {
  static const char *const last[] = { "Right", "Left", "Return", NULL };
  static const char *const none[] = { "Escape", NULL };
  g_autoptr (KapkaTestElement) plain = NULL;

  begin (fixture);
  open_field (fixture, "");
  touch_field (fixture);
  ask_for_others (fixture, "ж", "ӝ");
  strike (fixture, "ӝ");
  kapka_test_expect_gone (fixture->kiosk, "ӝ");
  ask_for_others (fixture, ".", "№");
  type_keys (fixture, last);
  kapka_test_expect_gone (fixture->kiosk, "№");
  ask_for_others (fixture, "з", "ӟ");
  type_keys (fixture, none);
  kapka_test_expect_gone (fixture->kiosk, "ӟ");
  plain = kapka_test_screen_wait_for (kapka_test_kiosk_get_screen (fixture->kiosk),
                                      ATSPI_ROLE_PUSH_BUTTON, "щ", DEADLINE_MS);
  g_assert_false (kapka_test_element_do (plain, "menu"));
  strike (fixture, ENTER);
  kapka_test_portal_server_expect_report (fixture->server, "value", "ӝ№");
  end (fixture);
}

static void
test_kinds_of_fields (Fixture *fixture, gconstpointer data) {
  static const struct {
    const char *attributes;
    const char *key;    // On the layout that opens.
    const char *no_key; // On others alone.
    const char *letters;
  } kinds[] = {
    { "type=text", "щ", "w", "да" },         { "type=email", "@", "щ", "a@b.ru" },
    { "type=password", "w", "щ", "sezam1" }, { "type=tel", "+", "w", "+79120" },
    { "type=number", "7", "w", "42" },       { "inputmode=numeric", "7", "w", "42" },
  };

  begin (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++) {
    g_test_message ("%s", kinds[i].attributes);
    open_field (fixture, kinds[i].attributes);
    touch_field (fixture);
    kapka_test_kiosk_expect (fixture->kiosk, kinds[i].key);
    g_assert_false (kapka_test_kiosk_shows (fixture->kiosk, kinds[i].no_key));
    kapka_test_type (fixture->kiosk, kinds[i].letters);
    strike (fixture, ENTER);
    kapka_test_portal_server_expect_report (fixture->server, "value", kinds[i].letters);
    kapka_test_go_home (fixture->kiosk);
    kapka_test_expect_gone (fixture->kiosk, HIDE);
  }
  kapka_test_end_visit (fixture->kiosk);
  kapka_test_kiosk_stop (fixture->kiosk);
}

/* The field has had the focus all along. */
static void
test_touched_again (Fixture *fixture, gconstpointer data) {
  begin (fixture);
  open_field (fixture, "");
  touch_field (fixture);
  kapka_test_kiosk_expect (fixture->kiosk, HIDE);
  strike (fixture, HIDE);
  kapka_test_expect_gone (fixture->kiosk, HIDE);
  touch_field (fixture);
  kapka_test_kiosk_expect (fixture->kiosk, HIDE);
  end (fixture);
}

/* A page that focuses its field by itself must not throw a keyboard at somebody who reads. */
static void
test_focus_by_script (Fixture *fixture, gconstpointer data) {
  begin (fixture);
  open_field (fixture, "autofocus");
  kapka_test_portal_server_expect_report (fixture->server, "focused", "1");
  kapka_test_kiosk_expect (fixture->kiosk, "Открыть страницу заново");
  g_assert_false (kapka_test_kiosk_shows (fixture->kiosk, HIDE));
  touch_field (fixture);
  kapka_test_kiosk_expect (fixture->kiosk, HIDE);
  strike (fixture, HIDE);
  kapka_test_expect_gone (fixture->kiosk, HIDE);
  kapka_test_kiosk_press (fixture->kiosk, "Клавиатура");
  kapka_test_type (fixture->kiosk, "да");
  strike (fixture, ENTER);
  kapka_test_portal_server_expect_report (fixture->server, "value", "да");
  end (fixture);
}

/* Nor does a page that follows a touch on a link, however quickly it comes. */
static void
test_focus_by_the_next_page (Fixture *fixture, gconstpointer data) {
  kapka_test_portal_server_set_html (
      fixture->server, "/link",
      "<!doctype html><meta charset=utf-8><a href='/portal' style='position:fixed;inset:0'"
      " onclick=\"fetch('/touched',{keepalive:true})\">дальше</a><script>fetch('/"
      "report?shown=1')</script>");
  begin (fixture);
  kapka_test_open_tile (fixture->kiosk, "Узнать об услуге", "Портал со ссылкой");
  kapka_test_portal_server_expect_report (fixture->server, "shown", "1");
  set_field (fixture, "autofocus");
  touch_field (fixture);
  kapka_test_portal_server_expect_report (fixture->server, "shown", "1");
  kapka_test_portal_server_expect_report (fixture->server, "focused", "1");
  kapka_test_kiosk_expect (fixture->kiosk, "Открыть страницу заново");
  g_assert_false (kapka_test_kiosk_shows (fixture->kiosk, HIDE));
  kapka_test_end_visit (fixture->kiosk);
  kapka_test_kiosk_stop (fixture->kiosk);
}

/* The next visitor finds neither the keyboard, nor a word in the field, nor the letters that the
 * last one has gone to. */
static void
test_the_keyboard_goes_with_the_visit (Fixture *fixture, gconstpointer data) {
  begin (fixture);
  open_field (fixture, "");
  touch_field (fixture);
  strike (fixture, TO_UDMURT);
  kapka_test_type (fixture->kiosk, "даӟ");
  strike (fixture, HIDE);
  kapka_test_end_visit (fixture->kiosk);
  kapka_test_kiosk_press (fixture->kiosk, "Хорошо");
  kapka_test_begin_visit (fixture->kiosk);
  g_assert_false (kapka_test_kiosk_shows (fixture->kiosk, HIDE));
  open_field (fixture, "");
  touch_field (fixture);
  strike (fixture, ENTER);
  kapka_test_portal_server_expect_report (fixture->server, "value", "");
  g_assert_false (kapka_test_kiosk_shows (fixture->kiosk, "ӟ"));
  kapka_test_kiosk_stop (fixture->kiosk);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/typing/words-and-an-address", test_words_and_an_address);
  ADD ("/typing/keys-under-a-finger", test_keys_under_a_finger);
  ADD ("/typing/other-letters-without-a-finger", test_other_letters_without_a_finger);
  ADD ("/typing/kinds-of-fields", test_kinds_of_fields);
  ADD ("/typing/touched-again", test_touched_again);
  ADD ("/typing/focus-by-script", test_focus_by_script);
  ADD ("/typing/focus-by-the-next-page", test_focus_by_the_next_page);
  ADD ("/typing/the-keyboard-goes-with-the-visit", test_the_keyboard_goes_with_the_visit);
#undef ADD
  return g_test_run ();
}
