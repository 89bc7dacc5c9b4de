// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/options.h"

#include <glib/gi18n.h>

#include "ui/shell/tile-layout.h"

struct _KapkaOptions {
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (KapkaOptions, kapka_options, GTK_TYPE_WIDGET)

enum { SIGNAL_CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

static GtkWidget *
find_chosen (KapkaOptions *self) {
  for (GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (self)); button != NULL;
       button = gtk_widget_get_next_sibling (button))
    if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (button)))
      return button;
  return NULL;
}

static gboolean
kapka_options_grab_focus (GtkWidget *widget) {
  GtkWidget *chosen = find_chosen (KAPKA_OPTIONS (widget));

  return gtk_widget_grab_focus (chosen != NULL ? chosen : gtk_widget_get_first_child (widget));
}

/* GTK's own way leaves out what stands before the one that is chosen. */
static gboolean
kapka_options_focus (GtkWidget *widget, GtkDirectionType direction) {
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));
  gboolean inside = focus != NULL && gtk_widget_get_parent (focus) == widget;
  GtkWidget *next = NULL;

  if (direction == GTK_DIR_TAB_FORWARD)
    next = inside ? gtk_widget_get_next_sibling (focus) : gtk_widget_get_first_child (widget);
  else if (direction == GTK_DIR_TAB_BACKWARD)
    next = inside ? gtk_widget_get_prev_sibling (focus) : gtk_widget_get_last_child (widget);
  else
    return GTK_WIDGET_CLASS (kapka_options_parent_class)->focus (widget, direction);
  return next != NULL && gtk_widget_grab_focus (next);
}

static void
kapka_options_dispose (GObject *object) {
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (kapka_options_parent_class)->dispose (object);
}

static void
kapka_options_class_init (KapkaOptionsClass *klass) {
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kapka_options_dispose;
  widget_class->focus = kapka_options_focus;
  widget_class->grab_focus = kapka_options_grab_focus;
  gtk_widget_class_set_css_name (widget_class, "options");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_RADIO_GROUP);
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", KAPKA_TYPE_OPTIONS, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);
}

static void
kapka_options_init (KapkaOptions *self) {
  gtk_widget_set_layout_manager (GTK_WIDGET (self),
                                 g_object_new (KAPKA_TYPE_TILE_LAYOUT, "min-column-width", 150,
                                               "max-columns", 6, "spacing", 8, "even", TRUE, NULL));
}

static void
on_toggled (GtkToggleButton *button, KapkaOptions *self) {
  gboolean active = gtk_toggle_button_get_active (button);

  gtk_accessible_update_state (
      GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_STATE_CHECKED,
      active ? GTK_ACCESSIBLE_TRISTATE_TRUE : GTK_ACCESSIBLE_TRISTATE_FALSE, -1);
  if (active)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static GtkWidget *
make_button (const KapkaOption *option) {
  GtkWidget *label =
      g_object_new (GTK_TYPE_LABEL, "label", _ (option->label), "wrap", TRUE, "justify",
                    GTK_JUSTIFY_CENTER, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  GtkWidget *button = g_object_new (GTK_TYPE_TOGGLE_BUTTON, "accessible-role",
                                    GTK_ACCESSIBLE_ROLE_RADIO, "child", label, NULL);

  gtk_widget_set_name (button, option->id);
  gtk_widget_add_css_class (button, "option");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (option->label), -1);
  return button;
}

GtkWidget *
kapka_options_new (const KapkaOption *options, guint n_options) {
  KapkaOptions *self = g_object_new (KAPKA_TYPE_OPTIONS, NULL);
  GtkWidget *first = NULL;

  for (guint i = 0; i < n_options; i++) {
    GtkWidget *button = make_button (&options[i]);

    if (first == NULL)
      first = button;
    else
      gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), GTK_TOGGLE_BUTTON (first));
    g_signal_connect_object (button, "toggled", G_CALLBACK (on_toggled), self, 0);
    gtk_widget_set_parent (button, GTK_WIDGET (self));
  }
  return GTK_WIDGET (self);
}

const char *
kapka_options_get (KapkaOptions *self) {
  GtkWidget *chosen = find_chosen (self);

  return chosen == NULL ? NULL : gtk_widget_get_name (chosen);
}

void
kapka_options_set (KapkaOptions *self, const char *id) {
  for (GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (self)); button != NULL;
       button = gtk_widget_get_next_sibling (button))
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button),
                                  g_strcmp0 (gtk_widget_get_name (button), id) == 0);
}

const char *
kapka_options_find_label (const KapkaOption *options, guint n_options, const char *id) {
  for (guint i = 0; i < n_options; i++)
    if (g_str_equal (options[i].id, id))
      return _ (options[i].label);
  return id;
}
