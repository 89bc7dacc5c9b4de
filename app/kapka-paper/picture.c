// SPDX-License-Identifier: GPL-3.0-or-later
#include "kapka-paper/picture.h"

#include <gdk-pixbuf/gdk-pixbuf.h>

#include "base/error.h"

/* Larger than what the best telephones take, and still within the memory that this program has. */
#define MAX_PIXELS (120 * 1000 * 1000)

/** KapkaPicturePlace: the place that a picture is loaded for. */
typedef struct {
  int width;
  int height;
  gboolean drawing;   // Drawings are sharp in any size.
  gboolean too_large; // So the picture turned out to be.
  double shrunk;      // How many pixels of the picture are one that was unpacked.
} KapkaPicturePlace;

/* A photograph need not be unpacked larger than the screen; whether it lies on its side is not
 * known yet, so its longer side is measured with the longer side of the place. To ask for nothing
 * ends the loading. */
static void
on_size_prepared (GdkPixbufLoader *loader, int width, int height, KapkaPicturePlace *place) {
  int side = MAX (place->width, place->height);
  double scale = (double)side / MAX (MAX (width, height), 1);

  if (width < 1 || height < 1)
    return;
  place->too_large = !place->drawing && (gint64)width * height > MAX_PIXELS;
  if (place->drawing)
    scale = MIN ((double)place->width / width, (double)place->height / height);
  else if (place->too_large)
    scale = 0;
  if (!place->drawing && scale > 0 && scale < 1)
    place->shrunk = 1 / scale;
  if (place->drawing || scale < 1)
    gdk_pixbuf_loader_set_size (loader, (int)(width * scale), (int)(height * scale));
}

/* What the libraries say of a file may hold words of it, which are for no log. */
static GdkPixbuf *
load (const char *type, GBytes *bytes, KapkaPicturePlace *place) {
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new_with_type (type, NULL);
  GdkPixbuf *pixbuf;
  gboolean written;

  if (loader == NULL)
    return NULL;
  g_signal_connect (loader, "size-prepared", G_CALLBACK (on_size_prepared), place);
  written = gdk_pixbuf_loader_write_bytes (loader, bytes, NULL);
  if (!gdk_pixbuf_loader_close (loader, NULL) || !written)
    return NULL;
  pixbuf = gdk_pixbuf_loader_get_pixbuf (loader);
  return pixbuf == NULL ? NULL : gdk_pixbuf_apply_embedded_orientation (pixbuf);
}

/* What is transparent lies on paper, which is white. */
static guint32
mix_with_white (const guint8 *from, gsize n_channels) {
  guint alpha = n_channels == 4 ? from[3] : 255;
  guint white = 255 * (255 - alpha);

  return 0xff000000u | ((from[0] * alpha + white) / 255) << 16 |
         ((from[1] * alpha + white) / 255) << 8 | (from[2] * alpha + white) / 255;
}

static void
copy_pixels (const GdkPixbuf *pixbuf, cairo_surface_t *surface) {
  const guint8 *pixels = gdk_pixbuf_read_pixels (pixbuf);
  gsize stride = (gsize)gdk_pixbuf_get_rowstride (pixbuf);
  gsize n_channels = (gsize)gdk_pixbuf_get_n_channels (pixbuf);
  guint32 *to = (guint32 *)(gpointer)cairo_image_surface_get_data (surface);

  for (int y = 0; y < gdk_pixbuf_get_height (pixbuf); y++)
    for (int x = 0; x < gdk_pixbuf_get_width (pixbuf); x++)
      *to++ = mix_with_white (pixels + (gsize)y * stride + (gsize)x * n_channels, n_channels);
  cairo_surface_mark_dirty (surface);
}

static cairo_surface_t *
make_surface (const GdkPixbuf *pixbuf) {
  cairo_surface_t *surface = cairo_image_surface_create (
      CAIRO_FORMAT_ARGB32, gdk_pixbuf_get_width (pixbuf), gdk_pixbuf_get_height (pixbuf));

  if (cairo_surface_status (surface) == CAIRO_STATUS_SUCCESS)
    copy_pixels (pixbuf, surface);
  else
    g_clear_pointer (&surface, cairo_surface_destroy);
  return surface;
}

cairo_surface_t *
kapka_picture_load (const char *type,
                    GBytes *bytes,
                    int width,
                    int height,
                    double *out_shrunk,
                    GError **error) {
  KapkaPicturePlace place = { width, height, g_str_equal (type, "svg"), FALSE, 1 };
  g_autoptr (GdkPixbuf) pixbuf = load (type, bytes, &place);
  cairo_surface_t *surface = pixbuf == NULL ? NULL : make_surface (pixbuf);

  if (surface == NULL)
    g_set_error_literal (error, KAPKA_ERROR, place.too_large ? KAPKA_ERROR_FULL : KAPKA_ERROR_DATA,
                         place.too_large ? "the picture is too large"
                                         : "there is no picture in it");
  *out_shrunk = place.shrunk;
  return surface;
}
