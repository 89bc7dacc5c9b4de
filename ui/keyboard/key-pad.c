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
  GPtrArray *keys; // Of KapkaKey, row by row; borrowed from the widget tree.
};

G_DEFINE_FINAL_TYPE (KapkaKeyPad, kapka_key_pad, GTK_TYPE_WIDGET)

enum { SIGNAL_STRUCK, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
on_struck (KapkaKeyPad *self, KapkaKey *key) {
  g_assert (KAPKA_IS_KEY_PAD (self));

  g_signal_emit (self, signals[SIGNAL_STRUCK], 0, kapka_key_get_spec (key));
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
allocate_row (const GPtrArray *row,
              GtkWidget *const *keys,
              double x,
              double pitch,
              int top,
              int bottom) {
  for (guint i = 0; i < row->len; i++) {
    const KapkaKeySpec *spec = g_ptr_array_index (row, i);
    double end = x + spec->width * pitch;
    int left = (int)lround (x);

    gtk_widget_size_allocate (
        keys[i], &(GtkAllocation){ left, top, (int)lround (end) - GAP - left, bottom - GAP - top },
        -1);
    x = end;
  }
}

static void
kapka_key_pad_size_allocate (GtkWidget *widget, int width, int height, int baseline) {
  KapkaKeyPad *self = KAPKA_KEY_PAD (widget);
  GtkWidget *const *keys = (GtkWidget *const *)self->keys->pdata;
  double widest = MAX (MAX_KEY_WIDTH + GAP, min_pitch (self));
  double pitch = MIN ((width + GAP) / self->columns, widest);
  double row_pitch = (double)(height + GAP) / self->layout->rows->len;

  for (guint i = 0; i < self->layout->rows->len; i++) {
    const GPtrArray *row = g_ptr_array_index (self->layout->rows, i);
    double x = (width + GAP - kapka_keyboard_layout_get_row_width (self->layout, i) * pitch) / 2;

    allocate_row (row, keys, x, pitch, (int)lround (i * row_pitch),
                  (int)lround ((i + 1) * row_pitch));
    keys += row->len;
  }
}

static void
kapka_key_pad_dispose (GObject *object) {
  KapkaKeyPad *self = KAPKA_KEY_PAD (object);
  GtkWidget *child;

  g_ptr_array_set_size (self->keys, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (kapka_key_pad_parent_class)->dispose (object);
}

static void
kapka_key_pad_finalize (GObject *object) {
  g_ptr_array_unref (KAPKA_KEY_PAD (object)->keys);
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
}

static void
kapka_key_pad_init (KapkaKeyPad *self) {
  self->keys = g_ptr_array_new ();
  self->key_height = KAPKA_KEY_MIN_SIZE;
}

static void
add_row (KapkaKeyPad *self, const GPtrArray *row) {
  for (guint i = 0; i < row->len; i++) {
    GtkWidget *key = kapka_key_new (g_ptr_array_index (row, i));

    g_signal_connect_object (key, "struck", G_CALLBACK (on_struck), self, G_CONNECT_SWAPPED);
    gtk_widget_set_parent (key, GTK_WIDGET (self));
    g_ptr_array_add (self->keys, key);
  }
}

GtkWidget *
kapka_key_pad_new (const KapkaKeyboardLayout *layout) {
  KapkaKeyPad *self = g_object_new (KAPKA_TYPE_KEY_PAD, NULL);

  self->layout = layout;
  gtk_widget_add_css_class (GTK_WIDGET (self), layout->id);
  for (guint i = 0; i < layout->rows->len; i++) {
    self->columns = MAX (self->columns, kapka_keyboard_layout_get_row_width (layout, i));
    add_row (self, g_ptr_array_index (layout->rows, i));
  }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  layout->name, -1);
  return GTK_WIDGET (self);
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

    if (spec->action != action)
      continue;
    if (action != KAPKA_KEY_TEXT || g_str_equal (spec->text, text) ||
        g_str_equal (spec->shifted, text))
      return key;
  }
  return NULL;
}
