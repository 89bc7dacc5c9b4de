// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/portal/recovery.h"

#define SECOND G_USEC_PER_SEC
#define WINDOW KAPKA_RECOVERY_WINDOW_SECONDS

typedef struct {
  const char *name;
  gint64 seconds[6];  // When the page falls; ends with 0.
  const char *advice; // A letter a fall: `o` offer, `g` give up.
} Row;

static const Row rows[] = {
  { "once", { 1 }, "o" },
  { "three in a row", { 1, 2, 3 }, "ooo" },
  { "four in a row", { 1, 2, 3, 4 }, "ooog" },
  { "on and on", { 1, 2, 3, 4, 5, 6 }, "oooggg" },
  { "just within the window", { 1, 2, 3, WINDOW }, "ooog" },
  { "just beyond the window", { 1, 2, 3, 1 + WINDOW }, "oooo" },
  { "seldom", { 1, 200, 400, 600, 800, 1000 }, "oooooo" },
  { "given up, and good again much later", { 1, 2, 3, 4, 1000, 1001 }, "ooogoo" },
  { "all at once", { 7, 7, 7, 7 }, "ooog" },
};

static void
test_advice (gconstpointer data) {
  const Row *row = data;
  KapkaRecovery recovery = { 0 };
  g_autoptr (GString) advice = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (row->seconds) && row->seconds[i] != 0; i++)
    g_string_append_c (advice, kapka_recovery_fall (&recovery, row->seconds[i] * SECOND) ==
                                       KAPKA_RECOVERY_OFFER
                                   ? 'o'
                                   : 'g');
  g_assert_cmpstr (advice->str, ==, row->advice);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *path = g_strdup_printf ("/recovery/%s", rows[i].name);

    g_test_add_data_func (path, &rows[i], test_advice);
  }
  return g_test_run ();
}
