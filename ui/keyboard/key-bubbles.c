// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keyboard/key-bubbles.h"

#include "base/i18n.h"
#include "ui/access/announcer.h"

/* Between a key and what shows above it. */
#define GAP 6

/* A quick finger is gone before the eye has seen the letter. */
#define LINGER_MS 120

struct _KapkaKeyBubbles {
  GObject parent_instance;

  // Borrowed
  GtkOverlay *overlay;
  GtkLabel *preview;
  GtkBox *row;              // (nullable) While a key offers something.
  GtkWidget *letter;        // (nullable) Of the row: what is chosen so far.
  GtkEventController *keys; // (nullable) Of the real keyboard, while they go to the row.

  // Weak
  KapkaKey *previewed;
  KapkaKey *held;

  guint linger_id;
};

G_DEFINE_FINAL_TYPE (KapkaKeyBubbles, kapka_key_bubbles, G_TYPE_OBJECT)

enum { SIGNAL_STRUCK, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
hide_preview (KapkaKeyBubbles *self) {
  g_clear_handle_id (&self->linger_id, g_source_remove);
  gtk_widget_set_visible (GTK_WIDGET (self->preview), FALSE);
}

static void
linger_cb (gpointer data) {
  KapkaKeyBubbles *self = KAPKA_KEY_BUBBLES (data);

  self->linger_id = 0;
  hide_preview (self);
}

static void
let_keys_go (KapkaKeyBubbles *self) {
  if (self->keys != NULL)
    gtk_widget_remove_controller (gtk_event_controller_get_widget (self->keys), self->keys);
  g_clear_weak_pointer (&self->keys);
}

void
kapka_key_bubbles_withdraw (KapkaKeyBubbles *self) {
  let_keys_go (self);
  if (self->held != NULL)
    kapka_key_set_expanded (self->held, FALSE);
  g_clear_weak_pointer (&self->held);
  if (self->row != NULL)
    gtk_overlay_remove_overlay (self->overlay, GTK_WIDGET (self->row));
  self->row = NULL;
  self->letter = NULL;
}

static void
on_struck (KapkaKeyBubbles *self, KapkaKey *key) {
  g_autoptr (KapkaKey) struck = g_object_ref (key); // The row goes while it is at work.

  g_assert (KAPKA_IS_KEY_BUBBLES (self));

  kapka_key_bubbles_withdraw (self);
  g_signal_emit (self, signals[SIGNAL_STRUCK], 0, kapka_key_get_spec (struck));
}

/* The preview stands above the middle of its key, the row begins above it; both stay within the
 * width of the keyboard. */
static gboolean
on_get_child_position (KapkaKeyBubbles *self, GtkWidget *child, GdkRectangle *place) {
  gboolean is_row = child == GTK_WIDGET (self->row);
  KapkaKey *anchor = is_row ? self->held : self->previewed;
  int width = gtk_widget_get_width (GTK_WIDGET (self->overlay));
  graphene_rect_t box;
  GtkRequisition size;
  int x;

  if (anchor == NULL ||
      !gtk_widget_compute_bounds (GTK_WIDGET (anchor), GTK_WIDGET (self->overlay), &box))
    return FALSE;
  gtk_widget_get_preferred_size (child, NULL, &size);
  if (!is_row)
    size.width = MAX (size.width, (int)box.size.width);
  x = (int)box.origin.x - (is_row ? GAP : (size.width - (int)box.size.width) / 2);
  *place = (GdkRectangle){ CLAMP (x, 0, MAX (0, width - size.width)),
                           (int)box.origin.y - size.height - GAP, size.width, size.height };
  return TRUE;
}

static void
kapka_key_bubbles_dispose (GObject *object) {
  KapkaKeyBubbles *self = KAPKA_KEY_BUBBLES (object);

  g_clear_handle_id (&self->linger_id, g_source_remove);
  let_keys_go (self);
  g_clear_weak_pointer (&self->previewed);
  g_clear_weak_pointer (&self->held);
  G_OBJECT_CLASS (kapka_key_bubbles_parent_class)->dispose (object);
}

static void
kapka_key_bubbles_class_init (KapkaKeyBubblesClass *klass) {
  G_OBJECT_CLASS (klass)->dispose = kapka_key_bubbles_dispose;
  signals[SIGNAL_STRUCK] = g_signal_new ("struck", KAPKA_TYPE_KEY_BUBBLES, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
kapka_key_bubbles_init (KapkaKeyBubbles *self) {
}

static void
add (KapkaKeyBubbles *self, GtkWidget *bubble, const char *css_class) {
  gtk_widget_add_css_class (bubble, "key-bubble");
  gtk_widget_add_css_class (bubble, css_class);
  gtk_overlay_add_overlay (self->overlay, bubble);
}

KapkaKeyBubbles *
kapka_key_bubbles_new (GtkOverlay *overlay) {
  KapkaKeyBubbles *self = g_object_new (KAPKA_TYPE_KEY_BUBBLES, NULL);

  self->overlay = overlay;
  self->preview = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                "can-target", FALSE, "visible", FALSE, NULL);
  g_signal_connect_object (overlay, "get-child-position", G_CALLBACK (on_get_child_position), self,
                           G_CONNECT_SWAPPED);
  add (self, GTK_WIDGET (self->preview), "preview");
  return self;
}

void
kapka_key_bubbles_preview (KapkaKeyBubbles *self, KapkaKey *key) {
  g_return_if_fail (kapka_key_get_face (key) != NULL);

  hide_preview (self);
  g_set_weak_pointer (&self->previewed, key);
  gtk_label_set_label (self->preview, kapka_key_get_face (key));
  gtk_widget_set_visible (GTK_WIDGET (self->preview), TRUE);
}

void
kapka_key_bubbles_let_go (KapkaKeyBubbles *self) {
  if (self->linger_id == 0 && gtk_widget_get_visible (GTK_WIDGET (self->preview)))
    self->linger_id = g_timeout_add_once (LINGER_MS, linger_cb, self);
}

static void
mark (KapkaKeyBubbles *self, GtkWidget *letter) {
  if (self->letter != NULL)
    gtk_widget_remove_css_class (self->letter, "pressed");
  self->letter = letter;
  if (letter != NULL)
    gtk_widget_add_css_class (letter, "pressed");
}

/* The letter beside the chosen one; from either end on it begins anew at the other. */
static GtkWidget *
find_next (KapkaKeyBubbles *self, gboolean forward) {
  GtkWidget *row = GTK_WIDGET (self->row);
  GtkWidget *next = NULL;

  if (self->letter != NULL)
    next = forward ? gtk_widget_get_next_sibling (self->letter)
                   : gtk_widget_get_prev_sibling (self->letter);
  if (next != NULL)
    return next;
  return forward ? gtk_widget_get_first_child (row) : gtk_widget_get_last_child (row);
}

static void
choose (KapkaKeyBubbles *self, gboolean forward) {
  mark (self, find_next (self, forward));
  kapka_announce (self->letter, kapka_key_get_face (KAPKA_KEY (self->letter)));
}

/* The field keeps the focus, so the keys are taken before it hears of them. One that has nothing to
 * do with the row ends it and does its work. */
static gboolean
on_key_pressed (KapkaKeyBubbles *self, guint keyval) {
  g_assert (KAPKA_IS_KEY_BUBBLES (self));

  if (keyval == GDK_KEY_Right || keyval == GDK_KEY_Left) {
    choose (self, keyval == GDK_KEY_Right);
    return GDK_EVENT_STOP;
  }
  if (self->letter != NULL && (keyval == GDK_KEY_Return || keyval == GDK_KEY_space)) {
    on_struck (self, KAPKA_KEY (self->letter));
    return GDK_EVENT_STOP;
  }
  kapka_key_bubbles_close (self);
  return keyval == GDK_KEY_Escape;
}

static void
take_keys (KapkaKeyBubbles *self) {
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self->overlay));
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_set_weak_pointer (&self->keys, keys);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_key_pressed), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (root), keys);
}

static void
fill_row (KapkaKeyBubbles *self, const GPtrArray *alternatives, KapkaShift shift) {
  for (guint i = 0; i < alternatives->len; i++) {
    GtkWidget *letter = kapka_key_new (g_ptr_array_index (alternatives, i));

    gtk_widget_set_size_request (letter, KAPKA_KEY_MIN_SIZE, KAPKA_KEY_MIN_SIZE);
    kapka_key_set_shift (KAPKA_KEY (letter), shift);
    g_signal_connect_object (letter, "struck", G_CALLBACK (on_struck), self, G_CONNECT_SWAPPED);
    gtk_box_append (self->row, letter);
  }
}

void
kapka_key_bubbles_offer (KapkaKeyBubbles *self, KapkaKey *key, KapkaShift shift) {
  kapka_key_bubbles_close (self);
  g_set_weak_pointer (&self->held, key);
  kapka_key_set_expanded (key, TRUE);
  self->row = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP, "spacing",
                            GAP, "homogeneous", TRUE, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  C_ ("keyboard", "Other letters of the key"), -1);
  fill_row (self, kapka_key_get_spec (key)->alternatives, shift);
  add (self, GTK_WIDGET (self->row), "alternatives");
  take_keys (self);
}

static GtkWidget *
find_letter (KapkaKeyBubbles *self, KapkaKey *key, double x, double y) {
  GtkWidget *row = GTK_WIDGET (self->row);
  GtkWidget *under = NULL;

  if (gtk_widget_translate_coordinates (GTK_WIDGET (key), row, x, y, &x, &y))
    under = gtk_widget_pick (row, x, y, GTK_PICK_DEFAULT);
  return under == NULL ? NULL : gtk_widget_get_ancestor (under, KAPKA_TYPE_KEY);
}

void
kapka_key_bubbles_slide (KapkaKeyBubbles *self, KapkaKey *key, double x, double y, gboolean end) {
  GtkWidget *letter = self->row != NULL && key == self->held ? find_letter (self, key, x, y) : NULL;

  mark (self, letter);
  if (letter != NULL && end)
    on_struck (self, KAPKA_KEY (letter));
}

void
kapka_key_bubbles_close (KapkaKeyBubbles *self) {
  hide_preview (self);
  kapka_key_bubbles_withdraw (self);
}
