// SPDX-License-Identifier: GPL-3.0-or-later
// What comes out of the printer, and what it costs: the paper is what the preview shows, as many
// sheets, sides and colours as the form wants, also when the printer was off for a while.

#include <gio/gio.h>
#include <stdio.h>
#include <string.h>

#include "program.h"
#include "silencer.h"
#include "steps.h"

#define DEADLINE_MS 60000

#define FORM "Обращение в орган власти" /* of two pages */
#define SHEET "Лист с оборотом"
#define TAX "Бланк для машины"
#define PRINTING "Документ печатается*"
#define PRINTED "Документ напечатан*"
#define OFF "Принтер выключен. *"

/* Longer than the print system may keep silent before the visitor is told. */
#define SILENCE_MS 120000

/* How dark a dot of ink is, and how light one may be that is not paper. */
#define INK 128
#define TRACE 235

/* So many dots of a page may be elsewhere, by the rounding of a page that was written anew. */
#define MAX_LOST 40

static const char forms[] =
    "[obraschenie]\nName=" FORM "\nDescription=О\nFile=obraschenie.pdf\nDoors=s4\nEnabled=true\n"
    "PrintProfile=own-sample\nIcon=kapka-letter-symbolic\nSample=true\n"
    "[sheet]\nName=" SHEET "\nDescription=Л\nFile=obraschenie.pdf\nDoors=s4\nEnabled=true\n"
    "PrintProfile=twosided-a5-a4\nIcon=kapka-letter-symbolic\nSample=true\n"
    "[tax]\nName=" TAX "\nDescription=М\nFile=obraschenie.pdf\nDoors=s4\nEnabled=true\n"
    "PrintProfile=fns-a4-100-onesided\nIcon=kapka-letter-symbolic\n"
    "Sample=true\n";

typedef struct {
  KapkaTestDir *dir;
  KapkaTestPrintServer *printer;
  KapkaTestSilencer *silencer;
  KapkaTestKiosk *kiosk;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data) {
  fixture->dir = kapka_test_dir_new ();
  fixture->kiosk = kapka_test_kiosk_new (1280, 1024);
  fixture->printer = kapka_test_print_server_new ();
  kapka_test_kiosk_set_print_server (fixture->kiosk, fixture->printer);
}

static void
set_up_with_silencer (Fixture *fixture, gconstpointer data) {
  g_autofree char *path = NULL;

  set_up (fixture, data);
  path = kapka_test_dir_join (fixture->dir, "cups.sock");
  fixture->silencer = kapka_test_silencer_new (fixture->printer, path);
  kapka_test_kiosk_set_environment (fixture->kiosk, "CUPS_SERVER", path);
}

static void
tear_down (Fixture *fixture, gconstpointer data) {
  kapka_test_kiosk_free (fixture->kiosk);
  kapka_test_silencer_free (fixture->silencer);
  kapka_test_print_server_free (fixture->printer);
  kapka_test_dir_free (fixture->dir);
}

static void
open_form (Fixture *fixture, const char *form) {
  kapka_test_begin_visit (fixture->kiosk);
  kapka_test_open_tile (fixture->kiosk, "Напечатать бланк", form);
}

static void
print (Fixture *fixture) {
  kapka_test_kiosk_press (fixture->kiosk, "Печатать");
  kapka_test_kiosk_expect (fixture->kiosk, PRINTED);
}

/* A page as grey dots. */
typedef struct {
  char *file; /* as pdftoppm writes it */
  const guint8 *dots;
  int width;
  int height;
} Picture;

static void
picture_clear (Picture *picture) {
  g_free (picture->file);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Picture, picture_clear)

static void
draw (Fixture *fixture, const char *path, guint page, Picture *out_picture) {
  g_autofree char *number = g_strdup_printf ("%u", page);
  g_autofree char *root = kapka_test_dir_join (fixture->dir, "page");
  g_autofree char *name = g_strconcat (root, ".pgm", NULL);
  const char *argv[] = { "pdftoppm", "-gray", "-r",   "72", "-singlefile", "-f",
                         number,     "-l",    number, path, root,          NULL };
  g_autoptr (GError) error = NULL;
  gsize size = 0;

  g_free (kapka_test_program_run (argv, NULL, DEADLINE_MS));
  g_file_get_contents (name, &out_picture->file, &size, &error);
  g_assert_no_error (error);
  g_assert_cmpint (
      sscanf (out_picture->file, "P5\n%d %d\n", &out_picture->width, &out_picture->height), ==, 2);
  out_picture->dots = (const guint8 *)out_picture->file + size -
                      (gsize)out_picture->width * (gsize)out_picture->height;
}

/* Whether there is ink where @x and @y are, or right beside it: how a thin line falls on dots is
 * chance. */
static gboolean
has_trace (const Picture *picture, int x, int y) {
  for (int row = MAX (y - 1, 0); row <= MIN (y + 1, picture->height - 1); row++)
    for (int column = MAX (x - 1, 0); column <= MIN (x + 1, picture->width - 1); column++)
      if (picture->dots[row * picture->width + column] < TRACE)
        return TRUE;
  return FALSE;
}

/* Returns: how many dots of ink @other does not have. */
static guint
count_lost (const Picture *picture, const Picture *other) {
  guint lost = 0;

  for (int y = 0; y < picture->height; y++)
    for (int x = 0; x < picture->width; x++)
      if (picture->dots[y * picture->width + x] < INK && !has_trace (other, x, y))
        lost++;
  return lost;
}

static gboolean
are_alike (Fixture *fixture, const char *shown, guint page, const char *printed, guint sheet) {
  g_auto (Picture) one = { 0 };
  g_auto (Picture) other = { 0 };

  draw (fixture, shown, page, &one);
  draw (fixture, printed, sheet, &other);
  g_assert_cmpint (one.width, ==, other.width);
  g_assert_cmpint (one.height, ==, other.height);
  return count_lost (&one, &other) <= MAX_LOST && count_lost (&other, &one) <= MAX_LOST;
}

static void
expect_attribute (Fixture *fixture, guint number, const char *name, const char *value) {
  g_autofree char *given = kapka_test_print_server_get_attribute (fixture->printer, number, name);

  g_assert_cmpstr (given, ==, value);
}

/* The preview draws this very file. A printer whose sheets lie with the face up gets the last page
 * first. */
static void
expect_paper (Fixture *fixture, guint number) {
  g_autofree char *shown =
      g_build_filename (g_getenv ("KAPKA_DATA_DIR"), "forms", "obraschenie.pdf", NULL);
  g_autofree char *printed =
      kapka_test_print_server_wait_document (fixture->printer, number, DEADLINE_MS);
  guint n_pages = kapka_test_count_pages (shown);
  gboolean in_order = are_alike (fixture, shown, 1, printed, 1);

  g_assert_cmpuint (kapka_test_count_pages (printed), ==, n_pages);
  for (guint page = 1; page <= n_pages; page++)
    g_assert_true (are_alike (fixture, shown, page, printed, in_order ? page : n_pages + 1 - page));
}

static void
use_forms (Fixture *fixture) {
  g_autofree char *directory = g_path_get_dirname (kapka_test_kiosk_get_config (fixture->kiosk));
  g_autofree char *catalog = g_build_filename (directory, "catalog", NULL);
  g_autofree char *path = g_build_filename (catalog, "forms.ini", NULL);
  g_autoptr (GError) error = NULL;

  g_mkdir_with_parents (catalog, 0700);
  g_file_set_contents (path, forms, -1, &error);
  g_assert_no_error (error);
}

static void
print_another (Fixture *fixture, const char *form) {
  kapka_test_go_home (fixture->kiosk);
  kapka_test_open_tile (fixture->kiosk, "Напечатать бланк", form);
  print (fixture);
}

static void
test_as_it_looks (Fixture *fixture, gconstpointer data) {
  use_forms (fixture);
  kapka_test_kiosk_start (fixture->kiosk);
  open_form (fixture, FORM);
  kapka_test_kiosk_press (fixture->kiosk, "На одну копию больше");
  print (fixture);
  expect_paper (fixture, 1);
  g_assert_cmpuint (kapka_test_print_server_get_copies (fixture->printer, 1), ==, 2);
  expect_attribute (fixture, 1, "IPP_SIDES", "one-sided");
  print_another (fixture, SHEET);
  expect_paper (fixture, 2);
  expect_attribute (fixture, 2, "IPP_SIDES", "two-sided-long-edge");
  print_another (fixture, TAX);
  expect_paper (fixture, 3);
  expect_attribute (fixture, 3, "IPP_SIDES", "one-sided");
  expect_attribute (fixture, 3, "IPP_PRINT_COLOR_MODE", "monochrome");
  kapka_test_kiosk_stop (fixture->kiosk);
}

/* The print system takes the job and cannot reach the printer. */
static void
test_a_printer_that_is_off (Fixture *fixture, gconstpointer data) {
  kapka_test_print_server_set_printer_on (fixture->printer, FALSE);
  kapka_test_kiosk_start (fixture->kiosk);
  open_form (fixture, FORM);
  kapka_test_kiosk_press (fixture->kiosk, "Печатать");
  kapka_test_kiosk_expect (fixture->kiosk, OFF);
  kapka_test_print_server_set_printer_on (fixture->printer, TRUE);
  kapka_test_kiosk_expect (fixture->kiosk, PRINTED);
  expect_paper (fixture, 1);
  kapka_test_kiosk_stop (fixture->kiosk);
}

/* The print system leaves a question about the job unanswered; what the printer needs meanwhile is
 * told as soon as it answers again, and so is the end of the job. */
static void
test_a_question_without_answer (Fixture *fixture, gconstpointer data) {
  kapka_test_print_server_set_printer_on (fixture->printer, FALSE);
  kapka_test_print_server_set_trouble (fixture->printer, "media-empty-error");
  kapka_test_kiosk_start (fixture->kiosk);
  open_form (fixture, FORM);
  kapka_test_kiosk_press (fixture->kiosk, "Печатать");
  kapka_test_kiosk_expect (fixture->kiosk, PRINTING);
  kapka_test_silencer_begin (fixture->silencer);
  kapka_test_silencer_wait_asked (fixture->silencer, 2, DEADLINE_MS);
  kapka_test_print_server_set_printer_on (fixture->printer, TRUE);
  kapka_test_silencer_end (fixture->silencer);
  kapka_test_kiosk_expect (fixture->kiosk, "В принтере закончилась бумага*");
  kapka_test_print_server_set_trouble (fixture->printer, NULL);
  kapka_test_kiosk_expect (fixture->kiosk, PRINTED);
  expect_paper (fixture, 1);
  kapka_test_kiosk_stop (fixture->kiosk);
}

/* A print system that is silent for long is no better than a printer that is off. */
static void
test_a_long_silence (Fixture *fixture, gconstpointer data) {
  g_autoptr (KapkaTestElement) told = NULL;

  kapka_test_kiosk_set (fixture->kiosk, "visit", "idle_seconds", "600");
  kapka_test_print_server_set_trouble (fixture->printer, "media-jam-error");
  kapka_test_kiosk_start (fixture->kiosk);
  open_form (fixture, FORM);
  kapka_test_kiosk_press (fixture->kiosk, "Печатать");
  kapka_test_kiosk_expect (fixture->kiosk, "В принтере застряла бумага*");
  kapka_test_silencer_begin (fixture->silencer);
  told = kapka_test_screen_wait_for (kapka_test_kiosk_get_screen (fixture->kiosk),
                                     ATSPI_ROLE_INVALID, OFF, SILENCE_MS);
  kapka_test_silencer_end (fixture->silencer);
  kapka_test_print_server_set_trouble (fixture->printer, NULL);
  kapka_test_kiosk_expect (fixture->kiosk, PRINTED);
  kapka_test_kiosk_stop (fixture->kiosk);
}

/* What one visitor has printed is missing to the next one; a page costs what is asked for it. */
static void
test_the_day (Fixture *fixture, gconstpointer data) {
  kapka_test_kiosk_set (fixture->kiosk, "print", "max_pages_per_day", "5");
  kapka_test_kiosk_set (fixture->kiosk, "print", "page_price", "5.50");
  kapka_test_kiosk_start (fixture->kiosk);
  open_form (fixture, FORM);
  kapka_test_kiosk_expect (fixture->kiosk, "К оплате: 11 руб. 00 коп.");
  print (fixture);
  kapka_test_kiosk_expect (fixture->kiosk, "*Сегодня здесь можно напечатать ещё 3 страницы.");
  kapka_test_end_visit (fixture->kiosk);
  kapka_test_kiosk_press (fixture->kiosk, "Хорошо");
  open_form (fixture, FORM);
  kapka_test_kiosk_expect (fixture->kiosk, "*Сегодня здесь можно напечатать ещё 3 страницы.");
  kapka_test_kiosk_press (fixture->kiosk, "На одну копию больше");
  kapka_test_kiosk_expect (fixture->kiosk, "К оплате: 22 руб. 00 коп.");
  kapka_test_expect_forbidden (fixture->kiosk, "Печатать");
  kapka_test_kiosk_stop (fixture->kiosk);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function)                                                                        \
  g_test_add ("/printed/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("as-it-looks", test_as_it_looks);
  ADD ("a-printer-that-is-off", test_a_printer_that_is_off);
  ADD ("the-day", test_the_day);
#undef ADD
#define ADD(path, function)                                                                        \
  g_test_add ("/printed/" path, Fixture, NULL, set_up_with_silencer, function, tear_down)
  ADD ("a-question-without-answer", test_a_question_without_answer);
  ADD ("a-long-silence", test_a_long_silence);
#undef ADD
  return g_test_run ();
}
