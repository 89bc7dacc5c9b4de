// SPDX-License-Identifier: GPL-3.0-or-later
// What a visitor attaches to an appeal on a portal: documents of the visit and files of a flash
// drive, and nothing else of the machine. Mounting the drive needs root.

#include <glib/gstdio.h>
#include <string.h>
#include <sys/mount.h>
#include <unistd.h>

#include "portal-server.h"
#include "steps.h"
#include "tmpdir.h"
#include "wait.h"

#define DEADLINE_MS 60000
#define GIVES "Портал с документами"
#define TAKES "Портал с обращениями"
#define DRIVE "Флешка ФЛЕШКА"
#define LETTER "letter\0with\xFF zeros\n"
#define PDF "%PDF-1.7\nnot much of one\n"

typedef struct {
  KapkaTestPortalServer *server;
  KapkaTestKiosk *kiosk;
  KapkaTestDir *dir;
  char *drive;
} Fixture;

static void
write_file (Fixture *fixture, const char *name, const char *bytes, gsize size) {
  g_autofree char *path = g_build_filename (fixture->drive, name, NULL);
  g_autofree char *directory = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (directory, 0755), ==, 0);
  g_file_set_contents (path, bytes, (gssize)size, &error);
  g_assert_no_error (error);
}

static void
make_link (Fixture *fixture, const char *name, const char *target) {
  g_autofree char *path = g_build_filename (fixture->drive, name, NULL);

  g_assert_cmpint (symlink (target, path), ==, 0);
}

/* The input covers the page, so that a touch anywhere opens the chooser. */
static void
set_input (Fixture *fixture, const char *attributes) {
  g_autofree char *html = g_strdup_printf (
      "<!doctype html><meta charset=utf-8><input type=file %s"
      " style='position:fixed;inset:0;width:100%%;height:100%%'"
      " onclick=\"fetch('/touched',{keepalive:true})\"><script>"
      "const input = document.querySelector('input');"
      "input.oncancel = () => fetch('/report?cancelled=1');"
      "input.onchange = async () => { for (const f of input.files)"
      " await fetch('/upload?' + encodeURIComponent(f.name), {method: 'POST', body: f}).catch("
      "e => fetch('/report?failed=' + e)); };" KAPKA_TEST_SHOWN ("1") "</script>",
      attributes);

  kapka_test_portal_server_set_html (fixture->server, "/input", html);
}

static void
add_portal (Fixture *fixture, const char *id, const char *name, const char *path) {
  g_autofree char *url = kapka_test_portal_server_get_uri (fixture->server, path);

  kapka_test_kiosk_add_portal (fixture->kiosk, id, name, url, "s3");
}

static void
set_up_portals (Fixture *fixture) {
  static const char *const headers[] = {
    "Content-Disposition",
    "attachment; filename*=UTF-8''%D1%81%D0%BF%D1%80%D0%B0%D0%B2%D0%BA%D0%B0.pdf", NULL
  };
  g_autoptr (GBytes) pdf = g_bytes_new_static (PDF, strlen (PDF));
  g_autoptr (GBytes) taken = g_bytes_new_static ("taken", 5);

  kapka_test_portal_server_set_html (
      fixture->server, "/link",
      "<!doctype html><meta charset=utf-8><a href='/document' style='position:fixed;inset:0'"
      " onclick=\"fetch('/touched',{keepalive:true})\">Документ</a>"
      "<script>" KAPKA_TEST_SHOWN ("1") "</script>");
  kapka_test_portal_server_set_page (fixture->server, "/document", 200, "application/pdf", pdf,
                                     headers);
  kapka_test_portal_server_set_page (fixture->server, "/upload", 200, "text/plain", taken, NULL);
  set_input (fixture, "");
  add_portal (fixture, "gives", GIVES, "/link");
  add_portal (fixture, "takes", TAKES, "/input");
}

static void
set_up_drive (Fixture *fixture) {
  g_autofree char *large = g_strnfill (2 * 1024 * 1024, 'x');

  g_assert_cmpint (mount ("tmpfs", fixture->drive, "tmpfs", 0, "size=8m"), ==, 0);
  write_file (fixture, "письмо.txt", LETTER, sizeof LETTER - 1);
  write_file (fixture, "фото.jpg", "\xFF\xD8\xFF", 3);
  write_file (fixture, "папка/второе.txt", "second", 6);
  write_file (fixture, "велик.txt", large, strlen (large));
  write_file (fixture, ".скрытый.txt", "hidden", 6);
  make_link (fixture, "пароли.txt", "/etc/passwd");
  make_link (fixture, "корень", "/");
  make_link (fixture, "папка/наверх", "..");
}

static void
set_up (Fixture *fixture, gconstpointer data) {
  g_autofree char *media_dir = NULL;

  fixture->dir = kapka_test_dir_new ();
  media_dir = kapka_test_dir_make (fixture->dir, "media");
  fixture->drive = kapka_test_dir_make (fixture->dir, "media/ФЛЕШКА");
  fixture->server = kapka_test_portal_server_new ("127.0.0.1", NULL);
  fixture->kiosk = kapka_test_kiosk_new (1280, 1024);
  kapka_test_kiosk_set (fixture->kiosk, "storage", "media_dir", media_dir);
  kapka_test_kiosk_set (fixture->kiosk, "downloads", "max_mib", "1");
  set_up_portals (fixture);
  set_up_drive (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data) {
  kapka_test_kiosk_free (fixture->kiosk);
  kapka_test_portal_server_free (fixture->server);
  umount2 (fixture->drive, MNT_DETACH);
  g_free (fixture->drive);
  kapka_test_dir_free (fixture->dir);
}

static void
begin (Fixture *fixture) {
  kapka_test_kiosk_start (fixture->kiosk);
  kapka_test_begin_visit (fixture->kiosk);
}

static void
touch_page (Fixture *fixture) {
  g_free (kapka_test_touch_page (fixture->kiosk, fixture->server));
}

static void
open_chooser (Fixture *fixture) {
  kapka_test_open_tile (fixture->kiosk, "Узнать об услуге", TAKES);
  g_free (kapka_test_portal_server_wait_report (fixture->server, "shown", DEADLINE_MS));
  touch_page (fixture);
  kapka_test_kiosk_expect (fixture->kiosk, "Выберите*");
}

static void
open_drive (Fixture *fixture) {
  open_chooser (fixture);
  kapka_test_kiosk_press (fixture->kiosk, DRIVE);
  kapka_test_kiosk_expect (fixture->kiosk, "письмо.txt");
}

static void
mark (Fixture *fixture, const char *name) {
  kapka_test_screen_press (kapka_test_kiosk_get_screen (fixture->kiosk), ATSPI_ROLE_CHECK_BOX, name,
                           DEADLINE_MS);
}

static void
expect_upload (Fixture *fixture, guint number, const char *name, const char *bytes, gsize size) {
  g_autoptr (KapkaTestRequest) request =
      kapka_test_portal_server_wait_request (fixture->server, "/upload", number, DEADLINE_MS);
  g_autofree char *came = g_uri_unescape_string (request->query, NULL);
  gsize came_size;
  const char *came_bytes = g_bytes_get_data (request->body_bytes, &came_size);

  g_assert_cmpstr (came, ==, name);
  g_assert_cmpmem (came_bytes, came_size, bytes, size);
}

static void
expect_cancelled (Fixture *fixture) {
  g_free (kapka_test_portal_server_wait_report (fixture->server, "cancelled", DEADLINE_MS));
}

/* Nothing that was attached outlives the visit. */
static void
end (Fixture *fixture) {
  kapka_test_end_visit (fixture->kiosk);
  g_assert_cmpuint (kapka_test_count_visit_dirs (fixture->kiosk), ==, 0);
  kapka_test_kiosk_stop (fixture->kiosk);
}

static gboolean
is_marked_cb (gpointer data) {
  KapkaTestScreen *screen = kapka_test_kiosk_get_screen (((Fixture *)data)->kiosk);
  g_autoptr (KapkaTestElement) box =
      kapka_test_screen_wait_for (screen, ATSPI_ROLE_CHECK_BOX, NULL, DEADLINE_MS);

  return kapka_test_element_has_state (box, ATSPI_STATE_CHECKED);
}

/* A drive that goes and comes takes no mark away. GTK presses a button a moment after it was told
 * to. */
static void
pull_and_put_in (Fixture *fixture) {
  g_assert_true (kapka_test_wait_until (is_marked_cb, fixture, DEADLINE_MS));
  g_assert_cmpint (umount2 (fixture->drive, MNT_DETACH), ==, 0);
  kapka_test_expect_gone (fixture->kiosk, DRIVE);
  set_up_drive (fixture);
  kapka_test_kiosk_expect (fixture->kiosk, DRIVE);
}

static void
test_a_document_of_the_visit (Fixture *fixture, gconstpointer data) {
  begin (fixture);
  kapka_test_open_tile (fixture->kiosk, "Узнать об услуге", GIVES);
  g_free (kapka_test_portal_server_wait_report (fixture->server, "shown", DEADLINE_MS));
  touch_page (fixture);
  kapka_test_kiosk_expect (fixture->kiosk, "Мои документы: 1");
  kapka_test_go_home (fixture->kiosk);
  open_chooser (fixture);
  mark (fixture, "справка.pdf");
  pull_and_put_in (fixture);
  kapka_test_kiosk_press (fixture->kiosk, "Прикрепить");
  expect_upload (fixture, 1, "справка.pdf", PDF, strlen (PDF));
  kapka_test_expect_gone (fixture->kiosk, "Выберите*");
  end (fixture);
}

/* Byte for byte; the visitor finds the way into a folder and out of it. */
static void
test_files_of_a_drive (Fixture *fixture, gconstpointer data) {
  begin (fixture);
  open_drive (fixture);
  kapka_test_kiosk_press (fixture->kiosk, "папка");
  kapka_test_kiosk_expect (fixture->kiosk, "второе.txt");
  g_assert_false (kapka_test_kiosk_shows (fixture->kiosk, "наверх"));
  kapka_test_kiosk_press (fixture->kiosk, "Выйти из папки");
  mark (fixture, "письмо.txt");
  kapka_test_kiosk_press (fixture->kiosk, "Прикрепить");
  expect_upload (fixture, 1, "письмо.txt", LETTER, sizeof LETTER - 1);
  kapka_test_expect_gone (fixture->kiosk, "Прикрепить");
  touch_page (fixture);
  kapka_test_kiosk_press (fixture->kiosk, DRIVE);
  kapka_test_kiosk_press (fixture->kiosk, "папка");
  mark (fixture, "второе.txt");
  kapka_test_kiosk_press (fixture->kiosk, "Прикрепить");
  expect_upload (fixture, 2, "второе.txt", "second", 6);
  end (fixture);
}

static void
test_nothing_else_is_in_reach (Fixture *fixture, gconstpointer data) {
  static const char *const never[] = { "пароли.txt", "корень", "*passwd*", "*скрытый*", "etc" };

  begin (fixture);
  open_drive (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (never); i++)
    g_assert_false (kapka_test_kiosk_shows (fixture->kiosk, never[i]));
  end (fixture);
}

/* What the page asks for comes first; whoever knows better sees the rest. */
static void
test_kinds_and_several_files (Fixture *fixture, gconstpointer data) {
  set_input (fixture, "multiple accept='image/*'");
  begin (fixture);
  open_chooser (fixture);
  kapka_test_kiosk_press (fixture->kiosk, DRIVE);
  kapka_test_kiosk_expect (fixture->kiosk, "фото.jpg");
  g_assert_false (kapka_test_kiosk_shows (fixture->kiosk, "письмо.txt"));
  kapka_test_kiosk_press (fixture->kiosk, "Показать и другие файлы");
  mark (fixture, "письмо.txt");
  mark (fixture, "фото.jpg");
  kapka_test_kiosk_press (fixture->kiosk, "Прикрепить");
  expect_upload (fixture, 1, "письмо.txt", LETTER, sizeof LETTER - 1);
  expect_upload (fixture, 2, "фото.jpg", "\xFF\xD8\xFF", 3);
  end (fixture);
}

/* Without `multiple` the last file that is marked is the one. */
static void
test_one_file (Fixture *fixture, gconstpointer data) {
  begin (fixture);
  open_drive (fixture);
  mark (fixture, "письмо.txt");
  mark (fixture, "фото.jpg");
  kapka_test_kiosk_press (fixture->kiosk, "Прикрепить");
  expect_upload (fixture, 1, "фото.jpg", "\xFF\xD8\xFF", 3);
  end (fixture);
}

/* The page hears of it in every case, and may ask again. */
static void
test_cancelling (Fixture *fixture, gconstpointer data) {
  begin (fixture);
  open_drive (fixture);
  kapka_test_kiosk_press (fixture->kiosk, "Не прикреплять");
  expect_cancelled (fixture);
  touch_page (fixture);
  kapka_test_kiosk_press (fixture->kiosk, DRIVE);
  kapka_test_kiosk_expect (fixture->kiosk, "письмо.txt");
  kapka_test_kiosk_press (fixture->kiosk, "Назад");
  kapka_test_kiosk_expect (fixture->kiosk, "Выберите*");
  kapka_test_kiosk_press (fixture->kiosk, "Назад");
  expect_cancelled (fixture);
  touch_page (fixture);
  kapka_test_kiosk_expect (fixture->kiosk, "Выберите*");
  end (fixture);
}

static void
test_too_large_and_pulled (Fixture *fixture, gconstpointer data) {
  begin (fixture);
  open_drive (fixture);
  mark (fixture, "велик.txt");
  kapka_test_kiosk_press (fixture->kiosk, "Прикрепить");
  kapka_test_kiosk_expect (fixture->kiosk, "Такой большой файл*");
  mark (fixture, "письмо.txt");
  g_assert_cmpint (umount2 (fixture->drive, MNT_DETACH), ==, 0);
  kapka_test_kiosk_press (fixture->kiosk, "Прикрепить");
  kapka_test_kiosk_expect (fixture->kiosk, "Этого файла больше нет*");
  kapka_test_kiosk_press (fixture->kiosk, "К началу списка");
  kapka_test_kiosk_expect (fixture->kiosk, "Если ваш файл на флешке*");
  set_up_drive (fixture);
  kapka_test_kiosk_press (fixture->kiosk, DRIVE); // It is there again by itself.
  kapka_test_kiosk_expect (fixture->kiosk, "письмо.txt");
  end (fixture);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/upload/a-document-of-the-visit", test_a_document_of_the_visit);
  ADD ("/upload/files-of-a-drive", test_files_of_a_drive);
  ADD ("/upload/nothing-else-is-in-reach", test_nothing_else_is_in_reach);
  ADD ("/upload/kinds-and-several-files", test_kinds_and_several_files);
  ADD ("/upload/one-file", test_one_file);
  ADD ("/upload/cancelling", test_cancelling);
  ADD ("/upload/too-large-and-pulled", test_too_large_and_pulled);
#undef ADD
  return g_test_run ();
}
