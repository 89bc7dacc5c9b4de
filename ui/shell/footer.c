// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/footer.h"

#include "ui/shell/balanced.h"
#include "ui/shell/template.h"
#include "ui/shell/wrap-layout.h"

struct _KapkaFooter {
  GtkWidget parent_instance;

  // Template widgets
  GtkWidget *draft;
};

G_DEFINE_FINAL_TYPE (KapkaFooter, kapka_footer, GTK_TYPE_WIDGET)

/* No native speaker has read the Udmurt texts through yet. */
static void
on_language_changed (KapkaSession *session, GParamSpec *pspec, KapkaFooter *self) {
  gtk_widget_set_visible (self->draft, g_str_equal (kapka_session_get_language (session), "udm"));
}

static void
kapka_footer_dispose (GObject *object) {
  kapka_template_dispose (GTK_WIDGET (object), KAPKA_TYPE_FOOTER);
  G_OBJECT_CLASS (kapka_footer_parent_class)->dispose (object);
}

static void
kapka_footer_class_init (KapkaFooterClass *klass) {
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kapka_footer_dispose;
  g_type_ensure (KAPKA_TYPE_BALANCED);
  g_type_ensure (KAPKA_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/kapka/ui/footer.ui");
  gtk_widget_class_bind_template_child (widget_class, KapkaFooter, draft);
}

static void
kapka_footer_init (KapkaFooter *self) {
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
kapka_footer_set_session (KapkaFooter *self, KapkaSession *session) {
  on_language_changed (session, NULL, self);
  g_signal_connect_object (session, "notify::language", G_CALLBACK (on_language_changed), self, 0);
}
