// SPDX-License-Identifier: GPL-3.0-or-later
// The language is changed in the middle of a visit: every screen speaks the new one at once, keeps
// all else as it was, and the next visitor is greeted in Russian.

#include <string.h>

#include "portal-server.h"
#include "steps.h"

#define DEADLINE_MS 60000

/* A name that is the same in every language. */
#define PORTAL "2026"
#define BROKEN "2027"
#define CENTRE "18"

typedef struct {
  const char *name;
  const char *button; // Opens the languages.
} Language;

static const Language russian = { "Русский", "Язык" };
static const Language udmurt = { "Удмурт", "Кыл" };
static const Language english = { "English", "Language" };

typedef struct {
  KapkaTestPortalServer *server;
  KapkaTestKiosk *kiosk;
  const Language *spoken;
} Fixture;

static void
add_portal (Fixture *fixture, const char *id, const char *name, const char *path) {
  g_autofree char *url = kapka_test_portal_server_get_uri (fixture->server, path);

  kapka_test_kiosk_add_portal (fixture->kiosk, id, name, url, "s3;s5");
}

static void
set_up (Fixture *fixture, gconstpointer data) {
  fixture->server = kapka_test_portal_server_new ("127.0.0.1", NULL);
  fixture->kiosk = kapka_test_kiosk_new (1280, 1024);
  fixture->spoken = &russian;
  kapka_test_kiosk_set (fixture->kiosk, "terminal", "name", CENTRE);
  add_portal (fixture, "portal", PORTAL, "/portal");
  add_portal (fixture, "broken", BROKEN, "/status?code=503");
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

/* As a visitor does it: the button in the header, then the language by its own name. */
static void
speak (Fixture *fixture, const Language *language) {
  kapka_test_kiosk_press (fixture->kiosk, fixture->spoken->button);
  kapka_test_kiosk_press (fixture->kiosk, language->name);
  kapka_test_kiosk_expect (fixture->kiosk, language->button);
  kapka_test_expect_gone (fixture->kiosk, language == &english ? "Русский" : "English");
  fixture->spoken = language;
}

/* Words that belong to no language of the kiosk, or to another one on purpose. Of what has no name
 * GTK tells the type, which nobody hears. */
static gboolean
is_allowed (const char *word) {
  static const char *const words[] = { "Русский", "Удмурт",      "English", "PDF", "ZIP",
                                       "XML",     "TLS-RU-ROOT", "txt",     "F" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (words[i], word))
      return TRUE;
  return g_str_has_prefix (word, "Gtk") || g_str_has_prefix (word, "Kapka");
}

static gboolean
has_script (const char *word, GUnicodeScript script) {
  for (const char *c = word; *c != '\0'; c = g_utf8_next_char (c))
    if (g_unichar_get_script (g_utf8_get_char (c)) == script)
      return TRUE;
  return FALSE;
}

/* The first word of @text that is written in @script; NULL when there is none. */
static char *
find_word (const char *text, GUnicodeScript script) {
  g_auto (GStrv) words = g_regex_split_simple ("[^\\p{L}-]+", text, 0, 0);

  for (guint i = 0; words[i] != NULL; i++)
    if (has_script (words[i], script) && !is_allowed (words[i]))
      return g_strdup (words[i]);
  return NULL;
}

/* What a form of an authority is called by law stays as the law says it. */
static void
remove_law (char *text) {
  const char *const heads[] = { "\nTo: ", "\nBasis: " };

  for (guint i = 0; i < G_N_ELEMENTS (heads); i++) {
    char *line = strstr (text, heads[i]);

    if (line != NULL)
      *line = '\0';
  }
}

static void
check_text (Fixture *fixture, const char *place, char *text) {
  GUnicodeScript foreign =
      fixture->spoken == &english ? G_UNICODE_SCRIPT_CYRILLIC : G_UNICODE_SCRIPT_LATIN;
  g_autofree char *word = NULL;

  remove_law (text);
  word = find_word (text, foreign);
  if (word != NULL)
    g_error ("%s in %s: “%s” in “%s”", place, fixture->spoken->name, word, text);
}

static void
check_element (Fixture *fixture, const char *place, KapkaTestElement *element) {
  g_autofree char *name = kapka_test_element_get_name (element);
  g_autofree char *description = kapka_test_element_get_description (element);
  g_autoptr (GPtrArray) children = kapka_test_element_get_children (element);

  if (!kapka_test_element_is_showing (element))
    return;
  check_text (fixture, place, name);
  check_text (fixture, place, description);
  for (guint i = 0; i < children->len; i++)
    check_element (fixture, place, g_ptr_array_index (children, i));
}

/* Walks the whole tree that shows: no word of another language is left. */
static void
check (Fixture *fixture, const char *place) {
  g_autoptr (KapkaTestElement) window = kapka_test_screen_wait_for (
      kapka_test_kiosk_get_screen (fixture->kiosk), ATSPI_ROLE_FRAME, NULL, DEADLINE_MS);
  g_autoptr (GPtrArray) children = kapka_test_element_get_children (window);

  for (guint i = 0; i < children->len; i++)
    check_element (fixture, place, g_ptr_array_index (children, i));
}

/* From Russian through all languages and back, on the screen that shows. */
static void
check_languages (Fixture *fixture, const char *place) {
  const Language *const languages[] = { &english, &udmurt, &english, &russian };

  check (fixture, place);
  for (guint i = 0; i < G_N_ELEMENTS (languages); i++) {
    speak (fixture, languages[i]);
    check (fixture, place);
  }
}

static void
test_home_and_doors (Fixture *fixture, gconstpointer data) {
  const char *const doors[] = { "Узнать, что делает власть", "Узнать об услуге",
                                "Напечатать бланк" };

  begin (fixture);
  check_languages (fixture, "home");
  for (guint i = 0; i < G_N_ELEMENTS (doors); i++) {
    kapka_test_kiosk_press (fixture->kiosk, doors[i]);
    kapka_test_kiosk_expect (fixture->kiosk, "Назад");
    check_languages (fixture, doors[i]);
    kapka_test_go_home (fixture->kiosk);
  }
  kapka_test_kiosk_press (fixture->kiosk, "Язык");
  kapka_test_kiosk_expect (fixture->kiosk, "English");
  check (fixture, "languages");
  kapka_test_go_home (fixture->kiosk);
  kapka_test_end_visit (fixture->kiosk);
  kapka_test_kiosk_stop (fixture->kiosk);
}

static void
test_choices_of_sight (Fixture *fixture, gconstpointer data) {
  begin (fixture);
  kapka_test_kiosk_press (fixture->kiosk, "Версия для слабовидящих");
  kapka_test_kiosk_expect (fixture->kiosk, "Назад");
  check_languages (fixture, "choices of sight");
  kapka_test_go_home (fixture->kiosk);
  kapka_test_end_visit (fixture->kiosk);
  kapka_test_kiosk_stop (fixture->kiosk);
}

/* What is looked for stays looked for, and what was found is found. */
static void
test_search (Fixture *fixture, gconstpointer data) {
  KapkaTestScreen *screen;
  g_autoptr (KapkaTestElement) field = NULL;
  g_autofree char *words = NULL;

  begin (fixture);
  screen = kapka_test_kiosk_get_screen (fixture->kiosk);
  field = kapka_test_screen_wait_for (screen, ATSPI_ROLE_ENTRY, NULL, DEADLINE_MS);
  g_assert_true (kapka_test_element_set_text (field, "жалоба"));
  kapka_test_kiosk_expect (fixture->kiosk, "Обращение в орган власти");
  check_languages (fixture, "search");
  words = kapka_test_element_get_text (field);
  g_assert_cmpstr (words, ==, "жалоба");
  kapka_test_kiosk_expect (fixture->kiosk, "Обращение в орган власти");
  kapka_test_kiosk_stop (fixture->kiosk);
}

static void
test_form (Fixture *fixture, gconstpointer data) {
  begin (fixture);
  kapka_test_open_tile (fixture->kiosk, "Напечатать бланк", "Обращение в орган власти");
  kapka_test_kiosk_press (fixture->kiosk, "На одну копию больше");
  kapka_test_kiosk_expect (fixture->kiosk, "Будут напечатаны 4 страницы. *");
  check_languages (fixture, "form");
  speak (fixture, &english);
  kapka_test_kiosk_expect (fixture->kiosk, "4 pages will be printed. *");
  kapka_test_kiosk_press (fixture->kiosk, "Print");
  kapka_test_kiosk_expect (fixture->kiosk, "The printer was not found. *");
  speak (fixture, &russian);
  kapka_test_kiosk_expect (fixture->kiosk, "Принтер не найден. Пожалуйста*");
  check_languages (fixture, "answer of the printer");
  kapka_test_end_visit (fixture->kiosk);
  kapka_test_kiosk_stop (fixture->kiosk);
}

/* A field as large as the page. */
static void
set_field (Fixture *fixture) {
  kapka_test_portal_server_set_html (
      fixture->server, "/portal",
      "<!doctype html><meta charset=utf-8><form><input name=field autocomplete=off "
      "style='position:fixed;inset:0;width:100%;height:100%'></form><script>"
      "const field = document.querySelector('input');"
      "const say = (what) => fetch('/report?' + what, {keepalive: true});"
      "onmousedown = () => fetch('/touched', {keepalive: true});"
      "document.forms[0].onsubmit = (event) => { event.preventDefault();"
      " say('value=' + encodeURIComponent(field.value)) };"
      "say('shown=1');"
      "</script>");
}

/* @languages: what the portal was asked for by its @number-th load */
static void
expect_asked (Fixture *fixture, guint number, const char *languages) {
  g_autoptr (KapkaTestRequest) request =
      kapka_test_portal_server_wait_request (fixture->server, "/portal", number, DEADLINE_MS);

  g_assert_cmpstr (g_hash_table_lookup (request->headers, "accept-language"), ==, languages);
}

static void
strike (Fixture *fixture, const char *key) {
  kapka_test_kiosk_press (fixture->kiosk, key);
}

/* What is typed, the page, the field and its keyboard stay. */
static void
test_in_the_middle_of_a_word (Fixture *fixture, gconstpointer data) {
  set_field (fixture);
  begin (fixture);
  kapka_test_open_tile (fixture->kiosk, "Узнать об услуге", PORTAL);
  kapka_test_portal_server_expect_report (fixture->server, "shown", "1");
  expect_asked (fixture, 1, "ru");
  g_free (kapka_test_touch_page (fixture->kiosk, fixture->server));
  strike (fixture, "д");
  strike (fixture, "а");
  speak (fixture, &english);
  strike (fixture, "р");
  strike (fixture, "Enter");
  kapka_test_portal_server_expect_report (fixture->server, "value", "дар");
  g_assert_cmpuint (kapka_test_portal_server_count_requests (fixture->server, "/portal"), ==, 1);
  kapka_test_kiosk_press (fixture->kiosk, "Open the page anew");
  expect_asked (fixture, 2, "en,ru;q=0.90");
  kapka_test_kiosk_press (fixture->kiosk, "Home");
  kapka_test_kiosk_press (fixture->kiosk, "Finish");
  kapka_test_kiosk_stop (fixture->kiosk);
}

/* A page that is one link to a document. */
static void
test_documents (Fixture *fixture, gconstpointer data) {
  static const char *const headers[] = { "Content-Disposition", "attachment; filename=\"1.txt\"",
                                         NULL };

  kapka_test_portal_server_set_page (fixture->server, "/file", 200, "text/plain",
                                     g_bytes_new_static ("34", 2), headers);
  kapka_test_portal_server_set_html (
      fixture->server, "/portal",
      "<!doctype html><meta charset=utf-8><a href='/file' style='position:fixed;inset:0'"
      " onclick=\"fetch('/touched', {keepalive: true})\">1</a>");
  begin (fixture);
  kapka_test_open_tile (fixture->kiosk, "Узнать об услуге", PORTAL);
  g_free (kapka_test_touch_page (fixture->kiosk, fixture->server));
  kapka_test_kiosk_press (fixture->kiosk, "Мои документы: 1");
  kapka_test_kiosk_expect (fixture->kiosk, "1.txt");
  check_languages (fixture, "documents");
  kapka_test_end_visit (fixture->kiosk);
  kapka_test_kiosk_stop (fixture->kiosk);
}

static void
test_choice_of_a_file (Fixture *fixture, gconstpointer data) {
  kapka_test_portal_server_set_html (
      fixture->server, "/portal",
      "<!doctype html><meta charset=utf-8><input type=file style='position:fixed;inset:0;"
      "width:100%;height:100%;opacity:0' onclick=\"fetch('/touched', {keepalive: true})\">");
  begin (fixture);
  kapka_test_open_tile (fixture->kiosk, "Узнать об услуге", PORTAL);
  g_free (kapka_test_touch_page (fixture->kiosk, fixture->server));
  kapka_test_kiosk_expect (fixture->kiosk, "Не прикреплять");
  check_languages (fixture, "choice of a file");
  kapka_test_kiosk_press (fixture->kiosk, "Не прикреплять");
  kapka_test_end_visit (fixture->kiosk);
  kapka_test_kiosk_stop (fixture->kiosk);
}

static void
test_portal_that_fails (Fixture *fixture, gconstpointer data) {
  begin (fixture);
  kapka_test_open_tile (fixture->kiosk, "Узнать об услуге", BROKEN);
  kapka_test_kiosk_expect (fixture->kiosk, "Портал сейчас не работает");
  check_languages (fixture, "portal that fails");
  kapka_test_end_visit (fixture->kiosk);
  kapka_test_kiosk_stop (fixture->kiosk);
}

/* The page waits for the answer meanwhile. */
static void
test_question_of_a_page (Fixture *fixture, gconstpointer data) {
  kapka_test_portal_server_set_html (
      fixture->server, "/portal",
      "<!doctype html><meta charset=utf-8><script>setTimeout(() => "
      "fetch('/report?answer=' + prompt('12?', '34')), 500)</script>");
  begin (fixture);
  kapka_test_open_tile (fixture->kiosk, "Узнать об услуге", PORTAL);
  kapka_test_kiosk_expect (fixture->kiosk, "Ваш ответ");
  check_languages (fixture, "question of a page");
  kapka_test_kiosk_press (fixture->kiosk, "Ответить");
  kapka_test_portal_server_expect_report (fixture->server, "answer", "34");
  kapka_test_end_visit (fixture->kiosk);
  kapka_test_kiosk_stop (fixture->kiosk);
}

/* Each language begins a visit in itself. */
static void
test_begins_in_the_language (Fixture *fixture, gconstpointer data) {
  kapka_test_kiosk_start (fixture->kiosk);
  kapka_test_kiosk_press (fixture->kiosk, "English");
  kapka_test_kiosk_expect (fixture->kiosk, "What would you like to do?");
  fixture->spoken = &english;
  check (fixture, "home that was begun in English");
  kapka_test_kiosk_stop (fixture->kiosk);
}

/* Goodbye still speaks the visitor's language; the next one is greeted in Russian. */
static void
test_counted_and_dropped (Fixture *fixture, gconstpointer data) {
  set_field (fixture);
  begin (fixture);
  speak (fixture, &english);
  kapka_test_open_tile (fixture->kiosk, "Learn about a service", PORTAL);
  expect_asked (fixture, 1, "en,ru;q=0.90");
  speak (fixture, &udmurt);
  kapka_test_kiosk_press (fixture->kiosk, "Йылпумъяно");
  kapka_test_kiosk_expect_counts (fixture->kiosk, "lang_udm=1 s3=1 users=1");
  kapka_test_begin_visit (fixture->kiosk);
  fixture->spoken = &russian;
  check (fixture, "home of the next visitor");
  kapka_test_open_tile (fixture->kiosk, "Узнать об услуге", PORTAL);
  expect_asked (fixture, 2, "ru");
  kapka_test_end_visit (fixture->kiosk);
  kapka_test_kiosk_stop (fixture->kiosk);
}

static void
test_goodbye_in_english (Fixture *fixture, gconstpointer data) {
  begin (fixture);
  speak (fixture, &english);
  kapka_test_kiosk_press (fixture->kiosk, "Finish");
  kapka_test_kiosk_expect (fixture->kiosk, "Thank you. Everything has been erased");
  kapka_test_kiosk_press (fixture->kiosk, "OK");
  kapka_test_kiosk_expect (fixture->kiosk, "Коснитесь экрана");
  kapka_test_kiosk_stop (fixture->kiosk);
}

/* Also the countdown over a visit in another language speaks it. */
static void
test_countdown (Fixture *fixture, gconstpointer data) {
  kapka_test_kiosk_set (fixture->kiosk, "visit", "idle_seconds", "3");
  begin (fixture);
  speak (fixture, &english);
  kapka_test_kiosk_expect (fixture->kiosk, "Are you still here?");
  kapka_test_kiosk_press (fixture->kiosk, "I need more time");
  kapka_test_kiosk_stop (fixture->kiosk);
}

/* What the machine tells the staff speaks the language of whoever is there, too. */
static void
test_note_for_staff (Fixture *fixture, gconstpointer data) {
  kapka_test_kiosk_start (fixture->kiosk);
  kapka_test_kiosk_stop (fixture->kiosk);
  kapka_test_kiosk_set (fixture->kiosk, "visit", "idle_seconds", "soon");
  begin (fixture);
  kapka_test_kiosk_expect (fixture->kiosk, "В файле настроек ошибка*");
  speak (fixture, &english);
  kapka_test_kiosk_expect (fixture->kiosk, "The settings file has a mistake*");
  kapka_test_expect_gone (fixture->kiosk, "В файле настроек ошибка*");
  kapka_test_kiosk_stop (fixture->kiosk);
}

static void
test_one_language (Fixture *fixture, gconstpointer data) {
  g_autoptr (KapkaTestElement) button = NULL;

  kapka_test_kiosk_set (fixture->kiosk, "terminal", "languages", "ru");
  begin (fixture);
  kapka_test_kiosk_expect (fixture->kiosk, "Версия для слабовидящих");
  button = kapka_test_screen_find (kapka_test_kiosk_get_screen (fixture->kiosk), ATSPI_ROLE_INVALID,
                                   "Язык");
  g_assert_null (button);
  kapka_test_end_visit (fixture->kiosk);
  kapka_test_kiosk_stop (fixture->kiosk);
}

/* No native speaker has read the Udmurt texts yet, and the screen says so. */
static void
test_trial_translation (Fixture *fixture, gconstpointer data) {
  begin (fixture);
  speak (fixture, &udmurt);
  kapka_test_kiosk_expect (fixture->kiosk, "Тестовый перевод");
  speak (fixture, &english);
  kapka_test_expect_gone (fixture->kiosk, "Trial translation");
  kapka_test_kiosk_stop (fixture->kiosk);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/languages/home-and-doors", test_home_and_doors);
  ADD ("/languages/choices-of-sight", test_choices_of_sight);
  ADD ("/languages/search", test_search);
  ADD ("/languages/form", test_form);
  ADD ("/languages/in-the-middle-of-a-word", test_in_the_middle_of_a_word);
  ADD ("/languages/documents", test_documents);
  ADD ("/languages/choice-of-a-file", test_choice_of_a_file);
  ADD ("/languages/portal-that-fails", test_portal_that_fails);
  ADD ("/languages/question-of-a-page", test_question_of_a_page);
  ADD ("/languages/begins-in-the-language", test_begins_in_the_language);
  ADD ("/languages/counted-and-dropped", test_counted_and_dropped);
  ADD ("/languages/goodbye-in-english", test_goodbye_in_english);
  ADD ("/languages/countdown", test_countdown);
  ADD ("/languages/note-for-staff", test_note_for_staff);
  ADD ("/languages/one-language", test_one_language);
  ADD ("/languages/trial-translation", test_trial_translation);
#undef ADD
  return g_test_run ();
}
