// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/** The program that draws slides. */
#define KAPKA_SLIDE_PROGRAM "kapka-slide"

/** No screen is larger than this. */
#define KAPKA_SLIDE_MAX_SIDE 4096

/** Pages of one document that are shown. */
#define KAPKA_SLIDE_MAX_PAGES 50

/**
 * KapkaSlideImage:
 * A slide as it goes from the program that draws it to the screen. A file that harms its reader can
 * harm that program alone, so whatever comes from there is looked at before it is used.
 */
typedef struct {
  guint n_pages; // Of the file, at least 1.
  int width;
  int height;
  guint8 *pixels; // (array length=4*width*height): blue, green, red, 255.
} KapkaSlideImage;

/** Returns: (transfer full): a white image of at most %KAPKA_SLIDE_MAX_SIDE a side. */
KapkaSlideImage *kapka_slide_image_new (guint n_pages, int width, int height);
void kapka_slide_image_free (KapkaSlideImage *image);

/** Writes @image to @fd. Returns: whether all of it was written. */
gboolean kapka_slide_image_write (const KapkaSlideImage *image, int fd);

/** Returns: the most bytes that an image within @width and @height has when it is written. */
gsize kapka_slide_image_get_max_bytes (int width, int height);

/**
 * kapka_slide_image_parse:
 * @bytes: (array length=length): what was written
 * @width: the largest width to take, and so with @height
 *
 * Returns: (transfer full) (nullable): the image, %NULL when @bytes are none.
 */
KapkaSlideImage *kapka_slide_image_parse (const guint8 *bytes, gsize length, int width, int height);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaSlideImage, kapka_slide_image_free)
