// SPDX-License-Identifier: GPL-3.0-or-later
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "foreign/drawing.h"
#include "tmpdir.h"

#define WIDTH 3
#define HEIGHT 2

/* Returns: (transfer full): what the helper would write. */
static guint8 *
write_drawing (guint n_pages, const guint8 *pixels, gsize *out_length) {
  g_autoptr (KapkaTestDir) dir = kapka_test_dir_new ();
  g_autofree char *path = kapka_test_dir_join (dir, "drawing");
  int fd = open (path, O_WRONLY | O_CREAT, 0600);
  char *bytes;

  g_assert_true (kapka_drawing_write (fd, n_pages, WIDTH, HEIGHT, pixels));
  close (fd);
  g_assert_true (g_file_get_contents (path, &bytes, out_length, NULL));
  return (guint8 *)bytes;
}

static KapkaDrawing *
parse (const guint8 *data, gsize length, int width, int height) {
  g_autoptr (GBytes) bytes = g_bytes_new (data, length);

  return kapka_drawing_parse (bytes, width, height);
}

/* The paper that a drawing lies on may be longer. */
static void
test_there_and_back (void) {
  guint8 pixels[4 * WIDTH * HEIGHT] = { 0, 0, 0, 0, 0, 17 };
  g_autoptr (KapkaDrawing) back = NULL;
  g_autofree guint8 *bytes = NULL;
  gsize length;

  bytes = write_drawing (7, pixels, &length);
  g_assert_cmpuint (length, ==, kapka_drawing_get_max_bytes (WIDTH, HEIGHT));
  bytes = g_realloc (bytes, length + 1);
  back = parse (bytes, length + 1, WIDTH, HEIGHT);
  g_assert_nonnull (back);
  g_assert_cmpuint (back->n_pages, ==, 7);
  g_assert_cmpint (back->width, ==, WIDTH);
  g_assert_cmpint (back->height, ==, HEIGHT);
  g_assert_cmpmem (g_bytes_get_data (back->pixels, NULL), g_bytes_get_size (back->pixels), pixels,
                   sizeof pixels);
}

static void
expect_none (const guint8 *bytes, gsize length, int width, int height) {
  g_autoptr (KapkaDrawing) drawing = parse (bytes, length, width, height);

  g_assert_null (drawing);
}

/* Whatever a harmed helper writes is looked at. */
static void
test_lies (void) {
  static const guint8 pixels[4 * WIDTH * HEIGHT];
  g_autofree guint8 *bytes = NULL;
  gsize length;

  bytes = write_drawing (1, pixels, &length);
  for (gsize cut = 0; cut < length; cut++)
    expect_none (bytes, cut, WIDTH, HEIGHT);
  expect_none (bytes, length, WIDTH - 1, HEIGHT);
  expect_none (bytes, length, WIDTH, HEIGHT - 1);
  for (gsize field = 0; field < 16; field += 4) {
    g_autofree guint8 *zero = g_memdup2 (bytes, length);
    g_autofree guint8 *huge = g_memdup2 (bytes, length);

    memset (zero + field, 0, 4);
    expect_none (zero, length, WIDTH, HEIGHT);
    memset (huge + field, 0xff, 4);
    expect_none (huge, length, 4096, 4096);
  }
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/drawing/there-and-back", test_there_and_back);
  g_test_add_func ("/drawing/lies", test_lies);
  return g_test_run ();
}
