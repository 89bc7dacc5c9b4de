// SPDX-License-Identifier: GPL-3.0-or-later
// What a screen costs that waits for a visitor all day: the time its processes run, without slides
// and with some, beside `chromium --kiosk` with a page of the same contents. Both in turn on the
// same screen. The aim is 1 ms a second.
//
// usage: bench-waiting PAGE, by meson, which sets KAPKA, KAPKA_PAPER_DIR, KAPKA_DATA_DIR and
// TEXTDOMAINDIR.
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "cpu.h"
#include "desktop.h"
#include "eye.h"
#include "memory.h"
#include "peer-browser.h"
#include "program.h"
#include "table.h"
#include "tmpdir.h"

#define WIDTH 1280
#define HEIGHT 1024
#define DEADLINE_MS 60000

/* Each slide has been drawn once by then, and a browser has done what it does after its start. */
#define SETTLE_SECONDS 75
#define WATCH_SECONDS 60

#define N_SLIDES 3

/** KapkaIdleFigures: what one side does while nobody is here. */
typedef struct {
  double cpu_ms; // A second.
  double memory_mib;
  guint n_drawings; // A minute.
} KapkaIdleFigures;

typedef struct {
  KapkaTestDir *dir;
  KapkaTestDesktop *desktop;
  KapkaBenchEye *eye;
  char **environment;
  char *slides_dir;
} Bench;

static void
open_bench (Bench *bench) {
  g_autofree char *path = g_strconcat (g_getenv ("KAPKA_PAPER_DIR"), ":", g_getenv ("PATH"), NULL);

  bench->dir = kapka_test_dir_new ();
  bench->desktop = kapka_test_desktop_new (WIDTH, HEIGHT);
  bench->environment = g_strdupv ((char **)kapka_test_desktop_get_environment (bench->desktop));
  bench->environment = g_environ_unsetenv (bench->environment, "GSK_RENDERER");
  bench->environment =
      g_environ_setenv (bench->environment, "TEXTDOMAINDIR", g_getenv ("TEXTDOMAINDIR"), TRUE);
  bench->environment = g_environ_setenv (bench->environment, "PATH", path, TRUE);
  bench->eye = kapka_bench_eye_new (g_environ_getenv (bench->environment, "DISPLAY"));
  bench->slides_dir = kapka_test_dir_make (bench->dir, "slides");
}

static void
close_bench (Bench *bench) {
  kapka_bench_eye_free (bench->eye);
  kapka_test_desktop_free (bench->desktop);
  kapka_test_dir_free (bench->dir);
  g_strfreev (bench->environment);
  g_free (bench->slides_dir);
}

/* Returns: (transfer full): the addresses of the slides, divided by commas. */
static char *
add_slides (Bench *bench) {
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) addresses = NULL;

  for (guint i = 0; i < N_SLIDES; i++) {
    g_autofree char *name = g_strdup_printf ("slides/%u.svg", i);
    g_autofree char *text = g_strdup_printf (
        "<svg xmlns='http://www.w3.org/2000/svg' width='800' height='600'><rect width='800' "
        "height='600' fill='#%u02060'/><circle cx='%u' cy='300' r='150' fill='#f0c040'/></svg>",
        i + 2, 200 + i * 200);
    g_autofree char *path = kapka_test_dir_write (bench->dir, name, text);
    g_autofree char *address = g_strconcat ("file://", path, NULL);

    g_strv_builder_add (builder, address);
  }
  addresses = g_strv_builder_end (builder);
  return g_strjoinv (",", addresses);
}

static KapkaIdleFigures
watch (Bench *bench, const char *const *argv) {
  g_autoptr (KapkaTestProgram) program =
      kapka_test_program_start (argv, (const char *const *)bench->environment);
  g_autoptr (GArray) pids = NULL;
  KapkaIdleFigures figures;
  double before_ms;

  kapka_bench_eye_count_drawings (bench->eye, SETTLE_SECONDS * 1000);
  pids = kapka_bench_list_tree (kapka_test_program_get_pid (program));
  before_ms = kapka_bench_read_cpu_ms (pids);
  figures.n_drawings =
      kapka_bench_eye_count_drawings (bench->eye, WATCH_SECONDS * 1000) * 60 / WATCH_SECONDS;
  figures.cpu_ms = (kapka_bench_read_cpu_ms (pids) - before_ms) / WATCH_SECONDS;
  figures.memory_mib = kapka_bench_read_memory (pids);
  if (!kapka_test_program_is_running (program))
    g_error ("%s has ended", argv[0]);
  kapka_test_program_stop (program, DEADLINE_MS);
  return figures;
}

static KapkaIdleFigures
watch_kapka (Bench *bench, const char *name, const char *slides_dir) {
  g_autofree char *directory = kapka_test_dir_make (bench->dir, name);
  g_autofree char *file = g_build_filename (name, "kapka.conf", NULL);
  g_autofree char *text = g_strdup_printf (
      "[terminal]\nname=Центр общественного доступа\n[staff]\nask_first_pin=false\n"
      "[waiting]\nslides_dir=%s\n[storage]\nstate_dir=%s/state\nruntime_dir=%s/run\n",
      slides_dir, directory, directory);
  g_autofree char *config = kapka_test_dir_write (bench->dir, file, text);
  const char *const argv[] = { g_getenv ("KAPKA"),          "--config", config, "--data-dir",
                               g_getenv ("KAPKA_DATA_DIR"), NULL };

  return watch (bench, argv);
}

static KapkaIdleFigures
watch_browser (Bench *bench, const char *name, const char *page_path, const char *slides) {
  g_autofree char *address = g_strconcat (page_path, "#", slides, NULL);
  g_autoptr (GPtrArray) argv = kapka_bench_browser_make_argv (address);
  g_autofree char *directory = kapka_test_dir_make (bench->dir, name);

  if (argv == NULL)
    return (KapkaIdleFigures){ NAN, NAN, 0 };
  g_ptr_array_insert (argv, 1, g_strconcat ("--user-data-dir=", directory, NULL));
  g_ptr_array_add (argv, NULL);
  return watch (bench, (const char *const *)argv->pdata);
}

static void
print_rows (const char *what, const KapkaIdleFigures *ours, const KapkaIdleFigures *peer) {
  g_autofree char *cpu = g_strdup_printf ("waiting %s: CPU, ms a second (aim 1)", what);
  g_autofree char *memory = g_strdup_printf ("waiting %s: memory, MiB", what);
  g_autofree char *drawings = g_strdup_printf ("waiting %s: drawings a minute", what);

  kapka_bench_print_row (cpu, ours->cpu_ms, peer->cpu_ms, NAN);
  kapka_bench_print_row (memory, ours->memory_mib, peer->memory_mib, NAN);
  kapka_bench_print_row (drawings, ours->n_drawings, peer->n_drawings, NAN);
}

int
main (int argc, char **argv) {
  Bench bench = { 0 };
  g_autofree char *addresses = NULL;
  KapkaIdleFigures ours;
  KapkaIdleFigures peer;

  open_bench (&bench);
  ours = watch_kapka (&bench, "plain", "");
  peer = watch_browser (&bench, "plain-peer", argv[1], "");
  print_rows ("without slides", &ours, &peer);
  addresses = add_slides (&bench);
  ours = watch_kapka (&bench, "slides-ours", bench.slides_dir);
  peer = watch_browser (&bench, "slides-peer", argv[1], addresses);
  print_rows ("with slides", &ours, &peer);
  close_bench (&bench);
  return EXIT_SUCCESS;
}
