// SPDX-License-Identifier: GPL-3.0-or-later
#include "x-display.h"

#include <X11/XKBlib.h>
#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/extensions/XTest.h>
#include <X11/keysym.h>
#include <cairo.h>

/* The longest property that is read, in 32-bit units. */
#define MAX_PROPERTY_LENGTH 1024

#define MAX_KEYS 5

struct _KapkaTestXDisplay {
  Display *x;
  Window root;
};

KapkaTestXDisplay *
kapka_test_x_display_open (const char *name) {
  Display *x = XOpenDisplay (name);

  if (x == NULL)
    return NULL;

  KapkaTestXDisplay *display = g_new0 (KapkaTestXDisplay, 1);
  display->x = x;
  display->root = DefaultRootWindow (x);
  return display;
}

void
kapka_test_x_display_close (KapkaTestXDisplay *display) {
  if (display == NULL)
    return;
  XCloseDisplay (display->x);
  g_free (display);
}

/* Returns the values of a property of 32-bit items (which Xlib hands out as longs), or NULL. */
static GArray *
get_property (KapkaTestXDisplay *display, Window window, const char *name) {
  GArray *values = NULL;
  Atom type = None;
  int format = 0;
  unsigned long count = 0;
  unsigned long rest = 0;
  unsigned char *data = NULL;

  if (XGetWindowProperty (display->x, window, XInternAtom (display->x, name, False), 0,
                          MAX_PROPERTY_LENGTH, False, AnyPropertyType, &type, &format, &count,
                          &rest, &data) != Success)
    return NULL;

  if (format == 32 && count > 0) {
    values = g_array_new (FALSE, FALSE, sizeof (long));
    g_array_append_vals (values, data, (guint)count);
  }
  if (data != NULL)
    XFree (data);
  return values;
}

gboolean
kapka_test_x_display_has_window_manager (KapkaTestXDisplay *display) {
  g_autoptr (GArray) check = get_property (display, display->root, "_NET_SUPPORTING_WM_CHECK");
  g_autoptr (GArray) supported = get_property (display, display->root, "_NET_SUPPORTED");

  return check != NULL && supported != NULL;
}

static gboolean
belongs_to (KapkaTestXDisplay *display, Window window, GPid pid) {
  g_autoptr (GArray) owner = get_property (display, window, "_NET_WM_PID");

  return owner != NULL && g_array_index (owner, long, 0) == pid;
}

static KapkaTestRect
get_visible_rect (KapkaTestXDisplay *display, Window window) {
  /* Left, right, top, bottom. */
  g_autoptr (GArray) shadow = get_property (display, window, "_GTK_FRAME_EXTENTS");
  XWindowAttributes attributes = { 0 };
  Window child = None;
  KapkaTestRect rect = { 0 };

  XGetWindowAttributes (display->x, window, &attributes);
  XTranslateCoordinates (display->x, window, display->root, 0, 0, &rect.x, &rect.y, &child);
  rect.width = attributes.width;
  rect.height = attributes.height;
  if (shadow != NULL && shadow->len == 4) {
    rect.x += (int)g_array_index (shadow, long, 0);
    rect.y += (int)g_array_index (shadow, long, 2);
    rect.width -= (int)(g_array_index (shadow, long, 0) + g_array_index (shadow, long, 1));
    rect.height -= (int)(g_array_index (shadow, long, 2) + g_array_index (shadow, long, 3));
  }
  return rect;
}

static int
ignore_x_error_cb (Display *x G_GNUC_UNUSED, XErrorEvent *event G_GNUC_UNUSED) {
  return 0;
}

gboolean
kapka_test_x_display_find_window (KapkaTestXDisplay *display, GPid pid, KapkaTestRect *out_rect) {
  g_autoptr (GArray) windows = get_property (display, display->root, "_NET_CLIENT_LIST_STACKING");
  /* A window of the list may vanish while it is looked at, which is no reason to end the test. */
  XErrorHandler previous = XSetErrorHandler (ignore_x_error_cb);
  gboolean found = FALSE;

  for (guint i = windows == NULL ? 0 : windows->len; i > 0 && !found; i--) {
    Window window = (Window)g_array_index (windows, long, i - 1);

    found = belongs_to (display, window, pid);
    if (found)
      *out_rect = get_visible_rect (display, window);
  }
  XSync (display->x, False);
  XSetErrorHandler (previous);
  return found;
}

void
kapka_test_x_display_click (KapkaTestXDisplay *display, int x, int y) {
  XTestFakeMotionEvent (display->x, -1, x, y, CurrentTime);
  XTestFakeButtonEvent (display->x, Button1, True, CurrentTime);
  XTestFakeButtonEvent (display->x, Button1, False, CurrentTime);
  XSync (display->x, False);
}

void
kapka_test_x_display_move_pointer (KapkaTestXDisplay *display, int x, int y) {
  XTestFakeMotionEvent (display->x, -1, x, y, CurrentTime);
  XSync (display->x, False);
}

void
kapka_test_x_display_set_button (KapkaTestXDisplay *display,
                                 int x,
                                 int y,
                                 guint button,
                                 gboolean pressed) {
  XTestFakeMotionEvent (display->x, -1, x, y, CurrentTime);
  XTestFakeButtonEvent (display->x, button, pressed, CurrentTime);
  XSync (display->x, False);
}

/* What a program puts on the screen past the window manager, and not beside the screen as helpers
 * of window managers are. */
static guint
count_unmanaged (KapkaTestXDisplay *display) {
  Window root = None;
  Window parent = None;
  Window *children = NULL;
  unsigned int n_children = 0;
  guint count = 0;

  if (!XQueryTree (display->x, display->root, &root, &parent, &children, &n_children))
    return 0;
  for (unsigned int i = 0; i < n_children; i++) {
    XWindowAttributes attributes = { 0 };

    if (XGetWindowAttributes (display->x, children[i], &attributes) &&
        attributes.override_redirect && attributes.map_state == IsViewable &&
        attributes.class == InputOutput && attributes.x + attributes.width > 0 &&
        attributes.y + attributes.height > 0)
      count++;
  }
  if (children != NULL)
    XFree (children);
  return count;
}

guint
kapka_test_x_display_count_surfaces (KapkaTestXDisplay *display, GPid pid) {
  g_autoptr (GArray) windows = get_property (display, display->root, "_NET_CLIENT_LIST");
  XErrorHandler previous = XSetErrorHandler (ignore_x_error_cb);
  guint count = count_unmanaged (display);

  for (guint i = 0; windows != NULL && i < windows->len; i++)
    count += belongs_to (display, (Window)g_array_index (windows, long, i), pid);
  XSync (display->x, False);
  XSetErrorHandler (previous);
  return count;
}

static void
send_delete_window (KapkaTestXDisplay *display, Window window) {
  XEvent event = { 0 };

  event.xclient.type = ClientMessage;
  event.xclient.window = window;
  event.xclient.message_type = XInternAtom (display->x, "WM_PROTOCOLS", False);
  event.xclient.format = 32;
  event.xclient.data.l[0] = (long)XInternAtom (display->x, "WM_DELETE_WINDOW", False);
  event.xclient.data.l[1] = CurrentTime;
  XSendEvent (display->x, window, False, NoEventMask, &event);
}

void
kapka_test_x_display_ask_to_close (KapkaTestXDisplay *display, GPid pid) {
  g_autoptr (GArray) windows = get_property (display, display->root, "_NET_CLIENT_LIST");

  for (guint i = 0; windows != NULL && i < windows->len; i++)
    if (belongs_to (display, (Window)g_array_index (windows, long, i), pid))
      send_delete_window (display, (Window)g_array_index (windows, long, i));
  XSync (display->x, False);
}

/* Fills @codes with the keys to hold and strike; returns how many they are. */
static guint
look_up_keys (KapkaTestXDisplay *display, const char *keys, KeyCode *codes) {
  g_auto (GStrv) names = g_strsplit (keys, "+", MAX_KEYS - 1);
  guint count = 0;

  for (char **name = names; *name != NULL; name++) {
    KeySym keysym = XStringToKeysym (*name);
    KeyCode code = keysym == NoSymbol ? 0 : XKeysymToKeycode (display->x, keysym);

    if (code == 0)
      g_error ("the keyboard has no key \"%s\" (of \"%s\")", *name, keys);
    /* A capital letter lies on the second level of its key. */
    if (name[1] == NULL && XkbKeycodeToKeysym (display->x, code, 0, 0) != keysym)
      codes[count++] = XKeysymToKeycode (display->x, XK_Shift_L);
    codes[count++] = code;
  }
  return count;
}

void
kapka_test_x_display_type_key (KapkaTestXDisplay *display, const char *keys) {
  KeyCode codes[MAX_KEYS] = { 0 };
  guint count = look_up_keys (display, keys, codes);

  for (guint i = 0; i < count; i++)
    XTestFakeKeyEvent (display->x, codes[i], True, CurrentTime);
  for (guint i = count; i > 0; i--)
    XTestFakeKeyEvent (display->x, codes[i - 1], False, CurrentTime);
  XSync (display->x, False);
}

guint32 *
kapka_test_x_display_take_pixels (KapkaTestXDisplay *display, int *out_width, int *out_height) {
  XWindowAttributes root = { 0 };
  guint32 *pixels = NULL;

  XGetWindowAttributes (display->x, display->root, &root);
  XImage *image =
      XGetImage (display->x, display->root, 0, 0, root.width, root.height, AllPlanes, ZPixmap);
  g_assert_nonnull (image);
  g_assert_cmpint (image->bits_per_pixel, ==, 32);
  g_assert_cmpint (image->bytes_per_line, ==, 4 * image->width);
  pixels = g_memdup2 (image->data, (gsize)image->bytes_per_line * (gsize)image->height);
  *out_width = image->width;
  *out_height = image->height;
  XDestroyImage (image);
  return pixels;
}

/* Xvfb with 24 planes stores a pixel as cairo's RGB24 does. */
void
kapka_test_x_display_screenshot (KapkaTestXDisplay *display, const char *path) {
  int width = 0;
  int height = 0;
  g_autofree guint32 *pixels = kapka_test_x_display_take_pixels (display, &width, &height);
  cairo_surface_t *surface = cairo_image_surface_create_for_data (
      (unsigned char *)pixels, CAIRO_FORMAT_RGB24, width, height, 4 * width);
  cairo_status_t status = cairo_surface_write_to_png (surface, path);

  cairo_surface_destroy (surface);
  if (status != CAIRO_STATUS_SUCCESS)
    g_error ("cannot write %s: %s", path, cairo_status_to_string (status));
}
