// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keyboard/keyboard.h"

#include <glib/gi18n.h>

#include "ui/keyboard/key-bubbles.h"
#include "ui/keyboard/key-click.h"
#include "ui/keyboard/key-face.h"
#include "ui/keyboard/key-pad.h"

/* A key takes this part of the height of the window, so that the keyboard leaves more than half of
 * it to the page. */
#define KEYS_PER_WINDOW 13
#define MAX_KEY_HEIGHT 96
/* From this height on keys carry larger letters. */
#define ROOMY_KEY_HEIGHT 80

struct _KapkaKeyboard {
  GtkWidget parent_instance;

  // Template widgets
  GtkOverlay *overlay;
  GtkStack *stack;

  // Borrowed
  const KapkaKeyboardLayout *layout;  // What is shown; NULL while there are no layouts.
  const KapkaKeyboardLayout *letters; // The alphabet that was shown last.
  const KapkaKeyboardLayout *chosen;  // (nullable) The alphabet that the visitor has gone to.
  GdkSurface *surface;                // Of the window, while there is one.

  // Weak
  KapkaKey *touched; // By the finger that came last, until it has left.

  // Owned
  KapkaLayouts *layouts; // (nullable)
  KapkaKeyBubbles *bubbles;
  gboolean clicks;
  KapkaKeyClick *click; // While it shows, if it clicks.
  char *language;
  GtkInputPurpose purpose;
  KapkaEnter enter;
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

/* NULL while there are no layouts. */
static KapkaKeyPad *
get_pad (KapkaKeyboard *self) {
  return (KapkaKeyPad *)gtk_stack_get_visible_child (self->stack);
}

static void
set_shift (KapkaKeyboard *self, KapkaShift shift) {
  self->shift = shift;
  kapka_key_pad_set_shift (get_pad (self), shift);
}

/* Where a key leads that changes the letters. */
static const KapkaKeyboardLayout *
find_way (KapkaKeyboard *self, const KapkaKeySpec *key) {
  if (key->text != NULL)
    return kapka_layouts_find (self->layouts, key->text);
  if (self->layout->letters != NULL)
    return kapka_layouts_next_alphabet (self->layouts, self->layout);
  return self->letters;
}

/* From signs one goes back to letters, so their key shows what letters are; others show their name.
 */
static void
label_way (KapkaKeyboard *self, KapkaKey *key) {
  const KapkaKeyboardLayout *way = find_way (self, kapka_key_get_spec (key));

  kapka_key_set_face (key, self->layout->letters == NULL ? way->letters : way->label,
                      kapka_local_text_get (&way->name, self->language));
}

static gboolean
is_secret (KapkaKeyboard *self) {
  return self->purpose == GTK_INPUT_PURPOSE_PASSWORD || self->purpose == GTK_INPUT_PURPOSE_PIN;
}

static void
label_keys (KapkaKeyboard *self) {
  const GPtrArray *keys = kapka_key_pad_get_keys (get_pad (self));

  for (guint i = 0; i < keys->len; i++) {
    KapkaKey *key = g_ptr_array_index (keys, i);

    kapka_key_face_show (key);
    kapka_key_set_asked (key, !is_secret (self));
    if (kapka_key_get_spec (key)->action == KAPKA_KEY_LAYOUT)
      label_way (self, key);
    else if (kapka_key_get_spec (key)->action == KAPKA_KEY_ENTER)
      kapka_key_face_show_enter (key, self->enter);
  }
  gtk_accessible_update_property (GTK_ACCESSIBLE (get_pad (self)), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  kapka_local_text_get (&self->layout->name, self->language), -1);
}

/* The other alphabets, if @layout is one, in the order in which they follow it. */
static GPtrArray *
list_others (KapkaKeyboard *self, const KapkaKeyboardLayout *layout) {
  GPtrArray *others = g_ptr_array_new ();
  const KapkaKeyboardLayout *other = layout;

  while (layout->letters != NULL &&
         (other = kapka_layouts_next_alphabet (self->layouts, other)) != layout)
    g_ptr_array_add (others, (gpointer)other);
  return others;
}

static void strike (KapkaKeyboard *self, const KapkaKeySpec *key);

/* A secret tells nothing to people who look on. */
static void
on_held (KapkaKeyboard *self, KapkaKey *key) {
  g_assert (KAPKA_IS_KEYBOARD (self));

  if (is_secret (self))
    strike (self, kapka_key_get_spec (key));
  else
    kapka_key_bubbles_offer (self->bubbles, key, self->shift);
}

/* A key that leads elsewhere would take the next one away from under its finger. */
static gboolean
stays (KapkaKey *key) {
  KapkaKeyAction action = kapka_key_get_spec (key)->action;

  return action == KAPKA_KEY_TEXT || action == KAPKA_KEY_SPACE || action == KAPKA_KEY_SHIFT ||
         action == KAPKA_KEY_BACKSPACE;
}

/* Fingers that overlap type in the order in which they have come, and a capital when the first of
 * them holds the shift key. */
static void
take_turns (KapkaKeyboard *self, KapkaKey *key, KapkaTouch touch) {
  if (touch == KAPKA_TOUCH_BEGIN && self->touched != NULL && stays (self->touched))
    kapka_key_finish (self->touched);
  if (touch == KAPKA_TOUCH_BEGIN)
    g_set_weak_pointer (&self->touched, key);
  else if (touch == KAPKA_TOUCH_END && self->touched == key)
    g_clear_weak_pointer (&self->touched);
}

static void
on_touched (KapkaKeyboard *self, KapkaKey *key, KapkaTouch touch, double x, double y) {
  gboolean is_text = kapka_key_get_spec (key)->action == KAPKA_KEY_TEXT;

  g_assert (KAPKA_IS_KEYBOARD (self));

  take_turns (self, key, touch);
  if (touch == KAPKA_TOUCH_BEGIN && self->click != NULL)
    kapka_key_click_play (self->click);
  if (touch == KAPKA_TOUCH_BEGIN && is_text && !is_secret (self))
    kapka_key_bubbles_preview (self->bubbles, key);
  else if (touch != KAPKA_TOUCH_BEGIN)
    kapka_key_bubbles_slide (self->bubbles, key, x, y, touch == KAPKA_TOUCH_END);
  if (touch == KAPKA_TOUCH_END)
    kapka_key_bubbles_let_go (self->bubbles);
}

static GtkWidget *
add_pad (KapkaKeyboard *self, const KapkaKeyboardLayout *layout) {
  g_autoptr (GPtrArray) others = list_others (self, layout);
  GtkWidget *pad = kapka_key_pad_new (layout, others);

  g_signal_connect_object (pad, "struck", G_CALLBACK (strike), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (pad, "held", G_CALLBACK (on_held), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (pad, "touched", G_CALLBACK (on_touched), self, G_CONNECT_SWAPPED);
  kapka_key_pad_set_key_height (KAPKA_KEY_PAD (pad), key_height (self));
  gtk_stack_add_named (self->stack, pad, layout->id);
  return pad;
}

static void
show_layout (KapkaKeyboard *self, const KapkaKeyboardLayout *layout) {
  GtkWidget *pad = gtk_stack_get_child_by_name (self->stack, layout->id);

  if (pad == NULL)
    pad = add_pad (self, layout);
  kapka_key_bubbles_close (self->bubbles);
  self->layout = layout;
  if (layout->letters != NULL)
    self->letters = layout;
  gtk_stack_set_visible_child (self->stack, pad);
  label_keys (self);
  set_shift (self, KAPKA_SHIFT_OFF);
}

static void
change_letters (KapkaKeyboard *self, const KapkaKeySpec *key) {
  const KapkaKeyboardLayout *way = find_way (self, key);

  if (self->layout->letters != NULL)
    self->chosen = way;
  show_layout (self, way);
}

static void
show_symbols (KapkaKeyboard *self) {
  const KapkaKeyboardLayout *symbols = kapka_layouts_find (self->layouts, "symbols");

  if (symbols != NULL)
    show_layout (self, symbols);
}

static void
type_text (KapkaKeyboard *self, const KapkaKeySpec *key) {
  g_signal_emit (self, signals[SIGNAL_TEXT], 0,
                 self->shift == KAPKA_SHIFT_OFF ? key->text : key->shifted);
  if (self->shift == KAPKA_SHIFT_ONCE && !g_str_equal (key->text, key->shifted))
    set_shift (self, KAPKA_SHIFT_OFF);
}

static void
do_command (KapkaKeyboard *self, const KapkaKeySpec *key) {
  switch (key->action) {
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
    change_letters (self, key);
    break;
  case KAPKA_KEY_SYMBOLS:
    show_symbols (self);
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
  case KAPKA_KEY_TEXT:
  case KAPKA_KEY_SPACE:
  case KAPKA_N_KEY_ACTIONS:
  default:
    g_assert_not_reached ();
  }
}

static void
strike (KapkaKeyboard *self, const KapkaKeySpec *key) {
  kapka_key_bubbles_withdraw (self->bubbles);
  if (key->action == KAPKA_KEY_TEXT || key->action == KAPKA_KEY_SPACE)
    type_text (self, key);
  else
    do_command (self, key);
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

/* The sound card is for whoever sounds: a film of a portal gets it back with the keyboard's end. */
static void
kapka_keyboard_map (GtkWidget *widget) {
  KapkaKeyboard *self = KAPKA_KEYBOARD (widget);

  GTK_WIDGET_CLASS (kapka_keyboard_parent_class)->map (widget);
  if (self->clicks && self->click == NULL)
    self->click = kapka_key_click_new ();
}

static void
kapka_keyboard_unmap (GtkWidget *widget) {
  kapka_key_bubbles_close (KAPKA_KEYBOARD (widget)->bubbles);
  g_clear_pointer (&KAPKA_KEYBOARD (widget)->click, kapka_key_click_free);
  GTK_WIDGET_CLASS (kapka_keyboard_parent_class)->unmap (widget);
}

static void
kapka_keyboard_dispose (GObject *object) {
  g_clear_weak_pointer (&KAPKA_KEYBOARD (object)->touched);
  g_clear_object (&KAPKA_KEYBOARD (object)->bubbles);
  gtk_widget_dispose_template (GTK_WIDGET (object), KAPKA_TYPE_KEYBOARD);
  G_OBJECT_CLASS (kapka_keyboard_parent_class)->dispose (object);
}

static void
kapka_keyboard_finalize (GObject *object) {
  KapkaKeyboard *self = KAPKA_KEYBOARD (object);

  g_clear_pointer (&self->layouts, g_ptr_array_unref);
  g_clear_pointer (&self->click, kapka_key_click_free);
  g_free (self->language);
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
  widget_class->map = kapka_keyboard_map;
  widget_class->unmap = kapka_keyboard_unmap;
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
  gtk_widget_class_bind_template_child (widget_class, KapkaKeyboard, overlay);
  gtk_widget_class_bind_template_child (widget_class, KapkaKeyboard, stack);
}

static void
kapka_keyboard_init (KapkaKeyboard *self) {
  self->language = g_strdup ("ru");
  gtk_widget_init_template (GTK_WIDGET (self));
  self->bubbles = kapka_key_bubbles_new (self->overlay);
  g_signal_connect_object (self->bubbles, "struck", G_CALLBACK (strike), self, G_CONNECT_SWAPPED);
}

GtkWidget *
kapka_keyboard_new (void) {
  return g_object_new (KAPKA_TYPE_KEYBOARD, NULL);
}

static void
remove_pads (KapkaKeyboard *self) {
  GtkWidget *pad;

  kapka_key_bubbles_close (self->bubbles);
  while ((pad = gtk_widget_get_first_child (GTK_WIDGET (self->stack))) != NULL)
    gtk_stack_remove (self->stack, pad);
}

void
kapka_keyboard_set_layouts (KapkaKeyboard *self, KapkaLayouts *layouts) {
  g_return_if_fail (KAPKA_IS_KEYBOARD (self));

  remove_pads (self);
  g_clear_pointer (&self->layouts, g_ptr_array_unref);
  self->layouts = g_ptr_array_ref (layouts);
  self->layout = NULL;
  self->chosen = NULL;
  self->letters = kapka_layouts_choose (layouts, "free-form", self->language);
  kapka_keyboard_set_purpose (self, GTK_INPUT_PURPOSE_FREE_FORM);
}

void
kapka_keyboard_set_clicks (KapkaKeyboard *self, gboolean clicks) {
  g_return_if_fail (KAPKA_IS_KEYBOARD (self));

  self->clicks = clicks;
}

void
kapka_keyboard_set_language (KapkaKeyboard *self, const char *language) {
  g_return_if_fail (KAPKA_IS_KEYBOARD (self));

  g_free (self->language);
  self->language = g_strdup (language);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Keyboard"), -1);
  if (self->layout == NULL)
    return;
  label_keys (self);
  set_shift (self, self->shift);
}

void
kapka_keyboard_forget (KapkaKeyboard *self) {
  g_return_if_fail (KAPKA_IS_KEYBOARD (self));

  self->chosen = NULL;
  if (self->layouts != NULL)
    self->letters = kapka_layouts_choose (self->layouts, "free-form", self->language);
}

static const char *
purpose_name (GtkInputPurpose purpose) {
  g_autoptr (GEnumClass) kinds = g_type_class_ref (GTK_TYPE_INPUT_PURPOSE);
  const GEnumValue *kind = g_enum_get_value (kinds, (int)purpose);

  return kind == NULL ? "free-form" : kind->value_nick;
}

void
kapka_keyboard_set_purpose (KapkaKeyboard *self, GtkInputPurpose purpose) {
  const char *name = purpose_name (purpose);
  const KapkaKeyboardLayout *layout;

  g_return_if_fail (KAPKA_IS_KEYBOARD (self));

  self->purpose = purpose;
  self->enter = KAPKA_ENTER_DONE;
  if (is_secret (self))
    gtk_widget_add_css_class (GTK_WIDGET (self), "secret");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "secret");
  if (self->layouts == NULL)
    return;
  layout = self->chosen != NULL && kapka_keyboard_layout_serves (self->chosen, name)
               ? self->chosen
               : kapka_layouts_choose (self->layouts, name, self->language);
  if (layout != NULL)
    show_layout (self, layout);
}

void
kapka_keyboard_set_enter (KapkaKeyboard *self, KapkaEnter enter) {
  g_return_if_fail (KAPKA_IS_KEYBOARD (self));

  if (self->enter == enter || self->layout == NULL)
    return;
  self->enter = enter;
  label_keys (self);
  set_shift (self, self->shift);
}

void
kapka_keyboard_close_bubbles (KapkaKeyboard *self) {
  g_return_if_fail (KAPKA_IS_KEYBOARD (self));

  kapka_key_bubbles_close (self->bubbles);
}

const char *
kapka_keyboard_get_layout (KapkaKeyboard *self) {
  g_return_val_if_fail (KAPKA_IS_KEYBOARD (self), NULL);

  return self->layout->id;
}
