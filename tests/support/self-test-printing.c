// SPDX-License-Identifier: GPL-3.0-or-later
#include <cairo-pdf.h>
#include <gtk/gtk.h>
#include <gtk/gtkunixprint.h>

/* Prints a PDF with GTK, as the kiosk does: self-test-printing QUEUE FILE. A two-page FILE is made
 * first. Tells each queue it sees and what became of the job. */

#define PAGES 2
#define A4_WIDTH 595
#define A4_HEIGHT 842

typedef struct {
  const char *queue;
  GtkPrinter *printer;
  gboolean done;
} Printing;

static void
draw_document (const char *path) {
  cairo_surface_t *surface = cairo_pdf_surface_create (path, A4_WIDTH, A4_HEIGHT);
  cairo_t *cr = cairo_create (surface);

  for (int i = 0; i < PAGES; i++) {
    cairo_rectangle (cr, 100, 100, 100, 100);
    cairo_fill (cr);
    cairo_show_page (cr);
  }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

static gboolean
on_printer_found (GtkPrinter *printer, gpointer data) {
  Printing *printing = data;

  g_print ("queue %s %s %s\n", gtk_printer_get_name (printer),
           gtk_printer_is_accepting_jobs (printer) ? "accepting" : "rejecting",
           gtk_printer_is_paused (printer) ? "paused" : "ready");
  if (g_str_equal (gtk_printer_get_name (printer), printing->queue))
    g_set_object (&printing->printer, printer);
  return FALSE;
}

static void
on_job_sent (GtkPrintJob *job G_GNUC_UNUSED, gpointer data, const GError *error) {
  Printing *printing = data;

  if (error != NULL) {
    g_print ("error %s\n", error->message);
    printing->done = TRUE;
  }
}

/* GTK 4.8 reports no error when CUPS refuses a job. What tells is the status of a tracked job: one
 * that CUPS has taken is pending first, a refused one is "finished" at once. */
static void
on_status_changed (GtkPrintJob *job, gpointer data) {
  Printing *printing = data;
  GtkPrintStatus status = gtk_print_job_get_status (job);

  if (printing->done || status == GTK_PRINT_STATUS_SENDING_DATA)
    return;
  g_print (status == GTK_PRINT_STATUS_PENDING ? "accepted\n" : "refused\n");
  printing->done = TRUE;
}

static void
print (Printing *printing, const char *path) {
  g_autoptr (GError) error = NULL;
  g_autoptr (GtkPrintSettings) settings = gtk_print_settings_new ();
  g_autoptr (GtkPageSetup) setup = gtk_page_setup_new ();
  g_autoptr (GtkPrintJob) job = gtk_print_job_new ("Проба", printing->printer, settings, setup);

  if (!gtk_print_job_set_source_file (job, path, &error))
    g_error ("%s", error->message);
  gtk_print_job_set_track_print_status (job, TRUE);
  g_signal_connect (job, "status-changed", G_CALLBACK (on_status_changed), printing);
  gtk_print_job_send (job, on_job_sent, printing, NULL);
  while (!printing->done)
    g_main_context_iteration (NULL, TRUE);
}

int
main (int argc G_GNUC_UNUSED, char **argv) {
  Printing printing = { .queue = argv[1] };

  gtk_init ();
  draw_document (argv[2]);
  gtk_enumerate_printers (on_printer_found, &printing, NULL, TRUE);
  if (printing.printer == NULL)
    g_error ("no queue %s", printing.queue);
  print (&printing, argv[2]);
  g_object_unref (printing.printer);
  return 0;
}
