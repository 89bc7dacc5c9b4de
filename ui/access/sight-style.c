// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/access/sight-style.h"

/* The colours of a scheme take the place of those that all other styles name. */
#define SCHEME_PRIORITY (GTK_STYLE_PROVIDER_PRIORITY_APPLICATION + 1)

struct _KapkaSightStyle {
  GObject parent_instance;

  GtkWidget *window; // Borrowed.

  KapkaSight *sight;
  KapkaScheme scheme;       // The one that shows.
  GtkCssProvider *provider; // Its style; NULL while the colours are the usual ones.
};

G_DEFINE_FINAL_TYPE (KapkaSightStyle, kapka_sight_style, G_TYPE_OBJECT)

static const char *const scheme_names[KAPKA_N_SCHEMES] = {
  [KAPKA_SCHEME_USUAL] = "usual",
  [KAPKA_SCHEME_BLACK_ON_WHITE] = "black-on-white",
  [KAPKA_SCHEME_WHITE_ON_BLACK] = "white-on-black",
  [KAPKA_SCHEME_NAVY_ON_BLUE] = "navy-on-blue",
  [KAPKA_SCHEME_BROWN_ON_BEIGE] = "brown-on-beige",
  [KAPKA_SCHEME_GREEN_ON_BROWN] = "green-on-brown",
};

static void
set_class (KapkaSightStyle *self, const char *css_class, gboolean set) {
  if (set)
    gtk_widget_add_css_class (self->window, css_class);
  else
    gtk_widget_remove_css_class (self->window, css_class);
}

static void
show_classes (KapkaSightStyle *self, const KapkaSightChoices *choices) {
  set_class (self, "text-150", choices->text_percent == 150);
  set_class (self, "text-200", choices->text_percent == 200);
  set_class (self, "letters-medium", choices->letters == KAPKA_SPACING_MEDIUM);
  set_class (self, "letters-large", choices->letters == KAPKA_SPACING_LARGE);
  set_class (self, "lines-medium", choices->lines == KAPKA_SPACING_MEDIUM);
  set_class (self, "lines-large", choices->lines == KAPKA_SPACING_LARGE);
  set_class (self, "no-pictures", !choices->pictures);
}

static GtkCssProvider *
load_scheme (KapkaScheme scheme) {
  GtkCssProvider *provider = gtk_css_provider_new ();
  g_autofree char *path =
      g_strdup_printf ("/org/kapka/style/schemes/%s.css", kapka_scheme_get_name (scheme));

  gtk_css_provider_load_from_resource (provider, path);
  return provider;
}

static void
drop_provider (KapkaSightStyle *self) {
  if (self->provider != NULL)
    gtk_style_context_remove_provider_for_display (gtk_widget_get_display (self->window),
                                                   GTK_STYLE_PROVIDER (self->provider));
  g_clear_object (&self->provider);
}

static void
show_scheme (KapkaSightStyle *self, KapkaScheme scheme) {
  if (scheme == self->scheme)
    return;
  drop_provider (self);
  self->scheme = scheme;
  if (scheme == KAPKA_SCHEME_USUAL)
    return;
  self->provider = load_scheme (scheme);
  gtk_style_context_add_provider_for_display (gtk_widget_get_display (self->window),
                                              GTK_STYLE_PROVIDER (self->provider), SCHEME_PRIORITY);
}

static void
show (KapkaSightStyle *self) {
  const KapkaSightChoices *choices = kapka_sight_get (self->sight);

  show_classes (self, choices);
  show_scheme (self, choices->scheme);
  g_object_set (gtk_widget_get_settings (self->window), "gtk-enable-animations", choices->motion,
                NULL);
}

static void
kapka_sight_style_dispose (GObject *object) {
  KapkaSightStyle *self = KAPKA_SIGHT_STYLE (object);

  drop_provider (self);
  g_clear_object (&self->sight);
  G_OBJECT_CLASS (kapka_sight_style_parent_class)->dispose (object);
}

static void
kapka_sight_style_class_init (KapkaSightStyleClass *klass) {
  G_OBJECT_CLASS (klass)->dispose = kapka_sight_style_dispose;
}

static void
kapka_sight_style_init (KapkaSightStyle *self) {
}

KapkaSightStyle *
kapka_sight_style_new (GtkWidget *window, KapkaSight *sight) {
  KapkaSightStyle *self = g_object_new (KAPKA_TYPE_SIGHT_STYLE, NULL);

  self->window = window;
  self->sight = g_object_ref (sight);
  g_signal_connect_object (sight, "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  show (self);
  return self;
}

const char *
kapka_scheme_get_name (KapkaScheme scheme) {
  return scheme_names[scheme];
}
