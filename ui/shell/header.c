// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/header.h"

#include <glib/gi18n.h>

#include "ui/access/language-names.h"
#include "ui/paper/documents-screen.h"
#include "ui/shell/clock-label.h"
#include "ui/shell/screen.h"
#include "ui/shell/template.h"
#include "ui/shell/wrap-layout.h"

/* With text of 100 % a narrower screen has no place for words beside the pictograms. */
#define ROOMY_WIDTH 1000
#define CROWDED_ROOMY_WIDTH 1500

/* A narrower one has no place for the clock either, once there are documents. */
#define CLOCK_WIDTH 1200

struct _KapkaHeader {
  GtkWidget parent_instance;

  // Template widgets
  GtkWidget *back;
  GtkWidget *home;
  GtkWidget *home_label;
  GtkBox *toolbar_slot;
  GtkWidget *nameplate;
  GtkLabel *centre_name;
  GtkWidget *documents;
  GtkLabel *documents_label;
  GtkWidget *help_label;
  GtkWidget *language;
  GtkLabel *language_name;
  GtkWidget *usual_sight;
  GtkWidget *clock;

  // Borrowed
  GtkWidget *screen; // The one below; outlives its turn here.

  gboolean at_home; // It is the first of the visit.

  // Owned
  KapkaSession *session;
};

G_DEFINE_FINAL_TYPE (KapkaHeader, kapka_header, GTK_TYPE_WIDGET)

static GtkWidget *
toolbar_of (GtkWidget *screen) {
  return KAPKA_IS_SCREEN (screen) ? kapka_screen_get_toolbar (KAPKA_SCREEN (screen)) : NULL;
}

/* The width of the screen as it would be with the usual letters. */
static int
get_room (KapkaHeader *self) {
  int width = gtk_widget_get_width (GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self))));

  return width * 100 / (int)kapka_sight_get (kapka_session_get_sight (self->session))->text_percent;
}

/* The button is there as long as there is something behind it. */
static void
show_documents (KapkaHeader *self) {
  KapkaDocuments *documents = kapka_session_get_documents (self->session);
  guint n = documents == NULL ? 0 : g_list_model_get_n_items (G_LIST_MODEL (documents));
  gboolean visible = n > 0 && !KAPKA_IS_DOCUMENTS_SCREEN (self->screen);
  gboolean words_visible = gtk_widget_get_visible (self->help_label);
  g_autofree char *words = g_strdup_printf (_ ("My documents: %u"), n);
  g_autofree char *number = g_strdup_printf ("%u", n);

  gtk_label_set_label (self->documents_label, words_visible ? words : number);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->documents), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  words, -1);
  gtk_widget_set_visible (self->documents, visible);
  gtk_widget_set_visible (self->clock,
                          words_visible && (!visible || get_room (self) >= CLOCK_WIDTH));
}

static void
on_language_changed (KapkaHeader *self) {
  show_documents (self);
  gtk_label_set_label (self->language_name,
                       kapka_language_get_name (kapka_session_get_language (self->session)));
}

static void
show_words (KapkaHeader *self, gboolean visible) {
  if (visible)
    gtk_widget_remove_css_class (GTK_WIDGET (self), "narrow");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self), "narrow");
  gtk_widget_set_visible (self->home_label, visible);
  gtk_widget_set_visible (self->help_label, visible);
  gtk_widget_set_visible (GTK_WIDGET (self->language_name), visible);
}

/* The way back to the usual version takes as much of it as the tools of a portal. */
static gboolean
is_roomy (KapkaHeader *self, GtkWidget *toolbar) {
  KapkaSight *sight = kapka_session_get_sight (self->session);
  gboolean crowded = toolbar != NULL || !kapka_sight_is_usual (sight);

  return get_room (self) >= (crowded ? CROWDED_ROOMY_WIDTH : ROOMY_WIDTH);
}

/* The middle belongs to the centre on the home screen, to the tools of the screen that has some,
 * and is empty otherwise. */
static void
fit (KapkaHeader *self) {
  GtkWidget *toolbar = toolbar_of (self->screen);
  gboolean roomy = is_roomy (self, toolbar);

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->toolbar_slot));
       child != NULL; child = gtk_widget_get_next_sibling (child))
    gtk_widget_set_visible (child, child == toolbar ||
                                       (child == self->nameplate && self->at_home && roomy));
  show_words (self, roomy);
  show_documents (self);
}

static void
on_sight_changed (KapkaHeader *self) {
  gtk_widget_set_visible (self->usual_sight,
                          !kapka_sight_is_usual (kapka_session_get_sight (self->session)));
  if (self->screen != NULL)
    fit (self);
}

static void
on_session_began (KapkaHeader *self) {
  g_signal_connect_object (kapka_session_get_documents (self->session), "items-changed",
                           G_CALLBACK (show_documents), self, G_CONNECT_SWAPPED);
}

static void
kapka_header_dispose (GObject *object) {
  kapka_template_dispose (GTK_WIDGET (object), KAPKA_TYPE_HEADER);
  g_clear_object (&KAPKA_HEADER (object)->session);
  G_OBJECT_CLASS (kapka_header_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class) {
  gtk_widget_class_set_template_from_resource (widget_class, "/org/kapka/ui/header.ui");
  gtk_widget_class_bind_template_child (widget_class, KapkaHeader, back);
  gtk_widget_class_bind_template_child (widget_class, KapkaHeader, home);
  gtk_widget_class_bind_template_child (widget_class, KapkaHeader, home_label);
  gtk_widget_class_bind_template_child (widget_class, KapkaHeader, toolbar_slot);
  gtk_widget_class_bind_template_child (widget_class, KapkaHeader, nameplate);
  gtk_widget_class_bind_template_child (widget_class, KapkaHeader, centre_name);
  gtk_widget_class_bind_template_child (widget_class, KapkaHeader, documents);
  gtk_widget_class_bind_template_child (widget_class, KapkaHeader, documents_label);
  gtk_widget_class_bind_template_child (widget_class, KapkaHeader, help_label);
  gtk_widget_class_bind_template_child (widget_class, KapkaHeader, language);
  gtk_widget_class_bind_template_child (widget_class, KapkaHeader, language_name);
  gtk_widget_class_bind_template_child (widget_class, KapkaHeader, usual_sight);
  gtk_widget_class_bind_template_child (widget_class, KapkaHeader, clock);
}

static void
kapka_header_class_init (KapkaHeaderClass *klass) {
  G_OBJECT_CLASS (klass)->dispose = kapka_header_dispose;
  g_type_ensure (KAPKA_TYPE_CLOCK_LABEL);
  g_type_ensure (KAPKA_TYPE_WRAP_LAYOUT);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
kapka_header_init (KapkaHeader *self) {
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
kapka_header_set_session (KapkaHeader *self, KapkaSession *session) {
  const KapkaSettings *settings = kapka_session_get_settings (session);

  self->session = g_object_ref (session);
  gtk_label_set_label (self->centre_name, settings->name);
  gtk_widget_set_visible (self->language, g_strv_length (settings->languages) > 1);
  on_language_changed (self);
  g_signal_connect_object (session, "began", G_CALLBACK (on_session_began), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::language", G_CALLBACK (on_language_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (kapka_session_get_sight (session), "changed",
                           G_CALLBACK (on_sight_changed), self, G_CONNECT_SWAPPED);
}

void
kapka_header_add (KapkaHeader *self, GtkWidget *screen) {
  GtkWidget *toolbar = toolbar_of (screen);

  if (toolbar != NULL)
    gtk_box_append (self->toolbar_slot, toolbar);
}

void
kapka_header_remove (KapkaHeader *self, GtkWidget *screen) {
  GtkWidget *toolbar = toolbar_of (screen);

  if (toolbar != NULL)
    gtk_box_remove (self->toolbar_slot, toolbar);
  if (screen == self->screen)
    self->screen = NULL;
}

void
kapka_header_show (KapkaHeader *self, GtkWidget *screen, gboolean at_home) {
  self->screen = screen;
  self->at_home = at_home;
  gtk_widget_set_visible (self->back, !at_home);
  gtk_widget_set_visible (self->home, !at_home);
  fit (self);
}

void
kapka_header_focus (KapkaHeader *self) {
  gtk_widget_grab_focus (self->back);
}
