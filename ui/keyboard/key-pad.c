// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keyboard/key-pad.h"

#include <math.h>

#define GAP 6
#define MAX_KEY_WIDTH 128

struct _KapkaKeyPad {
  GtkWidget parent_instance;

  const KapkaKeyboardLayout *layout; // Borrowed
  double columns;
  int key_height;
  GPtrArray *rows; // Of GPtrArray of KapkaKey, borrowed from the widget tree.
  GPtrArray *keys; // The same in one line.
  GPtrArray *ways; // Of KapkaKeySpec: the keys to other alphabets.
};

G_DEFINE_FINAL_TYPE (KapkaKeyPad, kapka_key_pad, GTK_TYPE_WIDGET)

enum {
  SIGNAL_STRUCK,
  SIGNAL_HELD,
  SIGNAL_TOUCHED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static void
on_struck (KapkaKeyPad *self, KapkaKey *key) {
  g_assert (KAPKA_IS_KEY_PAD (self));

  g_signal_emit (self, signals[SIGNAL_STRUCK], 0, kapka_key_get_spec (key));
}

static void
on_held (KapkaKeyPad *self, KapkaKey *key) {
  g_assert (KAPKA_IS_KEY_PAD (self));

  g_signal_emit (self, signals[SIGNAL_HELD], 0, key);
}

static void
on_touched (KapkaKeyPad *self, KapkaTouch touch, double x, double y, KapkaKey *key) {
  g_assert (KAPKA_IS_KEY_PAD (self));

  g_signal_emit (self, signals[SIGNAL_TOUCHED], 0, key, touch, x, y);
}

/* The pitch is the distance from the left edge of a letter key to that of the next. */
static double
min_pitch (KapkaKeyPad *self) {
  double pitch = KAPKA_KEY_MIN_SIZE + GAP;

  for (guint i = 0; i < self->keys->len; i++) {
    GtkWidget *key = g_ptr_array_index (self->keys, i);
    int minimum;

    gtk_widget_measure (key, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
    pitch = MAX (pitch, (minimum + GAP) / kapka_key_get_spec (KAPKA_KEY (key))->width);
  }
  return pitch;
}

static int
min_key_height (KapkaKeyPad *self) {
  int height = KAPKA_KEY_MIN_SIZE;

  for (guint i = 0; i < self->keys->len; i++) {
    int minimum;

    gtk_widget_measure (g_ptr_array_index (self->keys, i), GTK_ORIENTATION_VERTICAL, -1, &minimum,
                        NULL, NULL, NULL);
    height = MAX (height, minimum);
  }
  return height;
}

static void
kapka_key_pad_measure (GtkWidget *widget,
                       GtkOrientation orientation,
                       int for_size,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline,
                       int *natural_baseline) {
  KapkaKeyPad *self = KAPKA_KEY_PAD (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL) {
    double pitch = min_pitch (self);

    *minimum = (int)ceil (self->columns * pitch) - GAP;
    *natural = (int)ceil (self->columns * MAX (pitch, MAX_KEY_WIDTH + GAP)) - GAP;
  } else {
    int height = min_key_height (self);
    int rows = (int)self->layout->rows->len;

    *minimum = rows * (height + GAP) - GAP;
    *natural = rows * (MAX (height, self->key_height) + GAP) - GAP;
  }
}

/* Rounds edges rather than widths: keys of one column stay in one line. */
static void
allocate_row (const GPtrArray *row, double x, double pitch, int top, int bottom) {
  for (guint i = 0; i < row->len; i++) {
    KapkaKey *key = g_ptr_array_index (row, i);
    double end = x + kapka_key_get_spec (key)->width * pitch;
    int left = (int)lround (x);

    gtk_widget_size_allocate (
        GTK_WIDGET (key),
        &(GtkAllocation){ left, top, (int)lround (end) - GAP - left, bottom - GAP - top }, -1);
    x = end;
  }
}

static void
kapka_key_pad_size_allocate (GtkWidget *widget, int width, int height, int baseline) {
  KapkaKeyPad *self = KAPKA_KEY_PAD (widget);
  double widest = MAX (MAX_KEY_WIDTH + GAP, min_pitch (self));
  double pitch = MIN ((width + GAP) / self->columns, widest);
  double row_pitch = (double)(height + GAP) / self->layout->rows->len;

  for (guint i = 0; i < self->rows->len; i++) {
    double x = (width + GAP - kapka_keyboard_layout_get_row_width (self->layout, i) * pitch) / 2;

    allocate_row (g_ptr_array_index (self->rows, i), x, pitch, (int)lround (i * row_pitch),
                  (int)lround ((i + 1) * row_pitch));
  }
}

static void
kapka_key_pad_dispose (GObject *object) {
  KapkaKeyPad *self = KAPKA_KEY_PAD (object);
  GtkWidget *child;

  g_ptr_array_set_size (self->keys, 0);
  g_ptr_array_set_size (self->rows, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (kapka_key_pad_parent_class)->dispose (object);
}

static void
kapka_key_pad_finalize (GObject *object) {
  KapkaKeyPad *self = KAPKA_KEY_PAD (object);

  g_ptr_array_unref (self->keys);
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->ways);
  G_OBJECT_CLASS (kapka_key_pad_parent_class)->finalize (object);
}

static void
kapka_key_pad_class_init (KapkaKeyPadClass *klass) {
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kapka_key_pad_dispose;
  G_OBJECT_CLASS (klass)->finalize = kapka_key_pad_finalize;
  widget_class->measure = kapka_key_pad_measure;
  widget_class->size_allocate = kapka_key_pad_size_allocate;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  signals[SIGNAL_STRUCK] = g_signal_new ("struck", KAPKA_TYPE_KEY_PAD, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[SIGNAL_HELD] = g_signal_new ("held", KAPKA_TYPE_KEY_PAD, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                       NULL, G_TYPE_NONE, 1, KAPKA_TYPE_KEY);
  signals[SIGNAL_TOUCHED] =
      g_signal_new ("touched", KAPKA_TYPE_KEY_PAD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 4, KAPKA_TYPE_KEY, G_TYPE_INT, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
}

static void
kapka_key_pad_init (KapkaKeyPad *self) {
  self->keys = g_ptr_array_new ();
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify)g_ptr_array_unref);
  self->ways = g_ptr_array_new_with_free_func (g_free);
  self->key_height = KAPKA_KEY_MIN_SIZE;
}

static void
add_key (KapkaKeyPad *self, GPtrArray *row, const KapkaKeySpec *spec) {
  GtkWidget *key = kapka_key_new (spec);

  g_signal_connect_object (key, "struck", G_CALLBACK (on_struck), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (key, "held", G_CALLBACK (on_held), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (key, "touched", G_CALLBACK (on_touched), self, G_CONNECT_SWAPPED);
  gtk_widget_set_parent (key, GTK_WIDGET (self));
  g_ptr_array_add (row, key);
  g_ptr_array_add (self->keys, key);
}

/* A key for each of @others takes the place of the one that leads on, if there is room: nobody has
 * to guess then which letters come next. */
static void
add_ways (KapkaKeyPad *self, GPtrArray *row, const KapkaKeySpec *spec, const GPtrArray *others) {
  if (others->len == 0 || spec->width < others->len) {
    add_key (self, row, spec);
    return;
  }
  for (guint i = 0; i < others->len; i++) {
    KapkaKeySpec *way = g_new0 (KapkaKeySpec, 1);

    way->action = KAPKA_KEY_LAYOUT;
    way->text = ((const KapkaKeyboardLayout *)g_ptr_array_index (others, i))->id;
    way->width = spec->width / others->len;
    g_ptr_array_add (self->ways, way);
    add_key (self, row, way);
  }
}

static void
add_row (KapkaKeyPad *self, const GPtrArray *specs, const GPtrArray *others) {
  GPtrArray *row = g_ptr_array_new ();

  g_ptr_array_add (self->rows, row);
  for (guint i = 0; i < specs->len; i++) {
    const KapkaKeySpec *spec = g_ptr_array_index (specs, i);

    if (spec->action == KAPKA_KEY_LAYOUT)
      add_ways (self, row, spec, others);
    else
      add_key (self, row, spec);
  }
}

GtkWidget *
kapka_key_pad_new (const KapkaKeyboardLayout *layout, const GPtrArray *others) {
  KapkaKeyPad *self = g_object_new (KAPKA_TYPE_KEY_PAD, NULL);

  self->layout = layout;
  gtk_widget_add_css_class (GTK_WIDGET (self), layout->id);
  for (guint i = 0; i < layout->rows->len; i++) {
    self->columns = MAX (self->columns, kapka_keyboard_layout_get_row_width (layout, i));
    add_row (self, g_ptr_array_index (layout->rows, i), others);
  }
  return GTK_WIDGET (self);
}

const GPtrArray *
kapka_key_pad_get_keys (KapkaKeyPad *self) {
  return self->keys;
}

void
kapka_key_pad_set_key_height (KapkaKeyPad *self, int height) {
  g_return_if_fail (KAPKA_IS_KEY_PAD (self));

  if (self->key_height == height)
    return;
  self->key_height = height;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
kapka_key_pad_set_shift (KapkaKeyPad *self, KapkaShift shift) {
  g_return_if_fail (KAPKA_IS_KEY_PAD (self));

  for (guint i = 0; i < self->keys->len; i++)
    kapka_key_set_shift (g_ptr_array_index (self->keys, i), shift);
}

KapkaKey *
kapka_key_pad_find (KapkaKeyPad *self, KapkaKeyAction action, const char *text) {
  g_return_val_if_fail (KAPKA_IS_KEY_PAD (self), NULL);

  for (guint i = 0; i < self->keys->len; i++) {
    KapkaKey *key = g_ptr_array_index (self->keys, i);
    const KapkaKeySpec *spec = kapka_key_get_spec (key);

    if (spec->action == action &&
        (text == NULL || g_strcmp0 (spec->text, text) == 0 || g_strcmp0 (spec->shifted, text) == 0))
      return key;
  }
  return NULL;
}
