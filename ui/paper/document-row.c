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
  GtkLabel *kept;
  GtkWidget *hint;
  GtkWidget *open;
  GtkWidget *save;

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
  gtk_widget_class_bind_template_child (widget_class, KapkaDocumentRow, kept);
  gtk_widget_class_bind_template_child (widget_class, KapkaDocumentRow, hint);
  gtk_widget_class_bind_template_child (widget_class, KapkaDocumentRow, open);
  gtk_widget_class_bind_template_child (widget_class, KapkaDocumentRow, save);
}

static void
kapka_document_row_init (KapkaDocumentRow *self) {
  gtk_widget_init_template (GTK_WIDGET (self));
}

static gboolean
opens (KapkaDocumentRow *self) {
  KapkaFileKind kind = kapka_saved_document_get_kind (self->document);

  return kind == KAPKA_FILE_KIND_PDF || kind == KAPKA_FILE_KIND_PICTURE;
}

static void
offer_to_open (KapkaDocumentRow *self, KapkaSavedDocument *document) {
  gtk_widget_set_visible (self->open, opens (self));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->open), "win.paper");
  gtk_actionable_set_action_target (
      GTK_ACTIONABLE (self->open), "(sus)", kapka_saved_document_get_portal (document),
      (guint32)KAPKA_PAPER_DOCUMENT, kapka_saved_document_get_path (document));
}

static void
offer_to_save (KapkaDocumentRow *self, KapkaSavedDocument *document) {
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->save), "win.save");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->save), "s",
                                    kapka_saved_document_get_path (document));
}

static const char *
portal_name (KapkaDocumentRow *self) {
  const KapkaTile *tile = kapka_catalog_find_tile (
      kapka_session_get_catalog (self->session), kapka_saved_document_get_portal (self->document));

  return kapka_local_text_get (&tile->name, kapka_session_get_language (self->session));
}

static const char *
words_for_kept (guint kept) {
  static const char *const words[] = {
    [KAPKA_DOCUMENT_ON_DRIVE] = N_ ("Saved to a flash drive"),
    [KAPKA_DOCUMENT_ON_PAPER] = N_ ("Printed"),
    [KAPKA_DOCUMENT_ON_DRIVE | KAPKA_DOCUMENT_ON_PAPER] = N_ ("Printed and saved to a flash drive"),
  };

  return kept == 0 ? "" : _ (words[kept]);
}

static void
show_kept (KapkaDocumentRow *self) {
  guint kept = kapka_saved_document_get_kept (self->document);

  gtk_label_set_label (self->kept, words_for_kept (kept));
  gtk_widget_set_visible (GTK_WIDGET (self->kept), kept != 0);
  gtk_widget_set_visible (self->hint, kept == 0 && !opens (self));
}

static void
set_label (GtkWidget *widget, const char *label) {
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
}

static void
show_words (KapkaDocumentRow *self) {
  const char *kind = kapka_file_words_kind (kapka_saved_document_get_kind (self->document));
  const char *name = kapka_saved_document_get_name (self->document);
  g_autofree char *size = kapka_file_words_size (kapka_saved_document_get_size (self->document));
  g_autofree char *details = g_strdup_printf ("%s · %s · %s", kind, size, portal_name (self));
  g_autofree char *open = g_strdup_printf (_ ("Open %s"), name);
  g_autofree char *save = g_strdup_printf (_ ("Save %s to a flash drive"), name);

  gtk_label_set_label (self->details, details);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, details, -1);
  set_label (self->open, open);
  set_label (self->save, save);
  show_kept (self);
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
  offer_to_save (self, document);
  g_signal_connect_object (document, "kept", G_CALLBACK (show_kept), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::language", G_CALLBACK (show_words), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
