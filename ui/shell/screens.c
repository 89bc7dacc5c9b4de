// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/screens.h"

#include "ui/access/announcer.h"
#include "ui/access/language-screen.h"
#include "ui/access/sight-screen.h"
#include "ui/portal/portal.h"

struct _KapkaScreens {
  GObject parent_instance;

  // Borrowed
  GtkStack *stack;
  GtkWidget *attract; // Child of the stack.
  KapkaHeader *header;

  // Owned
  KapkaSession *session;
  KapkaAside *aside;
  KapkaKeyboardBridge *keyboard;
  GPtrArray *pile; // From home to the one on top; children of the stack.
};

G_DEFINE_FINAL_TYPE (KapkaScreens, kapka_screens, G_TYPE_OBJECT)

GtkWidget *
kapka_screens_get_top (KapkaScreens *self) {
  return self->pile->len == 0 ? NULL : g_ptr_array_index (self->pile, self->pile->len - 1);
}

GtkWidget *
kapka_screens_get_home (KapkaScreens *self) {
  return self->pile->len == 0 ? NULL : g_ptr_array_index (self->pile, 0);
}

/* Left to itself the focus would go to the button that ends the visit, where one Enter erases
 * everything. */
static void
focus_screen (KapkaScreens *self, GtkWidget *screen) {
  GtkRoot *window = gtk_widget_get_root (GTK_WIDGET (self->stack));
  GtkWidget *focus = gtk_root_get_focus (window);

  if (focus != NULL && gtk_widget_is_ancestor (focus, screen))
    return;
  if (!gtk_widget_child_focus (screen, GTK_DIR_TAB_FORWARD))
    kapka_header_focus (self->header);
}

void
kapka_screens_focus (KapkaScreens *self) {
  GtkWidget *top = kapka_screens_get_top (self);

  focus_screen (self, top == NULL ? self->attract : top);
}

/* The waiting screen says nothing of the last visit. */
void
kapka_screens_announce (KapkaScreens *self) {
  GtkWidget *top = kapka_screens_get_top (self);
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self->stack)));

  if (top == NULL)
    kapka_announce (window, gtk_window_get_title (GTK_WINDOW (window)));
  else
    kapka_announce_heading (top);
}

/* A screen of choices is no place of its own: it lies over another for a moment. */
static gboolean
is_aside (GtkWidget *screen) {
  return KAPKA_IS_LANGUAGE_SCREEN (screen) || KAPKA_IS_SIGHT_SCREEN (screen);
}

static void
show_top (KapkaScreens *self) {
  GtkWidget *top = kapka_screens_get_top (self);

  kapka_session_touch (self->session);
  kapka_header_show (self->header, top, self->pile->len == 1);
  kapka_session_set_in_portal (self->session, KAPKA_IS_PORTAL (top));
  if (is_aside (top))
    kapka_aside_begin (self->aside);
  gtk_stack_set_visible_child (self->stack, top);
  if (!is_aside (top))
    kapka_aside_end (self->aside, top);
  focus_screen (self, top);
  kapka_screens_announce (self);
}

void
kapka_screens_push (KapkaScreens *self, GtkWidget *screen) {
  gtk_stack_add_child (self->stack, screen);
  kapka_header_add (self->header, screen);
  g_ptr_array_add (self->pile, screen);
  show_top (self);
}

/* What is open over a screen by itself, as the calendar of a field for a day, takes every touch
 * until it is closed. */
static void
close_popover (GtkWidget *focus, GtkWidget *screen) {
  GtkWidget *popover = gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER);

  if (popover != NULL && gtk_widget_is_ancestor (popover, screen))
    gtk_popover_popdown (GTK_POPOVER (popover));
}

/* A screen that goes with the focus in it would stay in memory until something else gets the focus,
 * and the process of a portal with it. */
static void
take_focus_out (GtkWidget *screen) {
  GtkRoot *window = gtk_widget_get_root (screen);
  GtkWidget *focus = window == NULL ? NULL : gtk_root_get_focus (window);

  if (focus == NULL || !gtk_widget_is_ancestor (focus, screen))
    return;
  close_popover (focus, screen);
  gtk_root_set_focus (window, NULL);
}

static void
pop_to (KapkaScreens *self, guint n_left) {
  kapka_keyboard_bridge_set_target (self->keyboard, NULL, GTK_INPUT_PURPOSE_FREE_FORM);
  while (self->pile->len > n_left) {
    GtkWidget *screen = g_ptr_array_steal_index (self->pile, self->pile->len - 1);

    take_focus_out (screen);
    kapka_header_remove (self->header, screen);
    gtk_stack_remove (self->stack, screen);
  }
}

gboolean
kapka_screens_return_to (KapkaScreens *self, GType type) {
  for (guint i = 0; i < self->pile->len; i++)
    if (G_TYPE_CHECK_INSTANCE_TYPE (g_ptr_array_index (self->pile, i), type)) {
      pop_to (self, i + 1);
      show_top (self);
      return TRUE;
    }
  return FALSE;
}

void
kapka_screens_pop (KapkaScreens *self) {
  if (self->pile->len < 2)
    return;
  pop_to (self, self->pile->len - 1);
  show_top (self);
}

void
kapka_screens_go_home (KapkaScreens *self) {
  if (self->pile->len == 0)
    return;
  pop_to (self, 1);
  show_top (self);
}

void
kapka_screens_clear (KapkaScreens *self) {
  gtk_stack_set_visible_child (self->stack, self->attract);
  kapka_aside_end (self->aside, self->attract);
  pop_to (self, 0);
}

static void
kapka_screens_dispose (GObject *object) {
  KapkaScreens *self = KAPKA_SCREENS (object);

  if (self->pile->len > 0)
    pop_to (self, 0);
  g_clear_object (&self->aside);
  g_clear_object (&self->keyboard);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (kapka_screens_parent_class)->dispose (object);
}

static void
kapka_screens_finalize (GObject *object) {
  g_ptr_array_unref (KAPKA_SCREENS (object)->pile);
  G_OBJECT_CLASS (kapka_screens_parent_class)->finalize (object);
}

static void
kapka_screens_class_init (KapkaScreensClass *klass) {
  G_OBJECT_CLASS (klass)->dispose = kapka_screens_dispose;
  G_OBJECT_CLASS (klass)->finalize = kapka_screens_finalize;
}

static void
kapka_screens_init (KapkaScreens *self) {
  self->pile = g_ptr_array_new ();
}

KapkaScreens *
kapka_screens_new (KapkaSession *session,
                   GtkStack *stack,
                   GtkWidget *attract,
                   KapkaHeader *header,
                   KapkaAside *aside,
                   KapkaKeyboardBridge *keyboard) {
  KapkaScreens *self = g_object_new (KAPKA_TYPE_SCREENS, NULL);

  self->session = g_object_ref (session);
  self->stack = stack;
  self->attract = attract;
  self->header = header;
  self->aside = g_object_ref (aside);
  self->keyboard = g_object_ref (keyboard);
  gtk_stack_add_child (stack, attract);
  return self;
}
