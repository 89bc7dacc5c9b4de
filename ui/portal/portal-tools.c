// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/portal/portal-tools.h"

#include "ui/shell/template.h"

struct _KapkaPortalTools {
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (KapkaPortalTools, kapka_portal_tools, GTK_TYPE_WIDGET)

static void
kapka_portal_tools_dispose (GObject *object) {
  kapka_template_dispose (GTK_WIDGET (object), KAPKA_TYPE_PORTAL_TOOLS);
  G_OBJECT_CLASS (kapka_portal_tools_parent_class)->dispose (object);
}

static void
kapka_portal_tools_class_init (KapkaPortalToolsClass *klass) {
  G_OBJECT_CLASS (klass)->dispose = kapka_portal_tools_dispose;
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass),
                                               "/org/kapka/ui/portal-tools.ui");
}

static void
kapka_portal_tools_init (KapkaPortalTools *self) {
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
kapka_portal_tools_new (void) {
  return g_object_new (KAPKA_TYPE_PORTAL_TOOLS, NULL);
}
