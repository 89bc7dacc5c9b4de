// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desk/publicity.h"

#include <glib/gi18n.h>

#include "ui/desk/desk-page.h"
#include "ui/desk/promo-register.h"
#include "ui/desk/publication-register.h"

struct _KapkaPublicity {
  GtkWidget parent_instance;

  // Borrowed: children
  GtkStack *stack;
  KapkaRegister *promos;
  KapkaRegister *publications;
};

static void kapka_publicity_page_init (KapkaDeskPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KapkaPublicity,
                               kapka_publicity,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (KAPKA_TYPE_DESK_PAGE,
                                                      kapka_publicity_page_init))

static void
show_register (KapkaPublicity *self, KapkaRegister *shown) {
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (shown));
  kapka_register_show (shown);
}

static void
show_promos (KapkaPublicity *self) {
  show_register (self, self->promos);
}

static void
show_publications (KapkaPublicity *self) {
  show_register (self, self->publications);
}

static void
on_show (KapkaDeskPage *page) {
  KapkaPublicity *self = KAPKA_PUBLICITY (page);

  kapka_register_show (KAPKA_REGISTER (gtk_stack_get_visible_child (self->stack)));
}

static void
kapka_publicity_page_init (KapkaDeskPageInterface *iface) {
  iface->show = on_show;
}

static void
kapka_publicity_dispose (GObject *object) {
  GtkWidget *stack = GTK_WIDGET (KAPKA_PUBLICITY (object)->stack);

  KAPKA_PUBLICITY (object)->stack = NULL;
  if (stack != NULL)
    gtk_widget_unparent (stack);
  G_OBJECT_CLASS (kapka_publicity_parent_class)->dispose (object);
}

static void
kapka_publicity_class_init (KapkaPublicityClass *klass) {
  G_OBJECT_CLASS (klass)->dispose = kapka_publicity_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
kapka_publicity_init (KapkaPublicity *self) {
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_hhomogeneous (self->stack, FALSE);
  gtk_widget_set_parent (GTK_WIDGET (self->stack), GTK_WIDGET (self));
}

static KapkaRegister *
add_register (KapkaPublicity *self,
              const KapkaRegisterKind *kind,
              KapkaDeskContext *context,
              const char *other,
              GCallback on_other) {
  GtkWidget *shown = kapka_register_new (kind, context);
  GtkWidget *button = gtk_button_new_with_label (other);

  gtk_widget_add_css_class (button, "plain");
  g_signal_connect_object (button, "clicked", on_other, self, G_CONNECT_SWAPPED);
  kapka_register_add_button (KAPKA_REGISTER (shown), button);
  gtk_stack_add_child (self->stack, shown);
  return KAPKA_REGISTER (shown);
}

GtkWidget *
kapka_publicity_new (KapkaDeskContext *context) {
  KapkaPublicity *self = g_object_new (KAPKA_TYPE_PUBLICITY, NULL);

  self->promos = add_register (self, &kapka_promo_register, context, _ ("Publications"),
                               G_CALLBACK (show_publications));
  self->publications = add_register (self, &kapka_publication_register, context,
                                     _ ("Printed products"), G_CALLBACK (show_promos));
  return GTK_WIDGET (self);
}
