// SPDX-License-Identifier: GPL-3.0-or-later
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "slides/slide-image.h"
#include "tmpdir.h"

/* What the program would write. */
static guint8 *
write_image (KapkaSlideImage *image, gsize *out_length) {
  g_autoptr (KapkaTestDir) dir = kapka_test_dir_new ();
  g_autofree char *path = kapka_test_dir_join (dir, "image");
  int fd = open (path, O_WRONLY | O_CREAT, 0600);
  char *bytes;

  g_assert_true (kapka_slide_image_write (image, fd));
  close (fd);
  g_assert_true (g_file_get_contents (path, &bytes, out_length, NULL));
  return (guint8 *)bytes;
}

static void
test_there_and_back (void) {
  g_autoptr (KapkaSlideImage) image = kapka_slide_image_new (7, 3, 2);
  g_autoptr (KapkaSlideImage) back = NULL;
  g_autofree guint8 *bytes = NULL;
  gsize length;

  image->pixels[5] = 17;
  bytes = write_image (image, &length);
  g_assert_cmpuint (length, ==, kapka_slide_image_get_max_bytes (3, 2));
  back = kapka_slide_image_parse (bytes, length, 3, 2);
  g_assert_nonnull (back);
  g_assert_cmpuint (back->n_pages, ==, 7);
  g_assert_cmpmem (back->pixels, 24, image->pixels, 24);
}

static void
expect_none (const guint8 *bytes, gsize length, int width, int height) {
  g_autoptr (KapkaSlideImage) image = kapka_slide_image_parse (bytes, length, width, height);

  g_assert_null (image);
}

/* Whatever a harmed program writes is looked at. */
static void
test_lies (void) {
  g_autoptr (KapkaSlideImage) image = kapka_slide_image_new (1, 3, 2);
  g_autofree guint8 *bytes = NULL;
  gsize length;

  bytes = write_image (image, &length);
  for (gsize cut = 0; cut < length; cut++)
    expect_none (bytes, cut, 3, 2);
  bytes = g_realloc (bytes, length + 1);
  bytes[length] = 0;
  expect_none (bytes, length + 1, 3, 2);
  expect_none (bytes, length, 2, 2);
  expect_none (bytes, length, 3, 1);
  for (gsize field = 0; field < 16; field += 4) {
    g_autofree guint8 *zero = g_memdup2 (bytes, length);
    g_autofree guint8 *huge = g_memdup2 (bytes, length);

    memset (zero + field, 0, 4);
    expect_none (zero, length, 3, 2);
    memset (huge + field, 0xff, 4);
    if (field != 4)
      expect_none (huge, length, 4096, 4096);
  }
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/slide-image/there-and-back", test_there_and_back);
  g_test_add_func ("/slide-image/lies", test_lies);
  return g_test_run ();
}
