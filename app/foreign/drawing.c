// SPDX-License-Identifier: GPL-3.0-or-later
#include "foreign/drawing.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "paper/document.h"

#define MAGIC 0x4b504147U

/* Both programs are of one machine and one build: numbers need no common order of bytes. */
typedef struct {
  guint32 magic;
  guint32 n_pages;
  guint32 width;
  guint32 height;
} Header;

void
kapka_drawing_free (KapkaDrawing *drawing) {
  if (drawing == NULL)
    return;
  g_bytes_unref (drawing->pixels);
  g_free (drawing);
}

static gsize
count_pixel_bytes (guint32 width, guint32 height) {
  return (gsize)width * height * 4;
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
kapka_drawing_write (int fd, guint n_pages, int width, int height, const guint8 *pixels) {
  Header header = { MAGIC, n_pages, (guint32)width, (guint32)height };

  return write_all (fd, &header, sizeof header) &&
         write_all (fd, pixels, count_pixel_bytes (header.width, header.height));
}

gsize
kapka_drawing_get_max_bytes (int width, int height) {
  return sizeof (Header) + count_pixel_bytes ((guint32)width, (guint32)height);
}

KapkaDrawing *
kapka_drawing_parse (GBytes *bytes, int width, int height) {
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  KapkaDrawing *drawing;
  Header header;

  if (length < sizeof header)
    return NULL;
  memcpy (&header, data, sizeof header);
  if (header.magic != MAGIC || header.n_pages == 0 || header.n_pages > KAPKA_DOCUMENT_MAX_PAGES ||
      header.width == 0 || header.height == 0 || header.width > (guint32)width ||
      header.height > (guint32)height ||
      length - sizeof header < count_pixel_bytes (header.width, header.height))
    return NULL;
  drawing = g_new0 (KapkaDrawing, 1);
  drawing->n_pages = header.n_pages;
  drawing->width = (int)header.width;
  drawing->height = (int)header.height;
  drawing->pixels = g_bytes_new_from_bytes (bytes, sizeof header,
                                            count_pixel_bytes (header.width, header.height));
  return drawing;
}
