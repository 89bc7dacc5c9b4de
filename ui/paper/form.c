// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paper/form.h"

#include "base/error.h"
#include "base/log.h"
#include "ui/paper/absent-form.h"
#include "ui/paper/form-facts.h"
#include "ui/paper/form-words.h"
#include "ui/paper/own-copy.h"
#include "ui/paper/preview.h"
#include "ui/paper/printable.h"
#include "ui/paper/split-layout.h"
#include "ui/shell/template.h"

struct _KapkaForm {
  GtkWidget parent_instance;

  // Template widgets
  GtkStack *stack;
  KapkaPreview *preview;
  KapkaFormFacts *facts;
  KapkaPrintSheet *sheet;

  // Borrowed
  const KapkaTile *tile;

  // Owned
  KapkaSession *session;
  GCancellable *cancellable;
  KapkaFilling *filling; // (nullable): of a form of the shelf.
  GCancellable *writing; // (nullable): the sheet that was asked for last.
  KapkaPaper paper;
  char *path;     // (nullable): while it is being written.
  gboolean stale; // Something else is written than @path has.
};

G_DEFINE_FINAL_TYPE (KapkaForm, kapka_form, GTK_TYPE_WIDGET)

/* Only what lies on the shelf is known to be harmless. */
static gboolean
is_foreign (KapkaForm *self) {
  return self->paper != KAPKA_PAPER_FORM && self->paper != KAPKA_PAPER_GUIDE;
}

/* Each reason has its words in the template. */
static void
show_trouble (KapkaForm *self, const GError *error) {
  const char *name = "broken";

  if (g_error_matches (error, KAPKA_ERROR, KAPKA_ERROR_DENIED))
    name = "locked";
  else if (g_error_matches (error, KAPKA_ERROR, KAPKA_ERROR_FULL))
    name = "too-large";
  else if (g_error_matches (error, KAPKA_ERROR, KAPKA_ERROR_CONFIG))
    name = "unsafe";
  gtk_stack_set_visible_child_name (self->stack, name);
}

static void
on_printable_made (GObject *source, GAsyncResult *result, gpointer user_data) {
  g_autoptr (GError) error = NULL;
  g_autofree char *path = kapka_printable_make_finish (result, &error);
  KapkaForm *self = user_data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (path == NULL) {
    kapka_log_error (G_LOG_LEVEL_WARNING, "document-failed",
                     "A paper cannot be made ready for the printer", error);
    show_trouble (self, error);
    return;
  }
  kapka_print_sheet_set_document (self->sheet, self->paper, self->tile, path,
                                  kapka_preview_get_n_pages (self->preview));
}

/* Sheets of the visitor's own file lie beside its copy, and go with it. */
static char *
dup_sheets_directory (KapkaForm *self) {
  return self->paper == KAPKA_PAPER_OWN
             ? g_path_get_dirname (self->path)
             : g_strdup (kapka_session_get_visit_dir (self->session, NULL));
}

/* What is more than a visit may print need not be made ready for it. */
static void
prepare_printing (KapkaForm *self, guint n_pages) {
  guint max_pages = kapka_session_get_settings (self->session)->max_pages_per_visit;
  g_autofree char *directory = dup_sheets_directory (self);

  if (is_foreign (self) && n_pages > 0 && n_pages <= max_pages && directory != NULL)
    kapka_printable_make_async (self->path, directory, self->cancellable, on_printable_made, self);
  else
    kapka_print_sheet_set_document (self->sheet, self->paper, self->tile,
                                    is_foreign (self) ? NULL : self->path, n_pages);
}

static void
on_preview_loaded (KapkaPreview *preview, KapkaForm *self) {
  guint n_pages = kapka_preview_get_n_pages (preview);

  if (self->path == NULL)
    return;
  if (n_pages > 0)
    gtk_stack_set_visible_child_name (self->stack, "sheet");
  else
    show_trouble (self, kapka_preview_get_error (preview));
  prepare_printing (self, n_pages);
}

static void
load (KapkaForm *self, const char *path) {
  g_free (self->path);
  self->path = g_strdup (path);
  kapka_print_sheet_set_document (self->sheet, self->paper, self->tile, NULL, 0);
  if (is_foreign (self))
    kapka_preview_load_foreign (self->preview, path);
  else
    kapka_preview_load (self->preview, path);
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer user_data) {
  g_autoptr (GError) error = NULL;
  g_autofree char *path = kapka_filling_write_finish (KAPKA_FILLING (source), result, &error);
  KapkaForm *self = user_data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (path != NULL) {
    load (self, path);
    return;
  }
  kapka_log_error (G_LOG_LEVEL_WARNING, "document-failed",
                   "A form cannot be written as it is filled in", error);
  show_trouble (self, error);
}

/* Something else is to be shown and printed by now. */
static void
stop_writing (KapkaForm *self) {
  g_cancellable_cancel (self->writing);
  g_clear_object (&self->writing);
}

/* Nothing can be printed meanwhile. */
static void
write_filled (KapkaForm *self) {
  g_autoptr (GError) error = NULL;
  const char *visit_dir = kapka_session_get_visit_dir (self->session, &error);

  g_clear_pointer (&self->path, g_free);
  kapka_print_sheet_set_document (self->sheet, self->paper, self->tile, NULL, 0);
  if (visit_dir == NULL) {
    show_trouble (self, error);
    return;
  }
  self->writing = g_cancellable_new ();
  kapka_filling_write_async (self->filling, visit_dir, self->tile->id, self->writing, on_written,
                             self);
}

/* What is seen and printed is the form as it is filled in now. */
static void
kapka_form_map (GtkWidget *widget) {
  KapkaForm *self = KAPKA_FORM (widget);

  GTK_WIDGET_CLASS (kapka_form_parent_class)->map (widget);
  if (!self->stale)
    return;
  self->stale = FALSE;
  stop_writing (self);
  if (kapka_filling_is_empty (self->filling))
    load (self, self->tile->file);
  else
    write_filled (self);
}

static void
on_filling_changed (KapkaForm *self) {
  self->stale = TRUE;
}

static void
on_fill_activated (GtkWidget *widget, const char *action, GVariant *parameter) {
  gtk_widget_activate_action (widget, "win.fill", "s", KAPKA_FORM (widget)->tile->id);
}

static void
on_guide_activated (GtkWidget *widget, const char *action, GVariant *parameter) {
  const KapkaTile *tile = KAPKA_FORM (widget)->tile;

  gtk_widget_activate_action (widget, "win.paper", "(sus)", tile->id, (guint32)KAPKA_PAPER_GUIDE,
                              tile->guide);
}

static void
kapka_form_dispose (GObject *object) {
  stop_writing (KAPKA_FORM (object));
  g_cancellable_cancel (KAPKA_FORM (object)->cancellable);
  kapka_template_dispose (GTK_WIDGET (object), KAPKA_TYPE_FORM);
  G_OBJECT_CLASS (kapka_form_parent_class)->dispose (object);
}

static void
kapka_form_finalize (GObject *object) {
  KapkaForm *self = KAPKA_FORM (object);

  g_clear_object (&self->session);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->filling);
  g_clear_pointer (&self->path, g_free);
  G_OBJECT_CLASS (kapka_form_parent_class)->finalize (object);
}

static void
kapka_form_class_init (KapkaFormClass *klass) {
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = kapka_form_dispose;
  object_class->finalize = kapka_form_finalize;
  widget_class->map = kapka_form_map;
  g_type_ensure (KAPKA_TYPE_FORM_FACTS);
  g_type_ensure (KAPKA_TYPE_PREVIEW);
  g_type_ensure (KAPKA_TYPE_PRINT_SHEET);
  gtk_widget_class_set_layout_manager_type (widget_class, KAPKA_TYPE_SPLIT_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/kapka/ui/form.ui");
  gtk_widget_class_bind_template_child (widget_class, KapkaForm, stack);
  gtk_widget_class_bind_template_child (widget_class, KapkaForm, preview);
  gtk_widget_class_bind_template_child (widget_class, KapkaForm, facts);
  gtk_widget_class_bind_template_child (widget_class, KapkaForm, sheet);
  gtk_widget_class_bind_template_callback (widget_class, on_preview_loaded);
  gtk_widget_class_install_action (widget_class, "form.fill", NULL, on_fill_activated);
  gtk_widget_class_install_action (widget_class, "form.guide", NULL, on_guide_activated);
}

static void
kapka_form_init (KapkaForm *self) {
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
}

static void
show_facts (KapkaForm *self) {
  g_autofree char *name = self->path == NULL ? NULL : g_path_get_basename (self->path);

  if (self->paper == KAPKA_PAPER_OWN)
    kapka_form_facts_show_own (self->facts, name);
  else if (self->paper == KAPKA_PAPER_GUIDE)
    kapka_form_facts_show_guide (self->facts, self->session, self->tile);
  else
    kapka_form_facts_show (self->facts, self->session, self->tile);
}

static void
on_language_changed (KapkaForm *self) {
  show_facts (self);
  kapka_preview_translate (self->preview);
}

static KapkaForm *
form_new (KapkaSession *session,
          const KapkaTile *tile,
          KapkaPrintJobs *print_jobs,
          KapkaPaper paper) {
  KapkaForm *self = g_object_new (KAPKA_TYPE_FORM, NULL);

  self->session = g_object_ref (session);
  self->tile = tile;
  self->paper = paper;
  kapka_print_sheet_set_visit (self->sheet, session, print_jobs);
  g_signal_connect_object (session, "notify::language", G_CALLBACK (on_language_changed), self,
                           G_CONNECT_SWAPPED);
  return self;
}

static void
on_accepted (KapkaSavedDocument *document) {
  kapka_saved_document_keep (document, KAPKA_DOCUMENT_ON_PAPER);
}

/* The document outlives this screen, and may be accepted after it has gone. */
static void
watch_document (KapkaForm *self, const char *path) {
  KapkaSavedDocument *document =
      kapka_documents_find (kapka_session_get_documents (self->session), path);

  if (document != NULL)
    g_signal_connect_object (self->sheet, "accepted", G_CALLBACK (on_accepted), document,
                             G_CONNECT_SWAPPED);
}

GtkWidget *
kapka_form_new_paper (KapkaSession *session,
                      const KapkaTile *tile,
                      KapkaPrintJobs *print_jobs,
                      KapkaPaper paper,
                      const char *path) {
  KapkaForm *self = form_new (session, tile, print_jobs, paper);

  load (self, path);
  show_facts (self);
  watch_document (self, path);
  if (paper == KAPKA_PAPER_OWN)
    kapka_own_copy_tie (G_OBJECT (self->sheet), path); // It lives until what it sent has come.
  return GTK_WIDGET (self);
}

static void
on_fillable_changed (KapkaForm *self) {
  gboolean fillable;

  g_object_get (self->filling, "fillable", &fillable, NULL);
  kapka_form_facts_offer (self->facts, fillable, self->tile->guide != NULL);
}

static void
set_filling (KapkaForm *self, KapkaFilling *filling) {
  self->filling = g_object_ref (filling);
  self->stale = TRUE;
  g_signal_connect_object (filling, "changed", G_CALLBACK (on_filling_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (filling, "notify::fillable", G_CALLBACK (on_fillable_changed), self,
                           G_CONNECT_SWAPPED);
  on_fillable_changed (self);
}

GtkWidget *
kapka_form_new (KapkaSession *session,
                const KapkaTile *tile,
                KapkaPrintJobs *print_jobs,
                KapkaFillings *fillings) {
  KapkaForm *self;

  if (!kapka_form_state_is_printable (kapka_form_words_look (session, tile)))
    return kapka_absent_form_new (session, tile);
  self = form_new (session, tile, print_jobs, KAPKA_PAPER_FORM);
  show_facts (self);
  set_filling (self, kapka_fillings_get (fillings, tile));
  return GTK_WIDGET (self);
}
