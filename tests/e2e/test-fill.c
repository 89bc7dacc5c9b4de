// SPDX-License-Identifier: GPL-3.0-or-later
// A form filled in on the screen: what is typed is on the paper, Udmurt letters too; it is there
// when the visitor comes back to the form, and gone for the next one.

#include <string.h>

#include "steps.h"
#include "wait.h"

#define DEADLINE_MS 60000

#define DOOR "Напечатать бланк"
#define FORM "Обращение в орган власти"

/* The words of the screen. */
#define FILL "Заполнить на экране"
#define DONE "К печати"
#define NEXT "Следующее поле"
#define BACK "Назад"
#define CLEAR "Стереть всё"
#define SURE "Стереть всё, что вы написали?"
#define HIDE "Убрать клавиатуру"
#define TO_UDMURT "Удмуртские буквы"

/* Fields of the form, by what they ask for. */
#define ADDRESSEE "Орган власти либо *"
#define NAME "Ваши фамилия, имя, отчество*"

typedef struct {
  KapkaTestPrintServer *printer;
  KapkaTestKiosk *kiosk;
} Fixture;

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

static void
test_on_paper (Fixture *fixture, gconstpointer data) {
  kapka_test_kiosk_start (fixture->kiosk);
  kapka_test_begin_visit (fixture->kiosk);
  open_form (fixture);
  write_letter (fixture, FALSE);
  come_back (fixture);
  press (fixture, "Печатать");
  expect_on_paper (fixture, 1, "кому: ӝуӟӥ", "от ӧӵ");
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

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/fill/on-paper", Fixture, NULL, set_up, test_on_paper, tear_down);
  return g_test_run ();
}
