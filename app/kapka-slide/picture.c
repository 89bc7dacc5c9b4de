// SPDX-License-Identifier: GPL-3.0-or-later
#include "kapka-slide/picture.h"

#include <gdk-pixbuf/gdk-pixbuf.h>

#include "base/error.h"

/* Larger than what the best telephones take, and still within the memory that this program has. */
#define MAX_PIXELS (120 * 1000 * 1000)

/* A small picture that fills the screen is a blur. */
#define MAX_ENLARGEMENT 2.0

/** KapkaPicturePlace: the place that a picture is loaded for. */
typedef struct {
  int width;
  int height;
  gboolean drawing; // Drawings are sharp in any size.
} KapkaPicturePlace;

static double
scale_to_fit (int width, int height, const KapkaPicturePlace *place) {
  return MIN ((double)place->width / width, (double)place->height / height);
}

/* A photograph need not be unpacked larger than the screen; whether it lies on its side is not
 * known yet, so its longer side is measured with the longer side of the place. To ask for nothing
 * ends the loading. */
static void
on_size_prepared (GdkPixbufLoader *loader, int width, int height, const KapkaPicturePlace *place) {
  int side = MAX (place->width, place->height);
  double scale = (double)side / MAX (MAX (width, height), 1);

  if (width < 1 || height < 1)
    return;
  if (place->drawing)
    scale = scale_to_fit (width, height, place);
  else if ((gint64)width * height > MAX_PIXELS)
    scale = 0;
  if (place->drawing || scale < 1)
    gdk_pixbuf_loader_set_size (loader, (int)(width * scale), (int)(height * scale));
}

static GdkPixbuf *
load (const char *type, GBytes *bytes, const KapkaPicturePlace *place, GError **error) {
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new_with_type (type, error);
  GdkPixbuf *pixbuf;

  if (loader == NULL)
    return NULL;
  g_signal_connect (loader, "size-prepared", G_CALLBACK (on_size_prepared), (gpointer)place);
  if (!gdk_pixbuf_loader_write_bytes (loader, bytes, error)) {
    gdk_pixbuf_loader_close (loader, NULL);
    return NULL;
  }
  if (!gdk_pixbuf_loader_close (loader, error))
    return NULL;
  pixbuf = gdk_pixbuf_loader_get_pixbuf (loader);
  if (pixbuf == NULL) {
    g_set_error_literal (error, KAPKA_ERROR, KAPKA_ERROR_DATA, "no picture is in it");
    return NULL;
  }
  return gdk_pixbuf_apply_embedded_orientation (pixbuf);
}

static GdkPixbuf *
fit_on_white (GdkPixbuf *pixbuf, const KapkaPicturePlace *place) {
  int width = gdk_pixbuf_get_width (pixbuf);
  int height = gdk_pixbuf_get_height (pixbuf);
  double scale = MIN (scale_to_fit (width, height, place), MAX_ENLARGEMENT);

  return gdk_pixbuf_composite_color_simple (pixbuf, MAX ((int)(width * scale), 1),
                                            MAX ((int)(height * scale), 1), GDK_INTERP_BILINEAR,
                                            255, 8, 0xffffff, 0xffffff);
}

static KapkaSlideImage *
copy_pixels (const GdkPixbuf *pixbuf) {
  KapkaSlideImage *image =
      kapka_slide_image_new (1, gdk_pixbuf_get_width (pixbuf), gdk_pixbuf_get_height (pixbuf));
  const guint8 *pixels = gdk_pixbuf_read_pixels (pixbuf);
  gsize stride = (gsize)gdk_pixbuf_get_rowstride (pixbuf);
  gsize n_channels = (gsize)gdk_pixbuf_get_n_channels (pixbuf);

  for (int y = 0; y < image->height; y++)
    for (int x = 0; x < image->width; x++) {
      const guint8 *from = pixels + (gsize)y * stride + (gsize)x * n_channels;
      guint8 *to = image->pixels + ((gsize)y * (gsize)image->width + (gsize)x) * 4;

      to[0] = from[2];
      to[1] = from[1];
      to[2] = from[0];
    }
  return image;
}

KapkaSlideImage *
kapka_picture_draw (const char *type, GBytes *bytes, int width, int height, GError **error) {
  KapkaPicturePlace place = { width, height, g_str_equal (type, "svg") };
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GdkPixbuf) pixbuf = load (type, bytes, &place, &local_error);
  g_autoptr (GdkPixbuf) fitted = pixbuf == NULL ? NULL : fit_on_white (pixbuf, &place);

  if (fitted != NULL)
    return copy_pixels (fitted);
  g_set_error_literal (error, KAPKA_ERROR, KAPKA_ERROR_DATA,
                       local_error == NULL ? "there is no memory for it" : local_error->message);
  return NULL;
}
