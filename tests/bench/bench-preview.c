// SPDX-License-Identifier: GPL-3.0-or-later
// How long a visitor waits for the first page of a form, beside `pdftoppm` for the same page in the
// same size, in turn; what a document of 300 pages takes of the memory; and how soon a touch is
// answered while the helper is kept busy by a hostile document.
//
// usage: bench-preview, by meson, which sets KAPKA, KAPKA_PAPER_DIR, KAPKA_DATA_DIR, TEXTDOMAINDIR
// and HOSTILE_PDF.
#include <math.h>
#include <stdlib.h>
#include <sys/resource.h>

#include "eye.h"
#include "foreign/foreign.h"
#include "paper/document.h"
#include "portal-server.h"
#include "steps.h"
#include "table.h"

#define DEADLINE_MS 120000
#define PORTAL "Портал с документами"
#define WIDTH 1240
#define HEIGHT 1754
#define N_ROUNDS 21
#define N_TOUCHES 7
#define STILL_MS 150

/* Returns: (transfer full): a document of so many pages, made of a form of two. */
static char *
make_document (KapkaTestDir *dir, const char *name, guint n_pages) {
  g_autofree char *form =
      g_build_filename (g_getenv ("KAPKA_DATA_DIR"), "forms", "obraschenie.pdf", NULL);
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  char *path = kapka_test_dir_join (dir, name);

  g_ptr_array_add (argv, (char *)"pdfunite");
  for (guint i = 0; i < n_pages; i += 2)
    g_ptr_array_add (argv, form);
  g_ptr_array_add (argv, path);
  g_ptr_array_add (argv, NULL);
  g_free (kapka_test_program_run ((const char *const *)argv->pdata, NULL, DEADLINE_MS));
  return path;
}

static double
since (gint64 begun_usec) {
  return (double)(g_get_monotonic_time () - begun_usec) / G_TIME_SPAN_MILLISECOND;
}

static double
draw_here (const char *path) {
  gint64 begun_usec = g_get_monotonic_time ();
  g_autoptr (KapkaDocument) document = kapka_document_open (path, NULL);

  cairo_surface_destroy (kapka_document_render_page (document, 0, WIDTH));
  return since (begun_usec);
}

static double
draw_in_sandbox (const char *path) {
  gint64 begun_usec = g_get_monotonic_time ();
  g_autoptr (GError) error = NULL;
  g_autoptr (KapkaDrawing) drawing =
      kapka_foreign_draw (path, KAPKA_FOREIGN_SHEET, 0, WIDTH, HEIGHT, NULL, &error);

  g_assert_no_error (error);
  return since (begun_usec);
}

static double
draw_by_peer (const char *path) {
  const char *const argv[] = { "pdftoppm", "-f",          "1",  "-l", "1", "-scale-to-x",
                               "1240",     "-scale-to-y", "-1", path, NULL };
  gint64 begun_usec = g_get_monotonic_time ();

  g_assert_true (g_spawn_sync (NULL, (char **)argv, NULL,
                               G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL, NULL,
                               NULL, NULL, NULL));
  return since (begun_usec);
}

static void
add (GArray *times, double ms) {
  g_array_append_val (times, ms);
}

static void
measure_first_page (const char *path) {
  g_autoptr (GArray) here = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) sandbox = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) peer = g_array_new (FALSE, FALSE, sizeof (double));
  double peer_ms;

  for (guint round = 0; round < N_ROUNDS; round++) {
    add (here, draw_here (path));
    add (peer, draw_by_peer (path));
    add (sandbox, draw_in_sandbox (path));
  }
  kapka_bench_print_spread ("first page here", here);
  kapka_bench_print_spread ("first page in the sandbox", sandbox);
  kapka_bench_print_spread ("first page by pdftoppm", peer);
  peer_ms = kapka_bench_median (peer);
  kapka_bench_print_row ("first page of a form, ms (aim 100)", kapka_bench_median (here), peer_ms,
                         1.2);
  kapka_bench_print_row ("first page in the sandbox, ms (aim 100)", kapka_bench_median (sandbox),
                         peer_ms, 1.2);
}

/* The most that this program, or a program started by it, has had at once. */
static double
get_peak_mib (int who) {
  struct rusage usage;

  getrusage (who, &usage);
  return (double)usage.ru_maxrss / 1024;
}

/* Here page after page is drawn as a visitor turns them, in the helper all of them are. */
static void
measure_memory (const char *short_path, const char *long_path, const char *to) {
  g_autoptr (GError) error = NULL;
  g_autoptr (KapkaDocument) document = NULL;
  double before;

  draw_here (short_path);
  before = get_peak_mib (RUSAGE_SELF);
  document = kapka_document_open (long_path, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < kapka_document_get_n_pages (document); i++)
    cairo_surface_destroy (kapka_document_render_page (document, i, WIDTH));
  kapka_bench_print_row ("300 pages looked at, MiB more than one page",
                         get_peak_mib (RUSAGE_SELF) - before, NAN, NAN);
  kapka_foreign_make_printable (long_path, to, NULL, &error);
  g_assert_no_error (error);
  kapka_bench_print_row ("300 pages made ready for the printer, MiB at most",
                         get_peak_mib (RUSAGE_CHILDREN), NAN, NAN);
}

static void
put_hostile (KapkaTestDir *dir, KapkaTestPortalServer *server) {
  const char *const argv[] = { g_getenv ("HOSTILE_PDF"), kapka_test_dir_get_path (dir),
                               "slow-lines", NULL };
  g_autofree char *output = kapka_test_program_run (argv, NULL, DEADLINE_MS);
  g_autofree char *path = kapka_test_dir_join (dir, "slow-lines.pdf");
  g_autoptr (GBytes) body = NULL;
  char *bytes;
  gsize length;

  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  body = g_bytes_new_take (bytes, length);
  kapka_test_portal_server_set_page (server, "/document", 200, "application/pdf", body, NULL);
  kapka_test_portal_server_set_html (
      server, "/portal",
      "<!doctype html><meta charset=utf-8><a href='/document' style='position:fixed;inset:0'"
      " onclick=\"fetch('/touched',{keepalive:true})\">Документ</a>"
      "<script>" KAPKA_TEST_SHOWN ("1") "</script>");
}

static void
open_hostile (KapkaTestKiosk *kiosk, KapkaTestPortalServer *server) {
  kapka_test_begin_visit (kiosk);
  kapka_test_open_tile (kiosk, "Узнать об услуге", PORTAL);
  g_free (kapka_test_portal_server_wait_report (server, "shown", DEADLINE_MS));
  g_free (kapka_test_touch_page (kiosk, server));
  kapka_test_kiosk_expect (kiosk, "Печатать");
}

static double
touch (KapkaTestKiosk *kiosk, KapkaBenchEye *eye, const char *name) {
  KapkaTestScreen *screen = kapka_test_kiosk_get_screen (kiosk);
  g_autoptr (KapkaTestElement) button =
      kapka_test_screen_wait_for (screen, ATSPI_ROLE_PUSH_BUTTON, name, DEADLINE_MS);
  gint64 begun_usec = g_get_monotonic_time ();

  kapka_test_screen_click (screen, button);
  return (double)(kapka_bench_eye_wait_still (eye, STILL_MS, DEADLINE_MS) - begun_usec) /
         G_TIME_SPAN_MILLISECOND;
}

/* All touches come within the ten seconds in which the helper works. */
static void
measure_touches (KapkaTestKiosk *kiosk) {
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (KapkaBenchEye) eye = kapka_bench_eye_new (g_environ_getenv (
      (char **)kapka_test_desktop_get_environment (kapka_test_kiosk_get_desktop (kiosk)),
      "DISPLAY"));

  for (guint i = 0; i < N_TOUCHES; i++)
    add (times, touch (kiosk, eye, i % 2 == 0 ? "На одну копию больше" : "На одну копию меньше"));
  kapka_bench_print_spread ("touch while a hostile document is drawn", times);
  kapka_bench_print_row ("touch while a hostile document is drawn, ms (aim 200)",
                         kapka_bench_median (times), NAN, NAN);
}

static void
measure_kiosk (KapkaTestDir *dir) {
  g_autoptr (KapkaTestKiosk) kiosk = kapka_test_kiosk_new (1280, 1024);
  KapkaTestPortalServer *server = kapka_test_portal_server_new ("127.0.0.1", NULL);
  g_autofree char *url = kapka_test_portal_server_get_uri (server, "/portal");

  kapka_test_kiosk_add_portal (kiosk, "documents", PORTAL, url, "s3;s5");
  put_hostile (dir, server);
  kapka_test_kiosk_start (kiosk);
  open_hostile (kiosk, server);
  measure_touches (kiosk);
  kapka_test_kiosk_stop (kiosk);
  kapka_test_portal_server_free (server);
}

int
main (int argc, char **argv) {
  g_autoptr (KapkaTestDir) dir = kapka_test_dir_new ();
  g_autofree char *form = make_document (dir, "10.pdf", 10);
  g_autofree char *book = make_document (dir, "300.pdf", 300);
  g_autofree char *to = kapka_test_dir_join (dir, "sheets.pdf");

  measure_memory (form, book, to);
  measure_first_page (form);
  measure_kiosk (dir);
  return 0;
}
