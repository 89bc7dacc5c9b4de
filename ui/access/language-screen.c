// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/access/language-screen.h"

#include "ui/access/language-names.h"
#include "ui/shell/template.h"

struct _KapkaLanguageScreen {
  GtkWidget parent_instance;

  // Template widgets
  GtkBox *languages;
};

G_DEFINE_FINAL_TYPE (KapkaLanguageScreen, kapka_language_screen, GTK_TYPE_WIDGET)

static void
kapka_language_screen_dispose (GObject *object) {
  kapka_template_dispose (GTK_WIDGET (object), KAPKA_TYPE_LANGUAGE_SCREEN);
  G_OBJECT_CLASS (kapka_language_screen_parent_class)->dispose (object);
}

static void
kapka_language_screen_class_init (KapkaLanguageScreenClass *klass) {
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kapka_language_screen_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/kapka/ui/language-screen.ui");
  gtk_widget_class_bind_template_child (widget_class, KapkaLanguageScreen, languages);
}

static void
kapka_language_screen_init (KapkaLanguageScreen *self) {
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
add_language (KapkaLanguageScreen *self, const char *language, gboolean spoken) {
  GtkWidget *button = gtk_button_new_with_label (kapka_language_get_name (language));

  gtk_widget_add_css_class (button, "language");
  if (spoken)
    gtk_widget_add_css_class (button, "chosen");
  gtk_accessible_update_state (
      GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_STATE_PRESSED,
      spoken ? GTK_ACCESSIBLE_TRISTATE_TRUE : GTK_ACCESSIBLE_TRISTATE_FALSE, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.speak");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", language);
  gtk_box_append (self->languages, button);
}

GtkWidget *
kapka_language_screen_new (KapkaSession *session) {
  KapkaLanguageScreen *self = g_object_new (KAPKA_TYPE_LANGUAGE_SCREEN, NULL);
  const KapkaSettings *settings = kapka_session_get_settings (session);

  for (guint i = 0; settings->languages[i] != NULL; i++)
    add_language (self, settings->languages[i],
                  g_str_equal (settings->languages[i], kapka_session_get_language (session)));
  return GTK_WIDGET (self);
}
