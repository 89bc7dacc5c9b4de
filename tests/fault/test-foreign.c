// SPDX-License-Identifier: GPL-3.0-or-later
// Files of strangers and the helper that reads them: it draws the good ones and says no to the
// others, in time, and can do nothing else.

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "foreign/foreign.h"
#include "program.h"
#include "tmpdir.h"

#define SIDE 300

/* Some of the files are large. */
#define GENERATOR_MS 120000

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

/* Four at a time: some keep their reader busy until it is given up. */
#define N_THREADS 4

/** KapkaCampaign: what the threads share. */
typedef struct {
  const char *directory;
  gint n_drawn;
  gint n_refused;
} KapkaCampaign;

/* The name of a file tells what is to become of it; of most it is enough that we still live. */
static void
judge_hostile (const char *name, const GError *error) {
  if (g_str_has_prefix (name, "locked-"))
    g_assert_error (error, KAPKA_ERROR, KAPKA_ERROR_DENIED);
  else if (g_str_has_prefix (name, "large-"))
    g_assert_error (error, KAPKA_ERROR, KAPKA_ERROR_FULL);
  else if (g_str_has_prefix (name, "slow-"))
    g_assert_error (error, KAPKA_ERROR, KAPKA_ERROR_DATA);
  else if (error != NULL && !g_error_matches (error, KAPKA_ERROR, KAPKA_ERROR_DENIED) &&
           !g_error_matches (error, KAPKA_ERROR, KAPKA_ERROR_FULL))
    g_assert_error (error, KAPKA_ERROR, KAPKA_ERROR_DATA);
}

/* What was drawn in time is made ready for the printer as well. */
static void
print_hostile (const char *path) {
  g_autofree char *to = g_strconcat (path, ".sheets", NULL);
  g_autoptr (GError) error = NULL;

  if (!kapka_foreign_make_printable (path, to, NULL, &error))
    g_assert_true (error->domain == KAPKA_ERROR && error->code != KAPKA_ERROR_CONFIG);
  g_assert_cmpint (g_file_test (to, G_FILE_TEST_EXISTS), ==, error == NULL);
}

static void
try_hostile_cb (gpointer data, gpointer user_data) {
  g_autofree char *name = data;
  KapkaCampaign *campaign = user_data;
  g_autofree char *path = g_build_filename (campaign->directory, name, NULL);
  g_autoptr (GError) error = NULL;
  gint64 begun_usec = g_get_monotonic_time ();
  g_autoptr (KapkaDrawing) drawing =
      kapka_foreign_draw (path, KAPKA_FOREIGN_SHEET, 0, SIDE, SIDE, NULL, &error);
  gboolean quick = g_get_monotonic_time () - begun_usec < 2 * G_TIME_SPAN_SECOND;

  g_test_message ("%s: %s", name, error == NULL ? "drawn" : error->message);
  judge_hostile (name, error);
  if (drawing != NULL && quick)
    print_hostile (path);
  g_atomic_int_inc (drawing != NULL ? &campaign->n_drawn : &campaign->n_refused);
}

/* Takes @names. */
static void
run_campaign (Fixture *fixture, KapkaCampaign *campaign, char **names) {
  GThreadPool *pool = g_thread_pool_new (try_hostile_cb, campaign, N_THREADS, FALSE, NULL);

  campaign->directory = kapka_test_dir_get_path (fixture->dir);
  for (char **name = names; *name != NULL; name++)
    g_thread_pool_push (pool, *name, NULL);
  g_thread_pool_free (pool, FALSE, TRUE);
  g_free (names);
}

static char **
make_hostile (Fixture *fixture, char *kind) {
  g_autofree char *generator = g_test_build_filename (G_TEST_DIST, "support", "hostile-pdf", NULL);
  const char *const argv[] = { generator, kapka_test_dir_get_path (fixture->dir), kind, NULL };
  g_autofree char *output = kapka_test_program_run (argv, NULL, GENERATOR_MS);

  return g_strsplit (g_strchomp (output), "\n", -1);
}

/* A hundred and more kinds of files that mean no good. */
static void
test_hostile_files (Fixture *fixture, gconstpointer data) {
  char **names = make_hostile (fixture, NULL);
  guint n = g_strv_length (names);
  KapkaCampaign campaign = { NULL };

  g_assert_cmpuint (n, >=, 100);
  run_campaign (fixture, &campaign, names);
  g_assert_cmpint (campaign.n_drawn + campaign.n_refused, ==, n);
  g_assert_cmpint (campaign.n_drawn, >, 0);
  g_assert_cmpint (campaign.n_refused, >, 0);
}

static char *
mutate (Fixture *fixture, const char *bytes, gsize length, guint number) {
  g_autofree char *changed = g_memdup2 (bytes, length);
  g_autofree char *name = g_strdup_printf ("%u.pdf", number);
  g_autofree char *path = NULL;
  gsize cut = number % 4 == 0 ? (gsize)g_test_rand_int_range (64, (gint32)length) : length;

  for (guint change = 0; change < 20; change++)
    changed[g_test_rand_int_range (8, (gint32)length)] = (char)g_test_rand_int ();
  path = add (fixture, name, changed, cut);
  return g_steal_pointer (&name);
}

/* Whatever becomes of a good file on its way. */
static void
test_mutated_files (Fixture *fixture, gconstpointer data) {
  guint n = g_getenv ("KAPKA_LONG") == NULL ? 60 : 20000;
  gsize length;
  g_autofree char *form = read_form (&length);
  KapkaCampaign campaign = { NULL };

  for (guint done = 0; done < n; done += 60) {
    g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

    for (guint i = 0; i < 60; i++) {
      g_autofree char *name = mutate (fixture, form, length, done + i);

      g_strv_builder_add (builder, name);
    }
    run_campaign (fixture, &campaign, g_strv_builder_end (builder));
    kapka_test_dir_free (fixture->dir);
    fixture->dir = kapka_test_dir_new ();
  }
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
  ADD ("/foreign/hostile-files", test_hostile_files);
  ADD ("/foreign/mutated-files", test_mutated_files);
#undef ADD
  return g_test_run ();
}
