// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paper/form.h"

#include "base/error.h"
#include "ui/paper/absent-form.h"
#include "ui/paper/form-facts.h"
#include "ui/paper/form-words.h"
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
  KapkaPaper paper;
  char *path;
};

G_DEFINE_FINAL_TYPE (KapkaForm, kapka_form, GTK_TYPE_WIDGET)

/* Only the forms of the shelf are known to be harmless. */
static gboolean
is_foreign (KapkaForm *self) {
  return self->paper != KAPKA_PAPER_FORM;
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
    g_warning ("A paper cannot be made ready for the printer: %s", error->message);
    show_trouble (self, error);
    return;
  }
  kapka_print_sheet_set_document (self->sheet, self->paper, self->tile, path,
                                  kapka_preview_get_n_pages (self->preview));
}

/* What is more than a visit may print need not be made ready for it. */
static void
prepare_printing (KapkaForm *self, guint n_pages) {
  guint max_pages = kapka_session_get_settings (self->session)->max_pages_per_visit;
  const char *directory = kapka_session_get_visit_dir (self->session, NULL);

  if (is_foreign (self) && n_pages > 0 && n_pages <= max_pages && directory != NULL)
    kapka_printable_make_async (self->path, directory, self->cancellable, on_printable_made, self);
  else
    kapka_print_sheet_set_document (self->sheet, self->paper, self->tile,
                                    is_foreign (self) ? NULL : self->path, n_pages);
}

static void
on_preview_loaded (KapkaPreview *preview, KapkaForm *self) {
  guint n_pages = kapka_preview_get_n_pages (preview);

  if (n_pages > 0)
    gtk_stack_set_visible_child_name (self->stack, "sheet");
  else
    show_trouble (self, kapka_preview_get_error (preview));
  prepare_printing (self, n_pages);
}

static void
kapka_form_dispose (GObject *object) {
  g_cancellable_cancel (KAPKA_FORM (object)->cancellable);
  kapka_template_dispose (GTK_WIDGET (object), KAPKA_TYPE_FORM);
  G_OBJECT_CLASS (kapka_form_parent_class)->dispose (object);
}

static void
kapka_form_finalize (GObject *object) {
  KapkaForm *self = KAPKA_FORM (object);

  g_clear_object (&self->session);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->path, g_free);
  G_OBJECT_CLASS (kapka_form_parent_class)->finalize (object);
}

static void
kapka_form_class_init (KapkaFormClass *klass) {
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = kapka_form_dispose;
  object_class->finalize = kapka_form_finalize;
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
}

static void
kapka_form_init (KapkaForm *self) {
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
}

static void
show_facts (KapkaForm *self) {
  if (self->paper == KAPKA_PAPER_GUIDE)
    kapka_form_facts_show_guide (self->facts, self->session, self->tile);
  else
    kapka_form_facts_show (self->facts, self->session, self->tile);
}

static void
on_language_changed (KapkaForm *self) {
  show_facts (self);
  kapka_preview_translate (self->preview);
}

GtkWidget *
kapka_form_new_paper (KapkaSession *session,
                      const KapkaTile *tile,
                      KapkaPrintJobs *print_jobs,
                      KapkaPaper paper,
                      const char *path) {
  KapkaForm *self = g_object_new (KAPKA_TYPE_FORM, NULL);

  self->session = g_object_ref (session);
  self->tile = tile;
  self->paper = paper;
  self->path = g_strdup (path);
  show_facts (self);
  kapka_print_sheet_set_visit (self->sheet, session, print_jobs);
  kapka_print_sheet_set_document (self->sheet, paper, tile, NULL, 0);
  g_signal_connect_object (session, "notify::language", G_CALLBACK (on_language_changed), self,
                           G_CONNECT_SWAPPED);
  if (is_foreign (self))
    kapka_preview_load_foreign (self->preview, path);
  else
    kapka_preview_load (self->preview, path);
  return GTK_WIDGET (self);
}

GtkWidget *
kapka_form_new (KapkaSession *session, const KapkaTile *tile, KapkaPrintJobs *print_jobs) {
  if (!kapka_form_state_is_printable (kapka_form_words_look (session, tile)))
    return kapka_absent_form_new (session, tile);
  return kapka_form_new_paper (session, tile, print_jobs, KAPKA_PAPER_FORM, tile->file);
}
