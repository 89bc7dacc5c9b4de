// SPDX-License-Identifier: GPL-3.0-or-later
// The disk of the journal fills up or goes read-only under a running kiosk: people are served,
// staff is told, nothing is lost.

#define _GNU_SOURCE /* for unshare() */
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sched.h>
#include <sys/mount.h>
#include <unistd.h>

#include "portal-server.h"
#include "steps.h"

#define DEADLINE_MS 60000
#define NOT_COUNTING "Сейчас посещения не учитываются*"
#define PAGE_HTML "<!doctype html><title>Портал</title><script>fetch('/report?shown=1')</script>"

typedef struct {
  KapkaTestDir *dir;
  KapkaTestPortalServer *server;
  KapkaTestKiosk *kiosk;
  const char *state_dir; // Where the disk is mounted.
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data) {
  g_autofree char *url = NULL;

  fixture->dir = kapka_test_dir_new ();
  fixture->server = kapka_test_portal_server_new ("127.0.0.1", NULL);
  kapka_test_portal_server_set_html (fixture->server, "/portal", PAGE_HTML);
  url = kapka_test_portal_server_get_uri (fixture->server, "/portal");
  fixture->kiosk = kapka_test_kiosk_new (1280, 1024);
  kapka_test_kiosk_add_portal (fixture->kiosk, "services", "Учебный портал", url, "s3;s5");
  fixture->state_dir = kapka_test_kiosk_get_state_dir (fixture->kiosk);
  g_assert_cmpint (g_mkdir (fixture->state_dir, 0750), ==, 0);
}

static void
tear_down (Fixture *fixture, gconstpointer data) {
  kapka_test_kiosk_kill (fixture->kiosk);
  while (umount2 (fixture->state_dir, MNT_DETACH) == 0)
    ;
  kapka_test_kiosk_free (fixture->kiosk);
  kapka_test_portal_server_free (fixture->server);
  kapka_test_dir_free (fixture->dir);
}

static void
mount_tmpfs (Fixture *fixture, unsigned long flags) {
  g_assert_cmpint (mount ("tmpfs", fixture->state_dir, "tmpfs", flags, "size=1m"), ==, 0);
}

/* Takes all the space there is; returns the file that has it. */
static char *
fill_disk (Fixture *fixture) {
  char *path = g_build_filename (fixture->state_dir, "ballast", NULL);
  char bytes[1024] = { 0 };
  int fd = open (path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);

  while (write (fd, bytes, sizeof bytes) > 0)
    ;
  g_assert_cmpint (errno, ==, ENOSPC);
  g_assert_cmpint (close (fd), ==, 0);
  return path;
}

/* Runs a shell command on the image of a disk and the place where it is mounted. */
static void
run_on_image (Fixture *fixture, const char *command) {
  g_autofree char *image = kapka_test_dir_join (fixture->dir, "image");
  const char *const argv[] = { "/bin/sh", "-c", command, "sh", image, fixture->state_dir, NULL };

  g_free (kapka_test_program_run (argv, NULL, DEADLINE_MS));
}

static void
open_portal (Fixture *fixture, const char *door) {
  g_autofree char *shown = NULL;

  kapka_test_open_tile (fixture->kiosk, door, "Учебный портал");
  shown = kapka_test_portal_server_wait_report (fixture->server, "shown", DEADLINE_MS);
}

/* A visitor while the journal still works. */
static void
visit_before (Fixture *fixture) {
  kapka_test_begin_visit (fixture->kiosk);
  open_portal (fixture, "Узнать об услуге");
  kapka_test_end_visit (fixture->kiosk);
  kapka_test_kiosk_expect_query (fixture->kiosk, "SELECT end_reason FROM visit", "finished");
  kapka_test_kiosk_press (fixture->kiosk, "Хорошо");
}

/* One visitor comes and goes while nothing can be written; the next one is still there when that is
 * over. */
static void
visit_in_trouble (Fixture *fixture) {
  kapka_test_begin_visit (fixture->kiosk);
  kapka_test_kiosk_expect (fixture->kiosk, NOT_COUNTING);
  open_portal (fixture, "Узнать об услуге");
  kapka_test_go_home (fixture->kiosk);
  open_portal (fixture, "Получить документ");
  kapka_test_end_visit (fixture->kiosk);
  kapka_test_kiosk_press (fixture->kiosk, "Хорошо");
  kapka_test_begin_visit (fixture->kiosk);
  open_portal (fixture, "Узнать об услуге");
  kapka_test_kiosk_expect (fixture->kiosk, NOT_COUNTING);
}

/* The trouble is over: everything is in the journal, once, and in the order in which it happened.
 */
static void
expect_all (Fixture *fixture) {
  kapka_test_expect_gone (fixture->kiosk, NOT_COUNTING);
  kapka_test_end_visit (fixture->kiosk);
  kapka_test_kiosk_expect_counts (fixture->kiosk, "s3=3 s5=1 users=3");
  kapka_test_kiosk_expect_query (fixture->kiosk,
                                 "SELECT end_reason || users FROM visit ORDER BY begin_ms",
                                 "finished1 finished1 finished1");
  kapka_test_kiosk_expect_query (fixture->kiosk,
                                 "SELECT count(*) FROM visit WHERE end_ms < begin_ms", "0");
  kapka_test_kiosk_stop (fixture->kiosk);
}

static void
test_full (Fixture *fixture, gconstpointer data) {
  g_autofree char *ballast = NULL;

  mount_tmpfs (fixture, 0);
  kapka_test_kiosk_start (fixture->kiosk);
  visit_before (fixture);
  ballast = fill_disk (fixture);
  visit_in_trouble (fixture);
  g_assert_cmpint (g_unlink (ballast), ==, 0);
  expect_all (fixture);
}

static void
test_full_at_start (Fixture *fixture, gconstpointer data) {
  g_autofree char *ballast = NULL;

  mount_tmpfs (fixture, 0);
  kapka_test_kiosk_start (fixture->kiosk);
  visit_before (fixture);
  kapka_test_kiosk_stop (fixture->kiosk);
  ballast = fill_disk (fixture);
  kapka_test_kiosk_start (fixture->kiosk);
  visit_in_trouble (fixture);
  g_assert_cmpint (g_unlink (ballast), ==, 0);
  expect_all (fixture);
}

/* What the kernel does to a disk that fails. While the repaired disk is away nothing may be written
 * in its place. The sandbox of the page that is open keeps the old disk in use, so the repaired one
 * is its copy. */
static void
test_read_only (Fixture *fixture, gconstpointer data) {
  mount_tmpfs (fixture, MS_RDONLY);
  run_on_image (
      fixture,
      "truncate -s 16M \"$1\" && /sbin/mkfs.ext4 -q \"$1\" && mount -o loop \"$1\" \"$2\"");
  kapka_test_kiosk_start (fixture->kiosk);
  visit_before (fixture);
  run_on_image (fixture, "mount -o remount,abort \"$2\"");
  visit_in_trouble (fixture);
  run_on_image (
      fixture,
      "umount -l \"$2\" && cp \"$1\" \"$1.repaired\" && mount -o loop \"$1.repaired\" \"$2\"");
  expect_all (fixture);
}

/* A disk that never comes back must not keep the kiosk from being switched off. */
static void
test_stop_in_trouble (Fixture *fixture, gconstpointer data) {
  g_autofree char *ballast = NULL;

  mount_tmpfs (fixture, 0);
  kapka_test_kiosk_start (fixture->kiosk);
  visit_before (fixture);
  ballast = fill_disk (fixture);
  visit_in_trouble (fixture);
  kapka_test_kiosk_stop (fixture->kiosk);
  g_assert_cmpint (g_unlink (ballast), ==, 0);
  kapka_test_kiosk_start (fixture->kiosk);
  kapka_test_kiosk_expect_counts (fixture->kiosk, "s3=1 users=1");
  kapka_test_kiosk_stop (fixture->kiosk);
}

/* The mounts of this test are nobody else's and end with it, however it ends. */
static void
take_private_mounts (void) {
  g_assert_cmpint (unshare (CLONE_NEWNS), ==, 0);
  g_assert_cmpint (mount (NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL), ==, 0);
}

int
main (int argc, char **argv) {
  take_private_mounts ();
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/matrix/26-kiosk-full", test_full);
  ADD ("/matrix/26-kiosk-full-at-start", test_full_at_start);
  ADD ("/matrix/28-kiosk-read-only", test_read_only);
  ADD ("/matrix/26-kiosk-stops-in-trouble", test_stop_in_trouble);
#undef ADD
  return g_test_run ();
}
