// SPDX-License-Identifier: GPL-3.0-or-later
// Files that are no slides, in the program that draws them: it says no, in time, and does nothing
// else.

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <sysexits.h>
#include <unistd.h>

#include "program.h"
#include "slides/slide-image.h"
#include "tmpdir.h"

/* The program gives up after ten seconds of work; the rest is for a busy machine. */
#define DEADLINE_MS 60000

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

/** KapkaDrawn: what the program did. */
typedef struct {
  int status;
  KapkaSlideImage *image; // (nullable)
} KapkaDrawn;

/* What is written goes to a file, which holds zeros as well. */
static KapkaDrawn
draw (Fixture *fixture, const char *path, const char *page) {
  g_autofree char *out = kapka_test_dir_join (fixture->dir, "out");
  g_autofree char *quoted = g_shell_quote (path);
  g_autofree char *script =
      g_strdup_printf ("\"$KAPKA_SLIDE\" %s %s %d %d | cat >%s; exit ${PIPESTATUS[0]}", quoted,
                       page, SIDE, SIDE, out);
  const char *const argv[] = { "bash", "-c", script, NULL };
  g_autoptr (KapkaTestProgram) program = kapka_test_program_start (argv, NULL);
  KapkaDrawn drawn = { kapka_test_program_wait (program, DEADLINE_MS), NULL };
  g_autofree char *bytes = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (out, &bytes, &length, NULL));
  drawn.image = kapka_slide_image_parse ((const guint8 *)bytes, length, SIDE, SIDE);
  g_assert_cmpint (drawn.image != NULL, ==, drawn.status == EX_OK);
  return drawn;
}

static void
expect_refused (Fixture *fixture, const char *path) {
  KapkaDrawn drawn = draw (fixture, path, "0");

  g_test_message ("%s", path);
  g_assert_cmpint (drawn.status, !=, EX_OK);
  g_assert_null (drawn.image);
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
  KapkaDrawn drawn = draw (fixture, drawing, "0");

  g_assert_cmpint (drawn.status, ==, EX_OK);
  g_assert_cmpint (drawn.image->width, ==, SIDE);
  g_assert_cmpint (drawn.image->height, ==, SIDE / 2);
  kapka_slide_image_free (drawn.image);
  drawn = draw (fixture, document, "1");
  g_assert_cmpuint (drawn.image->n_pages, ==, 2);
  g_assert_cmpint (drawn.image->height, ==, SIDE);
  kapka_slide_image_free (drawn.image);
  drawn = draw (fixture, renamed, "0");
  g_assert_cmpint (drawn.status, ==, EX_OK);
  kapka_slide_image_free (drawn.image);
  drawn = draw (fixture, document, "2");
  g_assert_cmpint (drawn.status, !=, EX_OK);
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
is_red (const KapkaSlideImage *image, int x, int y) {
  const guint8 *pixel = image->pixels + 4 * ((gsize)y * (gsize)image->width + (gsize)x);

  return pixel[2] > 200 && pixel[0] < 60;
}

static void
expect_photograph (Fixture *fixture, const char *path, int width, int height) {
  KapkaDrawn drawn = draw (fixture, path, "0");

  g_test_message ("%s", path);
  g_assert_cmpint (drawn.status, ==, EX_OK);
  g_assert_cmpint (drawn.image->width, ==, width);
  g_assert_cmpint (drawn.image->height, ==, height);
  g_assert_true (is_red (drawn.image, 10, 10));
  g_assert_false (is_red (drawn.image, width - 10, height - 10));
  g_assert_true (
      is_red (drawn.image, width > height ? 10 : width - 10, width > height ? height - 10 : 10));
  kapka_slide_image_free (drawn.image);
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
    expect_photograph (fixture, path, SIDE, SIDE / 2);
    if (i == 1)
      turned = add_turned (fixture, bytes, length);
  }
  expect_photograph (fixture, turned, SIDE / 2, SIDE);
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

    expect_refused (fixture, path);
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
  expect_refused (fixture, pipe);
  expect_refused (fixture, folder);
  expect_refused (fixture, link);
  expect_refused (fixture, nothing);
  expect_refused (fixture, huge);
  expect_refused (fixture, "/dev/zero");
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
    KapkaDrawn drawn;

    g_test_message ("drawing %u", i);
    drawn = draw (fixture, path, "0");
    kapka_slide_image_free (drawn.image);
  }
}

/* Whatever becomes of a file on its way, the program ends in time and writes an image or nothing.
 */
static void
test_damaged_files (Fixture *fixture, gconstpointer data) {
  gsize length;
  g_autofree char *form = read_form (&length);
  guint n = g_test_slow () ? 2000 : 40;

  for (guint i = 0; i < n; i++) {
    g_autofree char *damaged = g_memdup2 (form, length);
    gsize cut = i % 4 == 0 ? (gsize)g_test_rand_int_range (64, (gint32)length) : length;
    g_autofree char *path = NULL;
    KapkaDrawn drawn;

    for (guint change = 0; change < 20; change++)
      damaged[g_test_rand_int_range (8, (gint32)length)] = (char)g_test_rand_int ();
    path = add (fixture, "damaged.pdf", damaged, cut);
    drawn = draw (fixture, path, "0");
    kapka_slide_image_free (drawn.image);
  }
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/slides/good-files", test_good_files);
  ADD ("/slides/photographs", test_photographs);
  ADD ("/slides/no-pictures", test_no_pictures);
  ADD ("/slides/no-files", test_no_files);
  ADD ("/slides/hostile-drawings", test_hostile_drawings);
  ADD ("/slides/damaged-files", test_damaged_files);
#undef ADD
  return g_test_run ();
}
