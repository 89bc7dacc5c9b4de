// SPDX-License-Identifier: GPL-3.0-or-later
// The way over a flash drive that a udisks mounts and unmounts: whatever becomes of it, the drive
// may be taken out afterwards. Mounting needs root.

#include <sys/mount.h>

#include "files/drive-walk.h"
#include "tmpdir.h"
#include "udisks.h"
#include "wait.h"

#define DEADLINE_MS 60000
#define MOUNT "mount(nosuid,nodev,noexec,ro)"

typedef struct {
  KapkaTestDir *dir;
  char *content;
  KapkaTestUdisks *udisks;
  GDBusConnection *bus;
  KapkaDrives *drives;
  KapkaDriveWalk *walk;
  GString *told;  // What the walk has said, in its order.
  guint n_opened; // How often the drive was.
  const char *awaited;
} Fixture;

static void
on_moved (KapkaDriveWalk *walk, GString *told) {
  g_string_append (told, "moved;");
}

static void
on_listed (KapkaDriveWalk *walk, const GPtrArray *entries, GString *told) {
  for (guint i = 0; i < entries->len; i++)
    g_string_append_printf (told, "%s;", ((const KapkaDriveEntry *)entries->pdata[i])->name);
}

static void
on_failed (KapkaDriveWalk *walk, gboolean inside, GString *told) {
  g_string_append (told, inside ? "lost;" : "refused;");
}

/* The bus of the test goes before the program does. */
static void
set_up_bus (Fixture *fixture, const char *place) {
  g_autoptr (GError) error = NULL;

  fixture->udisks = kapka_test_udisks_new (fixture->content, place);
  g_setenv ("DBUS_SYSTEM_BUS_ADDRESS", kapka_test_udisks_get_address (fixture->udisks), TRUE);
  fixture->bus = g_bus_get_sync (G_BUS_TYPE_SYSTEM, NULL, &error);
  g_assert_no_error (error);
  g_dbus_connection_set_exit_on_close (fixture->bus, FALSE);
}

static void
set_up (Fixture *fixture, gconstpointer data) {
  g_autofree char *folder = NULL;
  g_autofree char *media_dir = NULL;
  g_autofree char *place = NULL;

  fixture->dir = kapka_test_dir_new ();
  fixture->content = kapka_test_dir_make (fixture->dir, "content");
  g_assert_cmpint (mount ("tmpfs", fixture->content, "tmpfs", 0, "size=1m"), ==, 0);
  folder = kapka_test_dir_make (fixture->dir, "content/folder/inner");
  media_dir = kapka_test_dir_make (fixture->dir, "media");
  place = kapka_test_dir_make (fixture->dir, "media/place");
  set_up_bus (fixture, place);
  fixture->drives = kapka_drives_new (media_dir);
  fixture->told = g_string_new (NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data) {
  g_object_unref (fixture->drives);
  g_object_unref (fixture->bus);
  kapka_test_udisks_free (fixture->udisks);
  umount2 (fixture->content, MNT_DETACH);
  g_free (fixture->content);
  g_string_free (fixture->told, TRUE);
  kapka_test_dir_free (fixture->dir);
}

static void
let_work (void) {
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static gboolean
is_there_cb (gpointer data) {
  let_work ();
  return kapka_drive_walk_list_drives (((Fixture *)data)->walk)->len == 1;
}

static gboolean
is_told_cb (gpointer data) {
  let_work ();
  return g_str_equal (((Fixture *)data)->told->str, ((Fixture *)data)->awaited);
}

static gboolean
is_let_go_cb (gpointer data) {
  Fixture *fixture = data;
  g_autofree char *calls = kapka_test_udisks_get_calls (fixture->udisks);
  g_autoptr (GString) all = g_string_new (NULL);

  let_work ();
  for (guint i = 0; i < fixture->n_opened; i++)
    g_string_append (all, i == 0 ? MOUNT " unmount" : " " MOUNT " unmount");
  return g_str_equal (calls, all->str);
}

static gboolean
is_held_cb (gpointer data) {
  let_work ();
  return kapka_test_udisks_is_held (((Fixture *)data)->udisks);
}

/* Waits for it to say no more and no less than @told, since it was asked last. */
static void
expect (Fixture *fixture, const char *told) {
  fixture->awaited = told;
  if (!kapka_test_wait_until (is_told_cb, fixture, DEADLINE_MS))
    g_error ("told \"%s\", not \"%s\"", fixture->told->str, told);
  g_string_truncate (fixture->told, 0);
}

/* As often as it was opened. */
static void
expect_let_go (Fixture *fixture, guint n_opened) {
  fixture->n_opened += n_opened;
  if (!kapka_test_wait_until (is_let_go_cb, fixture, DEADLINE_MS))
    g_error ("%s", kapka_test_udisks_get_calls (fixture->udisks));
}

static void
begin (Fixture *fixture) {
  fixture->walk = kapka_drive_walk_new (fixture->drives);
  g_signal_connect (fixture->walk, "moved", G_CALLBACK (on_moved), fixture->told);
  g_signal_connect (fixture->walk, "listed", G_CALLBACK (on_listed), fixture->told);
  g_signal_connect (fixture->walk, "failed", G_CALLBACK (on_failed), fixture->told);
}

static void
end (Fixture *fixture, guint n_opened) {
  kapka_drive_walk_end (fixture->walk);
  g_clear_object (&fixture->walk);
  expect_let_go (fixture, n_opened);
}

static void
open_drive (Fixture *fixture) {
  g_assert_true (kapka_test_wait_until (is_there_cb, fixture, DEADLINE_MS));
  g_string_truncate (fixture->told, 0);
  kapka_drive_walk_open (fixture->walk, kapka_drive_walk_list_drives (fixture->walk)->pdata[0]);
}

static void
expect_read (Fixture *fixture, const char *told) {
  kapka_drive_walk_read (fixture->walk);
  expect (fixture, told);
}

static void
go_in_and_out (Fixture *fixture) {
  begin (fixture);
  open_drive (fixture);
  expect (fixture, "moved;");
  expect_read (fixture, "folder;");
  kapka_drive_walk_enter (fixture->walk, "folder");
  expect (fixture, "moved;");
  expect_read (fixture, "inner;");
  g_assert_true (kapka_drive_walk_go_up (fixture->walk));
  g_assert_null (*kapka_drive_walk_get_folder (fixture->walk));
  g_assert_true (kapka_drive_walk_go_up (fixture->walk));
  g_assert_null (kapka_drive_walk_get_drive (fixture->walk));
  g_assert_false (kapka_drive_walk_go_up (fixture->walk));
  expect (fixture, "moved;moved;");
  expect_let_go (fixture, 1);
  end (fixture, 0);
}

/* Whoever is refused stands where he stood, and may try again. */
static void
be_refused (Fixture *fixture) {
  begin (fixture);
  kapka_test_udisks_set_refusing (fixture->udisks, TRUE);
  open_drive (fixture);
  expect (fixture, "refused;");
  g_assert_null (kapka_drive_walk_get_drive (fixture->walk));
  kapka_test_udisks_set_refusing (fixture->udisks, FALSE);
  open_drive (fixture);
  expect (fixture, "moved;");
  end (fixture, 1);
}

/* A folder that is not there any more leads to the beginning. */
static void
get_lost (Fixture *fixture) {
  begin (fixture);
  open_drive (fixture);
  expect (fixture, "moved;");
  kapka_drive_walk_enter (fixture->walk, "gone");
  expect (fixture, "moved;");
  expect_read (fixture, "moved;lost;");
  g_assert_null (kapka_drive_walk_get_drive (fixture->walk));
  end (fixture, 1);
}

/* A double tap on "To the beginning of the list" opens the drive that comes under the finger. */
static void
open_at_once (Fixture *fixture) {
  begin (fixture);
  open_drive (fixture);
  expect (fixture, "moved;");
  kapka_drive_walk_go_up (fixture->walk);
  kapka_drive_walk_open (fixture->walk, kapka_drive_walk_list_drives (fixture->walk)->pdata[0]);
  expect (fixture, "moved;moved;");
  expect_read (fixture, "folder;");
  end (fixture, 1);
}

static void
open_while_unmounting (Fixture *fixture) {
  begin (fixture);
  open_drive (fixture);
  expect (fixture, "moved;");
  kapka_test_udisks_hold (fixture->udisks);
  kapka_drive_walk_go_up (fixture->walk);
  g_assert_true (kapka_test_wait_until (is_held_cb, fixture, DEADLINE_MS));
  kapka_drive_walk_open (fixture->walk, kapka_drive_walk_list_drives (fixture->walk)->pdata[0]);
  let_work ();
  kapka_test_udisks_let_go (fixture->udisks);
  expect (fixture, "moved;moved;");
  expect_read (fixture, "folder;");
  end (fixture, 2);
}

/* Nobody is there any more when the drive opens. */
static void
end_while_opening (Fixture *fixture) {
  begin (fixture);
  open_drive (fixture);
  end (fixture, 1);
  g_assert_cmpstr (fixture->told->str, ==, "");
}

/* One bus serves them all. */
static void
test_drive_is_let_go (Fixture *fixture, gconstpointer data) {
  go_in_and_out (fixture);
  be_refused (fixture);
  get_lost (fixture);
  end_while_opening (fixture);
  open_at_once (fixture);
  open_while_unmounting (fixture);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/drive-walk/drive-is-let-go", Fixture, NULL, set_up, test_drive_is_let_go,
              tear_down);
  return g_test_run ();
}
