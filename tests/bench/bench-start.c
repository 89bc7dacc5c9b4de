// SPDX-License-Identifier: GPL-3.0-or-later
// How long the kiosk takes from exec to its complete first screen, how soon the home screen follows
// a touch, and the memory it then holds, beside the same two screens as a page in `chromium
// --kiosk`. Both are watched from outside, in turn, on the same screen.
//
// usage: bench-start PAGE, by meson, which sets KAPKA, KAPKA_DATA_DIR and TEXTDOMAINDIR.
#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

#include "desktop.h"
#include "eye.h"
#include "memory.h"
#include "peer-browser.h"
#include "peer-page.h"
#include "program.h"
#include "table.h"
#include "tmpdir.h"
#include "wait.h"

#define WIDTH 1280
#define HEIGHT 1024

/* The round that fills the disk cache comes before these. */
#define N_ROUNDS 7

/* A screen at rest for less may be one that its program is still building. */
#define STILL_MS 2000
#define DEADLINE_MS 60000

/* Where a finger falls: no door lies there. */
#define TOUCH_X (WIDTH / 2)
#define TOUCH_Y 100

typedef struct {
  const char *name;
  GPtrArray *argv;    // Without what is new in each round.
  const char *option; // Takes the new directory of a round.
  GArray *start_ms;
  GArray *touch_ms;
  GArray *memory_mib;
  double first_ms;
  guint n_processes;
} Side;

typedef struct {
  KapkaTestDir *dir;
  KapkaTestDesktop *desktop;
  KapkaBenchEye *eye;
  char **environment;
  guint n_started;
} Bench;

static Side *
side_new (const char *name, const char *option) {
  Side *side = g_new0 (Side, 1);

  side->name = name;
  side->option = option;
  side->argv = g_ptr_array_new_with_free_func (g_free);
  side->start_ms = g_array_new (FALSE, FALSE, sizeof (double));
  side->touch_ms = g_array_new (FALSE, FALSE, sizeof (double));
  side->memory_mib = g_array_new (FALSE, FALSE, sizeof (double));
  return side;
}

static void
side_free (Side *side) {
  if (side == NULL)
    return;
  g_ptr_array_unref (side->argv);
  g_array_unref (side->start_ms);
  g_array_unref (side->touch_ms);
  g_array_unref (side->memory_mib);
  g_free (side);
}

static Side *
make_ours (void) {
  Side *side = side_new ("kapka", "--config=");

  g_ptr_array_add (side->argv, g_strdup (g_getenv ("KAPKA")));
  g_ptr_array_add (side->argv, g_strdup_printf ("--data-dir=%s", g_getenv ("KAPKA_DATA_DIR")));
  return side;
}

/* Each round begins with an empty journal here and an empty profile there. */
static char *
make_round_option (Bench *bench, Side *side) {
  g_autofree char *name = g_strdup_printf ("round-%u", bench->n_started++);
  g_autofree char *directory = kapka_test_dir_make (bench->dir, name);
  g_autofree char *file = g_build_filename (name, "kapka.conf", NULL);
  g_autofree char *text = NULL;
  g_autofree char *config = NULL;

  if (!g_str_equal (side->option, "--config="))
    return g_strconcat (side->option, directory, NULL);
  text = g_strdup_printf (
      "[terminal]\nlibrary=18-0142\nname=Центр общественного доступа\n"
      "[staff]\nask_first_pin=false\n[storage]\nstate_dir=%s/state\nruntime_dir=%s/run\n",
      directory, directory);
  config = kapka_test_dir_write (bench->dir, file, text);
  return g_strconcat (side->option, config, NULL);
}

static KapkaTestProgram *
start (Bench *bench, Side *side) {
  g_autofree char *option = make_round_option (bench, side);
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();

  for (guint i = 0; i < side->argv->len; i++)
    g_ptr_array_add (argv, g_ptr_array_index (side->argv, i));
  g_ptr_array_insert (argv, 1, option);
  g_ptr_array_add (argv, NULL);
  return kapka_test_program_start ((const char *const *)argv->pdata,
                                   (const char *const *)bench->environment);
}

static double
await_picture (Bench *bench, gint64 since_usec) {
  return (double)(kapka_bench_eye_wait_still (bench->eye, STILL_MS, DEADLINE_MS) - since_usec) /
         G_TIME_SPAN_MILLISECOND;
}

/* Light as paper: neither the empty desktop nor an error page in its stead. */
static void
check_ground (Bench *bench, Side *side, guint32 wanted) {
  guint32 seen = kapka_bench_eye_get_colour (bench->eye, 3, HEIGHT / 2);

  for (guint shift = 0; shift < 24; shift += 8)
    if (abs ((int)(seen >> shift & 0xff) - (int)(wanted >> shift & 0xff)) > 6)
      g_error ("%s shows something else: its ground is #%06x and not #%06x", side->name, seen,
               wanted);
}

static gboolean
have_ended (gpointer data) {
  GArray *pids = data;

  for (guint i = 0; i < pids->len; i++)
    if (kill (g_array_index (pids, GPid, i), 0) == 0)
      return FALSE;
  return TRUE;
}

/* What is left of one side must not take time from the other. */
static void
end (Bench *bench, KapkaTestProgram *program) {
  g_autoptr (GArray) pids = kapka_bench_list_tree (kapka_test_program_get_pid (program));

  kapka_test_program_stop (program, 5000);
  kapka_test_program_free (program);
  if (!kapka_test_wait_until (have_ended, pids, DEADLINE_MS))
    g_error ("A process outlives its program");
  kapka_bench_eye_wait_still (bench->eye, 500, DEADLINE_MS);
}

static void
append (GArray *figures, double figure) {
  g_array_append_val (figures, figure);
}

static gboolean
is_far_from_next_minute (gpointer data) {
  return g_get_real_time () / G_USEC_PER_SEC % 60 < 60 - 2 * STILL_MS / 1000;
}

static void
run_round (Bench *bench, Side *side, gboolean counted) {
  gint64 begun_usec = g_get_monotonic_time ();
  KapkaTestProgram *program = start (bench, side);
  double start_ms = await_picture (bench, begun_usec);
  double touch_ms;
  g_autoptr (GArray) pids = NULL;

  check_ground (bench, side, 0xf5f0e5);
  /* The clock of the home screen must not turn while it is watched. */
  kapka_test_wait_until (is_far_from_next_minute, NULL, DEADLINE_MS);
  begun_usec = g_get_monotonic_time ();
  kapka_test_x_display_click (kapka_test_desktop_get_display (bench->desktop), TOUCH_X, TOUCH_Y);
  touch_ms = await_picture (bench, begun_usec);
  check_ground (bench, side, 0xf6f2ea);
  pids = kapka_bench_list_tree (kapka_test_program_get_pid (program));
  side->n_processes = pids->len;
  if (counted) {
    append (side->start_ms, start_ms);
    append (side->touch_ms, touch_ms);
    append (side->memory_mib, kapka_bench_read_memory (pids));
  } else {
    side->first_ms = start_ms;
  }
  end (bench, program);
}

static void
print_side (Side *side) {
  printf ("%s, processes at the home screen: %u\n", side->name, side->n_processes);
  kapka_bench_print_spread ("  start to the complete first screen, ms", side->start_ms);
  kapka_bench_print_spread ("  touch to the complete home screen, ms", side->touch_ms);
  kapka_bench_print_spread ("  memory at the home screen, MiB", side->memory_mib);
}

static void
print_table (Side *ours, Side *peer) {
  kapka_bench_print_row ("start, first round, ms", ours->first_ms,
                         peer == NULL ? NAN : peer->first_ms, NAN);
  kapka_bench_print_row ("start, warm disk cache, ms", kapka_bench_median (ours->start_ms),
                         peer == NULL ? NAN : kapka_bench_median (peer->start_ms), 0.7);
  kapka_bench_print_row ("touch to home screen, ms", kapka_bench_median (ours->touch_ms),
                         peer == NULL ? NAN : kapka_bench_median (peer->touch_ms), NAN);
  kapka_bench_print_row ("memory at home screen, MiB", kapka_bench_median (ours->memory_mib),
                         peer == NULL ? NAN : kapka_bench_median (peer->memory_mib), 0.35);
}

/* The cursor of the search blinks for ten seconds after the picture is complete. */
static void
still_cursor (Bench *bench) {
  g_autofree char *config = kapka_test_dir_make (bench->dir, "config");

  g_free (kapka_test_dir_make (bench->dir, "config/gtk-4.0"));
  g_free (kapka_test_dir_write (bench->dir, "config/gtk-4.0/settings.ini",
                                "[Settings]\ngtk-cursor-blink=false\n"));
  bench->environment = g_environ_setenv (bench->environment, "XDG_CONFIG_HOME", config, TRUE);
}

/* As on a kiosk: the renderer is the program's own choice. */
static void
open_bench (Bench *bench) {
  bench->dir = kapka_test_dir_new ();
  bench->desktop = kapka_test_desktop_new (WIDTH, HEIGHT);
  bench->environment = g_strdupv ((char **)kapka_test_desktop_get_environment (bench->desktop));
  bench->environment = g_environ_unsetenv (bench->environment, "GSK_RENDERER");
  bench->environment =
      g_environ_setenv (bench->environment, "TEXTDOMAINDIR", g_getenv ("TEXTDOMAINDIR"), TRUE);
  still_cursor (bench);
  bench->eye = kapka_bench_eye_new (g_environ_getenv (bench->environment, "DISPLAY"));
}

static void
close_bench (Bench *bench) {
  kapka_bench_eye_free (bench->eye);
  kapka_test_desktop_free (bench->desktop);
  kapka_test_dir_free (bench->dir);
  g_strfreev (bench->environment);
}

static Side *
find_peer (Bench *bench, const char *template_path) {
  g_autofree char *page = kapka_bench_peer_page_make (template_path, g_getenv ("KAPKA_DATA_DIR"));
  g_autofree char *path = kapka_test_dir_write (bench->dir, "peer.html", page);
  g_autoptr (GPtrArray) argv = kapka_bench_browser_make_argv (path);
  Side *side;

  if (argv == NULL) {
    printf ("chromium is not installed: only our side is measured\n");
    return NULL;
  }
  side = side_new ("chromium", "--user-data-dir=");
  g_ptr_array_unref (side->argv);
  side->argv = g_steal_pointer (&argv);
  return side;
}

int
main (int argc, char **argv) {
  Bench bench = { 0 };
  Side *ours = make_ours ();
  Side *peer;

  open_bench (&bench);
  peer = find_peer (&bench, argv[1]);
  for (guint round = 0; round <= N_ROUNDS; round++) {
    run_round (&bench, ours, round > 0);
    if (peer != NULL)
      run_round (&bench, peer, round > 0);
  }
  print_side (ours);
  if (peer != NULL)
    print_side (peer);
  print_table (ours, peer);
  side_free (ours);
  side_free (peer);
  close_bench (&bench);
  return EXIT_SUCCESS;
}
