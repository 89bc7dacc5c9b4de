// SPDX-License-Identifier: GPL-3.0-or-later
#include "view.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include <glib/gstdio.h>

#include "wait.h"

#define DEADLINE_MS 60000

/* So far rounding may take a rectangle. */
#define ROUNDING 2

/* As many as probe.c writes. */
enum {
  FIELD_ID,
  FIELD_DEPTH,
  FIELD_TYPE,
  FIELD_ROLE,
  FIELD_FLAGS,
  FIELD_BOUNDS,
  FIELD_CORE = FIELD_BOUNDS + 4,
  FIELD_SEEN = FIELD_CORE + 4,
  FIELD_INK = FIELD_SEEN + 4,
  FIELD_FONT = FIELD_INK + 4,
  FIELD_WORDS,
  N_FIELDS,
};

struct _KapkaTestView {
  GPtrArray *widgets;
  guint32 *pixels;
  int width;
  int height;
};

static char *
get_path (KapkaTestKiosk *kiosk) {
  return g_build_filename (kapka_test_desktop_get_home (kapka_test_kiosk_get_desktop (kiosk)),
                           "view.tsv", NULL);
}

void
kapka_test_view_prepare (KapkaTestKiosk *kiosk) {
  g_autofree char *path = get_path (kiosk);

  g_assert_nonnull (g_getenv ("KAPKA_PROBE"));
  kapka_test_kiosk_set_environment (kiosk, "LD_PRELOAD", g_getenv ("KAPKA_PROBE"));
  kapka_test_kiosk_set_environment (kiosk, "KAPKA_PROBE", path);
}

static KapkaTestRect
read_rect (char **fields) {
  return (KapkaTestRect){ atoi (fields[0]), atoi (fields[1]), atoi (fields[2]), atoi (fields[3]) };
}

static KapkaTestWidget *
read_widget (const char *line) {
  g_auto (GStrv) fields = g_strsplit (line, "\t", N_FIELDS);
  KapkaTestWidget *widget = g_new0 (KapkaTestWidget, 1);
  const char *flags = NULL;

  g_assert_cmpuint (g_strv_length (fields), ==, N_FIELDS);
  flags = fields[FIELD_FLAGS];
  widget->id = g_strdup (fields[FIELD_ID]);
  widget->depth = atoi (fields[FIELD_DEPTH]);
  widget->type = g_strdup (fields[FIELD_TYPE]);
  widget->role = g_strdup (fields[FIELD_ROLE]);
  widget->focusable = strchr (flags, 'f') != NULL;
  widget->focused = strchr (flags, 'F') != NULL;
  widget->sensitive = strchr (flags, 's') != NULL;
  widget->ellipsized = strchr (flags, 'e') != NULL;
  widget->covered = strchr (flags, 'c') != NULL;
  widget->away = strchr (flags, 'a') != NULL;
  widget->undrawn = strchr (flags, 'u') != NULL;
  widget->bounds = read_rect (fields + FIELD_BOUNDS);
  widget->core = read_rect (fields + FIELD_CORE);
  widget->seen = read_rect (fields + FIELD_SEEN);
  for (guint i = 0; i < G_N_ELEMENTS (widget->ink); i++)
    widget->ink[i] = (guint8)atoi (fields[FIELD_INK + i]);
  widget->font_pixels = g_ascii_strtod (fields[FIELD_FONT], NULL);
  widget->words = g_strdup (fields[FIELD_WORDS]);
  return widget;
}

static void
free_widget (gpointer data) {
  KapkaTestWidget *widget = data;

  g_free (widget->id);
  g_free (widget->type);
  g_free (widget->role);
  g_free (widget->words);
  g_free (widget);
}

static gboolean
is_written_cb (gpointer data) {
  return g_file_test (data, G_FILE_TEST_EXISTS);
}

/* A window that is too large for the screen goes on beyond its edge. */
static void
cut_at_edge (KapkaTestView *self, KapkaTestWidget *widget) {
  widget->seen.width = MAX (MIN (widget->seen.width, self->width - widget->seen.x), 0);
  widget->seen.height = MAX (MIN (widget->seen.height, self->height - widget->seen.y), 0);
}

KapkaTestView *
kapka_test_view_take (KapkaTestKiosk *kiosk) {
  KapkaTestView *self = g_new0 (KapkaTestView, 1);
  g_autofree char *path = get_path (kiosk);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  g_unlink (path);
  kapka_test_program_signal (kapka_test_kiosk_get_program (kiosk), SIGUSR2);
  if (!kapka_test_wait_until (is_written_cb, path, DEADLINE_MS) ||
      !g_file_get_contents (path, &text, NULL, NULL)) {
    g_autofree char *description =
        kapka_test_program_describe (kapka_test_kiosk_get_program (kiosk));
    g_error ("the kiosk does not say what it shows: %s", description);
  }
  self->pixels = kapka_test_x_display_take_pixels (
      kapka_test_desktop_get_display (kapka_test_kiosk_get_desktop (kiosk)), &self->width,
      &self->height);
  self->widgets = g_ptr_array_new_with_free_func (free_widget);
  lines = g_strsplit (text, "\n", -1);
  for (char **line = lines; **line != '\0'; line++) {
    KapkaTestWidget *widget = read_widget (*line);

    cut_at_edge (self, widget);
    g_ptr_array_add (self->widgets, widget);
  }
  return self;
}

void
kapka_test_view_free (KapkaTestView *view) {
  if (view == NULL)
    return;
  g_ptr_array_unref (view->widgets);
  g_free (view->pixels);
  g_free (view);
}

guint
kapka_test_view_get_length (KapkaTestView *view) {
  return view->widgets->len;
}

const KapkaTestWidget *
kapka_test_view_get (KapkaTestView *view, guint i) {
  return view->widgets->pdata[i];
}

int
kapka_test_view_find (KapkaTestView *view, const char *id) {
  for (guint i = 0; i < view->widgets->len; i++)
    if (g_str_equal (kapka_test_view_get (view, i)->id, id))
      return (int)i;
  return -1;
}

int
kapka_test_view_find_focus (KapkaTestView *view) {
  for (guint i = 0; i < view->widgets->len; i++)
    if (kapka_test_view_get (view, i)->focused)
      return (int)i;
  return -1;
}

guint32
kapka_test_view_get_pixel (KapkaTestView *view, int x, int y) {
  return view->pixels[CLAMP (y, 0, view->height - 1) * view->width + CLAMP (x, 0, view->width - 1)];
}

/* A field has a widget for its text inside, which is the one that takes the focus; what has no size
 * serves a library. */
gboolean
kapka_test_view_is_control (const KapkaTestWidget *widget) {
  static const char *const roles[] = { "button",        "checkbox", "combo-box", "link",
                                       "option",        "radio",    "menu-item", "search-box",
                                       "spin-button",   "switch",   "tab",       "text-box",
                                       "toggle-button", NULL };

  return g_strv_contains (roles, widget->role) && !g_str_equal (widget->type, "GtkText") &&
         widget->bounds.width > 0;
}

const KapkaTestWidget *
kapka_test_view_get_control (KapkaTestView *view, guint i) {
  int depth = kapka_test_view_get (view, i)->depth;

  for (guint j = i; j > 0; j--) {
    const KapkaTestWidget *widget = kapka_test_view_get (view, j - 1);

    if (widget->depth >= depth)
      continue;
    if (kapka_test_view_is_control (widget))
      return widget;
    depth = widget->depth;
  }
  return NULL;
}

char *
kapka_test_view_describe (KapkaTestView *view, guint i) {
  const KapkaTestWidget *widget = kapka_test_view_get (view, i);
  g_autoptr (GString) words = g_string_new (widget->words);

  /* A button is known by what stands on it. */
  for (guint j = i + 1; words->len == 0 && j < kapka_test_view_get_length (view) &&
                        kapka_test_view_get (view, j)->depth > widget->depth;
       j++)
    g_string_append (words, kapka_test_view_get (view, j)->words);
  return g_strdup_printf ("%s «%s» at %d,%d of %dx%d", widget->type, words->str, widget->bounds.x,
                          widget->bounds.y, widget->bounds.width, widget->bounds.height);
}

gboolean
kapka_test_view_goes_back (KapkaTestView *view, guint from, guint to) {
  const KapkaTestWidget *first = kapka_test_view_get (view, from);
  const KapkaTestWidget *second = kapka_test_view_get (view, to);
  const KapkaTestRect *a = &first->bounds;
  const KapkaTestRect *b = &second->bounds;
  int together = MIN (a->y + a->height, b->y + b->height) - MAX (a->y, b->y);
  gboolean above = b->y + b->height <= a->y + ROUNDING;
  gboolean beside = together > MIN (a->height, b->height) / 2;

  /* What is scrolled away has no place beside what is not. */
  if (first->away != second->away)
    return FALSE;
  return (above && b->x < a->x + a->width - ROUNDING) ||
         (beside && b->x + b->width <= a->x + ROUNDING);
}
