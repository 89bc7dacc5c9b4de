// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desk/batch-form.h"

#include <glib/gi18n.h>

#include "desk/correction.h"
#include "ui/desk/day-text.h"
#include "ui/desk/desk-form.h"
#include "ui/desk/field-value.h"
#include "ui/desk/service-fields.h"

struct _KapkaBatchForm {
  GtkWidget parent_instance;

  // Borrowed: children
  KapkaDeskForm *form;
  GtkWidget *undo;

  // Owned
  KapkaDeskContext *context;
  GCancellable *cancellable;
  char *written; // (nullable) event_id of the last batch.
};

G_DEFINE_FINAL_TYPE (KapkaBatchForm, kapka_batch_form, GTK_TYPE_WIDGET)

enum { SIGNAL_LEFT, N_SIGNALS };
static guint signals[N_SIGNALS];

static const char *const figures[] = { "users", "assisted", "pages" };

static gpointer
run_add (const KapkaReportSource *source, gpointer data, GError **error) {
  return kapka_correction_add_batch (source->desk, data, error);
}

static gpointer
run_undo (const KapkaReportSource *source, gpointer data, GError **error) {
  kapka_correction_undo (source->desk, data, error);
  return NULL;
}

static void
clear_figures (KapkaBatchForm *self) {
  static const gint64 none[KAPKA_N_SERVICES] = { -1, -1, -1, -1, -1, -1 };

  kapka_service_fields_write (self->form, none);
  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    kapka_field_value_write_text (kapka_desk_form_get (self->form, figures[i]), "");
}

static void
set_written (KapkaBatchForm *self, char *event_id) {
  g_free (self->written);
  self->written = event_id;
  gtk_widget_set_visible (self->undo, event_id != NULL);
}

/* The day stays, to be changed into the next one of the diary. */
static void
show_written (KapkaBatchForm *self, char *event_id) {
  KapkaField *day = kapka_desk_form_get (self->form, "day");
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (kapka_field_get_control (day)));
  g_autofree char *text = g_strdup_printf (_ ("Written down for %s."), typed);

  set_written (self, event_id);
  clear_figures (self);
  kapka_desk_form_say (self->form, "good", text);
  kapka_desk_form_focus_first (self->form);
  kapka_desk_context_note_change (self->context);
}

static void
on_added (GObject *source, GAsyncResult *result, gpointer user_data) {
  KapkaBatchForm *self = user_data;
  g_autoptr (GError) error = NULL;
  char *event_id = kapka_desk_context_run_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  kapka_desk_form_set_busy (self->form, FALSE);
  if (event_id == NULL)
    kapka_desk_form_say_error (self->form, error);
  else
    show_written (self, event_id);
}

static void
on_undone (GObject *source, GAsyncResult *result, gpointer user_data) {
  KapkaBatchForm *self = user_data;
  g_autoptr (GError) error = NULL;

  kapka_desk_context_run_finish (result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  kapka_desk_form_set_busy (self->form, FALSE);
  if (error != NULL) {
    kapka_desk_form_say_error (self->form, error);
    return;
  }
  set_written (self, NULL);
  kapka_desk_form_say (self->form, "good", _ ("The last entry has been taken back."));
  kapka_desk_form_focus_first (self->form);
  kapka_desk_context_note_change (self->context);
}

static gboolean
complain (KapkaBatchForm *self, const char *id, const char *complaint) {
  kapka_field_complain (kapka_desk_form_get (self->form, id), complaint);
  return FALSE;
}

/* How the figures fit together; the journal looks once more. */
static gboolean
check_batch (KapkaBatchForm *self, const KapkaBatch *batch) {
  gint64 requests = 0;

  for (guint i = 0; i < KAPKA_N_SERVICES; i++)
    requests += batch->services[i];
  if (batch->users + requests + batch->pages + batch->assisted == 0)
    return complain (self, "users", _ ("Type at least one figure."));
  if (requests > 0 && batch->users == 0)
    return complain (self, "users", _ ("There are requests: how many users made them?"));
  if (batch->users > requests)
    return complain (self, "users",
                     _ ("More users than requests: each user has at least one request."));
  if (batch->assisted > batch->users)
    return complain (self, "assisted", _ ("More than there are users."));
  return TRUE;
}

static gboolean
read_batch (KapkaBatchForm *self, KapkaBatch *batch) {
  KapkaDeskForm *form = self->form;
  KapkaInstant now;
  gboolean right;

  kapka_clock_now (kapka_session_get_clock (kapka_desk_context_get_session (self->context)), &now);
  right = kapka_field_value_read_day (kapka_desk_form_get (form, "day"), now.day, batch->day);
  right &= kapka_field_value_read_number (kapka_desk_form_get (form, "users"), KAPKA_BATCH_MAX,
                                          &batch->users);
  right &= kapka_field_value_read_number (kapka_desk_form_get (form, "assisted"), KAPKA_BATCH_MAX,
                                          &batch->assisted);
  right &= kapka_service_fields_read (form, KAPKA_BATCH_MAX, FALSE, batch->services);
  right &= kapka_field_value_read_number (kapka_desk_form_get (form, "pages"), KAPKA_BATCH_MAX,
                                          &batch->pages);
  return right && check_batch (self, batch);
}

static void
on_save (KapkaBatchForm *self) {
  g_autofree KapkaBatch *batch = g_new0 (KapkaBatch, 1);

  kapka_desk_form_say (self->form, NULL, NULL);
  if (!read_batch (self, batch)) {
    kapka_desk_form_say (self->form, "bad",
                         _ ("Nothing has been written yet: please look at the marked fields."));
    kapka_desk_form_focus_wrong (self->form);
    return;
  }
  kapka_desk_form_set_busy (self->form, TRUE);
  kapka_desk_context_run_async (self->context, run_add, g_steal_pointer (&batch), g_free, g_free,
                                self->cancellable, on_added, self);
}

static void
on_undo_clicked (KapkaBatchForm *self) {
  if (self->written == NULL)
    return;
  kapka_desk_form_set_busy (self->form, TRUE);
  kapka_desk_context_run_async (self->context, run_undo, g_strdup (self->written), g_free, g_free,
                                self->cancellable, on_undone, self);
}

static void
on_cancel (KapkaBatchForm *self) {
  g_signal_emit (self, signals[SIGNAL_LEFT], 0);
}

static void
kapka_batch_form_dispose (GObject *object) {
  KapkaBatchForm *self = KAPKA_BATCH_FORM (object);
  GtkWidget *form = GTK_WIDGET (self->form);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->context);
  g_clear_pointer (&self->written, g_free);
  self->form = NULL;
  if (form != NULL)
    gtk_widget_unparent (form);
  G_OBJECT_CLASS (kapka_batch_form_parent_class)->dispose (object);
}

static void
kapka_batch_form_class_init (KapkaBatchFormClass *klass) {
  G_OBJECT_CLASS (klass)->dispose = kapka_batch_form_dispose;
  signals[SIGNAL_LEFT] = g_signal_new ("left", KAPKA_TYPE_BATCH_FORM, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
kapka_batch_form_init (KapkaBatchForm *self) {
  self->cancellable = g_cancellable_new ();
  self->form = KAPKA_DESK_FORM (kapka_desk_form_new ());
  gtk_widget_set_parent (GTK_WIDGET (self->form), GTK_WIDGET (self));
  g_signal_connect_object (self->form, "save", G_CALLBACK (on_save), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->form, "cancel", G_CALLBACK (on_cancel), self, G_CONNECT_SWAPPED);
  self->undo = gtk_button_new_with_label (_ ("Take the last entry back"));
  gtk_widget_set_visible (self->undo, FALSE);
  gtk_widget_add_css_class (self->undo, "plain");
  g_signal_connect_object (self->undo, "clicked", G_CALLBACK (on_undo_clicked), self,
                           G_CONNECT_SWAPPED);
  kapka_desk_form_add_button (self->form, self->undo);
}

static void
add_fields (KapkaBatchForm *self) {
  kapka_desk_form_set_title (self->form, _ ("From the paper diary"));
  kapka_desk_form_set_hint (
      self->form, _ ("What one day of the diary says is added to the figures of that day."));
  kapka_desk_form_begin_row (self->form, 220);
  kapka_desk_form_add (self->form, "day", kapka_field_new_day (_ ("Day")));
  kapka_desk_form_add (self->form, "users", kapka_field_new_number (_ ("Users")));
  kapka_desk_form_end_row (self->form);
  kapka_service_fields_add (self->form, self->context);
  kapka_desk_form_begin_row (self->form, 220);
  kapka_desk_form_add (self->form, "assisted",
                       kapka_field_new_number (_ ("Users a librarian helped")));
  kapka_desk_form_add (self->form, "pages", kapka_field_new_number (_ ("Pages printed")));
  kapka_desk_form_end_row (self->form);
}

GtkWidget *
kapka_batch_form_new (KapkaDeskContext *context) {
  KapkaBatchForm *self = g_object_new (KAPKA_TYPE_BATCH_FORM, NULL);

  self->context = g_object_ref (context);
  add_fields (self);
  return GTK_WIDGET (self);
}

void
kapka_batch_form_start (KapkaBatchForm *self) {
  kapka_desk_form_say (self->form, NULL, NULL);
  kapka_desk_form_focus_first (self->form);
}
