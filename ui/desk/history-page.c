// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desk/history-page.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "base/csv-reader.h"
#include "desk/history.h"
#include "ui/desk/desk-page.h"
#include "ui/desk/history-register.h"
#include "ui/paper/drive-chooser.h"

/** Problems that are shown; who has more mends these first. */
#define MAX_PROBLEMS 8

struct _KapkaHistoryPage {
  GtkWidget parent_instance;

  // Borrowed: children
  GtkStack *stack;
  KapkaRegister *years;
  KapkaDriveChooser *chooser;

  // Owned
  KapkaDeskContext *context;
  GCancellable *cancellable;
};

static void kapka_history_page_page_init (KapkaDeskPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KapkaHistoryPage,
                               kapka_history_page,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (KAPKA_TYPE_DESK_PAGE,
                                                      kapka_history_page_page_init))

/** KapkaHistoryImport: a table on its way into the desk. A copy is read, not the drive, which may
 * be slow or be pulled out while the journal waits. */
typedef struct {
  KapkaFileSource *source;
  char *copy; // Path.
  KapkaProblems *problems;
  int taken;
} KapkaHistoryImport;

static void
import_clear (gpointer data) {
  KapkaHistoryImport *import = data;

  kapka_file_source_free (import->source);
  g_unlink (import->copy);
  g_free (import->copy);
  g_ptr_array_unref (import->problems);
}

/* Two threads hold it in turn. */
static void
import_free (gpointer import) {
  g_atomic_rc_box_release_full (import, import_clear);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaHistoryImport, import_free)

static void
show_years (KapkaHistoryPage *self) {
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->years));
  kapka_register_show (self->years);
}

static char *
describe_problems (const KapkaProblems *problems) {
  GString *text = g_string_new (_ ("The table has mistakes; no figure has been taken from it."));

  for (guint i = 0; i < MIN (problems->len, MAX_PROBLEMS); i++) {
    const KapkaProblem *problem = g_ptr_array_index (problems, i);

    g_string_append_c (text, '\n');
    if (problem->line > 0)
      g_string_append_printf (text, _ ("Line %u: %s"), problem->line, problem->text);
    else
      g_string_append (text, problem->text);
  }
  if (problems->len > MAX_PROBLEMS) {
    g_string_append_c (text, '\n');
    g_string_append_printf (text, _ ("And %u more."), problems->len - MAX_PROBLEMS);
  }
  return g_string_free (text, FALSE);
}

static void
show_result (KapkaHistoryPage *self, const KapkaHistoryImport *import) {
  g_autofree char *text =
      import->problems->len > 0
          ? describe_problems (import->problems)
          : g_strdup_printf (_ ("Figures taken from the table: %d."), import->taken);

  show_years (self);
  kapka_register_say (self->years, import->problems->len > 0 ? "bad" : "good", text);
  if (import->taken > 0)
    kapka_desk_context_note_change (self->context);
}

static void
show_failure (KapkaHistoryPage *self, const GError *error) {
  show_years (self);
  kapka_register_say_error (self->years, error);
}

static gpointer
run_import (const KapkaReportSource *source, gpointer data, GError **error) {
  KapkaHistoryImport *import = data;

  import->taken = kapka_history_import (source->desk, import->copy, import->problems, error);
  return import->taken < 0 ? NULL : g_atomic_rc_box_acquire (import);
}

static void
on_imported (GObject *source, GAsyncResult *result, gpointer user_data) {
  KapkaHistoryPage *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KapkaHistoryImport) import = kapka_desk_context_run_finish (result, &error);

  if (import != NULL)
    show_result (self, import);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_failure (self, error);
}

static void
copy_in_thread (GTask *task, gpointer object, gpointer task_data, GCancellable *cancellable) {
  KapkaHistoryImport *import = task_data;
  const KapkaFileSource *source = import->source;
  GError *error = NULL;

  if (kapka_drive_copy_file (source->drive, (const char *const *)source->folder, source->name,
                             import->copy, KAPKA_CSV_MAX_BYTES, cancellable, &error))
    g_task_return_pointer (task, g_atomic_rc_box_acquire (import), import_free);
  else
    g_task_return_error (task, error);
}

static void
on_copied (GObject *source, GAsyncResult *result, gpointer user_data) {
  KapkaHistoryPage *self = user_data;
  g_autoptr (GError) error = NULL;
  KapkaHistoryImport *import = g_task_propagate_pointer (G_TASK (result), &error);

  if (import != NULL)
    kapka_desk_context_run_async (self->context, run_import, import, import_free, import_free,
                                  self->cancellable, on_imported, self);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_failure (self, error);
}

static void
on_chosen (KapkaHistoryPage *self, const KapkaFileSource *source) {
  const KapkaSettings *settings =
      kapka_session_get_settings (kapka_desk_context_get_session (self->context));
  KapkaHistoryImport *import = g_atomic_rc_box_new0 (KapkaHistoryImport);
  g_autoptr (GTask) task = g_task_new (NULL, self->cancellable, on_copied, self);
  g_autofree char *id = g_uuid_string_random ();

  import->source =
      kapka_file_source_new (source->drive, (const char *const *)source->folder, source->name);
  import->copy = g_strdup_printf ("%s/table-%s.csv", settings->runtime_dir, id);
  import->problems = kapka_problems_new ();
  show_years (self);
  kapka_register_say (self->years, "wait", _ ("Reading the table…"));
  g_task_set_task_data (task, import, import_free);
  g_task_run_in_thread (task, copy_in_thread);
}

static gboolean
is_table (const char *name) {
  g_autofree char *folded = g_ascii_strdown (name, -1);

  return g_str_has_suffix (folded, ".csv") || g_str_has_suffix (folded, ".txt");
}

static const KapkaDriveWish table_wish = {
  .title = N_ ("Choose a table on a flash drive"),
  .none = N_ ("There is no table here (a file .csv)."),
  .is_wanted = is_table,
  .can_cancel = TRUE,
};

static void
on_import_clicked (KapkaHistoryPage *self) {
  kapka_register_say (self->years, NULL, NULL);
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->chooser));
  kapka_drive_chooser_start (self->chooser);
}

static void
on_show (KapkaDeskPage *page) {
  KapkaHistoryPage *self = KAPKA_HISTORY_PAGE (page);

  if (gtk_stack_get_visible_child (self->stack) == GTK_WIDGET (self->years))
    kapka_register_show (self->years);
}

static void
kapka_history_page_page_init (KapkaDeskPageInterface *iface) {
  iface->show = on_show;
}

static void
kapka_history_page_dispose (GObject *object) {
  KapkaHistoryPage *self = KAPKA_HISTORY_PAGE (object);
  GtkWidget *stack = GTK_WIDGET (self->stack);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->context);
  self->stack = NULL;
  if (stack != NULL)
    gtk_widget_unparent (stack);
  G_OBJECT_CLASS (kapka_history_page_parent_class)->dispose (object);
}

static void
kapka_history_page_class_init (KapkaHistoryPageClass *klass) {
  G_OBJECT_CLASS (klass)->dispose = kapka_history_page_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
kapka_history_page_init (KapkaHistoryPage *self) {
  self->cancellable = g_cancellable_new ();
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_widget_set_parent (GTK_WIDGET (self->stack), GTK_WIDGET (self));
}

static void
add_import_button (KapkaHistoryPage *self) {
  GtkWidget *button = gtk_button_new_with_label (_ ("Take from a table"));

  gtk_widget_add_css_class (button, "plain");
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_import_clicked), self,
                           G_CONNECT_SWAPPED);
  kapka_register_add_button (self->years, button);
}

GtkWidget *
kapka_history_page_new (KapkaDeskContext *context) {
  KapkaHistoryPage *self = g_object_new (KAPKA_TYPE_HISTORY_PAGE, NULL);

  self->context = g_object_ref (context);
  self->years = KAPKA_REGISTER (kapka_register_new (&kapka_history_register, context));
  self->chooser = KAPKA_DRIVE_CHOOSER (
      kapka_drive_chooser_new (kapka_desk_context_get_session (context), &table_wish));
  gtk_stack_add_child (self->stack, GTK_WIDGET (self->years));
  gtk_stack_add_child (self->stack, GTK_WIDGET (self->chooser));
  add_import_button (self);
  g_signal_connect_object (self->chooser, "chosen", G_CALLBACK (on_chosen), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->chooser, "cancelled", G_CALLBACK (show_years), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
