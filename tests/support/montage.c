// SPDX-License-Identifier: GPL-3.0-or-later
// Puts pictures side by side into one: montage OUT COLUMNS WIDTH [PICTURE | =CAPTION]… Each picture
// is made WIDTH wide; a caption begins a new row and stands above it.

#include <stdlib.h>

#include <cairo.h>
#include <glib.h>

#define GAP 12
#define CAPTION_HEIGHT 34

typedef struct {
  cairo_surface_t *picture; // None for a caption.
  const char *caption;
  int height;
} Cell;

/* What a place in the montage is, and how far down its row goes. */
typedef struct {
  int columns;
  int width;
  int column;
  int y;
  int row_height;
} Pen;

static void
clear_cell (gpointer data) {
  Cell *cell = data;

  g_clear_pointer (&cell->picture, cairo_surface_destroy);
}

static Cell
read_cell (const char *argument, int width) {
  Cell cell = { NULL, NULL, CAPTION_HEIGHT };

  if (*argument == '=') {
    cell.caption = argument + 1;
    return cell;
  }
  cell.picture = cairo_image_surface_create_from_png (argument);
  if (cairo_surface_status (cell.picture) != CAIRO_STATUS_SUCCESS)
    g_error ("cannot read %s", argument);
  cell.height = cairo_image_surface_get_height (cell.picture) * width /
                cairo_image_surface_get_width (cell.picture);
  return cell;
}

static void
end_row (Pen *pen) {
  if (pen->column > 0)
    pen->y += pen->row_height + GAP;
  pen->column = 0;
  pen->row_height = 0;
}

static void
draw_picture (cairo_t *cr, const Cell *cell, int x, int y, int width) {
  double scale = (double)width / cairo_image_surface_get_width (cell->picture);

  cairo_save (cr);
  cairo_translate (cr, x, y);
  cairo_scale (cr, scale, scale);
  cairo_set_source_surface (cr, cell->picture, 0, 0);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_BEST);
  cairo_paint (cr);
  cairo_restore (cr);
}

static void
draw_caption (cairo_t *cr, const char *caption, int y) {
  cairo_set_source_rgb (cr, 0.12, 0.10, 0.09);
  cairo_move_to (cr, GAP, y + CAPTION_HEIGHT - 10);
  cairo_show_text (cr, caption);
}

/* Goes once through all cells; without @cr only to see how much room they take. */
static int
lay_out (const GArray *cells, Pen pen, cairo_t *cr) {
  for (guint i = 0; i < cells->len; i++) {
    const Cell *cell = &g_array_index (cells, Cell, i);

    if (cell->caption != NULL || pen.column == pen.columns)
      end_row (&pen);
    if (cell->caption != NULL) {
      if (cr != NULL)
        draw_caption (cr, cell->caption, pen.y);
      pen.y += CAPTION_HEIGHT;
      continue;
    }
    if (cr != NULL)
      draw_picture (cr, cell, GAP + pen.column * (pen.width + GAP), pen.y, pen.width);
    pen.row_height = MAX (pen.row_height, cell->height);
    pen.column++;
  }
  end_row (&pen);
  return pen.y;
}

static void
write_montage (const char *path, const GArray *cells, const Pen *pen) {
  int width = GAP + pen->columns * (pen->width + GAP);
  cairo_surface_t *surface =
      cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, lay_out (cells, *pen, NULL));
  cairo_t *cr = cairo_create (surface);

  cairo_set_source_rgb (cr, 0.80, 0.78, 0.75);
  cairo_paint (cr);
  cairo_select_font_face (cr, "PT Sans", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_BOLD);
  cairo_set_font_size (cr, 20);
  lay_out (cells, *pen, cr);
  if (cairo_status (cr) != CAIRO_STATUS_SUCCESS ||
      cairo_surface_write_to_png (surface, path) != CAIRO_STATUS_SUCCESS)
    g_error ("cannot write %s", path);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

int
main (int argc, char **argv) {
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (Cell));
  Pen pen = { 0, 0, 0, GAP, 0 };

  g_set_prgname ("montage");
  if (argc < 5)
    g_error ("Say where to, how many columns, how wide each picture, and the pictures.");
  pen.columns = atoi (argv[2]);
  pen.width = atoi (argv[3]);
  g_array_set_clear_func (cells, clear_cell);
  for (int i = 4; i < argc; i++) {
    Cell cell = read_cell (argv[i], pen.width);

    g_array_append_val (cells, cell);
  }
  write_montage (argv[1], cells, &pen);
  return 0;
}
