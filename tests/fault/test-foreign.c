// SPDX-License-Identifier: GPL-3.0-or-later
// Files of strangers and the helper that reads them: it draws the good ones and says no to the
// others, in time, and can do nothing else.

#include <cairo-pdf.h>
#include <gdk-pixbuf/gdk-pixbuf.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "foreign/foreign.h"
#include "tmpdir.h"

#define SIDE 300

#define SVG(width, height, content)                                                                \
  "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' "            \
  "width='" width "' height='" height "'>" content "</svg>"

/* A PNG that says to be 60,000 pixels wide and high. */
static const guint8 bomb_png[] = {
  0x89, 'P',  'N',  'G',  '\r', '\n', 0x1a, '\n', 0x00, 0x00, 0x00,
  0x0d, 'I',  'H',  'D',  'R',  0x00, 0x00, 0xea, 0x60, 0x00, 0x00,
  0xea, 0x60, 0x08, 0x06, 0x00, 0x00, 0x00, 0xb8, 0xae, 0x4c, 0x5d
};

typedef struct {
  KapkaTestDir *dir;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data) {
  fixture->dir = kapka_test_dir_new ();
}

static void
tear_down (Fixture *fixture, gconstpointer data) {
  kapka_test_dir_free (fixture->dir);
}

/* Returns: (transfer full): the path of a file in the folder. */
static char *
add (Fixture *fixture, const char *name, gconstpointer bytes, gsize length) {
  char *path = kapka_test_dir_join (fixture->dir, name);

  g_assert_true (g_file_set_contents (path, bytes, (gssize)length, NULL));
  return path;
}

/* Returns: (transfer full): the drawing, or %NULL with the reason in @error. */
static KapkaDrawing *
draw (const char *path, guint page, GError **error) {
  KapkaDrawing *drawing =
      kapka_foreign_draw (path, KAPKA_FOREIGN_SLIDE, page, SIDE, SIDE, NULL, error);

  g_test_message ("%s", path);
  g_assert_cmpint (drawing == NULL, ==, error != NULL && *error != NULL);
  return drawing;
}

static KapkaDrawing *
draw_good (const char *path, guint page) {
  g_autoptr (GError) error = NULL;
  KapkaDrawing *drawing = draw (path, page, &error);

  g_assert_no_error (error);
  return drawing;
}

static void
expect_refused (const char *path, KapkaError code) {
  g_autoptr (GError) error = NULL;
  g_autoptr (KapkaDrawing) drawing = draw (path, 0, &error);

  g_assert_error (error, KAPKA_ERROR, (int)code);
}

static char *
read_form (gsize *out_length) {
  g_autofree char *path =
      g_build_filename (g_getenv ("KAPKA_DATA_DIR"), "forms", "obraschenie.pdf", NULL);
  char *bytes;

  g_assert_true (g_file_get_contents (path, &bytes, out_length, NULL));
  return bytes;
}

static void
test_good_files (Fixture *fixture, gconstpointer data) {
  static const char svg[] = SVG ("40", "20", "<rect width='40' height='20' fill='#010203'/>");
  gsize length;
  g_autofree char *form = read_form (&length);
  g_autofree char *drawing = add (fixture, "a.svg", svg, strlen (svg));
  g_autofree char *document = add (fixture, "b.pdf", form, length);
  g_autofree char *renamed = add (fixture, "c.png", form, length);
  g_autoptr (KapkaDrawing) of_drawing = draw_good (drawing, 0);
  g_autoptr (KapkaDrawing) of_document = draw_good (document, 1);
  g_autoptr (KapkaDrawing) of_renamed = draw_good (renamed, 0);
  g_autoptr (KapkaDrawing) of_nothing = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (of_drawing->width, ==, SIDE);
  g_assert_cmpint (of_drawing->height, ==, SIDE / 2);
  g_assert_cmpuint (of_document->n_pages, ==, 2);
  g_assert_cmpint (of_document->height, ==, SIDE);
  of_nothing = draw (document, 2, &error);
  g_assert_error (error, KAPKA_ERROR, KAPKA_ERROR_DATA);
}

/* Red on the left and blue on the right, larger than the place. */
static GdkPixbuf *
make_photograph (void) {
  GdkPixbuf *photograph = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 2 * SIDE, SIDE);
  g_autoptr (GdkPixbuf) right = gdk_pixbuf_new_subpixbuf (photograph, SIDE, 0, SIDE, SIDE);

  gdk_pixbuf_fill (photograph, 0xff0000ff);
  gdk_pixbuf_fill (right, 0x0000ffff);
  return photograph;
}

/* As a camera that was held upright puts it down: what is left in the file is above. */
static char *
add_turned (Fixture *fixture, const char *jpeg, gsize length) {
  static const guint8 orientation[] = {
    0xff, 0xe1, 0, 34, 'E', 'x', 'i', 'f', 0, 0,                         // The segment,
    'M',  'M',  0, 42, 0,   0,   0,   8,                                 // the head of its table,
    0,    1,    1, 18, 0,   3,   0,   0,   0, 1, 0, 6, 0, 0, 0, 0, 0, 0, // and the one entry.
  };
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  g_byte_array_append (bytes, (const guint8 *)jpeg, 2);
  g_byte_array_append (bytes, orientation, sizeof orientation);
  g_byte_array_append (bytes, (const guint8 *)jpeg + 2, (guint)length - 2);
  return add (fixture, "turned.jpg", bytes->data, bytes->len);
}

static gboolean
is_red (const KapkaDrawing *drawing, int x, int y) {
  const guint8 *pixels = g_bytes_get_data (drawing->pixels, NULL);
  guint32 pixel;

  memcpy (&pixel, pixels + 4 * ((gsize)y * (gsize)drawing->width + (gsize)x), sizeof pixel);
  return (pixel >> 16 & 0xff) > 200 && (pixel & 0xff) < 60;
}

static void
expect_photograph (const char *path, int width, int height) {
  g_autoptr (KapkaDrawing) drawing = draw_good (path, 0);

  g_assert_cmpint (drawing->width, ==, width);
  g_assert_cmpint (drawing->height, ==, height);
  g_assert_true (is_red (drawing, 10, 10));
  g_assert_false (is_red (drawing, width - 10, height - 10));
  g_assert_true (
      is_red (drawing, width > height ? 10 : width - 10, width > height ? height - 10 : 10));
}

static void
test_photographs (Fixture *fixture, gconstpointer data) {
  static const char *const types[] = { "png", "jpeg" };
  g_autoptr (GdkPixbuf) photograph = make_photograph ();
  g_autofree char *turned = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (types); i++) {
    g_autofree char *bytes = NULL;
    g_autofree char *name = g_strconcat ("photograph.", types[i], NULL);
    g_autofree char *path = NULL;
    gsize length;

    g_assert_true (gdk_pixbuf_save_to_buffer (photograph, &bytes, &length, types[i], NULL, NULL));
    path = add (fixture, name, bytes, length);
    expect_photograph (path, SIDE, SIDE / 2);
    if (i == 1)
      turned = add_turned (fixture, bytes, length);
  }
  expect_photograph (turned, SIDE / 2, SIDE);
}

static void
test_no_pictures (Fixture *fixture, gconstpointer data) {
  static const char html[] = "<html><body>slide</body></html>";
  static const struct {
    const char *name;
    const char *bytes;
    gsize length;
  } files[] = {
    { "empty.png", "", 0 },
    { "text.png", "Объявление", 20 },
    { "head.jpg", "\xff\xd8\xff\xe0", 4 },
    { "bomb.png", (const char *)bomb_png, sizeof bomb_png },
    { "head.pdf", "%PDF-1.4\n", 9 },
    { "page.svg", html, sizeof html - 1 },
    { "cut.svg", "<svg xmlns='http://www.w3.org/2000/svg' width='40'", 50 },
    { "zero.svg", "\0\0\0\0", 4 },
    { "anim.png", "GIF89a\1\0\1\0\0\0\0;", 14 },
    { "program.png",
      "\x7f"
      "ELF",
      4 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++) {
    g_autofree char *path = add (fixture, files[i].name, files[i].bytes, files[i].length);

    expect_refused (path, KAPKA_ERROR_DATA);
  }
}

/* What would never end, or leads elsewhere. */
static void
test_no_files (Fixture *fixture, gconstpointer data) {
  g_autofree char *pipe = kapka_test_dir_join (fixture->dir, "pipe.png");
  g_autofree char *folder = kapka_test_dir_make (fixture->dir, "folder.png");
  g_autofree char *link = kapka_test_dir_join (fixture->dir, "link.svg");
  g_autofree char *nothing = kapka_test_dir_join (fixture->dir, "nothing.png");
  g_autofree char *huge = add (fixture, "huge.pdf", "%PDF-1.4\n", 9);
  g_autofree char *target = add (fixture, "a.svg", SVG ("1", "1", ""), strlen (SVG ("1", "1", "")));

  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  g_assert_cmpint (symlink (target, link), ==, 0);
  g_assert_cmpint (truncate (huge, 33 * 1024 * 1024), ==, 0);
  expect_refused (pipe, KAPKA_ERROR_DATA);
  expect_refused (folder, KAPKA_ERROR_DATA);
  expect_refused (link, KAPKA_ERROR_IO);
  expect_refused (nothing, KAPKA_ERROR_NOT_FOUND);
  expect_refused (huge, KAPKA_ERROR_FULL);
  expect_refused ("/dev/zero", KAPKA_ERROR_DATA);
}

/* Drawings that would fill the memory, take for ever or read the machine: refused, or drawn without
 * that, and over in time. */
static void
test_hostile_drawings (Fixture *fixture, gconstpointer data) {
  static const char *const drawings[] = {
    SVG ("1000000", "1000000", "<rect width='1000000' height='1000000'/>"),
    SVG ("1e30", "1", ""),
    "<!DOCTYPE svg [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>"
    "<!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;'><!ENTITY d '&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;'>"
    "<!ENTITY e '&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;'><!ENTITY f '&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;'>"
    "<!ENTITY g '&f;&f;&f;&f;&f;&f;&f;&f;&f;&f;'><!ENTITY h '&g;&g;&g;&g;&g;&g;&g;&g;&g;&g;'>]>"
    "<svg xmlns='http://www.w3.org/2000/svg' width='40' height='30'><text>&h;</text></svg>",
    "<!DOCTYPE svg [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>"
    "<svg xmlns='http://www.w3.org/2000/svg' width='40' height='30'><text>&a;</text></svg>",
    SVG ("40", "30", "<image xlink:href='file:///etc/passwd' width='9' height='9'/>"),
    SVG ("40", "30", "<image xlink:href='http://127.0.0.1:9/a.png' width='9' height='9'/>"),
    SVG ("40", "30", "<g id='a'><use xlink:href='#a'/></g>"),
    SVG ("40", "30",
         "<filter id='f'><feGaussianBlur stdDeviation='9999'/><feGaussianBlur "
         "stdDeviation='9999'/></filter><rect width='40' height='30' filter='url(#f)'/>"),
    SVG ("40", "30",
         "<g id='a'><circle r='9'/></g><g id='b'><use xlink:href='#a'/><use xlink:href='#a'/>"
         "<use xlink:href='#a'/><use xlink:href='#a'/></g><g id='c'><use xlink:href='#b'/><use "
         "xlink:href='#b'/><use xlink:href='#b'/><use xlink:href='#b'/></g><g id='d'><use "
         "xlink:href='#c'/><use xlink:href='#c'/><use xlink:href='#c'/><use xlink:href='#c'/></g>"),
  };

  for (guint i = 0; i < G_N_ELEMENTS (drawings); i++) {
    g_autofree char *path = add (fixture, "drawing.svg", drawings[i], strlen (drawings[i]));
    g_autoptr (GError) error = NULL;
    g_autoptr (KapkaDrawing) drawing = draw (path, 0, &error);

    g_test_message ("drawing %u", i);
  }
}

/* Returns: (transfer full): the path of a document with a page of that size, red all over. */
static char *
add_page (Fixture *fixture, double width, double height) {
  char *path = kapka_test_dir_join (fixture->dir, "page.pdf");
  cairo_surface_t *surface = cairo_pdf_surface_create (path, width, height);
  cairo_t *cr = cairo_create (surface);

  cairo_set_source_rgb (cr, 1, 0, 0);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);
  return path;
}

/* A point of A4 is half a pixel wide here. */
static KapkaDrawing *
draw_sheet (const char *path) {
  g_autoptr (GError) error = NULL;
  KapkaDrawing *drawing = kapka_foreign_draw (path, KAPKA_FOREIGN_SHEET, 0, 421, 421, NULL, &error);

  g_assert_no_error (error);
  return drawing;
}

/* Whether red begins and ends where a page of @width and @height in the middle of the sheet does.
 */
static void
expect_red (const KapkaDrawing *drawing, double width, double height) {
  int left = (int)(drawing->width - width / 2) / 2;
  int top = (int)(drawing->height - height / 2) / 2;

  g_assert_true (is_red (drawing, left + 2, drawing->height / 2));
  g_assert_true (is_red (drawing, drawing->width / 2, top + 2));
  g_assert_true (left < 3 || !is_red (drawing, left - 2, drawing->height / 2));
  g_assert_true (top < 3 || !is_red (drawing, drawing->width / 2, top - 2));
}

static void
expect_sheet (const char *path, int width, int height, double red_width, double red_height) {
  g_autoptr (KapkaDrawing) drawing = draw_sheet (path);

  g_assert_cmpint (drawing->width, ==, width);
  g_assert_cmpint (drawing->height, ==, height);
  expect_red (drawing, red_width, red_height);
}

/* A page keeps its size; only what is larger than the paper is made to fit. */
static void
test_sheets_of_documents (Fixture *fixture, gconstpointer data) {
  static const struct {
    double width, height;
    int sheet_width, sheet_height;
    double red_width, red_height;
  } pages[] = {
    { 595, 842, 298, 421, 595, 842 },  // A4
    { 420, 595, 298, 421, 420, 595 },  // A5
    { 595, 420, 421, 298, 595, 420 },  // A5 on its side
    { 842, 1191, 298, 421, 595, 842 }, // A3
    { 1191, 842, 421, 298, 842, 595 }, // A3 on its side
    { 100, 4000, 298, 421, 21, 842 },  // the bill of a shop
  };

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++) {
    g_autofree char *path = add_page (fixture, pages[i].width, pages[i].height);

    g_test_message ("page %u", i);
    expect_sheet (path, pages[i].sheet_width, pages[i].sheet_height, pages[i].red_width,
                  pages[i].red_height);
  }
}

static char *
add_red_picture (Fixture *fixture, int width, int height) {
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, height);
  g_autofree char *bytes = NULL;
  gsize length;

  gdk_pixbuf_fill (pixbuf, 0xff0000ff);
  g_assert_true (gdk_pixbuf_save_to_buffer (pixbuf, &bytes, &length, "png", NULL, NULL));
  return add (fixture, "picture.png", bytes, length);
}

/* A picture is no coarser than 72 to the inch, and keeps off the edge that no printer reaches. */
static void
test_sheets_of_pictures (Fixture *fixture, gconstpointer data) {
  g_autofree char *small = add_red_picture (fixture, 100, 200);
  g_autofree char *wide = NULL;
  g_autofree char *high = NULL;

  expect_sheet (small, 298, 421, 100, 200);
  wide = add_red_picture (fixture, 4000, 3000);
  expect_sheet (wide, 421, 298, 718, 539);
  high = add_red_picture (fixture, 3000, 4000);
  expect_sheet (high, 298, 421, 539, 718);
}

static double
compare (const KapkaDrawing *some, const KapkaDrawing *other) {
  const guint8 *some_bytes = g_bytes_get_data (some->pixels, NULL);
  const guint8 *other_bytes = g_bytes_get_data (other->pixels, NULL);
  gsize length = g_bytes_get_size (some->pixels);
  double sum = 0;

  g_assert_cmpuint (length, ==, g_bytes_get_size (other->pixels));
  for (gsize i = 0; i < length; i++)
    sum += ABS (some_bytes[i] - other_bytes[i]);
  return sum / (double)length;
}

/* What the printer gets looks like what was shown, is there whole, and stays once it is there. */
static void
test_printable_sheets (Fixture *fixture, gconstpointer data) {
  gsize length;
  g_autofree char *form = read_form (&length);
  g_autofree char *path = add (fixture, "a.pdf", form, length);
  g_autofree char *to = kapka_test_dir_join (fixture->dir, "sheets.pdf");
  g_autofree char *broken = add (fixture, "b.pdf", "%PDF-1.4\n", 9);
  g_autoptr (KapkaDrawing) shown = draw_sheet (path);
  g_autoptr (KapkaDrawing) printed = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (kapka_foreign_make_printable (broken, to, NULL, &error));
  g_assert_error (error, KAPKA_ERROR, KAPKA_ERROR_DATA);
  g_assert_false (g_file_test (to, G_FILE_TEST_EXISTS));
  g_clear_error (&error);
  g_assert_true (kapka_foreign_make_printable (path, to, NULL, &error));
  g_assert_no_error (error);
  printed = draw_sheet (to);
  g_assert_cmpuint (printed->n_pages, ==, 2);
  g_assert_cmpfloat (compare (shown, printed), <, 1);
  g_assert_true (kapka_foreign_make_printable (path, to, NULL, NULL));
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/foreign/good-files", test_good_files);
  ADD ("/foreign/photographs", test_photographs);
  ADD ("/foreign/no-pictures", test_no_pictures);
  ADD ("/foreign/no-files", test_no_files);
  ADD ("/foreign/hostile-drawings", test_hostile_drawings);
  ADD ("/foreign/sheets-of-documents", test_sheets_of_documents);
  ADD ("/foreign/sheets-of-pictures", test_sheets_of_pictures);
  ADD ("/foreign/printable-sheets", test_printable_sheets);
#undef ADD
  return g_test_run ();
}
