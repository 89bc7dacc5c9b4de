// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paper/document-row.h"

#include <glib/gi18n.h>

#include "ui/paper/file-words.h"
#include "ui/paper/form.h"
#include "ui/shell/template.h"

struct _KapkaDocumentRow {
  GtkWidget parent_instance;

  // Template widgets
  GtkImage *icon;
  GtkLabel *name;
  GtkLabel *details;
  GtkWidget *hint;
  GtkWidget *open;

  // Owned
  KapkaSession *session;
  KapkaSavedDocument *document;
};

G_DEFINE_FINAL_TYPE (KapkaDocumentRow, kapka_document_row, GTK_TYPE_WIDGET)

static void
kapka_document_row_dispose (GObject *object) {
  kapka_template_dispose (GTK_WIDGET (object), KAPKA_TYPE_DOCUMENT_ROW);
  G_OBJECT_CLASS (kapka_document_row_parent_class)->dispose (object);
}

static void
kapka_document_row_finalize (GObject *object) {
  g_clear_object (&KAPKA_DOCUMENT_ROW (object)->session);
  g_clear_object (&KAPKA_DOCUMENT_ROW (object)->document);
  G_OBJECT_CLASS (kapka_document_row_parent_class)->finalize (object);
}

static void
kapka_document_row_class_init (KapkaDocumentRowClass *klass) {
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kapka_document_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = kapka_document_row_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/kapka/ui/document-row.ui");
  gtk_widget_class_bind_template_child (widget_class, KapkaDocumentRow, icon);
  gtk_widget_class_bind_template_child (widget_class, KapkaDocumentRow, name);
  gtk_widget_class_bind_template_child (widget_class, KapkaDocumentRow, details);
  gtk_widget_class_bind_template_child (widget_class, KapkaDocumentRow, hint);
  gtk_widget_class_bind_template_child (widget_class, KapkaDocumentRow, open);
}

static void
kapka_document_row_init (KapkaDocumentRow *self) {
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* A row without a button can be reached by keys as well, to be read and to scroll the list. */
static void
offer_to_open (KapkaDocumentRow *self, KapkaSavedDocument *document) {
  gboolean opens = kapka_saved_document_get_kind (document) == KAPKA_FILE_KIND_PDF;

  gtk_widget_set_visible (self->open, opens);
  gtk_widget_set_visible (self->hint, !opens);
  gtk_widget_set_focusable (GTK_WIDGET (self), !opens);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->open), "win.paper");
  gtk_actionable_set_action_target (
      GTK_ACTIONABLE (self->open), "(sus)", kapka_saved_document_get_portal (document),
      (guint32)KAPKA_PAPER_DOCUMENT, kapka_saved_document_get_path (document));
}

static const char *
portal_name (KapkaDocumentRow *self) {
  const KapkaTile *tile = kapka_catalog_find_tile (
      kapka_session_get_catalog (self->session), kapka_saved_document_get_portal (self->document));

  return kapka_local_text_get (&tile->name, kapka_session_get_language (self->session));
}

static void
show_words (KapkaDocumentRow *self) {
  const char *kind = kapka_file_words_kind (kapka_saved_document_get_kind (self->document));
  const char *name = kapka_saved_document_get_name (self->document);
  g_autofree char *size = kapka_file_words_size (kapka_saved_document_get_size (self->document));
  g_autofree char *details = g_strdup_printf ("%s · %s · %s", kind, size, portal_name (self));
  g_autofree char *open = g_strdup_printf (_ ("Open %s"), name);

  gtk_label_set_label (self->details, details);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, details, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->open), GTK_ACCESSIBLE_PROPERTY_LABEL, open,
                                  -1);
}

GtkWidget *
kapka_document_row_new (KapkaSession *session, KapkaSavedDocument *document) {
  KapkaDocumentRow *self = g_object_new (KAPKA_TYPE_DOCUMENT_ROW, NULL);

  self->session = g_object_ref (session);
  self->document = g_object_ref (document);
  gtk_image_set_from_icon_name (self->icon,
                                kapka_file_words_icon (kapka_saved_document_get_kind (document)));
  gtk_label_set_label (self->name, kapka_saved_document_get_name (document));
  show_words (self);
  offer_to_open (self, document);
  g_signal_connect_object (session, "notify::language", G_CALLBACK (show_words), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
