// SPDX-License-Identifier: GPL-3.0-or-later
// A flash drive that tries to show more than itself, and one that is pulled; needs root.

#include <glib-unix.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "files/drives.h"
#include "tmpdir.h"

#define MAX_BYTES 100

typedef struct {
  KapkaTestDir *dir;
  char *media_dir;
  KapkaDrive drive;
  char *copy;
} Fixture;

static void
write_file (Fixture *fixture, const char *name, const char *text) {
  g_autofree char *path = g_build_filename (fixture->drive.path, name, NULL);
  g_autofree char *directory = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (directory, 0755), ==, 0);
  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

static void
make_link (Fixture *fixture, const char *name, const char *target) {
  g_autofree char *path = g_build_filename (fixture->drive.path, name, NULL);

  g_assert_cmpint (symlink (target, path), ==, 0);
}

static void
set_up (Fixture *fixture, gconstpointer data) {
  g_autofree char *secret = NULL;
  g_autofree char *fifo = NULL;

  fixture->dir = kapka_test_dir_new ();
  secret = kapka_test_dir_write (fixture->dir, "secret/passwd", "root");
  fixture->media_dir = kapka_test_dir_make (fixture->dir, "media");
  fixture->drive.path = kapka_test_dir_make (fixture->dir, "media/ФЛЕШКА");
  fixture->drive.name = g_strdup ("ФЛЕШКА");
  fixture->copy = kapka_test_dir_join (fixture->dir, "copy");
  g_assert_cmpint (mount ("tmpfs", fixture->drive.path, "tmpfs", 0, "size=4m"), ==, 0);
  write_file (fixture, "письмо 10.txt", "ten");
  write_file (fixture, "письмо 9.txt", "nine");
  write_file (fixture, ".hidden", "hidden");
  write_file (fixture, "папка/внутри.txt", "inside");
  write_file (fixture, "папка/глубже/ещё.txt", "deeper");
  make_link (fixture, "ссылка.txt", secret);
  make_link (fixture, "сюда.txt", "письмо 9.txt");
  make_link (fixture, "etc", "/etc");
  make_link (fixture, "папка/вверх", "../..");
  fifo = g_build_filename (fixture->drive.path, "очередь.txt", NULL);
  g_assert_cmpint (mkfifo (fifo, 0600), ==, 0);
}

static void
tear_down (Fixture *fixture, gconstpointer data) {
  umount2 (fixture->drive.path, MNT_DETACH);
  g_free (fixture->media_dir);
  g_free (fixture->drive.path);
  g_free (fixture->drive.name);
  g_free (fixture->copy);
  kapka_test_dir_free (fixture->dir);
}

static char *
list (Fixture *fixture, const char *const *folder, GError **error) {
  g_autoptr (GPtrArray) entries = kapka_drive_list_folder (&fixture->drive, folder, error);
  g_autoptr (GString) text = g_string_new (NULL);

  if (entries == NULL)
    return NULL;
  for (guint i = 0; i < entries->len; i++) {
    const KapkaDriveEntry *entry = g_ptr_array_index (entries, i);

    g_string_append_printf (text, "%s%s\n", entry->name, entry->is_folder ? "/" : "");
  }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
assert_listed (Fixture *fixture, const char *const *folder, const char *expected) {
  g_autoptr (GError) error = NULL;
  g_autofree char *text = list (fixture, folder, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, expected);
}

static void
assert_not_listed (Fixture *fixture, const char *const *folder, int code) {
  g_autoptr (GError) error = NULL;
  g_autofree char *text = list (fixture, folder, &error);

  g_assert_null (text);
  g_assert_error (error, KAPKA_ERROR, code);
}

static void
assert_copied (Fixture *fixture,
               const char *const *folder,
               const char *name,
               const char *expected) {
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  kapka_drive_copy_file (&fixture->drive, folder, name, fixture->copy, MAX_BYTES, NULL, &error);
  g_assert_no_error (error);
  g_file_get_contents (fixture->copy, &text, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, expected);
  g_unlink (fixture->copy);
}

static void
assert_not_copied (Fixture *fixture, const char *const *folder, const char *name, int code) {
  g_autoptr (GError) error = NULL;

  g_assert_false (kapka_drive_copy_file (&fixture->drive, folder, name, fixture->copy, MAX_BYTES,
                                         NULL, &error));
  g_assert_error (error, KAPKA_ERROR, code);
  g_assert_false (g_file_test (fixture->copy, G_FILE_TEST_EXISTS));
}

#define FOLDER(...) ((const char *const[]){ __VA_ARGS__ __VA_OPT__ (, ) NULL })

static void
test_shows_itself (Fixture *fixture, gconstpointer data) {
  assert_listed (fixture, FOLDER (), "папка/\nписьмо 9.txt\nписьмо 10.txt\n");
  assert_listed (fixture, FOLDER ("папка"), "глубже/\nвнутри.txt\n");
  assert_copied (fixture, FOLDER (), "письмо 9.txt", "nine");
  assert_copied (fixture, FOLDER ("папка", "глубже"), "ещё.txt", "deeper");
}

/* The names come from what was listed; a drive may change between the two. */
static void
test_shows_nothing_else (Fixture *fixture, gconstpointer data) {
  g_autofree char *inside = g_build_filename (fixture->drive.path, "папка", NULL);

  assert_not_listed (fixture, FOLDER ("etc"), KAPKA_ERROR_NOT_FOUND);
  assert_not_listed (fixture, FOLDER (".."), KAPKA_ERROR_DENIED);
  assert_not_listed (fixture, FOLDER ("."), KAPKA_ERROR_DENIED);
  assert_not_listed (fixture, FOLDER (""), KAPKA_ERROR_DENIED);
  assert_not_listed (fixture, FOLDER ("папка/.."), KAPKA_ERROR_DENIED);
  assert_not_listed (fixture, FOLDER ("папка", "вверх"), KAPKA_ERROR_NOT_FOUND);
  assert_not_copied (fixture, FOLDER (), "ссылка.txt", KAPKA_ERROR_DENIED);
  assert_not_copied (fixture, FOLDER (), "сюда.txt", KAPKA_ERROR_DENIED);
  assert_not_copied (fixture, FOLDER ("etc"), "passwd", KAPKA_ERROR_NOT_FOUND);
  assert_not_copied (fixture, FOLDER (), "../../secret/passwd", KAPKA_ERROR_DENIED);
  assert_not_copied (fixture, FOLDER (), "/etc/passwd", KAPKA_ERROR_DENIED);
  assert_not_copied (fixture, FOLDER (), ".hidden", KAPKA_ERROR_DENIED);
  assert_not_copied (fixture, FOLDER (), "очередь.txt", KAPKA_ERROR_DENIED);
  assert_not_copied (fixture, FOLDER (), "папка", KAPKA_ERROR_DENIED);
  /* Something else that is mounted in it is not the drive. */
  g_assert_cmpint (mount ("tmpfs", inside, "tmpfs", 0, "size=1m"), ==, 0);
  assert_listed (fixture, FOLDER (), "письмо 9.txt\nписьмо 10.txt\n");
  assert_not_listed (fixture, FOLDER ("папка"), KAPKA_ERROR_DENIED);
  g_assert_cmpint (umount (inside), ==, 0);
}

static void
test_size (Fixture *fixture, gconstpointer data) {
  g_autofree char *fits = g_strnfill (MAX_BYTES, 'x');
  g_autofree char *larger = g_strnfill (MAX_BYTES + 1, 'x');

  write_file (fixture, "впору", fits);
  write_file (fixture, "велик", larger);
  assert_copied (fixture, FOLDER (), "впору", fits);
  assert_not_copied (fixture, FOLDER (), "велик", KAPKA_ERROR_FULL);
}

/* In the place of a drive that is pulled lies a folder of the machine. */
static void
test_pulled (Fixture *fixture, gconstpointer data) {
  g_assert_cmpint (umount (fixture->drive.path), ==, 0);
  write_file (fixture, "чужое.txt", "of the machine");
  assert_not_listed (fixture, FOLDER (), KAPKA_ERROR_NOT_FOUND);
  assert_not_copied (fixture, FOLDER (), "чужое.txt", KAPKA_ERROR_NOT_FOUND);
}

static void
test_never_overwrites (Fixture *fixture, gconstpointer data) {
  g_autofree char *target = kapka_test_dir_join (fixture->dir, "secret/passwd");
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (symlink (target, fixture->copy), ==, 0);
  g_assert_false (kapka_drive_copy_file (&fixture->drive, FOLDER (), "письмо 9.txt", fixture->copy,
                                         MAX_BYTES, NULL, &error));
  g_assert_true (g_file_get_contents (target, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "root");
}

static void
test_found_among_mounts (Fixture *fixture, gconstpointer data) {
  g_autoptr (GPtrArray) drives = kapka_drive_list (fixture->media_dir);
  g_autoptr (GPtrArray) again = kapka_drive_list (fixture->media_dir);
  g_autoptr (GPtrArray) other = kapka_drive_list ("/nowhere");
  const KapkaDrive *drive;

  g_assert_true (kapka_drive_lists_match (drives, again));
  g_assert_false (kapka_drive_lists_match (NULL, other));
  g_assert_false (kapka_drive_lists_match (drives, other));
  g_assert_cmpuint (drives->len, ==, other->len + 1);
  drive = g_ptr_array_index (drives, drives->len - 1); // Cyrillic comes last.
  g_assert_cmpstr (drive->path, ==, fixture->drive.path);
  g_assert_cmpstr (drive->name, ==, "ФЛЕШКА");
}

static void
on_changed (KapkaDrives *drives, guint *n_changes) {
  ++*n_changes;
}

static gboolean
do_urgent_work (int fd, GIOCondition condition, gpointer data) {
  return G_SOURCE_REMOVE;
}

static void
run_until_idle (void) {
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* The kernel says once that a drive has come, and a web page that loads is busy just then. */
static void
test_seen_beside_urgent_work (Fixture *fixture, gconstpointer data) {
  g_autoptr (KapkaDrives) drives = kapka_drives_new (fixture->media_dir);
  int urgent = eventfd (1, EFD_CLOEXEC); // Comes with the poll, as the messages of a page do.
  guint n_changes = 0;

  g_signal_connect (drives, "changed", G_CALLBACK (on_changed), &n_changes);
  run_until_idle ();
  g_assert_cmpuint (n_changes, ==, 0);
  g_assert_cmpint (umount (fixture->drive.path), ==, 0);
  g_unix_fd_add_full (G_PRIORITY_HIGH, urgent, G_IO_IN, do_urgent_work, NULL, NULL);
  run_until_idle ();
  g_assert_cmpuint (n_changes, ==, 1);
  close (urgent);
}

static void
test_places (void) {
  g_assert_true (kapka_drive_is_place ("/media/KINGSTON", NULL));
  g_assert_true (kapka_drive_is_place ("/media/kiosk/KINGSTON", ""));
  g_assert_true (kapka_drive_is_place ("/run/media/kiosk/KINGSTON", NULL));
  g_assert_true (kapka_drive_is_place ("/mnt/sticks/a", "/mnt/sticks"));
  g_assert_true (kapka_drive_is_place ("/mnt/sticks/a", "/mnt/sticks/"));
  g_assert_false (kapka_drive_is_place ("/", NULL));
  g_assert_false (kapka_drive_is_place ("/", "/"));
  g_assert_false (kapka_drive_is_place ("/media", NULL));
  g_assert_false (kapka_drive_is_place ("/media/a/b/c", NULL));
  g_assert_false (kapka_drive_is_place ("/mediabox/a", NULL));
  g_assert_false (kapka_drive_is_place ("/run/media/kiosk", NULL));
  g_assert_false (kapka_drive_is_place ("/run/user/0", NULL));
  g_assert_false (kapka_drive_is_place ("/home", NULL));
  g_assert_false (kapka_drive_is_place ("/home", "/"));
  g_assert_false (kapka_drive_is_place ("/mnt/sticks/a/b", "/mnt/sticks"));
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/drive/shows-itself", test_shows_itself);
  ADD ("/drive/shows-nothing-else", test_shows_nothing_else);
  ADD ("/drive/size", test_size);
  ADD ("/drive/pulled", test_pulled);
  ADD ("/drive/never-overwrites", test_never_overwrites);
  ADD ("/drive/found-among-mounts", test_found_among_mounts);
  ADD ("/drive/seen-beside-urgent-work", test_seen_beside_urgent_work);
#undef ADD
  g_test_add_func ("/drive/places", test_places);
  return g_test_run ();
}
