// SPDX-License-Identifier: GPL-3.0-or-later
// «My documents» go to a flash drive: whole or not at all, and only then may it be taken out.
// Mounting drives needs root.

#include <string.h>
#include <sys/mount.h>

#include "portal-server.h"
#include "steps.h"
#include "stick.h"
#include "tmpdir.h"
#include "udisks.h"
#include "wait.h"

#define DEADLINE_MS 60000
#define PORTAL "Портал с документами"
#define MAY_BE_TAKEN_OUT "Флешку можно вынимать."
#define LETTER "PK\3\4\24\0with\xFF zeros\n"
#define LARGE_BYTES (600 * 1024)

typedef struct {
  KapkaTestPortalServer *server;
  KapkaTestKiosk *kiosk;
  KapkaTestDir *dir;
  guint n_taken;
} Fixture;

static char *
get_place (Fixture *fixture, const char *drive) {
  g_autofree char *path = g_build_filename ("media", drive, NULL);

  return kapka_test_dir_make (fixture->dir, path);
}

static void
plug_in (Fixture *fixture, const char *drive, unsigned long flags, const char *options) {
  g_autofree char *place = get_place (fixture, drive);

  g_assert_cmpint (mount ("tmpfs", place, "tmpfs", flags, options), ==, 0);
}

static void
pull_out (Fixture *fixture, const char *drive) {
  g_autofree char *place = get_place (fixture, drive);

  umount2 (place, MNT_DETACH);
}

/* A page that is one link to a document of @size bytes called @name. */
static void
set_document (Fixture *fixture, const char *name, const char *bytes, gsize size) {
  g_autofree char *escaped = g_uri_escape_string (name, NULL, FALSE);
  g_autofree char *disposition = g_strdup_printf ("attachment; filename*=UTF-8''%s", escaped);
  const char *const headers[] = { "Content-Disposition", disposition, NULL };
  g_autoptr (GBytes) body = g_bytes_new (bytes, size);

  kapka_test_portal_server_set_page (fixture->server, "/document", 200, "application/zip", body,
                                     headers);
}

static void
set_up (Fixture *fixture, gconstpointer data) {
  g_autofree char *url = NULL;
  g_autofree char *media_dir = NULL;

  fixture->dir = kapka_test_dir_new ();
  media_dir = kapka_test_dir_make (fixture->dir, "media");
  fixture->server = kapka_test_portal_server_new ("127.0.0.1", NULL);
  kapka_test_portal_server_set_html (
      fixture->server, "/portal",
      "<!doctype html><meta charset=utf-8><a href='/document' style='position:fixed;inset:0'"
      " onclick=\"fetch('/touched',{keepalive:true})\">Документ</a>"
      "<script>" KAPKA_TEST_SHOWN ("1") "</script>");
  fixture->kiosk = kapka_test_kiosk_new (1280, 1024);
  url = kapka_test_portal_server_get_uri (fixture->server, "/portal");
  kapka_test_kiosk_add_portal (fixture->kiosk, "documents", PORTAL, url, "s3;s5");
  kapka_test_kiosk_set (fixture->kiosk, "storage", "media_dir", media_dir);
}

static void
tear_down (Fixture *fixture, gconstpointer data) {
  kapka_test_kiosk_free (fixture->kiosk);
  kapka_test_portal_server_free (fixture->server);
  pull_out (fixture, "ПЕРВАЯ");
  pull_out (fixture, "ВТОРАЯ");
  kapka_test_dir_free (fixture->dir);
}

static void
take (Fixture *fixture, const char *name, const char *bytes, gsize size) {
  g_autofree char *number = g_strdup_printf ("Мои документы: %u", ++fixture->n_taken);

  set_document (fixture, name, bytes, size);
  kapka_test_open_tile (fixture->kiosk, "Узнать об услуге", PORTAL);
  g_free (kapka_test_portal_server_wait_report (fixture->server, "shown", DEADLINE_MS));
  g_free (kapka_test_touch_page (fixture->kiosk, fixture->server));
  kapka_test_kiosk_expect (fixture->kiosk, number);
  kapka_test_go_home (fixture->kiosk);
}

static char *
read_file (Fixture *fixture, const char *drive, const char *name, gsize *size) {
  g_autofree char *place = get_place (fixture, drive);
  g_autofree char *path = g_build_filename (place, name, NULL);
  g_autoptr (GError) error = NULL;
  char *bytes = NULL;

  g_file_get_contents (path, &bytes, size, &error);
  g_assert_no_error (error);
  return bytes;
}

static void
assert_file (Fixture *fixture, const char *drive, const char *name, const char *text, gsize size) {
  gsize came_size;
  g_autofree char *came = read_file (fixture, drive, name, &came_size);

  g_assert_cmpmem (came, came_size, text, size);
}

/* Also nothing under a name of its own making. */
static void
assert_empty (Fixture *fixture, const char *drive) {
  g_autofree char *place = get_place (fixture, drive);
  g_autoptr (GDir) dir = g_dir_open (place, 0, NULL);

  g_assert_cmpstr (g_dir_read_name (dir), ==, NULL);
}

static void
press (Fixture *fixture, const char *name) {
  kapka_test_kiosk_press (fixture->kiosk, name);
}

static void
expect (Fixture *fixture, const char *name) {
  kapka_test_kiosk_expect (fixture->kiosk, name);
}

/* Begins as an archive does. */
static char *
make_large (void) {
  char *bytes = g_malloc0 (LARGE_BYTES);

  memcpy (bytes, LETTER, sizeof LETTER - 1);
  return bytes;
}

/* One by one and all at once; a name that is taken gets a number. */
static void
test_saved (Fixture *fixture, gconstpointer data) {
  g_autofree char *large = make_large ();

  kapka_test_kiosk_start (fixture->kiosk);
  kapka_test_begin_visit (fixture->kiosk);
  take (fixture, "Ӟеч: письмо?.zip", LETTER, sizeof LETTER - 1);
  take (fixture, "Большой.zip", large, LARGE_BYTES);
  press (fixture, "Завершить");
  expect (fixture, "Ваши документы ещё не сохранены");
  expect (fixture, "Ӟеч_ письмо_.zip, Большой.zip. *");
  press (fixture, "Открыть мои документы");
  press (fixture, "Сохранить на флешку: Ӟеч_ письмо_.zip");
  expect (fixture, "Вставьте флешку: она появится здесь.");
  plug_in (fixture, "ПЕРВАЯ", 0, "size=4m");
  press (fixture, "Флешка ПЕРВАЯ");
  expect (fixture, "Записано: Ӟеч_ письмо_.zip. " MAY_BE_TAKEN_OUT);
  assert_file (fixture, "ПЕРВАЯ", "Ӟеч_ письмо_.zip", LETTER, sizeof LETTER - 1);
  press (fixture, "Готово");
  expect (fixture, "Сохранено на флешку");
  /* All that is not saved yet is one document here. */
  press (fixture, "Сохранить всё на флешку");
  expect (fixture, "Большой.zip");
  press (fixture, "Флешка ПЕРВАЯ");
  expect (fixture, "Записано: Большой.zip. " MAY_BE_TAKEN_OUT);
  press (fixture, "Готово");
  press (fixture, "Сохранить всё на флешку");
  expect (fixture, "2 документа");
  plug_in (fixture, "ВТОРАЯ", 0, "size=4m");
  press (fixture, "Флешка ВТОРАЯ");
  expect (fixture, "Записано: Ӟеч_ письмо_.zip, Большой.zip. " MAY_BE_TAKEN_OUT);
  assert_file (fixture, "ВТОРАЯ", "Большой.zip", large, LARGE_BYTES);
  press (fixture, "Готово");
  press (fixture, "Сохранить на флешку: Большой.zip");
  press (fixture, "Флешка ВТОРАЯ");
  expect (fixture, "Записано: Большой (2).zip. " MAY_BE_TAKEN_OUT);
  press (fixture, "Завершить"); // There is nothing to be reminded of any more.
  expect (fixture, "Спасибо! Всё стёрто");
  kapka_test_kiosk_stop (fixture->kiosk);
}

/* Each says what is wrong with it, and holds no half of a document. */
static void
test_bad_drives (Fixture *fixture, gconstpointer data) {
  g_autofree char *large = make_large ();

  kapka_test_kiosk_start (fixture->kiosk);
  kapka_test_begin_visit (fixture->kiosk);
  take (fixture, "Большой.zip", large, LARGE_BYTES);
  plug_in (fixture, "ПЕРВАЯ", MS_RDONLY, "size=4m");
  plug_in (fixture, "ВТОРАЯ", 0, "size=256k");
  press (fixture, "Мои документы: *");
  press (fixture, "Сохранить на флешку: Большой.zip");
  press (fixture, "Флешка ПЕРВАЯ");
  expect (fixture, "На эту флешку нельзя записывать.*");
  press (fixture, "Флешка ВТОРАЯ");
  expect (fixture, "На флешке не хватает места.*");
  assert_empty (fixture, "ВТОРАЯ");
  press (fixture, "Назад");
  kapka_test_expect_gone (fixture->kiosk, "Флешка ВТОРАЯ");
  kapka_test_end_visit (fixture->kiosk);
  kapka_test_kiosk_stop (fixture->kiosk);
}

/* What is on its way to the drive gets there whole, what has not set out stays behind, and until
 * then nobody says that all is erased. */
static void
test_visit_ends (Fixture *fixture, gconstpointer data) {
  g_autofree char *medium = kapka_test_dir_join (fixture->dir, "medium");
  g_autofree char *place = get_place (fixture, "ПЕРВАЯ");
  g_autoptr (KapkaTestStick) stick = kapka_test_stick_new (medium, place);
  g_autofree char *large = make_large ();
  g_autofree char *list = NULL;

  kapka_test_stick_plug_in (stick, "rw");
  kapka_test_kiosk_start (fixture->kiosk);
  kapka_test_begin_visit (fixture->kiosk);
  take (fixture, "Большой.zip", large, LARGE_BYTES);
  take (fixture, "Письмо.zip", LETTER, sizeof LETTER - 1);
  kapka_test_stick_freeze (stick);
  press (fixture, "Мои документы: 2");
  press (fixture, "Сохранить всё на флешку");
  press (fixture, "Флешка ПЕРВАЯ");
  expect (fixture, "Записываем: 1 из 2. *");
  press (fixture, "Завершить");
  press (fixture, "Завершить и стереть всё");
  expect (fixture, "Стираем всё, что осталось после вас");
  g_assert_cmpuint (kapka_test_count_visit_dirs (fixture->kiosk), ==, 1);
  kapka_test_stick_thaw (stick);
  expect (fixture, "Спасибо! Всё стёрто");
  g_assert_cmpuint (kapka_test_count_visit_dirs (fixture->kiosk), ==, 0);
  list = kapka_test_stick_list (stick);
  g_assert_cmpstr (list, ==, "Большой.zip");
  assert_file (fixture, "ПЕРВАЯ", "Большой.zip", large, LARGE_BYTES);
  kapka_test_kiosk_stop (fixture->kiosk);
}

#define SAFE "nosuid,nodev,noexec"

/* What nobody has mounted is mounted for as long as it is needed, and no longer. */
static void
test_mounted_by_udisks (Fixture *fixture, gconstpointer data) {
  g_autofree char *content = kapka_test_dir_make (fixture->dir, "content");
  g_autofree char *place = get_place (fixture, "ПЕРВАЯ");
  g_autofree char *path = g_build_filename (content, "Письмо.zip", NULL);
  g_autoptr (KapkaTestUdisks) udisks = NULL;
  g_autofree char *calls = NULL;

  g_assert_cmpint (mount ("tmpfs", content, "tmpfs", 0, "size=4m"), ==, 0);
  udisks = kapka_test_udisks_new (content, place);
  kapka_test_kiosk_set_environment (fixture->kiosk, "DBUS_SYSTEM_BUS_ADDRESS",
                                    kapka_test_udisks_get_address (udisks));
  kapka_test_kiosk_start (fixture->kiosk);
  kapka_test_begin_visit (fixture->kiosk);
  take (fixture, "Письмо.zip", LETTER, sizeof LETTER - 1);
  press (fixture, "Мои документы: 1");
  press (fixture, "Сохранить на флешку: Письмо.zip");
  kapka_test_udisks_set_refusing (udisks, TRUE);
  press (fixture, "Флешка ПЕРЕНОСНАЯ");
  expect (fixture, "Эта флешка не открывается.*");
  kapka_test_udisks_set_refusing (udisks, FALSE);
  press (fixture, "Флешка ПЕРЕНОСНАЯ");
  expect (fixture, "Записано: Письмо.zip. " MAY_BE_TAKEN_OUT);
  calls = kapka_test_udisks_get_calls (udisks);
  g_assert_cmpstr (calls, ==, "mount(" SAFE ") unmount");
  g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
  kapka_test_kiosk_stop (fixture->kiosk);
  umount2 (content, MNT_DETACH);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/saving/saved", test_saved);
  ADD ("/saving/bad-drives", test_bad_drives);
  ADD ("/saving/visit-ends", test_visit_ends);
  ADD ("/saving/mounted-by-udisks", test_mounted_by_udisks);
#undef ADD
  return g_test_run ();
}
