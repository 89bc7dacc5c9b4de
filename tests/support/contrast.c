// SPDX-License-Identifier: GPL-3.0-or-later
#include "contrast.h"

#include <math.h>

/* Letters are thin: their edges are half ground, and few pixels have the whole colour. */
#define ENOUGH_OF_INK 0.5

static double
get_light (guint32 colour, int shift) {
  double value = ((colour >> shift) & 0xff) / 255.0;

  return value <= 0.04045 ? value / 12.92 : pow ((value + 0.055) / 1.055, 2.4);
}

static double
get_luminance (guint32 colour) {
  return 0.2126 * get_light (colour, 16) + 0.7152 * get_light (colour, 8) +
         0.0722 * get_light (colour, 0);
}

double
kapka_test_contrast (guint32 a, guint32 b) {
  double first = get_luminance (a) + 0.05;
  double second = get_luminance (b) + 0.05;

  return first > second ? first / second : second / first;
}

/* What is seen most; a ground that goes from one colour to another is met in 32 steps of each. */
typedef struct {
  guint counts[1 << 15];
  guint most;
  guint32 colour;
} Poll;

static void
count (Poll *poll, guint32 colour) {
  guint step = (colour >> 9 & 0x7c00) | (colour >> 6 & 0x3e0) | (colour >> 3 & 0x1f);

  if (++poll->counts[step] > poll->most) {
    poll->most = poll->counts[step];
    poll->colour = colour & 0xffffff;
  }
}

guint32
kapka_test_contrast_find_ground (KapkaTestView *view, const KapkaTestRect *rect, int distance) {
  g_autofree Poll *poll = g_new0 (Poll, 1);
  int left = rect->x - distance;
  int right = rect->x + rect->width - 1 + distance;
  int top = rect->y - distance;
  int bottom = rect->y + rect->height - 1 + distance;

  for (int x = left; x <= right; x++) {
    count (poll, kapka_test_view_get_pixel (view, x, top));
    count (poll, kapka_test_view_get_pixel (view, x, bottom));
  }
  for (int y = top; y <= bottom; y++) {
    count (poll, kapka_test_view_get_pixel (view, left, y));
    count (poll, kapka_test_view_get_pixel (view, right, y));
  }
  return poll->colour;
}

guint32
kapka_test_contrast_get_ink (const KapkaTestWidget *widget, guint32 ground) {
  guint32 ink = 0;

  for (guint i = 0; i < 3; i++) {
    guint under = (ground >> (16 - 8 * i)) & 0xff;

    ink = ink << 8 | (widget->ink[i] * widget->ink[3] + under * (255u - widget->ink[3])) / 255;
  }
  return ink;
}

gboolean
kapka_test_contrast_has_ink (KapkaTestView *view,
                             const KapkaTestRect *rect,
                             guint32 ink,
                             guint32 ground) {
  double wanted = kapka_test_contrast (ink, ground);

  for (int y = rect->y; y < rect->y + rect->height; y++)
    for (int x = rect->x; x < rect->x + rect->width; x++)
      if (kapka_test_contrast (kapka_test_view_get_pixel (view, x, y), ground) >=
          1 + ENOUGH_OF_INK * (wanted - 1))
        return TRUE;
  return FALSE;
}
