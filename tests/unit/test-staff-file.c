// SPDX-License-Identifier: GPL-3.0-or-later
// The file of the staff, and every other file in its place.
#include "test-staff-place.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void
assert_nobody_gets_in (StaffPlace *place, int code) {
  g_autoptr (GError) error = NULL;
  g_autoptr (KapkaEntranceAnswer) answer =
      kapka_entrance_ask (place->entrance, ADMINISTRATOR_PIN, &error);

  g_assert_null (answer);
  g_assert_error (error, KAPKA_ERROR, code);
  g_assert_nonnull (strstr (error->message, place->path));
}

/* What is written is what is read: the file of Kapka itself, byte by byte but for the salt. */
static void
test_saved (StaffPlace *place, gconstpointer data) {
  g_autoptr (KapkaPeople) people = kapka_people_load (place->state_dir, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  struct stat info;

  g_assert_true (kapka_people_save (people, place->state_dir, NULL));
  g_assert_true (g_file_get_contents (place->path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, STAFF_FILE);
  kapka_people_set (people, "Абонемент", KAPKA_ROLE_LIBRARIAN, "58091234", &error);
  g_assert_no_error (error);
  g_assert_true (kapka_people_save (people, place->state_dir, NULL));
  g_clear_pointer (&text, g_free);
  g_assert_true (g_file_get_contents (place->path, &text, NULL, NULL));
  g_assert_null (strstr (text, "58091234"));
  g_assert_null (strstr (text, LIBRARIAN_HASH));
  g_assert_cmpint (stat (place->path, &info), ==, 0);
  g_assert_cmphex (info.st_mode & 07777, ==, 0600);
  staff_place_assert_answer (place, "58091234", KAPKA_ENTRANCE_OPEN, 0);
}

static void
test_wrong_mode (StaffPlace *place, gconstpointer data) {
  static const guint modes[] = { 0644, 0640, 0660, 0601, 0700, 0400, 04600 };

  for (gsize i = 0; i < G_N_ELEMENTS (modes); i++) {
    g_assert_cmpint (g_chmod (place->path, (int)modes[i]), ==, 0);
    assert_nobody_gets_in (place, KAPKA_ERROR_CONFIG);
  }
  g_assert_cmpint (g_chmod (place->path, 0600), ==, 0);
  staff_place_assert_answer (place, ADMINISTRATOR_PIN, KAPKA_ENTRANCE_OPEN, 0);
}

static void
test_wrong_kind (StaffPlace *place, gconstpointer data) {
  g_autofree char *target = kapka_test_dir_join (place->dir, "target");

  g_assert_cmpint (g_rename (place->path, target), ==, 0);
  g_assert_cmpint (symlink (target, place->path), ==, 0);
  assert_nobody_gets_in (place, KAPKA_ERROR_CONFIG);
  g_assert_cmpint (g_unlink (place->path), ==, 0);
  g_assert_cmpint (g_mkdir (place->path, 0600), ==, 0);
  assert_nobody_gets_in (place, KAPKA_ERROR_CONFIG);
  g_assert_cmpint (g_rmdir (place->path), ==, 0);
  g_assert_cmpint (mkfifo (place->path, 0600), ==, 0);
  assert_nobody_gets_in (place, KAPKA_ERROR_CONFIG);
}

/* Root alone can give files away; whoever cannot owns both and has nothing to try. */
static void
test_wrong_owner (StaffPlace *place, gconstpointer data) {
  if (geteuid () != 0)
    return;
  g_assert_cmpint (chown (place->path, 65534, 65534), ==, 0);
  assert_nobody_gets_in (place, KAPKA_ERROR_CONFIG);
  g_assert_cmpint (chown (place->state_dir, 65534, 65534), ==, 0);
  staff_place_assert_answer (place, ADMINISTRATOR_PIN, KAPKA_ENTRANCE_OPEN, 0);
  g_assert_true (kapka_private_file_write (place->path, STAFF_FILE, NULL));
  staff_place_assert_answer (place, NULL, KAPKA_ENTRANCE_ASK, 0);
}

/* Returns the good file with @from replaced by @to. */
static char *
spoil (const char *from, const char *to) {
  g_auto (GStrv) parts = g_strsplit (STAFF_FILE, from, 2);

  g_assert_cmpuint (g_strv_length (parts), ==, 2);
  return g_strjoinv (to, parts);
}

static void
test_wrong_content (StaffPlace *place, gconstpointer data) {
  static const struct {
    const char *from;
    const char *to;
  } rows[] = {
    { "\"v\":1", "\"v\":2" },
    { "\"v\":1", "\"v\":1,\"w\":1" },
    { "\"v\":1", "\"v\":1,\"v\":1" },
    { "\"administrator\"", "\"director\"" },
    { "\"librarian\"", "\"librarian\",\"more\":1" },
    { "\"librarian\"", "null" },
    { "Заведующая", "Абонемент" },
    { "Заведующая", "" },
    { "$argon2id$", "$argon2i$" },
    { "m=65536", "m=8" },
    { "m=65536", "m=4194304" },
    { "\"$argon2id$", "\"\",\"x\":\"" },
    { "}\n", "" },
    { "}\n", "}x" },
    { "{", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *text = spoil (rows[i].from, rows[i].to);

    g_test_message ("%s", text);
    g_assert_true (kapka_private_file_write (place->path, text, NULL));
    assert_nobody_gets_in (place, KAPKA_ERROR_CONFIG);
  }
  g_assert_true (kapka_private_file_write (place->path, "", NULL));
  assert_nobody_gets_in (place, KAPKA_ERROR_CONFIG);
}

/* An earlier try that was cut off leaves nothing that stops the next, and no link leads out. */
static void
test_left_over (StaffPlace *place, gconstpointer data) {
  g_autofree char *beside = kapka_test_dir_join (place->dir, "staff.new");
  g_autofree char *target = kapka_test_dir_write (place->dir, "target", "untouched");
  g_autofree char *text = NULL;

  g_assert_cmpint (symlink (target, beside), ==, 0);
  g_assert_true (kapka_private_file_write (place->path, STAFF_FILE, NULL));
  staff_place_assert_answer (place, NULL, KAPKA_ENTRANCE_ASK, 0);
  g_assert_true (g_file_get_contents (target, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "untouched");
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  staff_place_add ("/pin/saved", test_saved);
  staff_place_add ("/pin/wrong-mode", test_wrong_mode);
  staff_place_add ("/pin/wrong-kind", test_wrong_kind);
  staff_place_add ("/pin/wrong-owner", test_wrong_owner);
  staff_place_add ("/pin/wrong-content", test_wrong_content);
  staff_place_add ("/pin/left-over", test_left_over);
  return g_test_run ();
}
