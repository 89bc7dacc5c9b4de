// SPDX-License-Identifier: GPL-3.0-or-later
// Reads for the kiosk what strangers made: a file from standard input, which may be anything. What
// it can do ends with this process.
//
// kapka-paper slide PAGE WIDTH HEIGHT writes a KapkaDrawing of the page to standard output,
// kapka-paper sheet PAGE WIDTH HEIGHT one of the sheet of A4 it will be printed on,
// kapka-paper print all such sheets as a PDF.
#include <cairo-pdf.h>
#include <gio/gio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/error.h"
#include "foreign/drawing.h"
#include "foreign/foreign.h"
#include "kapka-paper/confine.h"
#include "kapka-paper/sheet.h"

#define DRAW_CPU_SECONDS 10
#define PRINT_CPU_SECONDS 60

/* Of a sheet of A4 with 300 to the inch: more would be lost on the way to the paper. */
#define PRINT_WIDTH 2480
#define PRINT_HEIGHT 3508

/** KapkaWish: what is asked for. */
typedef struct {
  gboolean print;
  gboolean slide;
  guint page;
  guint width;
  guint height;
} KapkaWish;

/* A pipe or a device would never end. */
static GBytes *
read_file (GError **error) {
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GMappedFile) map = g_mapped_file_new_from_fd (STDIN_FILENO, FALSE, &local_error);

  if (map == NULL) {
    g_set_error_literal (error, KAPKA_ERROR, KAPKA_ERROR_IO, local_error->message);
    return NULL;
  }
  if (g_mapped_file_get_length (map) <= KAPKA_FOREIGN_MAX_BYTES)
    return g_mapped_file_get_bytes (map);
  g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_FULL, "larger than %d bytes",
               KAPKA_FOREIGN_MAX_BYTES);
  return NULL;
}

static cairo_surface_t *
draw_page (KapkaContent *content, const KapkaWish *wish) {
  int width = (int)wish->width;
  int height = (int)wish->height;
  KapkaPlacing placing = wish->slide ? kapka_slide_place (content, wish->page, width, height)
                                     : kapka_sheet_place (content, wish->page);
  double scale = MIN (width / placing.width, height / placing.height);
  cairo_surface_t *surface;
  cairo_t *cr;

  if (wish->slide)
    scale = 1;
  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32,
                                        CLAMP ((int)(placing.width * scale + 0.5), 1, width),
                                        CLAMP ((int)(placing.height * scale + 0.5), 1, height));
  cr = cairo_create (surface);
  cairo_scale (cr, scale, scale);
  kapka_placing_draw (&placing, content, wish->page, cr);
  if (cairo_status (cr) != CAIRO_STATUS_SUCCESS)
    g_clear_pointer (&surface, cairo_surface_destroy);
  cairo_destroy (cr);
  return surface;
}

static gboolean
draw (KapkaContent *content, const KapkaWish *wish, GError **error) {
  guint n_pages = kapka_content_get_n_pages (content);
  cairo_surface_t *surface = wish->page < n_pages ? draw_page (content, wish) : NULL;

  if (surface == NULL) {
    g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_DATA, "page %u cannot be drawn", wish->page + 1);
    return FALSE;
  }
  cairo_surface_flush (surface);
  if (kapka_drawing_write (STDOUT_FILENO, n_pages, cairo_image_surface_get_width (surface),
                           cairo_image_surface_get_height (surface),
                           cairo_image_surface_get_data (surface)))
    return TRUE;
  g_set_error_literal (error, KAPKA_ERROR, KAPKA_ERROR_IO, "the drawing cannot be written");
  return FALSE;
}

static cairo_status_t
on_write (void *closure, const unsigned char *bytes, unsigned int length) {
  while (length > 0) {
    gssize n = write (STDOUT_FILENO, bytes, length);

    if (n <= 0)
      return CAIRO_STATUS_WRITE_ERROR;
    bytes += n;
    length -= (unsigned int)n;
  }
  return CAIRO_STATUS_SUCCESS;
}

static void
add_sheet (KapkaContent *content, guint page, cairo_surface_t *pdf, cairo_t *cr) {
  KapkaPlacing placing = kapka_sheet_place (content, page);

  cairo_pdf_surface_set_size (pdf, placing.width, placing.height);
  kapka_placing_draw (&placing, content, page, cr);
  cairo_show_page (cr);
}

static gboolean
print (KapkaContent *content, GError **error) {
  cairo_surface_t *pdf =
      cairo_pdf_surface_create_for_stream (on_write, NULL, KAPKA_SHEET_SHORT, KAPKA_SHEET_LONG);
  cairo_t *cr = cairo_create (pdf);
  cairo_status_t status = CAIRO_STATUS_SUCCESS;

  for (guint i = 0; i < kapka_content_get_n_pages (content) && status == CAIRO_STATUS_SUCCESS;
       i++) {
    add_sheet (content, i, pdf, cr);
    status = cairo_status (cr);
  }
  cairo_destroy (cr);
  cairo_surface_finish (pdf);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (pdf);
  cairo_surface_destroy (pdf);
  if (status == CAIRO_STATUS_SUCCESS)
    return TRUE;
  g_set_error_literal (error, KAPKA_ERROR,
                       status == CAIRO_STATUS_WRITE_ERROR ? KAPKA_ERROR_FULL : KAPKA_ERROR_DATA,
                       cairo_status_to_string (status));
  return FALSE;
}

static gboolean
do_work (const KapkaWish *wish, GError **error) {
  g_autoptr (GBytes) bytes = read_file (error);
  g_autoptr (KapkaContent) content = NULL;

  if (bytes != NULL)
    content = kapka_content_read (bytes, (int)wish->width, (int)wish->height, error);
  if (content == NULL)
    return FALSE;
  return wish->print ? print (content, error) : draw (content, wish, error);
}

static gboolean
parse_number (const char *text, guint min, guint max, guint *out_number) {
  guint64 number;

  if (!g_ascii_string_to_unsigned (text, 10, min, max, &number, NULL))
    return FALSE;
  *out_number = (guint)number;
  return TRUE;
}

static gboolean
parse_wish (char **arguments, KapkaWish *wish) {
  guint n = g_strv_length (arguments);

  *wish = (KapkaWish){ .width = PRINT_WIDTH, .height = PRINT_HEIGHT };
  if (n == 1 && g_str_equal (arguments[0], "print")) {
    wish->print = TRUE;
    return TRUE;
  }
  if (n != 4 || !(g_str_equal (arguments[0], "slide") || g_str_equal (arguments[0], "sheet")))
    return FALSE;
  wish->slide = g_str_equal (arguments[0], "slide");
  return parse_number (arguments[1], 0, KAPKA_DOCUMENT_MAX_PAGES, &wish->page) &&
         parse_number (arguments[2], 1, KAPKA_DRAWING_MAX_SIDE, &wish->width) &&
         parse_number (arguments[3], 1, KAPKA_DRAWING_MAX_SIDE, &wish->height);
}

/* For a sheet somebody waits; all else is to leave the processor to the screen. */
static gboolean
wish_is_urgent (const KapkaWish *wish) {
  return !wish->print && !wish->slide;
}

/* What the libraries have to say of a visitor's document is nothing for a log. */
static GLogWriterOutput
on_log (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer user_data) {
  return G_LOG_WRITER_HANDLED;
}

/* A library that gives up ends with 1, as a sandbox does that cannot be made. */
static void
on_given_up (void) {
  _exit (EX_DATAERR);
}

/* Nothing is put away at the end: that would take longer than the drawing of a page. */
int
main (int argc, char **argv) {
  g_autoptr (GError) error = NULL;
  KapkaWish wish;

  if (!parse_wish (argv + 1, &wish)) {
    g_printerr ("usage: kapka-paper slide|sheet PAGE WIDTH HEIGHT <FILE >DRAWING\n"
                "       kapka-paper print <FILE >PDF\n");
    return EX_USAGE;
  }
  g_log_set_writer_func (on_log, NULL, NULL);
  atexit (on_given_up);
  if (!wish_is_urgent (&wish))
    setpriority (PRIO_PROCESS, 0, 10);
  if (!kapka_confine (wish.print ? PRINT_CPU_SECONDS : DRAW_CPU_SECONDS))
    _exit (EX_CONFIG);
  if (!do_work (&wish, &error))
    g_printerr ("kapka-paper: %s\n", error->message);
  _exit (kapka_error_exit_code (error));
}
