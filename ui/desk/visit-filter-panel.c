// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desk/visit-filter-panel.h"

#include <glib/gi18n.h>

#include "ui/desk/catalog-words.h"
#include "ui/desk/visit-words.h"
#include "ui/home/tiles.h"
#include "ui/shell/template.h"
#include "ui/shell/tile-layout.h"

struct _KapkaVisitFilterPanel {
  GtkWidget parent_instance;

  // Template widgets
  GtkWidget *services;
  GtkWidget *ends;
  GtkWidget *marks;

  gboolean clearing;
};

G_DEFINE_FINAL_TYPE (KapkaVisitFilterPanel, kapka_visit_filter_panel, GTK_TYPE_WIDGET)

enum { SIGNAL_CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

static const char *const end_reasons[] = { "finished", "idle", "limit", "staff", "crash", "power" };

/* A radio button is let go when another one is chosen: that is no choice of its own. */
static void
on_toggled (GtkToggleButton *button, KapkaVisitFilterPanel *self) {
  gboolean grouped = gtk_widget_get_parent (GTK_WIDGET (button)) != self->marks;

  if (!self->clearing && (!grouped || gtk_toggle_button_get_active (button)))
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/** Adds a button that means @code to @box; the first of a @box that is no list of marks is chosen.
 */
static void
add_button (KapkaVisitFilterPanel *self, GtkWidget *box, const char *code, const char *label) {
  GtkWidget *first = gtk_widget_get_first_child (box);
  GtkWidget *button = gtk_toggle_button_new ();
  GtkWidget *text = gtk_label_new (label);

  gtk_label_set_wrap (GTK_LABEL (text), TRUE);
  gtk_label_set_justify (GTK_LABEL (text), GTK_JUSTIFY_CENTER);
  gtk_button_set_child (GTK_BUTTON (button), text);
  gtk_widget_set_name (button, code);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  gtk_widget_add_css_class (button, "choice");
  kapka_tiles_append (KAPKA_TILES (box), button);
  if (box != self->marks && first != NULL)
    gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), GTK_TOGGLE_BUTTON (first));
  else if (box != self->marks)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
  g_signal_connect_object (button, "toggled", G_CALLBACK (on_toggled), self, 0);
}

static const char *
get_active (GtkWidget *box) {
  for (GtkWidget *button = gtk_widget_get_first_child (box); button != NULL;
       button = gtk_widget_get_next_sibling (button))
    if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (button)))
      return gtk_widget_get_name (button);
  return "";
}

static gboolean
is_marked (KapkaVisitFilterPanel *self, const char *code) {
  for (GtkWidget *button = gtk_widget_get_first_child (self->marks); button != NULL;
       button = gtk_widget_get_next_sibling (button))
    if (strcmp (gtk_widget_get_name (button), code) == 0)
      return gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (button));
  return FALSE;
}

static void
clear_box (GtkWidget *box, gboolean first) {
  for (GtkWidget *button = gtk_widget_get_first_child (box); button != NULL;
       button = gtk_widget_get_next_sibling (button)) {
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), first);
    first = FALSE;
  }
}

static void
kapka_visit_filter_panel_dispose (GObject *object) {
  kapka_template_dispose (GTK_WIDGET (object), KAPKA_TYPE_VISIT_FILTER_PANEL);
  G_OBJECT_CLASS (kapka_visit_filter_panel_parent_class)->dispose (object);
}

static void
kapka_visit_filter_panel_class_init (KapkaVisitFilterPanelClass *klass) {
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kapka_visit_filter_panel_dispose;
  g_type_ensure (KAPKA_TYPE_TILES);
  g_type_ensure (KAPKA_TYPE_TILE_LAYOUT);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/kapka/ui/visit-filter-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, KapkaVisitFilterPanel, services);
  gtk_widget_class_bind_template_child (widget_class, KapkaVisitFilterPanel, ends);
  gtk_widget_class_bind_template_child (widget_class, KapkaVisitFilterPanel, marks);
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", KAPKA_TYPE_VISIT_FILTER_PANEL,
                                          G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
kapka_visit_filter_panel_init (KapkaVisitFilterPanel *self) {
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* The door words alone could be a door of the kiosk for who hears them. */
static void
add_service (KapkaVisitFilterPanel *self, KapkaDeskContext *context, guint index) {
  const char id[] = { 's', (char)('1' + index), '\0' };
  const char *words = kapka_catalog_words_service (context, id);
  g_autofree char *name = g_strdup_printf (_ ("Service: %s"), words);

  add_button (self, self->services, id, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_last_child (self->services)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

void
kapka_visit_filter_panel_set_context (KapkaVisitFilterPanel *self, KapkaDeskContext *context) {
  add_button (self, self->services, "", _ ("Any service"));
  for (guint i = 0; i < KAPKA_N_SERVICES; i++)
    add_service (self, context, i);
  add_button (self, self->ends, "", _ ("Ended in any way"));
  for (guint i = 0; i < G_N_ELEMENTS (end_reasons); i++)
    add_button (self, self->ends, end_reasons[i], kapka_visit_words_end_reason (end_reasons[i]));
  add_button (self, self->marks, "user", _ ("With a user"));
  add_button (self, self->marks, "corrected", _ ("Corrected ones"));
  add_button (self, self->marks, "assisted", _ ("With help of a librarian"));
}

void
kapka_visit_filter_panel_read (KapkaVisitFilterPanel *self, KapkaVisitChoice *choice) {
  g_strlcpy (choice->service, get_active (self->services), sizeof choice->service);
  g_strlcpy (choice->end_reason, get_active (self->ends), sizeof choice->end_reason);
  choice->with_user = is_marked (self, "user");
  choice->corrected = is_marked (self, "corrected");
  choice->assisted = is_marked (self, "assisted");
}

void
kapka_visit_filter_panel_clear (KapkaVisitFilterPanel *self) {
  self->clearing = TRUE;
  clear_box (self->services, TRUE);
  clear_box (self->ends, TRUE);
  clear_box (self->marks, FALSE);
  self->clearing = FALSE;
}
