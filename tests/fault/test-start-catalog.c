// SPDX-License-Identifier: GPL-3.0-or-later
// Wrong lists of portals and forms, and forms that are no PDF: what is right shows, what is wrong
// says so.

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "steps.h"

#define BROKEN_FORM "Этот документ не открывается*"
#define LOCKED_FORM "Этот документ закрыт паролем*"

#define GOOD_PORTALS                                                                               \
  "[List]\nNumber=1\n"                                                                             \
  "[first]\nName=Первый портал\nUrl=https://first.example/\nServices=s3\n"             \
  "[second]\nName=Второй портал\nUrl=https://second.example/\nServices=s3\n"

typedef struct {
  KapkaTestDir *dir; // What the centre has put in the place of the installed lists.
  KapkaTestKiosk *kiosk;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data) {
  fixture->dir = kapka_test_dir_new ();
  fixture->kiosk = kapka_test_kiosk_new (1280, 1024);
  kapka_test_kiosk_set (fixture->kiosk, "catalog", "dir", kapka_test_dir_get_path (fixture->dir));
}

static void
tear_down (Fixture *fixture, gconstpointer data) {
  kapka_test_kiosk_free (fixture->kiosk);
  kapka_test_dir_free (fixture->dir);
}

static void
write_bytes (Fixture *fixture, const char *name, const char *bytes, gsize length) {
  g_autofree char *path = kapka_test_dir_write (fixture->dir, name, "");
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, bytes, (gssize)length, &error);
  g_assert_no_error (error);
}

/* Starts, waits for @tile behind the door and stays there. */
static void
start_and_look (Fixture *fixture, const char *tile) {
  kapka_test_kiosk_start (fixture->kiosk);
  kapka_test_begin_visit (fixture->kiosk);
  kapka_test_kiosk_press (fixture->kiosk, "Узнать об услуге");
  kapka_test_kiosk_expect (fixture->kiosk, tile);
}

static void
stop (Fixture *fixture) {
  kapka_test_end_visit (fixture->kiosk);
  kapka_test_kiosk_stop (fixture->kiosk);
}

/* A list that cannot be used at all leaves the installed one in force. */
static void
test_lists_of_no_use (Fixture *fixture, gconstpointer data) {
  g_autofree char *large = g_strnfill (10 * 1024 * 1024, '#');
  gsize length;
  g_autofree char *cp1251 = g_convert (GOOD_PORTALS, -1, "CP1251", "UTF-8", NULL, &length, NULL);
  const struct {
    const char *bytes; // NULL: no file.
    gsize length;
  } lists[] = {
    { NULL, 0 }, { "", 0 }, { large, strlen (large) }, { cp1251, length }, { "\0\0\0\0", 4 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++) {
    g_test_message ("list %u", i);
    if (lists[i].bytes != NULL) {
      write_bytes (fixture, "portals.ini", lists[i].bytes, lists[i].length);
      write_bytes (fixture, "forms.ini", lists[i].bytes, lists[i].length);
      write_bytes (fixture, "services.ini", lists[i].bytes, lists[i].length);
    }
    start_and_look (fixture, "Госуслуги");
    g_assert_false (kapka_test_kiosk_shows (fixture->kiosk, "Первый портал"));
    kapka_test_go_home (fixture->kiosk);
    kapka_test_open_tile (fixture->kiosk, "Напечатать бланк", "Обращение в орган власти");
    kapka_test_kiosk_expect (fixture->kiosk, "Печатать");
    stop (fixture);
  }
}

/* A catalogue of the centre that the disk has damaged, or whose folder is gone, leaves the
 * installed one in force until the next upload has brought it again. */
static void
test_damaged_bundle (Fixture *fixture, gconstpointer data) {
  static const char *const lists[] = { "portals.ini", "forms.ini", "services.ini", "events.ini" };
  g_autofree char *folder = g_build_filename (kapka_test_kiosk_get_state_dir (fixture->kiosk),
                                              "bundle", "2026112701", NULL);
  g_autofree char *link =
      g_build_filename (kapka_test_kiosk_get_state_dir (fixture->kiosk), "bundle", "current", NULL);
  g_autofree char *gone = g_strconcat (folder, ".gone", NULL);

  kapka_test_kiosk_set (fixture->kiosk, "catalog", "key",
                        "ed25519:PUAXw-hDiVqStwqnTRt-vJyYLM8uxJaMwM1V8Sr0Zgw");
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_cmpint (symlink ("2026112701", link), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++) {
    g_autofree char *path = g_build_filename (folder, lists[i], NULL);

    g_assert_true (g_file_set_contents (path, "\0\0\0\0", 4, NULL));
  }
  start_and_look (fixture, "Госуслуги");
  stop (fixture);
  g_assert_cmpint (g_rename (folder, gone), ==, 0);
  start_and_look (fixture, "Госуслуги");
  stop (fixture);
}

/* One wrong tile takes none of the others along. */
static void
test_one_wrong_tile (Fixture *fixture, gconstpointer data) {
  static const char *const tiles[] = {
    "[bad]\nName=Неверный портал\nUrl=javascript:alert(1)\nServices=s3\n",
    "[bad]\nName=Неверный портал\nUrl=ftp://bad.example/\nServices=s3\n",
    "[bad]\nName=Неверный портал\nServices=s3\n",
    "[bad]\nName=Неверный портал\nUrl=https://bad.example/\nServices=s9\n",
    "[bad]\nUrl=https://bad.example/\nServices=s3\n",
    "[bad]\nName=Неверный портал\nUrl=https://bad.example/\nServices=s3\nExtraHosts=*\n",
    "[bad]\nName=Неверный портал\nUrl=https://bad.example/\nServices=s3\nEnabled=да\n",
    "[first]\nName=Неверный портал\nUrl=https://bad.example/\nServices=s3\n",
    "[bad]\nName=Неверный портал\nUrl=https://bad.exa",
  };

  for (guint i = 0; i < G_N_ELEMENTS (tiles); i++) {
    g_autofree char *text = g_strconcat (GOOD_PORTALS, tiles[i], NULL);

    g_test_message ("tile %u", i);
    write_bytes (fixture, "portals.ini", text, strlen (text));
    start_and_look (fixture, "Второй портал");
    g_assert_true (kapka_test_kiosk_shows (fixture->kiosk, "Первый портал"));
    g_assert_false (kapka_test_kiosk_shows (fixture->kiosk, "Неверный портал"));
    stop (fixture);
  }
}

static char *
read_form (gsize *out_length) {
  g_autofree char *path =
      g_build_filename (g_getenv ("KAPKA_DATA_DIR"), "forms", "obraschenie.pdf", NULL);
  g_autoptr (GError) error = NULL;
  char *bytes = NULL;

  g_file_get_contents (path, &bytes, out_length, &error);
  g_assert_no_error (error);
  return bytes;
}

/* Asks for a password that nobody has. */
#define LOCKED_PDF                                                                                 \
  "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count "  \
  "1>>endobj\n"                                                                                    \
  "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n"                               \
  "4 0 obj<</Filter/Standard/V 1/R 2/P -64/O<" KEY ">/U<" KEY ">>>endobj\n"                        \
  "trailer<</Root 1 0 R/Encrypt 4 0 R/ID[<00><00>]/Size 5>>\n%%EOF\n"
#define KEY "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"

static void
add_form (Fixture *fixture, GString *list, const char *id, const char *bytes, gsize length) {
  g_autofree char *name = g_strdup_printf ("forms/%s.pdf", id);

  write_bytes (fixture, name, bytes, length);
  g_string_append_printf (list, "[%s]\nName=Бланк %s\nFile=%s.pdf\n", id, id, id);
}

static void
test_forms_that_are_no_pdf (Fixture *fixture, gconstpointer data) {
  static const struct {
    const char *id;
    const char *words;
  } broken[] = {
    { "empty", BROKEN_FORM },  { "half", BROKEN_FORM }, { "zeros", BROKEN_FORM },
    { "locked", LOCKED_FORM }, { "text", BROKEN_FORM }, { "head", BROKEN_FORM },
  };
  gsize length;
  g_autofree char *good = read_form (&length);
  g_autofree char *zeros = g_malloc0 (10 * 1024 * 1024);
  g_autoptr (GString) list = g_string_new ("[gone]\nName=Бланк gone\nFile=gone.pdf\n");

  add_form (fixture, list, "empty", "", 0);
  add_form (fixture, list, "half", good, length / 2);
  add_form (fixture, list, "zeros", zeros, 10 * 1024 * 1024);
  add_form (fixture, list, "locked", LOCKED_PDF, strlen (LOCKED_PDF));
  add_form (fixture, list, "text", "Заявление", strlen ("Заявление"));
  add_form (fixture, list, "head", good, 64);
  add_form (fixture, list, "good", good, length);
  write_bytes (fixture, "forms.ini", list->str, list->len);
  kapka_test_kiosk_start (fixture->kiosk);
  kapka_test_begin_visit (fixture->kiosk);
  for (guint i = 0; i < G_N_ELEMENTS (broken); i++) {
    g_autofree char *tile = g_strconcat ("Бланк ", broken[i].id, NULL);

    kapka_test_open_tile (fixture->kiosk, "Напечатать бланк", tile);
    kapka_test_kiosk_expect (fixture->kiosk, broken[i].words);
    kapka_test_go_home (fixture->kiosk);
  }
  kapka_test_kiosk_press (fixture->kiosk, "Напечатать бланк");
  kapka_test_kiosk_press (fixture->kiosk, "Бланк gone");
  kapka_test_kiosk_expect (fixture->kiosk, "Бланк gone. Нельзя напечатать*");
  kapka_test_kiosk_press (fixture->kiosk, "Назад");
  kapka_test_kiosk_press (fixture->kiosk, "Бланк good");
  kapka_test_kiosk_expect (fixture->kiosk, "Страница 1 из 2");
  stop (fixture);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/start-catalog/lists-of-no-use", test_lists_of_no_use);
  ADD ("/start-catalog/damaged-bundle", test_damaged_bundle);
  ADD ("/start-catalog/one-wrong-tile", test_one_wrong_tile);
  ADD ("/start-catalog/forms-that-are-no-pdf", test_forms_that_are_no_pdf);
#undef ADD
  return g_test_run ();
}
