// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keyboard/keyboard.h"

#include "ui/keyboard/key-pad.h"
#include "ui/keyboard/layout.h"

/* A key takes this part of the height of the window, so that the keyboard leaves more than half of
 * it to the page. */
#define KEYS_PER_WINDOW 13
#define MAX_KEY_HEIGHT 96
/* From this height on keys carry larger letters. */
#define ROOMY_KEY_HEIGHT 80

/* In the order in which the language key goes through them. */
static const char *const layout_ids[] = { "russian", "latin", "digits", "symbols" };

struct _KapkaKeyboard {
  GtkWidget parent_instance;

  // Template widgets
  GtkStack *stack;

  // Borrowed
  const KapkaKeyboardLayout *layout;  // What is shown.
  const KapkaKeyboardLayout *letters; // The alphabet that was shown last.
  GdkSurface *surface;                // Of the window, while there is one.

  // Owned
  GPtrArray *layouts; // Of KapkaKeyboardLayout.
  KapkaShift shift;
};

G_DEFINE_FINAL_TYPE (KapkaKeyboard, kapka_keyboard, GTK_TYPE_WIDGET)

enum {
  SIGNAL_TEXT,
  SIGNAL_BACKSPACE,
  SIGNAL_ENTER,
  SIGNAL_TAB,
  SIGNAL_MOVE,
  SIGNAL_DISMISS,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static int
key_height (KapkaKeyboard *self) {
  int height = self->surface == NULL ? 0 : gdk_surface_get_height (self->surface);

  return CLAMP (height / KEYS_PER_WINDOW, KAPKA_KEY_MIN_SIZE, MAX_KEY_HEIGHT);
}

static KapkaKeyPad *
get_pad (KapkaKeyboard *self) {
  return KAPKA_KEY_PAD (gtk_stack_get_visible_child (self->stack));
}

static void
set_shift (KapkaKeyboard *self, KapkaShift shift) {
  self->shift = shift;
  kapka_key_pad_set_shift (get_pad (self), shift);
}

static const KapkaKeyboardLayout *
next_alphabet (KapkaKeyboard *self) {
  guint at = 0;

  g_ptr_array_find (self->layouts, self->layout, &at);
  for (guint i = 1; i <= self->layouts->len; i++) {
    const KapkaKeyboardLayout *layout =
        g_ptr_array_index (self->layouts, (at + i) % self->layouts->len);

    if (layout->letters != NULL)
      return layout;
  }
  return self->layout;
}

/* «РУС/ENG», with the language that is shown in bold. */
static char *
list_languages (KapkaKeyboard *self) {
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < self->layouts->len; i++) {
    const KapkaKeyboardLayout *layout = g_ptr_array_index (self->layouts, i);
    g_autofree char *label = g_markup_escape_text (layout->label, -1);

    if (layout->letters == NULL)
      continue;
    if (list->len > 0)
      g_string_append_c (list, '/');
    g_string_append_printf (list, layout == self->layout ? "<b>%s</b>" : "%s", label);
  }
  return g_string_free (list, FALSE);
}

static void
label_layout_key (KapkaKeyboard *self) {
  KapkaKey *key = kapka_key_pad_find (get_pad (self), KAPKA_KEY_LAYOUT, NULL);
  g_autofree char *markup = NULL;

  if (key == NULL)
    return;
  if (self->layout->letters != NULL) {
    markup = list_languages (self);
    kapka_key_set_face (key, markup, next_alphabet (self)->name);
  } else {
    markup = g_markup_escape_text (self->letters->letters, -1);
    kapka_key_set_face (key, markup, self->letters->name);
  }
}

static void strike (KapkaKeyboard *self, const KapkaKeySpec *key);

static void
show_layout (KapkaKeyboard *self, const KapkaKeyboardLayout *layout) {
  GtkWidget *pad = gtk_stack_get_child_by_name (self->stack, layout->id);

  if (pad == NULL) {
    pad = kapka_key_pad_new (layout);
    g_signal_connect_object (pad, "struck", G_CALLBACK (strike), self, G_CONNECT_SWAPPED);
    kapka_key_pad_set_key_height (KAPKA_KEY_PAD (pad), key_height (self));
    gtk_stack_add_named (self->stack, pad, layout->id);
  }
  self->layout = layout;
  if (layout->letters != NULL)
    self->letters = layout;
  gtk_stack_set_visible_child (self->stack, pad);
  label_layout_key (self);
  set_shift (self, KAPKA_SHIFT_OFF);
}

static const KapkaKeyboardLayout *
find_layout (KapkaKeyboard *self, const char *id) {
  for (guint i = 0; i < self->layouts->len; i++) {
    const KapkaKeyboardLayout *layout = g_ptr_array_index (self->layouts, i);

    if (g_str_equal (layout->id, id))
      return layout;
  }
  return self->layout;
}

static void
type_text (KapkaKeyboard *self, const KapkaKeySpec *key) {
  g_signal_emit (self, signals[SIGNAL_TEXT], 0,
                 self->shift == KAPKA_SHIFT_OFF ? key->text : key->shifted);
  if (self->shift == KAPKA_SHIFT_ONCE && !g_str_equal (key->text, key->shifted))
    set_shift (self, KAPKA_SHIFT_OFF);
}

static void
strike (KapkaKeyboard *self, const KapkaKeySpec *key) {
  switch (key->action) {
  case KAPKA_KEY_TEXT:
  case KAPKA_KEY_SPACE:
    type_text (self, key);
    break;
  case KAPKA_KEY_SHIFT:
    set_shift (self, (self->shift + 1) % (KAPKA_SHIFT_LOCKED + 1));
    break;
  case KAPKA_KEY_BACKSPACE:
    g_signal_emit (self, signals[SIGNAL_BACKSPACE], 0);
    break;
  case KAPKA_KEY_ENTER:
    g_signal_emit (self, signals[SIGNAL_ENTER], 0);
    break;
  case KAPKA_KEY_LAYOUT:
    show_layout (self, self->layout->letters != NULL ? next_alphabet (self) : self->letters);
    break;
  case KAPKA_KEY_SYMBOLS:
    show_layout (self, find_layout (self, "symbols"));
    break;
  case KAPKA_KEY_HIDE:
    g_signal_emit (self, signals[SIGNAL_DISMISS], 0);
    break;
  case KAPKA_KEY_LEFT:
  case KAPKA_KEY_RIGHT:
    g_signal_emit (self, signals[SIGNAL_MOVE], 0, key->action == KAPKA_KEY_LEFT ? -1 : 1);
    break;
  case KAPKA_KEY_TAB:
    g_signal_emit (self, signals[SIGNAL_TAB], 0);
    break;
  default:
    g_assert_not_reached ();
  }
}

static void
update_key_height (KapkaKeyboard *self) {
  GtkWidget *pad = gtk_widget_get_first_child (GTK_WIDGET (self->stack));
  int height = key_height (self);

  for (; pad != NULL; pad = gtk_widget_get_next_sibling (pad))
    kapka_key_pad_set_key_height (KAPKA_KEY_PAD (pad), height);
  if (height >= ROOMY_KEY_HEIGHT)
    gtk_widget_add_css_class (GTK_WIDGET (self), "roomy");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "roomy");
}

static void
on_surface_layout (KapkaKeyboard *self) {
  g_assert (KAPKA_IS_KEYBOARD (self));

  update_key_height (self);
}

static void
kapka_keyboard_realize (GtkWidget *widget) {
  KapkaKeyboard *self = KAPKA_KEYBOARD (widget);

  GTK_WIDGET_CLASS (kapka_keyboard_parent_class)->realize (widget);
  self->surface = gtk_native_get_surface (gtk_widget_get_native (widget));
  g_signal_connect_object (self->surface, "layout", G_CALLBACK (on_surface_layout), self,
                           G_CONNECT_SWAPPED);
  update_key_height (self);
}

static void
kapka_keyboard_unrealize (GtkWidget *widget) {
  KapkaKeyboard *self = KAPKA_KEYBOARD (widget);

  g_signal_handlers_disconnect_by_func (self->surface, on_surface_layout, self);
  self->surface = NULL;
  GTK_WIDGET_CLASS (kapka_keyboard_parent_class)->unrealize (widget);
}

static void
kapka_keyboard_dispose (GObject *object) {
  gtk_widget_dispose_template (GTK_WIDGET (object), KAPKA_TYPE_KEYBOARD);
  G_OBJECT_CLASS (kapka_keyboard_parent_class)->dispose (object);
}

static void
kapka_keyboard_finalize (GObject *object) {
  g_ptr_array_unref (KAPKA_KEYBOARD (object)->layouts);
  G_OBJECT_CLASS (kapka_keyboard_parent_class)->finalize (object);
}

static guint
new_signal (const char *name, GType argument) {
  return g_signal_new (name, KAPKA_TYPE_KEYBOARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                       G_TYPE_NONE, argument == G_TYPE_NONE ? 0 : 1, argument);
}

static void
kapka_keyboard_class_init (KapkaKeyboardClass *klass) {
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kapka_keyboard_dispose;
  G_OBJECT_CLASS (klass)->finalize = kapka_keyboard_finalize;
  widget_class->realize = kapka_keyboard_realize;
  widget_class->unrealize = kapka_keyboard_unrealize;
  signals[SIGNAL_TEXT] = new_signal ("text", G_TYPE_STRING);
  signals[SIGNAL_BACKSPACE] = new_signal ("backspace", G_TYPE_NONE);
  signals[SIGNAL_ENTER] = new_signal ("enter", G_TYPE_NONE);
  signals[SIGNAL_TAB] = new_signal ("tab", G_TYPE_NONE);
  signals[SIGNAL_MOVE] = new_signal ("move", G_TYPE_INT);
  signals[SIGNAL_DISMISS] = new_signal ("dismiss", G_TYPE_NONE);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/kapka/ui/keyboard.ui");
  gtk_widget_class_bind_template_child (widget_class, KapkaKeyboard, stack);
}

/* The layouts are part of the program: one that cannot be read is a mistake of ours, and the others
 * still serve the visitor. */
static void
load_layouts (KapkaKeyboard *self) {
  for (guint i = 0; i < G_N_ELEMENTS (layout_ids); i++) {
    g_autoptr (GError) error = NULL;
    KapkaKeyboardLayout *layout = kapka_keyboard_layout_load (layout_ids[i], &error);

    if (layout == NULL)
      g_critical ("%s", error->message);
    else
      g_ptr_array_add (self->layouts, layout);
  }
}

static void
kapka_keyboard_init (KapkaKeyboard *self) {
  self->layouts = g_ptr_array_new_with_free_func ((GDestroyNotify)kapka_keyboard_layout_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  load_layouts (self);
  kapka_keyboard_set_purpose (self, GTK_INPUT_PURPOSE_FREE_FORM);
}

GtkWidget *
kapka_keyboard_new (void) {
  return g_object_new (KAPKA_TYPE_KEYBOARD, NULL);
}

void
kapka_keyboard_set_purpose (KapkaKeyboard *self, GtkInputPurpose purpose) {
  g_return_if_fail (KAPKA_IS_KEYBOARD (self));

  if (purpose == GTK_INPUT_PURPOSE_PASSWORD || purpose == GTK_INPUT_PURPOSE_PIN)
    gtk_widget_add_css_class (GTK_WIDGET (self), "secret");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "secret");
  for (guint i = 0; i < self->layouts->len; i++) {
    const KapkaKeyboardLayout *layout = g_ptr_array_index (self->layouts, i);

    if (kapka_keyboard_layout_serves (layout, purpose)) {
      show_layout (self, layout);
      return;
    }
  }
}

const char *
kapka_keyboard_get_layout (KapkaKeyboard *self) {
  g_return_val_if_fail (KAPKA_IS_KEYBOARD (self), NULL);

  return self->layout->id;
}
