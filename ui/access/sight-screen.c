// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/access/sight-screen.h"

#include <glib/gi18n.h>

#include "ui/shell/options.h"
#include "ui/shell/scrolling.h"
#include "ui/shell/template.h"

struct _KapkaSightScreen {
  GtkWidget parent_instance;

  // Template widgets
  GtkScrolledWindow *scroller;
  GtkBox *choices;

  // Owned
  KapkaSession *session;
  gboolean showing; // The buttons follow the choices, not the other way round.
};

G_DEFINE_FINAL_TYPE (KapkaSightScreen, kapka_sight_screen, GTK_TYPE_WIDGET)

/* Each is known to the style sheet by its id, and looks like what it does. */
static const KapkaOption texts[] = {
  { "text-100", N_ ("Usual text") },
  { "text-150", N_ ("Large text") },
  { "text-200", N_ ("Very large text") },
};
static const KapkaOption schemes[KAPKA_N_SCHEMES] = {
  [KAPKA_SCHEME_USUAL] = { "usual", N_ ("Usual colours") },
  [KAPKA_SCHEME_BLACK_ON_WHITE] = { "black-on-white", N_ ("Black on white") },
  [KAPKA_SCHEME_WHITE_ON_BLACK] = { "white-on-black", N_ ("White on black") },
  [KAPKA_SCHEME_NAVY_ON_BLUE] = { "navy-on-blue", N_ ("Dark blue on light blue") },
  [KAPKA_SCHEME_BROWN_ON_BEIGE] = { "brown-on-beige", N_ ("Brown on beige") },
  [KAPKA_SCHEME_GREEN_ON_BROWN] = { "green-on-brown", N_ ("Green on brown") },
};
static const KapkaOption letters[KAPKA_N_SPACINGS] = {
  [KAPKA_SPACING_USUAL] = { "letters-usual", N_ ("Letters as usual") },
  [KAPKA_SPACING_MEDIUM] = { "letters-medium", N_ ("Letters farther apart") },
  [KAPKA_SPACING_LARGE] = { "letters-large", N_ ("Letters far apart") },
};
static const KapkaOption lines[KAPKA_N_SPACINGS] = {
  [KAPKA_SPACING_USUAL] = { "lines-usual", N_ ("Lines as usual") },
  [KAPKA_SPACING_MEDIUM] = { "lines-medium", N_ ("Lines farther apart") },
  [KAPKA_SPACING_LARGE] = { "lines-large", N_ ("Lines far apart") },
};
static const KapkaOption pictures[] = {
  { "pictures-on", N_ ("With pictures") },
  { "pictures-off", N_ ("Without pictures") },
};
static const KapkaOption motion[] = {
  { "motion-on", N_ ("With motion") },
  { "motion-off", N_ ("Without motion") },
};

/* One question: its place among the choices is the index of an option. */
typedef struct {
  const char *heading;
  const KapkaOption *options;
  guint n_options;
  guint (*get) (const KapkaSightChoices *choices);
  void (*set) (KapkaSightChoices *choices, guint index);
} Question;

static guint
get_text (const KapkaSightChoices *choices) {
  return (choices->text_percent - 100) / 50;
}

static void
set_text (KapkaSightChoices *choices, guint index) {
  choices->text_percent = 100 + 50 * index;
}

static guint
get_scheme (const KapkaSightChoices *choices) {
  return choices->scheme;
}

static void
set_scheme (KapkaSightChoices *choices, guint index) {
  choices->scheme = index;
}

static guint
get_letters (const KapkaSightChoices *choices) {
  return choices->letters;
}

static void
set_letters (KapkaSightChoices *choices, guint index) {
  choices->letters = index;
}

static guint
get_lines (const KapkaSightChoices *choices) {
  return choices->lines;
}

static void
set_lines (KapkaSightChoices *choices, guint index) {
  choices->lines = index;
}

static guint
get_pictures (const KapkaSightChoices *choices) {
  return !choices->pictures;
}

static void
set_pictures (KapkaSightChoices *choices, guint index) {
  choices->pictures = index == 0;
}

static guint
get_motion (const KapkaSightChoices *choices) {
  return !choices->motion;
}

static void
set_motion (KapkaSightChoices *choices, guint index) {
  choices->motion = index == 0;
}

static const Question questions[] = {
  { N_ ("Size of the text"), texts, G_N_ELEMENTS (texts), get_text, set_text },
  { N_ ("Colours"), schemes, G_N_ELEMENTS (schemes), get_scheme, set_scheme },
  { N_ ("Room between letters"), letters, G_N_ELEMENTS (letters), get_letters, set_letters },
  { N_ ("Room between lines"), lines, G_N_ELEMENTS (lines), get_lines, set_lines },
  { N_ ("Pictures"), pictures, G_N_ELEMENTS (pictures), get_pictures, set_pictures },
  { N_ ("Motion"), motion, G_N_ELEMENTS (motion), get_motion, set_motion },
};

static KapkaSight *
get_sight (KapkaSightScreen *self) {
  return kapka_session_get_sight (self->session);
}

static guint
index_of (const Question *question, const char *id) {
  guint index = 0;

  while (index < question->n_options - 1 && !g_str_equal (question->options[index].id, id))
    index++;
  return index;
}

static void
on_chosen (KapkaOptions *options, KapkaSightScreen *self) {
  const Question *question = g_object_get_data (G_OBJECT (options), "question");
  KapkaSightChoices choices = *kapka_sight_get (get_sight (self));

  if (self->showing)
    return;
  question->set (&choices, index_of (question, kapka_options_get (options)));
  kapka_sight_set (get_sight (self), &choices);
}

static void
show_choices (KapkaSightScreen *self) {
  const KapkaSightChoices *choices = kapka_sight_get (get_sight (self));

  self->showing = TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->choices)); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    const Question *question = g_object_get_data (G_OBJECT (child), "question");

    if (question != NULL)
      kapka_options_set (KAPKA_OPTIONS (child), question->options[question->get (choices)].id);
  }
  self->showing = FALSE;
}

static void
add_question (KapkaSightScreen *self, const Question *question) {
  GtkWidget *heading =
      g_object_new (GTK_TYPE_LABEL, "label", _ (question->heading), "xalign", 0.0, "wrap", TRUE,
                    "accessible-role", GTK_ACCESSIBLE_ROLE_HEADING, NULL);
  GtkWidget *options = kapka_options_new (question->options, question->n_options);

  gtk_widget_add_css_class (heading, "heading");
  gtk_accessible_update_property (GTK_ACCESSIBLE (options), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (question->heading), -1);
  g_object_set_data (G_OBJECT (options), "question", (gpointer)question);
  g_signal_connect_object (options, "changed", G_CALLBACK (on_chosen), self, 0);
  gtk_box_append (self->choices, heading);
  gtk_box_append (self->choices, options);
}

static void
ask (KapkaSightScreen *self) {
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->choices))) != NULL)
    gtk_box_remove (self->choices, child);
  for (guint i = 0; i < G_N_ELEMENTS (questions); i++)
    add_question (self, &questions[i]);
  show_choices (self);
}

static void
kapka_sight_screen_dispose (GObject *object) {
  kapka_template_dispose (GTK_WIDGET (object), KAPKA_TYPE_SIGHT_SCREEN);
  g_clear_object (&KAPKA_SIGHT_SCREEN (object)->session);
  G_OBJECT_CLASS (kapka_sight_screen_parent_class)->dispose (object);
}

static void
kapka_sight_screen_class_init (KapkaSightScreenClass *klass) {
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kapka_sight_screen_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/kapka/ui/sight-screen.ui");
  gtk_widget_class_bind_template_child (widget_class, KapkaSightScreen, scroller);
  gtk_widget_class_bind_template_child (widget_class, KapkaSightScreen, choices);
}

static void
kapka_sight_screen_init (KapkaSightScreen *self) {
  gtk_widget_init_template (GTK_WIDGET (self));
  kapka_scrolling_hide_bar (self->scroller);
}

GtkWidget *
kapka_sight_screen_new (KapkaSession *session) {
  KapkaSightScreen *self = g_object_new (KAPKA_TYPE_SIGHT_SCREEN, NULL);

  self->session = g_object_ref (session);
  ask (self);
  g_signal_connect_object (get_sight (self), "changed", G_CALLBACK (show_choices), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::language", G_CALLBACK (ask), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
