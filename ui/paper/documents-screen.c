// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paper/documents-screen.h"

#include "ui/paper/document-row.h"
#include "ui/paper/documents.h"
#include "ui/shell/scrolling.h"
#include "ui/shell/template.h"

struct _KapkaDocumentsScreen {
  GtkWidget parent_instance;

  // Template widgets
  GtkScrolledWindow *scroller;
  GtkBox *list;
  GtkWidget *save_all;

  // Owned
  KapkaSession *session;
};

G_DEFINE_FINAL_TYPE (KapkaDocumentsScreen, kapka_documents_screen, GTK_TYPE_WIDGET)

/* Documents only ever come. The newest stands first: it is the one that is looked for. */
static void
on_items_changed (GListModel *documents,
                  guint position,
                  guint removed,
                  guint added,
                  KapkaDocumentsScreen *self) {
  for (guint i = position; i < position + added; i++) {
    g_autoptr (KapkaSavedDocument) document = g_list_model_get_item (documents, i);

    gtk_box_prepend (self->list, kapka_document_row_new (self->session, document));
  }
  gtk_widget_set_visible (self->save_all, g_list_model_get_n_items (documents) > 1);
}

static void
kapka_documents_screen_dispose (GObject *object) {
  kapka_template_dispose (GTK_WIDGET (object), KAPKA_TYPE_DOCUMENTS_SCREEN);
  G_OBJECT_CLASS (kapka_documents_screen_parent_class)->dispose (object);
}

static void
kapka_documents_screen_finalize (GObject *object) {
  g_clear_object (&KAPKA_DOCUMENTS_SCREEN (object)->session);
  G_OBJECT_CLASS (kapka_documents_screen_parent_class)->finalize (object);
}

static void
kapka_documents_screen_class_init (KapkaDocumentsScreenClass *klass) {
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kapka_documents_screen_dispose;
  G_OBJECT_CLASS (klass)->finalize = kapka_documents_screen_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/kapka/ui/documents-screen.ui");
  gtk_widget_class_bind_template_child (widget_class, KapkaDocumentsScreen, scroller);
  gtk_widget_class_bind_template_child (widget_class, KapkaDocumentsScreen, list);
  gtk_widget_class_bind_template_child (widget_class, KapkaDocumentsScreen, save_all);
}

static void
kapka_documents_screen_init (KapkaDocumentsScreen *self) {
  gtk_widget_init_template (GTK_WIDGET (self));
  kapka_scrolling_hide_bar (self->scroller);
}

GtkWidget *
kapka_documents_screen_new (KapkaSession *session) {
  KapkaDocumentsScreen *self = g_object_new (KAPKA_TYPE_DOCUMENTS_SCREEN, NULL);
  GListModel *documents = G_LIST_MODEL (kapka_session_get_documents (session));

  self->session = g_object_ref (session);
  on_items_changed (documents, 0, 0, g_list_model_get_n_items (documents), self);
  g_signal_connect_object (documents, "items-changed", G_CALLBACK (on_items_changed), self, 0);
  return GTK_WIDGET (self);
}
