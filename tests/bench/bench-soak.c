// SPDX-License-Identifier: GPL-3.0-or-later
// Many visits in a row at the real kiosk: a door, a portal that stores what it can, a document,
// back, and the end by the button or by silence. What the kiosk holds afterwards, on its waiting
// screen, is compared with what it held when it was warm.
//
// usage: bench-soak [--visits=500], by meson, which sets KAPKA, KAPKA_DATA_DIR and TEXTDOMAINDIR.
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "kiosk.h"
#include "memory.h"
#include "portal-server.h"
#include "table.h"
#include "wait.h"

#define DEADLINE_MS 60000

/* Caches, fonts and the heap have found their size by then. */
#define N_WARM 20

/* A figure is the median of the last few visits. */
#define N_LOOKS 5

/* So many end by silence. */
#define SILENT_EVERY 25

#define TILE "Учебный портал"

/* Stores in every way, then goes on to a document by itself, once. */
#define PAGE_HTML                                                                                      \
  "<!doctype html><meta charset=utf-8><title>Портал</title><h1>Портал</h1><input><script>" \
  "const "                                                                                             \
  "text='x'.repeat(100000);document.cookie='soak='+Math.random();localStorage.soak="                   \
  "sessionStorage.soak=text;"                                                                          \
  "const "                                                                                             \
  "open=indexedDB.open('soak');open.onupgradeneeded=()=>open.result.createObjectStore('soak');"        \
  "open.onsuccess=()=>{const "                                                                         \
  "put=open.result.transaction('soak','readwrite').objectStore('soak').put(text,1);"                   \
  "put.onsuccess=()=>{fetch('/report?shown=yes').then(()=>location='/document')}}</script>"

typedef struct {
  KapkaTestPortalServer *server;
  KapkaTestKiosk *kiosk;
  guint n_visits;
  GArray *memory_mib;
  GArray *own_memory_mib;
  GArray *descriptors;
  GArray *processes;
} Soak;

static void
set_document (Soak *soak) {
  const char *const headers[] = { "Content-Disposition", "inline", NULL };
  g_autoptr (GBytes) pdf = kapka_test_read_form ();

  kapka_test_portal_server_set_page (soak->server, "/document", 200, "application/pdf", pdf,
                                     headers);
}

static void
open_soak (Soak *soak) {
  g_autofree char *url = NULL;

  soak->server = kapka_test_portal_server_new ("127.0.0.1", NULL);
  kapka_test_portal_server_set_html (soak->server, "/portal", PAGE_HTML);
  set_document (soak);
  url = kapka_test_portal_server_get_uri (soak->server, "/portal");
  soak->kiosk = kapka_test_kiosk_new (1280, 1024);
  kapka_test_kiosk_add_portal (soak->kiosk, "soak", TILE, url, "s3;s5");
  kapka_test_kiosk_set (soak->kiosk, "visit", "idle_seconds", "20");
  kapka_test_kiosk_set (soak->kiosk, "visit", "portal_idle_seconds", "20");
  kapka_test_kiosk_set (soak->kiosk, "visit", "warning_seconds", "2");
  kapka_test_kiosk_start (soak->kiosk);
  soak->memory_mib = g_array_new (FALSE, FALSE, sizeof (double));
  soak->own_memory_mib = g_array_new (FALSE, FALSE, sizeof (double));
  soak->descriptors = g_array_new (FALSE, FALSE, sizeof (double));
  soak->processes = g_array_new (FALSE, FALSE, sizeof (double));
}

static void
close_soak (Soak *soak) {
  kapka_test_kiosk_stop (soak->kiosk);
  kapka_test_kiosk_free (soak->kiosk);
  kapka_test_portal_server_free (soak->server);
  g_array_unref (soak->memory_mib);
  g_array_unref (soak->own_memory_mib);
  g_array_unref (soak->descriptors);
  g_array_unref (soak->processes);
}

static void
expect (Soak *soak, const char *name) {
  g_autoptr (KapkaTestElement) element = kapka_test_screen_wait_for (
      kapka_test_kiosk_get_screen (soak->kiosk), ATSPI_ROLE_INVALID, name, DEADLINE_MS);
}

/* Begins, goes as far as the document and back to the page. */
static void
visit_portal (Soak *soak) {
  kapka_test_kiosk_press (soak->kiosk, "Коснитесь экрана");
  kapka_test_kiosk_press (soak->kiosk, "Узнать об услуге");
  kapka_test_kiosk_press (soak->kiosk, TILE);
  g_free (kapka_test_portal_server_wait_report (soak->server, "shown", DEADLINE_MS));
  expect (soak, "Страница 1 из 2");
  kapka_test_kiosk_press (soak->kiosk, "Назад");
  kapka_test_screen_wait_gone (kapka_test_kiosk_get_screen (soak->kiosk), ATSPI_ROLE_INVALID,
                               "Страница 1 из 2", DEADLINE_MS);
}

static void
make_visit (Soak *soak, guint number) {
  visit_portal (soak);
  if (number % SILENT_EVERY != 0) {
    kapka_test_kiosk_press (soak->kiosk, "Завершить");
    kapka_test_kiosk_press (soak->kiosk, "Завершить и стереть всё");
  }
  expect (soak, "Спасибо! Всё стёрто");
  kapka_test_kiosk_press (soak->kiosk, "Хорошо");
}

static void
append (GArray *figures, double figure) {
  g_array_append_val (figures, figure);
}

static void
look (Soak *soak) {
  g_autoptr (GArray) pids = kapka_bench_list_tree (
      kapka_test_program_get_pid (kapka_test_kiosk_get_program (soak->kiosk)));

  append (soak->memory_mib, kapka_bench_read_memory (pids));
  append (soak->own_memory_mib, kapka_bench_read_own_memory (pids));
  append (soak->descriptors, kapka_bench_count_descriptors (pids));
  append (soak->processes, pids->len);
}

static double
at (GArray *figures, guint visit) {
  g_autoptr (GArray) last = g_array_new (FALSE, FALSE, sizeof (double));
  guint n_looks = MIN (N_LOOKS, visit);

  g_array_append_vals (last, &g_array_index (figures, double, visit - n_looks), n_looks);
  return kapka_bench_median (last);
}

static void
print_progress (Soak *soak, guint visit) {
  printf ("after %u visits: %.1f MiB, %.1f of its own, %.0f descriptors, %.0f processes\n", visit,
          at (soak->memory_mib, visit), at (soak->own_memory_mib, visit),
          at (soak->descriptors, visit), at (soak->processes, visit));
  fflush (stdout);
}

static void
print_row (Soak *soak, const char *what, GArray *figures, guint warm) {
  g_autofree char *name =
      g_strdup_printf ("%s after %u visits (beside: after %u)", what, soak->n_visits, warm);

  kapka_bench_print_row (name, at (figures, soak->n_visits), at (figures, warm), 1.05);
}

static void
run (Soak *soak) {
  guint warm = MIN (N_WARM, MAX (soak->n_visits / 2, 1));

  for (guint visit = 1; visit <= soak->n_visits; visit++) {
    make_visit (soak, visit);
    look (soak);
    if (visit == warm || visit % MAX (soak->n_visits / 10, 1) == 0)
      print_progress (soak, visit);
  }
  print_row (soak, "memory in MiB", soak->memory_mib, warm);
  print_row (soak, "memory of its own in MiB", soak->own_memory_mib, warm);
  print_row (soak, "file descriptors", soak->descriptors, warm);
  print_row (soak, "processes", soak->processes, warm);
}

int
main (int argc, char **argv) {
  int n_visits = 500;
  const GOptionEntry entries[] = {
    { "visits", 0, 0, G_OPTION_ARG_INT, &n_visits, "How many", "N" },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;
  Soak soak = { 0 };

  g_set_prgname ("bench-soak");
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || n_visits < 1)
    g_error ("%s", error == NULL ? "At least one visit is needed" : error->message);
  soak.n_visits = (guint)n_visits;
  open_soak (&soak);
  run (&soak);
  close_soak (&soak);
  return EXIT_SUCCESS;
}
