// SPDX-License-Identifier: GPL-3.0-or-later
// What is on the screen while there is no kiosk can be seen, touched, heard and gone through by
// keys as the screens of the kiosk can, in every size. A new state is a line of `states`.

#include <locale.h>
#include <sys/stat.h>

#include "audit.h"

typedef struct {
  const char *name;
  const char *kiosk; // What the guard starts, as a script.
  const char *shows; // Something that is there when the window is complete.
  gboolean walk;     // It has something to press.
} State;

static const State states[] = {
  { "starting", "exec sleep 600", "Киоск включается", FALSE },
  { "starting again", "[ -e $0.once ] && exec sleep 600\n: >$0.once\nexit 1",
    "Киоск запускается снова", FALSE },
  { "resting", "kill -SEGV $$", "Код 411", TRUE },
};

typedef struct {
  const char *name;
  guint width;
  guint height;
} Size;

static const Size sizes[] = {
  { "usual", 1024, 768 },
  { "medium", 1280, 1024 },
  { "large", 1920, 1080 },
  { "upright", 1080, 1920 },
};

static void
write_kiosk (KapkaTestDir *dir, const State *state) {
  g_autofree char *text = g_strconcat ("#!/bin/sh\n", state->kiosk, "\n", NULL);
  g_autofree char *path = kapka_test_dir_write (dir, "kapka", text);

  g_assert_cmpint (chmod (path, 0755), ==, 0);
}

static void
look_at (KapkaTestAudit *audit, const State *state) {
  KapkaTestKiosk *kiosk = kapka_test_audit_get_kiosk (audit);
  g_autoptr (KapkaTestDir) dir = kapka_test_dir_new ();

  write_kiosk (dir, state);
  kapka_test_kiosk_start_guard (kiosk, kapka_test_dir_get_path (dir), state->shows);
  kapka_test_audit_look (audit, state->name);
  if (state->walk)
    kapka_test_audit_walk (audit, state->name);
  kapka_test_kiosk_stop (kiosk);
}

static void
test_guard (gconstpointer data) {
  const Size *size = data;
  g_autoptr (KapkaTestKiosk) kiosk = kapka_test_kiosk_new (size->width, size->height);
  g_autoptr (KapkaTestAudit) audit = kapka_test_audit_new (kiosk, 4.5);

  kapka_test_view_prepare (kiosk);
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    look_at (audit, &states[i]);
  kapka_test_audit_finish (audit);
}

int
main (int argc, char **argv) {
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++) {
    g_autofree char *path = g_strdup_printf ("/audit-guard/%s", sizes[i].name);

    g_test_add_data_func (path, &sizes[i], test_guard);
  }
  return g_test_run ();
}
