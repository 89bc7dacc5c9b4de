// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paper/form-facts.h"

#include <glib/gi18n.h>

#include "ui/paper/form-words.h"
#include "ui/shell/template.h"
#include "ui/shell/wrap-layout.h"

struct _KapkaFormFacts {
  GtkWidget parent_instance;

  // Template widgets
  GtkLabel *title;
  GtkWidget *sample;
  GtkLabel *state;
  GtkLabel *details;
  GtkWidget *ways; // To fill it in.
  GtkWidget *fill;
  GtkWidget *guide;
};

G_DEFINE_FINAL_TYPE (KapkaFormFacts, kapka_form_facts, GTK_TYPE_WIDGET)

static void
kapka_form_facts_dispose (GObject *object) {
  kapka_template_dispose (GTK_WIDGET (object), KAPKA_TYPE_FORM_FACTS);
  G_OBJECT_CLASS (kapka_form_facts_parent_class)->dispose (object);
}

static void
kapka_form_facts_class_init (KapkaFormFactsClass *klass) {
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kapka_form_facts_dispose;
  g_type_ensure (KAPKA_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/kapka/ui/form-facts.ui");
  gtk_widget_class_bind_template_child (widget_class, KapkaFormFacts, title);
  gtk_widget_class_bind_template_child (widget_class, KapkaFormFacts, sample);
  gtk_widget_class_bind_template_child (widget_class, KapkaFormFacts, state);
  gtk_widget_class_bind_template_child (widget_class, KapkaFormFacts, details);
  gtk_widget_class_bind_template_child (widget_class, KapkaFormFacts, ways);
  gtk_widget_class_bind_template_child (widget_class, KapkaFormFacts, fill);
  gtk_widget_class_bind_template_child (widget_class, KapkaFormFacts, guide);
}

static void
kapka_form_facts_init (KapkaFormFacts *self) {
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Says below the title what should be known before the form is printed. */
static void
show_state (KapkaFormFacts *self, const KapkaTile *tile, KapkaFormState state) {
  gboolean doubtful = state != KAPKA_FORM_READY;
  g_autofree char *words = doubtful ? kapka_form_words_state (tile, state) : NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->state), doubtful);
  gtk_label_set_label (self->state, doubtful ? words : "");
}

static void
show_details (KapkaFormFacts *self, const KapkaTile *tile, const char *language) {
  const char *description = kapka_local_text_get (&tile->description, language);
  g_autofree char *facts = kapka_form_words_facts (tile, language);
  const char *gap = *description != '\0' && *facts != '\0' ? "\n" : "";
  g_autofree char *text = g_strconcat (description, gap, facts, NULL);

  gtk_label_set_label (self->details, text);
}

void
kapka_form_facts_show (KapkaFormFacts *self, KapkaSession *session, const KapkaTile *tile) {
  const char *language = kapka_session_get_language (session);

  gtk_label_set_label (self->title, kapka_local_text_get (&tile->name, language));
  gtk_widget_set_visible (self->sample, tile->sample);
  show_state (self, tile,
              tile->kind == KAPKA_TILE_FORM ? kapka_form_words_look (session, tile)
                                            : KAPKA_FORM_READY);
  show_details (self, tile, language);
}

void
kapka_form_facts_show_guide (KapkaFormFacts *self, KapkaSession *session, const KapkaTile *tile) {
  const char *name = kapka_local_text_get (&tile->name, kapka_session_get_language (session));
  g_autofree char *title = g_strdup_printf (_ ("How to fill in: %s"), name);

  gtk_label_set_label (self->title, title);
  gtk_widget_set_visible (self->sample, FALSE);
  gtk_label_set_label (self->details,
                       _ ("What to prepare, what to write in each place, and where to take it."));
}

void
kapka_form_facts_offer (KapkaFormFacts *self, gboolean fill, gboolean guide) {
  gtk_widget_set_visible (self->fill, fill);
  gtk_widget_set_visible (self->guide, guide);
  gtk_widget_set_visible (self->ways, fill || guide);
}

void
kapka_form_facts_show_own (KapkaFormFacts *self, const char *name) {
  gtk_label_set_label (self->title, name);
  gtk_widget_set_visible (self->sample, FALSE);
  gtk_label_set_label (self->details, _ ("Your file from a flash drive. The copy that was made of "
                                         "it here is erased as soon as you go back."));
}
