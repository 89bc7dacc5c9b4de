// SPDX-License-Identifier: GPL-3.0-or-later
// A form filled in on the screen: what is typed is on the paper, Udmurt letters too; it is there
// when the visitor comes back to the form, and gone for the next one.

#include <string.h>

#include "steps.h"
#include "wait.h"

#define DEADLINE_MS 60000

/* A walk by keys comes round sooner. */
#define MAX_TABS 60
#define KEY_MS 300

#define DOOR "Напечатать бланк"
#define FORM "Обращение в орган власти"

/* The words of the screen. */
#define FILL "Заполнить на экране"
#define DONE "К печати"
#define NEXT "Следующее поле"
#define BACK "Назад"
#define ENTER "Далее"
#define CLEAR "Стереть всё"
#define SURE "Стереть всё, что вы написали?"
#define HIDE "Убрать клавиатуру"
#define NEXT_PAGE "Следующая страница"
#define PREVIOUS_PAGE "Предыдущая страница"
#define TO_UDMURT "Удмуртские буквы"

/* Fields of the form, by what they ask for. */
#define ADDRESSEE "Орган власти либо *"
#define NAME "Ваши фамилия, имя, отчество*"
#define TELEPHONE "Ваш телефон*"
#define KIND "Что это: предложение, заявление или жалоба"
#define DAY "Дата подписания: день"
#define MONTH "Дата подписания: месяц"
#define YEAR "Дата подписания: две*"
#define SIGNER "Фамилия и инициалы*"

/* A form with squares to tick on its second page, and one with circles. */
#define SQUARES "Заявление в управляющую компанию"
#define TROUBLE "Что случилось*"
#define INSPECT "Осмотреть и составить*"
#define REFUND "Сделать перерасчёт*"
#define CIRCLES "Заявление о судебном приказе"
#define CIRCLE "Основание: другое*"
#define OTHER_CIRCLE "Основание: алименты*"

typedef struct {
  KapkaTestPrintServer *printer;
  KapkaTestKiosk *kiosk;
} Fixture;

/* The whole page shows. */
static void
set_up_upright (Fixture *fixture, gconstpointer data) {
  fixture->kiosk = kapka_test_kiosk_new (1080, 1920);
}

static void
set_up (Fixture *fixture, gconstpointer data) {
  fixture->kiosk = kapka_test_kiosk_new (1024, 768);
  fixture->printer = kapka_test_print_server_new ();
  kapka_test_kiosk_set_print_server (fixture->kiosk, fixture->printer);
}

static void
tear_down (Fixture *fixture, gconstpointer data) {
  kapka_test_kiosk_free (fixture->kiosk);
  kapka_test_print_server_free (fixture->printer);
}

static KapkaTestElement *
wait_for_field (Fixture *fixture, const char *name) {
  return kapka_test_screen_wait_for (kapka_test_kiosk_get_screen (fixture->kiosk), ATSPI_ROLE_TEXT,
                                     name, DEADLINE_MS);
}

static void
press (Fixture *fixture, const char *name) {
  kapka_test_kiosk_press (fixture->kiosk, name);
}

/* The words below the page say where the visitor is. */
static void
expect_at (Fixture *fixture, const char *name) {
  g_autoptr (KapkaTestElement) tip = kapka_test_screen_wait_for (
      kapka_test_kiosk_get_screen (fixture->kiosk), ATSPI_ROLE_LABEL, name, DEADLINE_MS);

  g_assert_nonnull (tip);
}

static void
touch (Fixture *fixture, const char *name) {
  g_autoptr (KapkaTestElement) field = wait_for_field (fixture, name);

  kapka_test_screen_click (kapka_test_kiosk_get_screen (fixture->kiosk), field);
}

/* A finger that misses a low field by a little still finds it. */
static void
touch_beside (Fixture *fixture, const char *name) {
  KapkaTestDesktop *desktop = kapka_test_kiosk_get_desktop (fixture->kiosk);
  g_autoptr (KapkaTestElement) field = wait_for_field (fixture, name);
  KapkaTestRect rect;

  g_assert_true (kapka_test_element_get_rect (field, &rect));
  kapka_test_x_display_click (kapka_test_desktop_get_display (desktop), rect.x + rect.width / 2,
                              rect.y - 12);
}

typedef struct {
  Fixture *fixture;
  const char *name;
  const char *text;
} Expected;

static gboolean
has_text_cb (gpointer data) {
  const Expected *expected = data;
  g_autoptr (KapkaTestElement) field = kapka_test_screen_find (
      kapka_test_kiosk_get_screen (expected->fixture->kiosk), ATSPI_ROLE_TEXT, expected->name);
  g_autofree char *text = field == NULL ? NULL : kapka_test_element_get_text (field);

  return g_strcmp0 (text, expected->text) == 0;
}

static void
expect_text (Fixture *fixture, const char *name, const char *text) {
  Expected expected = { fixture, name, text };

  if (!kapka_test_wait_until (has_text_cb, &expected, DEADLINE_MS))
    g_error ("expected \"%s\" in \"%s\":\n%s", text, name,
             kapka_test_screen_dump (kapka_test_kiosk_get_screen (fixture->kiosk)));
}

static void
open_form (Fixture *fixture) {
  kapka_test_open_tile (fixture->kiosk, DOOR, FORM);
  press (fixture, FILL);
  expect_at (fixture, ADDRESSEE);
}

/* The keyboard has Udmurt letters already, or is to get them by its key. */
static void
write_letter (Fixture *fixture, gboolean has_letters) {
  touch (fixture, ADDRESSEE);
  kapka_test_kiosk_expect (fixture->kiosk, HIDE);
  if (!has_letters)
    press (fixture, TO_UDMURT);
  kapka_test_type (fixture->kiosk, "ӝуӟӥ");
  press (fixture, NEXT);
  expect_at (fixture, NAME);
  kapka_test_type (fixture->kiosk, "ӧӵ");
  expect_text (fixture, ADDRESSEE, "ӝуӟӥ");
  expect_text (fixture, NAME, "ӧӵ");
  press (fixture, HIDE);
  kapka_test_expect_gone (fixture->kiosk, HIDE);
  touch_beside (fixture, TELEPHONE);
  expect_at (fixture, TELEPHONE);
  kapka_test_type (fixture->kiosk, "12");
  expect_text (fixture, TELEPHONE, "12");
}

static void
expect_on_paper (Fixture *fixture, guint number, const char *addressee, const char *name) {
  g_autofree char *path =
      kapka_test_print_server_wait_document (fixture->printer, number, DEADLINE_MS);
  const char *const argv[] = { "pdftotext", "-layout", path, "-", NULL };
  g_autofree char *text = kapka_test_program_run (argv, NULL, DEADLINE_MS);

  if (strstr (text, addressee) == NULL || strstr (text, name) == NULL)
    g_error ("expected \"%s\" and \"%s\" on paper:\n%s", addressee, name, text);
}

static void
choose (Fixture *fixture, const char *name, const char *option) {
  g_autofree char *chosen = g_strdup_printf ("%s: %s", name, option);

  press (fixture, name);
  press (fixture, option);
  kapka_test_kiosk_expect (fixture->kiosk, chosen);
}

/* The words above the page are the same as the name of the box. */
static KapkaTestElement *
find_box (Fixture *fixture, const char *name) {
  KapkaTestScreen *screen = kapka_test_kiosk_get_screen (fixture->kiosk);
  KapkaTestElement *box = kapka_test_screen_find (screen, ATSPI_ROLE_CHECK_BOX, name);

  return box != NULL ? box : kapka_test_screen_find (screen, ATSPI_ROLE_RADIO_BUTTON, name);
}

static gboolean
is_ticked_cb (gpointer data) {
  const Expected *expected = data;
  g_autoptr (KapkaTestElement) box = find_box (expected->fixture, expected->name);

  return box != NULL &&
         kapka_test_element_has_state (box, ATSPI_STATE_CHECKED) == (expected->text != NULL);
}

static void
expect_ticked (Fixture *fixture, const char *name, gboolean ticked) {
  Expected expected = { fixture, name, ticked ? "yes" : NULL };

  g_assert_true (kapka_test_wait_until (is_ticked_cb, &expected, DEADLINE_MS));
}

static void
tick (Fixture *fixture, AtspiRole role, const char *name) {
  KapkaTestScreen *screen = kapka_test_kiosk_get_screen (fixture->kiosk);
  g_autoptr (KapkaTestElement) box = kapka_test_screen_wait_for (screen, role, name, DEADLINE_MS);

  kapka_test_screen_click (screen, box);
  expect_ticked (fixture, name, TRUE);
}

/* What was written is there again, whichever way the form was left. */
static void
come_back (Fixture *fixture) {
  press (fixture, BACK);
  press (fixture, FILL);
  expect_text (fixture, ADDRESSEE, "ӝуӟӥ");
  press (fixture, DONE);
  kapka_test_go_home (fixture->kiosk);
  kapka_test_open_tile (fixture->kiosk, DOOR, FORM);
}

static void
clear (Fixture *fixture) {
  press (fixture, FILL);
  press (fixture, CLEAR);
  kapka_test_kiosk_expect (fixture->kiosk, SURE);
  press (fixture, CLEAR);
  expect_text (fixture, ADDRESSEE, "");
}

/* Squares may all be ticked; of circles one. From the last field of a page the next one leads to
 * the first field of the page that follows. */
static void
test_boxes (Fixture *fixture, gconstpointer data) {
  KapkaTestDesktop *desktop = kapka_test_kiosk_get_desktop (fixture->kiosk);

  kapka_test_kiosk_start (fixture->kiosk);
  kapka_test_begin_visit (fixture->kiosk);
  kapka_test_open_tile (fixture->kiosk, DOOR, CIRCLES);
  press (fixture, FILL);
  tick (fixture, ATSPI_ROLE_RADIO_BUTTON, CIRCLE);
  tick (fixture, ATSPI_ROLE_RADIO_BUTTON, OTHER_CIRCLE);
  tick (fixture, ATSPI_ROLE_RADIO_BUTTON, OTHER_CIRCLE);
  expect_ticked (fixture, CIRCLE, FALSE);
  kapka_test_go_home (fixture->kiosk);
  kapka_test_open_tile (fixture->kiosk, DOOR, SQUARES);
  press (fixture, FILL);
  touch (fixture, TROUBLE);
  expect_at (fixture, TROUBLE);
  kapka_test_x_display_type_key (kapka_test_desktop_get_display (desktop), "Tab");
  expect_at (fixture, INSPECT);
  kapka_test_kiosk_expect (fixture->kiosk, "Страница 2 из 2");
  tick (fixture, ATSPI_ROLE_CHECK_BOX, INSPECT);
  tick (fixture, ATSPI_ROLE_CHECK_BOX, REFUND);
  expect_ticked (fixture, INSPECT, TRUE);
  kapka_test_end_visit (fixture->kiosk);
  kapka_test_kiosk_stop (fixture->kiosk);
}

static void
test_on_paper (Fixture *fixture, gconstpointer data) {
  kapka_test_kiosk_start (fixture->kiosk);
  kapka_test_begin_visit (fixture->kiosk);
  open_form (fixture);
  write_letter (fixture, FALSE);
  choose (fixture, KIND, "заявление");
  come_back (fixture);
  press (fixture, "Печатать");
  expect_on_paper (fixture, 1, "кому: ӝуӟӥ", "от ӧӵ");
  expect_on_paper (fixture, 1, "тел. 12", "обращения: заявление");
  kapka_test_kiosk_expect_counts (fixture->kiosk, "pages=2 s4=1 users=1");
  clear (fixture);
  write_letter (fixture, TRUE);
  press (fixture, HIDE);
  kapka_test_expect_gone (fixture->kiosk, HIDE);
  kapka_test_end_visit (fixture->kiosk);
  press (fixture, "Хорошо");
  kapka_test_begin_visit (fixture->kiosk);
  open_form (fixture);
  expect_text (fixture, ADDRESSEE, "");
  expect_text (fixture, NAME, "");
  kapka_test_end_visit (fixture->kiosk);
  kapka_test_kiosk_stop (fixture->kiosk);
}

/* The button stays under the finger when the keyboard comes and goes, and when the page turns. */
static void
step_eight_times (Fixture *fixture) {
  static const char *const then[] = { NAME, NULL, NULL, KIND, NULL, NULL, NULL, DAY };
  KapkaTestDesktop *desktop = kapka_test_kiosk_get_desktop (fixture->kiosk);
  g_autoptr (KapkaTestElement) button = kapka_test_screen_wait_for (
      kapka_test_kiosk_get_screen (fixture->kiosk), ATSPI_ROLE_PUSH_BUTTON, NEXT, DEADLINE_MS);
  KapkaTestRect rect;

  g_assert_true (kapka_test_element_get_rect (button, &rect));
  for (guint i = 0; i < G_N_ELEMENTS (then); i++) {
    kapka_test_x_display_click (kapka_test_desktop_get_display (desktop), rect.x + rect.width / 2,
                                rect.y + rect.height / 2);
    if (then[i] == NULL)
      continue;
    expect_at (fixture, then[i]);
    if (g_str_equal (then[i], KIND))
      kapka_test_expect_gone (fixture->kiosk, HIDE);
    else
      kapka_test_kiosk_expect (fixture->kiosk, HIDE);
  }
}

static gboolean
is_focused_cb (gpointer data) {
  const Expected *expected = data;
  g_autoptr (KapkaTestElement) button =
      kapka_test_screen_find (kapka_test_kiosk_get_screen (expected->fixture->kiosk),
                              ATSPI_ROLE_PUSH_BUTTON, expected->name);

  return button != NULL && kapka_test_element_has_state (button, ATSPI_STATE_FOCUSED);
}

/* The key for Enter leads from field to field of one line, and from the last one to printing. */
static void
test_steps (Fixture *fixture, gconstpointer data) {
  Expected done = { fixture, DONE, NULL };

  kapka_test_kiosk_start (fixture->kiosk);
  kapka_test_begin_visit (fixture->kiosk);
  open_form (fixture);
  step_eight_times (fixture);
  press (fixture, ENTER);
  expect_at (fixture, MONTH);
  press (fixture, ENTER);
  expect_at (fixture, YEAR);
  press (fixture, ENTER);
  expect_at (fixture, SIGNER);
  press (fixture, ENTER);
  g_assert_true (kapka_test_wait_until (is_focused_cb, &done, DEADLINE_MS));
  kapka_test_expect_gone (fixture->kiosk, HIDE);
  press (fixture, DONE);
  kapka_test_kiosk_expect (fixture->kiosk, FILL);
  kapka_test_end_visit (fixture->kiosk);
  kapka_test_kiosk_stop (fixture->kiosk);
}

static void
tab_to (Fixture *fixture, const char *button) {
  KapkaTestDesktop *desktop = kapka_test_kiosk_get_desktop (fixture->kiosk);
  Expected focused = { fixture, button, NULL };

  for (guint i = 0; i < MAX_TABS && !is_focused_cb (&focused); i++) {
    kapka_test_x_display_type_key (kapka_test_desktop_get_display (desktop), "Tab");
    kapka_test_wait_until (is_focused_cb, &focused, KEY_MS);
  }
  if (!is_focused_cb (&focused))
    g_error ("Tab does not come to \"%s\"", button);
}

/* Whoever has nothing but keys comes from field to field over all pages, out of the paper, and to
 * all that is around it. */
static void
test_keys (Fixture *fixture, gconstpointer data) {
  kapka_test_kiosk_start (fixture->kiosk);
  kapka_test_begin_visit (fixture->kiosk);
  open_form (fixture);
  tab_to (fixture, DONE);
  tab_to (fixture, "Завершить");
  tab_to (fixture, BACK);
  tab_to (fixture, "Предыдущее поле");
  tab_to (fixture, DONE);
  kapka_test_end_visit (fixture->kiosk);
  kapka_test_kiosk_stop (fixture->kiosk);
}

static void
expect_focus (Fixture *fixture, const char *button) {
  Expected focused = { fixture, button, NULL };

  if (!kapka_test_wait_until (is_focused_cb, &focused, DEADLINE_MS))
    g_error ("\"%s\" has not got the focus", button);
}

/* The button with the focus leads to a page where it can be pressed no more. */
static void
turn (Fixture *fixture, const char *page, const char *then) {
  KapkaTestDesktop *desktop = kapka_test_kiosk_get_desktop (fixture->kiosk);

  kapka_test_x_display_type_key (kapka_test_desktop_get_display (desktop), "Return");
  kapka_test_kiosk_expect (fixture->kiosk, page);
  expect_focus (fixture, then);
}

/* Whoever turns pages by keys stays at the buttons for it, also beyond the last page. */
static void
test_turning (Fixture *fixture, gconstpointer data) {
  kapka_test_kiosk_start (fixture->kiosk);
  kapka_test_begin_visit (fixture->kiosk);
  kapka_test_open_tile (fixture->kiosk, DOOR, SQUARES);
  kapka_test_kiosk_expect (fixture->kiosk, "Страница 1 из 2");
  tab_to (fixture, NEXT_PAGE);
  turn (fixture, "Страница 2 из 2", PREVIOUS_PAGE);
  turn (fixture, "Страница 1 из 2", NEXT_PAGE);
  press (fixture, FILL);
  tab_to (fixture, PREVIOUS_PAGE);
  kapka_test_kiosk_expect (fixture->kiosk, "Страница 2 из 2");
  turn (fixture, "Страница 1 из 2", NEXT_PAGE);
  turn (fixture, "Страница 2 из 2", PREVIOUS_PAGE);
  kapka_test_end_visit (fixture->kiosk);
  kapka_test_kiosk_stop (fixture->kiosk);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/fill/on-paper", Fixture, NULL, set_up, test_on_paper, tear_down);
  g_test_add ("/fill/steps", Fixture, NULL, set_up, test_steps, tear_down);
  g_test_add ("/fill/keys", Fixture, NULL, set_up, test_keys, tear_down);
  g_test_add ("/fill/turning", Fixture, NULL, set_up, test_turning, tear_down);
  g_test_add ("/fill/boxes", Fixture, NULL, set_up_upright, test_boxes, tear_down);
  return g_test_run ();
}
