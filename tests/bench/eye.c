// SPDX-License-Identifier: GPL-3.0-or-later
#include "eye.h"

#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/extensions/Xdamage.h>
#include <poll.h>

struct _KapkaBenchEye {
  Display *x;
  Damage damage;
  XImage *picture;
};

static XImage *
take_picture (KapkaBenchEye *self) {
  int screen = DefaultScreen (self->x);
  XImage *picture = XGetImage (self->x, DefaultRootWindow (self->x), 0, 0,
                               (unsigned)DisplayWidth (self->x, screen),
                               (unsigned)DisplayHeight (self->x, screen), AllPlanes, ZPixmap);

  g_assert_nonnull (picture);
  return picture;
}

KapkaBenchEye *
kapka_bench_eye_new (const char *display) {
  KapkaBenchEye *self = g_new0 (KapkaBenchEye, 1);
  int event_base;
  int error_base;

  self->x = XOpenDisplay (display);
  if (self->x == NULL || !XDamageQueryExtension (self->x, &event_base, &error_base))
    g_error ("The display %s does not answer or has no DAMAGE extension", display);
  self->damage = XDamageCreate (self->x, DefaultRootWindow (self->x), XDamageReportNonEmpty);
  self->picture = take_picture (self);
  return self;
}

void
kapka_bench_eye_free (KapkaBenchEye *eye) {
  if (eye == NULL)
    return;
  XDestroyImage (eye->picture);
  XCloseDisplay (eye->x);
  g_free (eye);
}

/* The server speaks once after a change and again after the next XDamageSubtract(), so nothing is
 * missed between two pictures. */
static gboolean
await_drawing (KapkaBenchEye *self, gint64 until_usec) {
  gint64 left_usec = until_usec - g_get_monotonic_time ();
  struct pollfd fd = { .fd = ConnectionNumber (self->x), .events = POLLIN };
  gboolean drawn = FALSE;

  if (XPending (self->x) == 0 && left_usec > 0)
    poll (&fd, 1, (int)(left_usec / G_TIME_SPAN_MILLISECOND) + 1);
  while (XPending (self->x) > 0) {
    XEvent event;

    XNextEvent (self->x, &event);
    drawn = TRUE;
  }
  return drawn;
}

static gboolean
look (KapkaBenchEye *self) {
  XImage *picture;
  gboolean changed;

  XDamageSubtract (self->x, self->damage, None, None);
  picture = take_picture (self);
  changed = memcmp (picture->data, self->picture->data,
                    (gsize)picture->bytes_per_line * (gsize)picture->height) != 0;
  XDestroyImage (self->picture);
  self->picture = picture;
  return changed;
}

gint64
kapka_bench_eye_wait_still (KapkaBenchEye *self, guint still_ms, guint deadline_ms) {
  gint64 still_usec = still_ms * G_TIME_SPAN_MILLISECOND;
  gint64 deadline_usec = g_get_monotonic_time () + deadline_ms * G_TIME_SPAN_MILLISECOND;
  gint64 changed_usec = 0;

  while (changed_usec == 0 || g_get_monotonic_time () < changed_usec + still_usec) {
    gboolean drawn =
        await_drawing (self, changed_usec == 0 ? deadline_usec : changed_usec + still_usec);
    gint64 now_usec = g_get_monotonic_time ();

    if (drawn && look (self))
      changed_usec = now_usec;
    if (MAX (changed_usec, now_usec - still_usec) > deadline_usec)
      g_error ("The screen does not come to rest");
  }
  return changed_usec;
}

gint64
kapka_bench_eye_wait_colour (KapkaBenchEye *self, int x, int y, guint32 colour, guint deadline_ms) {
  gint64 deadline_usec = g_get_monotonic_time () + deadline_ms * G_TIME_SPAN_MILLISECOND;

  for (;;) {
    gint64 now_usec;

    if (!await_drawing (self, deadline_usec))
      g_error ("The colour #%06x does not show", colour);
    now_usec = g_get_monotonic_time ();
    look (self);
    if (kapka_bench_eye_get_colour (self, x, y) == colour)
      return now_usec;
  }
}

guint
kapka_bench_eye_count_drawings (KapkaBenchEye *self, guint watch_ms) {
  gint64 until_usec = g_get_monotonic_time () + watch_ms * G_TIME_SPAN_MILLISECOND;
  guint n = 0;

  XDamageSubtract (self->x, self->damage, None, None);
  XFlush (self->x);
  while (g_get_monotonic_time () < until_usec)
    if (await_drawing (self, until_usec)) {
      n++;
      XDamageSubtract (self->x, self->damage, None, None);
      XFlush (self->x);
    }
  return n;
}

guint32
kapka_bench_eye_get_colour (KapkaBenchEye *self, int x, int y) {
  return (guint32)XGetPixel (self->picture, x, y) & 0xffffff;
}
