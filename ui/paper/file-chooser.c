// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paper/file-chooser.h"

#include <glib/gi18n.h>

#include "base/error.h"
#include "base/log.h"
#include "files/file-types.h"
#include "ui/paper/drive-rows.h"
#include "ui/paper/file-row.h"
#include "ui/paper/file-words.h"
#include "ui/shell/scrolling.h"
#include "ui/shell/template.h"

#define MIB (1024 * 1024)

struct _KapkaFileChooser {
  GtkWidget parent_instance;

  // Template widgets
  GtkLabel *title;
  GtkLabel *message;
  GtkScrolledWindow *scroller;
  GtkBox *list;
  GtkLabel *hint;
  GtkWidget *show_all_button;

  // Owned
  KapkaSession *session;
  GStrv types;
  KapkaDriveWalk *walk;
  GCancellable *cancellable; // Of what is being copied; NULL when nothing is.
  GPtrArray *rows;           // Borrowed: the rows that can be marked.
  gboolean multiple;
  gboolean show_all;
  gboolean at_beginning; // Is shown: the drives and "My documents".
  gboolean hides;        // Files of other types.
  const char *said;      // By the message, as it stands in the source.
  GPtrArray *kept;       // Sources that stay marked when their rows are made anew; NULL: none.
};

G_DEFINE_FINAL_TYPE (KapkaFileChooser, kapka_file_chooser, GTK_TYPE_WIDGET)

enum {
  SIGNAL_CHOSEN,
  SIGNAL_CANCELLED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* Of what is being copied. */
static void
stop_copying (KapkaFileChooser *self) {
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

/* @words is not translated yet. */
static void
say (KapkaFileChooser *self, const char *words) {
  self->said = words;
  gtk_label_set_label (self->message, words == NULL ? "" : _ (words));
  gtk_widget_set_visible (GTK_WIDGET (self->message), words != NULL);
}

static GPtrArray *
dup_marked (KapkaFileChooser *self) {
  GPtrArray *sources = g_ptr_array_new_with_free_func ((GDestroyNotify)kapka_file_source_free);

  for (guint i = 0; i < self->rows->len; i++) {
    GtkWidget *row = g_ptr_array_index (self->rows, i);
    const KapkaFileSource *source = kapka_drive_rows_get_source (row);

    if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (row)))
      g_ptr_array_add (
          sources,
          kapka_file_source_new (source->drive, (const char *const *)source->folder, source->name));
  }
  return sources;
}

static void
on_toggled (GtkToggleButton *row, KapkaFileChooser *self) {
  g_autoptr (GPtrArray) marked = dup_marked (self);
  gboolean active = gtk_toggle_button_get_active (row);

  gtk_accessible_update_state (
      GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_CHECKED,
      active ? GTK_ACCESSIBLE_TRISTATE_TRUE : GTK_ACCESSIBLE_TRISTATE_FALSE, -1);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "chooser.attach", marked->len > 0);
}

static gboolean
is_wanted (KapkaFileChooser *self, const char *name) {
  gboolean wanted = kapka_file_types_allow ((const char *const *)self->types, name);

  self->hides |= !wanted;
  return wanted || self->show_all;
}

static gboolean
is_kept (KapkaFileChooser *self, const KapkaFileSource *source) {
  for (guint i = 0; self->kept != NULL && i < self->kept->len; i++) {
    const KapkaFileSource *kept = g_ptr_array_index (self->kept, i);

    if (g_str_equal (kept->name, source->name))
      return TRUE;
  }
  return FALSE;
}

static GtkWidget *
new_mark (void) {
  return g_object_new (GTK_TYPE_TOGGLE_BUTTON, "accessible-role", GTK_ACCESSIBLE_ROLE_CHECKBOX,
                       NULL);
}

static void
add_file (KapkaFileChooser *self, GtkWidget *row) {
  if (!self->multiple && self->rows->len > 0)
    gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (row), g_ptr_array_index (self->rows, 0));
  g_signal_connect_object (row, "toggled", G_CALLBACK (on_toggled), self, 0);
  g_ptr_array_add (self->rows, row);
  gtk_box_append (self->list, row);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (row),
                                is_kept (self, kapka_drive_rows_get_source (row)));
}

static void
add_document (KapkaFileChooser *self, KapkaSavedDocument *document) {
  KapkaFileKind kind = kapka_saved_document_get_kind (document);
  const char *name = kapka_saved_document_get_name (document);
  g_autofree char *size = kapka_file_words_size (kapka_saved_document_get_size (document));
  g_autofree char *details = g_strdup_printf ("%s · %s", _ ("My documents"), size);
  GtkWidget *row = kapka_file_row_new (new_mark (), kapka_file_words_icon (kind), name, details);

  kapka_drive_rows_set_source (
      row, kapka_file_source_new (NULL, NULL, kapka_saved_document_get_path (document)));
  add_file (self, row);
}

static void
add_documents (KapkaFileChooser *self) {
  GListModel *documents = G_LIST_MODEL (kapka_session_get_documents (self->session));

  for (guint i = g_list_model_get_n_items (documents); i > 0; i--) {
    g_autoptr (KapkaSavedDocument) document = g_list_model_get_item (documents, i - 1);

    if (is_wanted (self, kapka_saved_document_get_name (document)))
      add_document (self, document);
  }
}

static void
add_entry (KapkaFileChooser *self, const KapkaDriveEntry *entry) {
  g_autofree char *title = g_filename_display_name (entry->name);

  if (entry->is_folder)
    gtk_box_append (self->list, kapka_drive_rows_new_folder (self->walk, entry->name));
  else if (is_wanted (self, title))
    add_file (self, kapka_drive_rows_new_file (self->walk, entry, new_mark ()));
}

static void
clear_list (KapkaFileChooser *self) {
  GtkWidget *child;

  g_ptr_array_set_size (self->rows, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_box_remove (self->list, child);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "chooser.attach", FALSE);
}

static void
show_hint (KapkaFileChooser *self, const char *text) {
  gtk_label_set_label (self->hint, text == NULL ? "" : text);
  gtk_widget_set_visible (GTK_WIDGET (self->hint), text != NULL);
  gtk_widget_set_visible (self->show_all_button, self->hides && !self->show_all);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

static void
on_listed (KapkaDriveWalk *walk, const GPtrArray *entries, KapkaFileChooser *self) {
  for (guint i = 0; i < entries->len; i++)
    add_entry (self, g_ptr_array_index (entries, i));
  if (entries->len == KAPKA_DRIVE_MAX_ENTRIES)
    show_hint (self, _ ("There are more files than can be shown. Please put the one you need into "
                        "a folder of its own."));
  else
    show_hint (self, entries->len == 0 ? _ ("There is nothing here.") : NULL);
}

static void
on_failed (KapkaDriveWalk *walk, gboolean inside, KapkaFileChooser *self) {
  say (self, inside ? N_ ("The flash drive cannot be read any more. Please put it in again.")
                    : N_ ("This flash drive does not open. Please try another one."));
}

static void
show_folder (KapkaFileChooser *self) {
  g_autofree char *title = kapka_drive_rows_dup_title (self->walk);

  gtk_label_set_label (self->title, title);
  gtk_box_append (self->list, kapka_drive_rows_new_up (self->walk));
  kapka_drive_walk_read (self->walk);
}

static void
show_beginning (KapkaFileChooser *self) {
  const GPtrArray *drives = kapka_drive_walk_list_drives (self->walk);

  gtk_label_set_label (self->title, self->multiple ? _ ("Choose files to attach")
                                                   : _ ("Choose a file to attach"));
  add_documents (self);
  for (guint i = 0; i < drives->len; i++)
    gtk_box_append (self->list,
                    kapka_drive_rows_new_drive (self->walk, g_ptr_array_index (drives, i)));
  show_hint (self, drives->len == 0
                       ? _ ("If your file is on a flash drive, put it in: it will appear here.")
                       : NULL);
}

static void
show_place_again (KapkaFileChooser *self) {
  self->hides = FALSE;
  clear_list (self);
  self->at_beginning = kapka_drive_walk_get_drive (self->walk) == NULL;
  if (self->at_beginning)
    show_beginning (self);
  else
    show_folder (self);
}

static void
show_place (KapkaFileChooser *self) {
  stop_copying (self);
  gtk_widget_set_sensitive (GTK_WIDGET (self->list), TRUE);
  say (self, NULL);
  g_clear_pointer (&self->kept, g_ptr_array_unref);
  show_place_again (self);
}

/* While files are being copied the list takes no touch; it is told of what goes on alone. */
static void
renew_list (KapkaFileChooser *self) {
  if (!gtk_widget_get_sensitive (GTK_WIDGET (self->list)))
    return;
  g_clear_pointer (&self->kept, g_ptr_array_unref);
  self->kept = dup_marked (self);
  show_place_again (self);
}

static void
on_language_changed (KapkaFileChooser *self) {
  say (self, self->said);
  renew_list (self);
}

/* A drive may come when the visit is over, and one that comes or goes takes no mark away. */
static void
on_moved (KapkaFileChooser *self) {
  gboolean stays = self->at_beginning && kapka_drive_walk_get_drive (self->walk) == NULL;

  if (kapka_session_get_documents (self->session) == NULL)
    return;
  if (stays)
    renew_list (self);
  else
    show_place (self);
}

static void
on_show_all_activated (GtkWidget *widget, const char *action, GVariant *parameter) {
  KapkaFileChooser *self = KAPKA_FILE_CHOOSER (widget);

  self->show_all = TRUE;
  show_place (self);
}

static const char *
words_for_error (const GError *error) {
  if (g_error_matches (error, KAPKA_ERROR, KAPKA_ERROR_FULL))
    return N_ ("This is too large to be attached here. Please choose a smaller file.");
  if (g_error_matches (error, KAPKA_ERROR, KAPKA_ERROR_NOT_FOUND))
    return N_ ("The file is not there any more. If the flash drive was taken out, please put it in "
               "again.");
  return N_ ("This file cannot be read. Please choose another or call a librarian.");
}

static void
on_copied (GObject *source, GAsyncResult *result, gpointer user_data) {
  g_autoptr (KapkaFileChooser) self = user_data;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) paths = kapka_attachments_make_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  gtk_widget_set_sensitive (GTK_WIDGET (self->list), TRUE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "chooser.attach", TRUE);
  if (paths != NULL) {
    g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, paths);
    return;
  }
  kapka_log_error (G_LOG_LEVEL_MESSAGE, "document-failed", "A file cannot be attached", error);
  say (self, words_for_error (error));
}

static void
on_attach_activated (GtkWidget *widget, const char *action, GVariant *parameter) {
  KapkaFileChooser *self = KAPKA_FILE_CHOOSER (widget);
  const KapkaSettings *settings = kapka_session_get_settings (self->session);
  g_autoptr (GPtrArray) sources = dup_marked (self);
  g_autoptr (GError) error = NULL;
  const char *directory = kapka_session_get_visit_dir (self->session, &error);

  if (sources->len == 0)
    return;
  if (directory == NULL) {
    kapka_log_error (G_LOG_LEVEL_WARNING, "document-failed", "There is no place for attached files",
                     error);
    say (self, words_for_error (error));
    return;
  }
  stop_copying (self);
  self->cancellable = g_cancellable_new ();
  say (self, N_ ("Reading the file…"));
  gtk_widget_set_sensitive (GTK_WIDGET (self->list), FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "chooser.attach", FALSE);
  kapka_attachments_make_async (directory, sources, (guint64)settings->max_mib * MIB,
                                (guint64)settings->max_total_mib * MIB, self->cancellable,
                                on_copied, g_object_ref (self));
}

static void
on_cancel_activated (GtkWidget *widget, const char *action, GVariant *parameter) {
  g_signal_emit (widget, signals[SIGNAL_CANCELLED], 0);
}

static void
kapka_file_chooser_dispose (GObject *object) {
  KapkaFileChooser *self = KAPKA_FILE_CHOOSER (object);

  stop_copying (self);
  if (self->walk != NULL)
    kapka_drive_walk_end (self->walk);
  g_clear_object (&self->walk);
  g_ptr_array_set_size (self->rows, 0);
  kapka_template_dispose (GTK_WIDGET (self), KAPKA_TYPE_FILE_CHOOSER);
  G_OBJECT_CLASS (kapka_file_chooser_parent_class)->dispose (object);
}

static void
kapka_file_chooser_finalize (GObject *object) {
  KapkaFileChooser *self = KAPKA_FILE_CHOOSER (object);

  g_clear_object (&self->session);
  g_strfreev (self->types);
  g_ptr_array_unref (self->rows);
  g_clear_pointer (&self->kept, g_ptr_array_unref);
  G_OBJECT_CLASS (kapka_file_chooser_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class) {
  gtk_widget_class_set_template_from_resource (widget_class, "/org/kapka/ui/file-chooser.ui");
  gtk_widget_class_bind_template_child (widget_class, KapkaFileChooser, title);
  gtk_widget_class_bind_template_child (widget_class, KapkaFileChooser, message);
  gtk_widget_class_bind_template_child (widget_class, KapkaFileChooser, scroller);
  gtk_widget_class_bind_template_child (widget_class, KapkaFileChooser, list);
  gtk_widget_class_bind_template_child (widget_class, KapkaFileChooser, hint);
  gtk_widget_class_bind_template_child (widget_class, KapkaFileChooser, show_all_button);
}

static void
kapka_file_chooser_class_init (KapkaFileChooserClass *klass) {
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kapka_file_chooser_dispose;
  G_OBJECT_CLASS (klass)->finalize = kapka_file_chooser_finalize;
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_STRV);
  signals[SIGNAL_CANCELLED] =
      g_signal_new ("cancelled", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "chooser.attach", NULL, on_attach_activated);
  gtk_widget_class_install_action (widget_class, "chooser.cancel", NULL, on_cancel_activated);
  gtk_widget_class_install_action (widget_class, "chooser.show-all", NULL, on_show_all_activated);
}

static void
kapka_file_chooser_init (KapkaFileChooser *self) {
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  kapka_scrolling_hide_bar (self->scroller);
}

GtkWidget *
kapka_file_chooser_new (KapkaSession *session, const char *const *types, gboolean multiple) {
  KapkaFileChooser *self = g_object_new (KAPKA_TYPE_FILE_CHOOSER, NULL);

  self->session = g_object_ref (session);
  self->types = g_strdupv ((char **)types);
  self->multiple = multiple;
  self->walk = kapka_drive_walk_new (kapka_session_get_drives (session));
  g_object_bind_property (self->walk, "opening", self->list, "sensitive", G_BINDING_INVERT_BOOLEAN);
  g_signal_connect_object (self->walk, "moved", G_CALLBACK (on_moved), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->walk, "listed", G_CALLBACK (on_listed), self, 0);
  g_signal_connect_object (self->walk, "failed", G_CALLBACK (on_failed), self, 0);
  g_signal_connect_object (session, "notify::language", G_CALLBACK (on_language_changed), self,
                           G_CONNECT_SWAPPED);
  show_place (self);
  return GTK_WIDGET (self);
}

gboolean
kapka_file_chooser_go_back (KapkaFileChooser *self) {
  return kapka_drive_walk_go_up (self->walk);
}
