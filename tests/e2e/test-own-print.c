// SPDX-License-Identifier: GPL-3.0-or-later
// A file of the visitor's own: found on a flash drive, looked at, printed, counted as pages alone,
// and wiped. Mounting the drive needs root.

#include <glib/gstdio.h>
#include <string.h>
#include <sys/mount.h>

#include "portal-server.h"
#include "steps.h"
#include "tmpdir.h"
#include "wait.h"

#define DEADLINE_MS 60000
#define DRIVE "Флешка ФОТО"
#define PRINT_OWN "Напечатать с флешки"
#define DOCUMENT "договор.pdf"
#define FIRST_OF_TWO "Страница 1 из 2"
#define MARKER "a file of my own"

typedef struct {
  KapkaTestPortalServer *server;
  KapkaTestPrintServer *printer;
  KapkaTestKiosk *kiosk;
  KapkaTestDir *dir;
  char *drive;
} Fixture;

/* The page of the portal gives a document as soon as it opens. */
static void
add_giver (Fixture *fixture) {
  static const char *const headers[] = { "Content-Disposition", "attachment; filename=a.csv",
                                         NULL };
  g_autoptr (GBytes) table = g_bytes_new_static ("1,2\n", 4);
  g_autofree char *url = kapka_test_portal_server_get_uri (fixture->server, "/gives");

  kapka_test_portal_server_set_html (fixture->server, "/gives",
                                     "<script>location='/table'</script>");
  kapka_test_portal_server_set_page (fixture->server, "/table", 200, "text/csv", table, headers);
  kapka_test_kiosk_add_portal (fixture->kiosk, "gives", "Даёт таблицу", url, "s3");
}

static void
set_up (Fixture *fixture, gconstpointer data) {
  g_autofree char *media_dir = NULL;

  fixture->dir = kapka_test_dir_new ();
  media_dir = kapka_test_dir_make (fixture->dir, "media");
  fixture->drive = kapka_test_dir_make (fixture->dir, "media/ФОТО");
  fixture->server = kapka_test_portal_server_new ("127.0.0.1", NULL);
  fixture->printer = kapka_test_print_server_new ();
  fixture->kiosk = kapka_test_kiosk_new (1280, 1024);
  kapka_test_kiosk_set_print_server (fixture->kiosk, fixture->printer);
  kapka_test_kiosk_set (fixture->kiosk, "storage", "media_dir", media_dir);
  kapka_test_kiosk_set (fixture->kiosk, "downloads", "max_mib", "1");
  add_giver (fixture);
}

static void
pull_out (Fixture *fixture) {
  umount2 (fixture->drive, MNT_DETACH);
}

static void
tear_down (Fixture *fixture, gconstpointer data) {
  kapka_test_kiosk_free (fixture->kiosk);
  kapka_test_print_server_free (fixture->printer);
  kapka_test_portal_server_free (fixture->server);
  pull_out (fixture);
  g_free (fixture->drive);
  kapka_test_dir_free (fixture->dir);
}

static void
write_file (Fixture *fixture, const char *name, gconstpointer bytes, gsize size) {
  g_autofree char *path = g_build_filename (fixture->drive, name, NULL);
  g_autofree char *directory = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (directory, 0755), ==, 0);
  g_file_set_contents (path, bytes, (gssize)size, &error);
  g_assert_no_error (error);
}

/* Two pages, with the marker behind the end. */
static void
write_document (Fixture *fixture) {
  g_autoptr (GByteArray) pdf = g_bytes_unref_to_array (kapka_test_read_form ());

  g_byte_array_append (pdf, (const guint8 *)"%" MARKER "\n", strlen ("%" MARKER "\n"));
  write_file (fixture, DOCUMENT, pdf->data, pdf->len);
}

/* One pixel. */
static void
write_picture (Fixture *fixture) {
  gsize size;
  g_autofree guchar *bytes =
      g_base64_decode ("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMB"
                       "AQDJ/pLvAAAAAElFTkSuQmCC",
                       &size);

  write_file (fixture, "отпуск/море.png", bytes, size);
}

static void
plug_in (Fixture *fixture) {
  g_autofree char *large = g_strnfill (2 * 1024 * 1024, 'x');

  g_assert_cmpint (mount ("tmpfs", fixture->drive, "tmpfs", 0, "size=8m"), ==, 0);
  write_document (fixture);
  write_picture (fixture);
  write_file (fixture, "письмо.docx", "PK\3\4", 4);
  write_file (fixture, "всё.zip", "PK\3\4", 4);
  write_file (fixture, "песня.mp3", "ID3", 3);
  write_file (fixture, "книга.pdf", large, strlen (large));
  write_file (fixture, "битый.pdf", "%PDF-1.7\n", 9);
}

/* Paths of what the visit holds of the marker, and of sheets that were drawn. */
static char *
list_copies (Fixture *fixture) {
  static const char *const argv[] = {
    "sh", "-c",
    "grep -rlaF '" MARKER
    "' \"$XDG_RUNTIME_DIR\"; find \"$XDG_RUNTIME_DIR\" -name 'sheets-*'; true",
    NULL
  };

  return kapka_test_program_run (
      argv, kapka_test_desktop_get_environment (kapka_test_kiosk_get_desktop (fixture->kiosk)),
      DEADLINE_MS);
}

static gboolean
is_gone_cb (gpointer data) {
  g_autofree char *copies = list_copies (data);

  return *copies == '\0';
}

static void
expect_copy (Fixture *fixture) {
  g_autofree char *copies = list_copies (fixture);

  g_assert_nonnull (strstr (copies, DOCUMENT));
}

static void
expect_no_copy (Fixture *fixture) {
  g_assert_true (kapka_test_wait_until (is_gone_cb, fixture, DEADLINE_MS));
}

static void
press (Fixture *fixture, const char *name) {
  kapka_test_kiosk_press (fixture->kiosk, name);
}

static void
expect (Fixture *fixture, const char *name) {
  kapka_test_kiosk_expect (fixture->kiosk, name);
}

static void
find_drive (Fixture *fixture) {
  press (fixture, "Напечатать бланк");
  press (fixture, PRINT_OWN);
  expect (fixture, "Вставьте флешку*");
  plug_in (fixture);
  press (fixture, DRIVE); // It shows by itself.
  expect (fixture, DOCUMENT);
}

/* Back leads out of it, and not yet to the forms. */
static void
look_into_folder (Fixture *fixture) {
  press (fixture, "отпуск");
  expect (fixture, "море.png");
  press (fixture, "Назад");
  expect (fixture, DOCUMENT);
}

/* Each in words of its own, and the list stays. */
static void
try_what_does_not_open (Fixture *fixture) {
  press (fixture, "письмо.docx");
  expect (fixture, "Тексты и таблицы Word*");
  press (fixture, "всё.zip");
  expect (fixture, "Архивы здесь не открываются*");
  press (fixture, "песня.mp3");
  expect (fixture, "Этот файл здесь не открывается*");
  press (fixture, "книга.pdf");
  expect (fixture, "Такой большой файл здесь не напечатать*");
  press (fixture, "битый.pdf");
  expect (fixture, "Этот документ не открывается*");
  press (fixture, "Назад");
  expect (fixture, DOCUMENT);
}

static void
print (Fixture *fixture, guint number, guint n_pages) {
  g_autofree char *paper = NULL;

  press (fixture, "Печатать");
  paper = kapka_test_print_server_wait_document (fixture->printer, number, DEADLINE_MS);
  g_assert_cmpuint (kapka_test_count_pages (paper), ==, n_pages);
}

static void
print_picture (Fixture *fixture) {
  press (fixture, "отпуск");
  press (fixture, "море.png");
  expect (fixture, "Ваш файл с флешки*");
  print (fixture, 1, 1);
  press (fixture, "Назад");
  press (fixture, "Выйти из папки");
  expect_no_copy (fixture);
}

static void
print_document (Fixture *fixture) {
  press (fixture, DOCUMENT);
  expect (fixture, FIRST_OF_TWO);
  expect_copy (fixture);
  print (fixture, 2, 2);
  press (fixture, "Назад");
  expect_no_copy (fixture);
}

static void
pull_and_plug (Fixture *fixture) {
  pull_out (fixture);
  press (fixture, DOCUMENT);
  expect (fixture, "Этого файла больше нет*");
  press (fixture, "К началу списка");
  expect (fixture, "Вставьте флешку*");
  plug_in (fixture);
  press (fixture, DRIVE);
  expect (fixture, DOCUMENT);
}

/* It is no document of the visit, and nothing else on the way counts. */
static void
test_a_file_of_my_own (Fixture *fixture, gconstpointer data) {
  kapka_test_kiosk_start (fixture->kiosk);
  kapka_test_begin_visit (fixture->kiosk);
  find_drive (fixture);
  look_into_folder (fixture);
  try_what_does_not_open (fixture);
  print_picture (fixture);
  print_document (fixture);
  pull_and_plug (fixture);
  kapka_test_kiosk_expect_counts (fixture->kiosk, "pages=3");
  press (fixture, DOCUMENT);
  expect (fixture, FIRST_OF_TWO);
  expect_copy (fixture);
  kapka_test_kiosk_press (fixture->kiosk, "Завершить");
  expect (fixture, "Спасибо! Всё стёрто"); // Of no document it is asked whether it is saved.
  expect_no_copy (fixture);
  kapka_test_kiosk_expect_counts (fixture->kiosk, "pages=3");
  kapka_test_kiosk_stop (fixture->kiosk);
}

/* Whoever looks through his documents finds it as well. */
static void
test_from_my_documents (Fixture *fixture, gconstpointer data) {
  plug_in (fixture);
  kapka_test_kiosk_start (fixture->kiosk);
  kapka_test_begin_visit (fixture->kiosk);
  kapka_test_open_tile (fixture->kiosk, "Узнать об услуге", "Даёт таблицу");
  press (fixture, "Мои документы: 1");
  press (fixture, PRINT_OWN);
  press (fixture, DRIVE);
  press (fixture, DOCUMENT);
  expect (fixture, FIRST_OF_TWO);
  press (fixture, "Мои документы: 1"); // Where one was before, not one more of it.
  press (fixture, PRINT_OWN);
  expect (fixture, DRIVE);
  expect_no_copy (fixture);
  kapka_test_end_visit (fixture->kiosk);
  kapka_test_kiosk_stop (fixture->kiosk);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/own-print/a-file-of-my-own", test_a_file_of_my_own);
  ADD ("/own-print/from-my-documents", test_from_my_documents);
#undef ADD
  return g_test_run ();
}
