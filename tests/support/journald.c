// SPDX-License-Identifier: GPL-3.0-or-later
#include "journald.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <sched.h>
#include <sys/mount.h>

#include "program.h"
#include "wait.h"

#define DEADLINE_MS 30000
#define JOURNALD "/lib/systemd/systemd-journald"
#define SOCKET "/run/systemd/journal/socket"

struct _KapkaTestJournald {
  KapkaTestProgram *program; // NULL when none runs.
};

static gboolean
is_ready_cb (gpointer data) {
  return g_file_test (SOCKET, G_FILE_TEST_EXISTS);
}

static KapkaTestProgram *
start (void) {
  const char *const argv[] = { JOURNALD, NULL };
  KapkaTestProgram *program;

  g_assert_no_errno (g_mkdir_with_parents ("/run/systemd/journal", 0755));
  g_assert_no_errno (g_mkdir_with_parents ("/run/log/journal", 0755));
  program = kapka_test_program_start (argv, NULL);
  if (!kapka_test_wait_until (is_ready_cb, NULL, DEADLINE_MS))
    g_error ("%s", kapka_test_program_describe (program));
  return program;
}

KapkaTestJournald *
kapka_test_journald_new (gboolean running) {
  KapkaTestJournald *journald = g_new0 (KapkaTestJournald, 1);

  g_assert_no_errno (unshare (CLONE_NEWNS));
  g_assert_no_errno (mount ("none", "/", NULL, MS_REC | MS_PRIVATE, NULL));
  g_assert_no_errno (mount ("none", "/run", "tmpfs", 0, "mode=755"));
  if (running)
    journald->program = start ();
  return journald;
}

void
kapka_test_journald_free (KapkaTestJournald *journald) {
  if (journald == NULL)
    return;
  if (journald->program != NULL)
    kapka_test_program_stop (journald->program, DEADLINE_MS);
  kapka_test_program_free (journald->program);
  g_assert_no_errno (umount2 ("/run", MNT_DETACH));
  g_free (journald);
}

char *
kapka_test_journald_wrap (KapkaTestDir *dir, const char *program) {
  g_autofree char *name = g_path_get_basename (program);
  g_autofree char *file = g_strconcat ("journaled-", name, NULL);
  g_autofree char *quoted = g_shell_quote (program);
  g_autofree char *script =
      g_strdup_printf ("#!/bin/sh\nexec systemd-cat --identifier=%s %s \"$@\"\n", name, quoted);
  char *path = kapka_test_dir_write (dir, file, script);

  g_assert_no_errno (g_chmod (path, 0700));
  return path;
}

char *
kapka_test_journald_read (void) {
  const char *const argv[] = { "sh", "-c",
                               "journalctl --sync && journalctl --quiet --all --output=export",
                               NULL };

  return kapka_test_program_run (argv, NULL, DEADLINE_MS);
}
