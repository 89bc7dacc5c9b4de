// SPDX-License-Identifier: GPL-3.0-or-later
#include "slides/slide-image.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#define MAGIC 0x4b53494dU

/* Both programs are of one machine and one build: numbers need no common order of bytes. */
typedef struct {
  guint32 magic;
  guint32 n_pages;
  guint32 width;
  guint32 height;
} Header;

KapkaSlideImage *
kapka_slide_image_new (guint n_pages, int width, int height) {
  KapkaSlideImage *image = g_new0 (KapkaSlideImage, 1);
  gsize length;

  image->n_pages = n_pages;
  image->width = CLAMP (width, 1, KAPKA_SLIDE_MAX_SIDE);
  image->height = CLAMP (height, 1, KAPKA_SLIDE_MAX_SIDE);
  length = (gsize)image->width * (gsize)image->height * 4;
  image->pixels = g_malloc (length);
  memset (image->pixels, 0xff, length);
  return image;
}

void
kapka_slide_image_free (KapkaSlideImage *image) {
  if (image == NULL)
    return;
  g_free (image->pixels);
  g_free (image);
}

static gboolean
write_all (int fd, gconstpointer bytes, gsize length) {
  const guint8 *next = bytes;

  while (length > 0) {
    gssize n = write (fd, next, length);

    if (n < 0 && errno != EINTR)
      return FALSE;
    next += MAX (n, 0);
    length -= (gsize)MAX (n, 0);
  }
  return TRUE;
}

gboolean
kapka_slide_image_write (const KapkaSlideImage *image, int fd) {
  Header header = { MAGIC, image->n_pages, (guint32)image->width, (guint32)image->height };

  return write_all (fd, &header, sizeof header) &&
         write_all (fd, image->pixels, (gsize)image->width * (gsize)image->height * 4);
}

gsize
kapka_slide_image_get_max_bytes (int width, int height) {
  return sizeof (Header) + (gsize)width * (gsize)height * 4;
}

KapkaSlideImage *
kapka_slide_image_parse (const guint8 *bytes, gsize length, int width, int height) {
  KapkaSlideImage *image;
  Header header;

  if (length < sizeof header)
    return NULL;
  memcpy (&header, bytes, sizeof header);
  if (header.magic != MAGIC || header.n_pages == 0 || header.width == 0 || header.height == 0 ||
      header.width > (guint32)width || header.height > (guint32)height)
    return NULL;
  if (length != sizeof header + (gsize)header.width * header.height * 4)
    return NULL;
  image = kapka_slide_image_new (header.n_pages, (int)header.width, (int)header.height);
  memcpy (image->pixels, bytes + sizeof header, length - sizeof header);
  return image;
}
