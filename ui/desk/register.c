// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desk/register.h"

#include <glib/gi18n.h>

#include "ui/desk/desk-page.h"
#include "ui/desk/period-picker.h"
#include "ui/paper/file-row.h"
#include "ui/shell/answer.h"
#include "ui/shell/scrolling.h"
#include "ui/shell/template.h"
#include "ui/shell/wrap-layout.h"

struct _KapkaRegister {
  GtkWidget parent_instance;

  // Template widgets
  GtkStack *stack;
  GtkWidget *list_page;
  GtkLabel *title;
  KapkaPeriodPicker *period;
  GtkBox *actions;
  GtkButton *add;
  GtkLabel *message;
  GtkScrolledWindow *scroller;
  GtkBox *head;
  GtkBox *list;
  GtkLabel *empty;
  KapkaDeskForm *form;
  GtkWidget *removal;
  GtkLabel *removal_title;
  GtkBox *removal_reasons;

  // Borrowed
  const KapkaRegisterKind *kind;
  gpointer item;          // (nullable) Of @items: what the form is about; %NULL: a new one.
  GtkWidget *take_button; // Of the form: takes the item away.

  // Owned
  KapkaDeskContext *context;
  GCancellable *cancellable;
  GPtrArray *items;  // (nullable) What the list shows.
  GPtrArray *edited; // (nullable) The items of which @item is one.
};

static void kapka_register_page_init (KapkaDeskPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KapkaRegister,
                               kapka_register,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (KAPKA_TYPE_DESK_PAGE,
                                                      kapka_register_page_init))

/** KapkaRegisterJob: what the thread of the journal does for a register. */
typedef struct {
  const KapkaRegisterKind *kind;
  char first_day[11];
  char last_day[11];
  gpointer item;      // To be saved: owned. To be removed: one of @items.
  GPtrArray *items;   // (nullable) Keeps an item that is not owned.
  const char *reason; // Of a removal; static.
} KapkaRegisterJob;

static void
job_free (gpointer data) {
  KapkaRegisterJob *job = data;

  if (job->items != NULL)
    g_ptr_array_unref (job->items);
  else if (job->item != NULL)
    job->kind->free_item (job->item);
  g_free (job);
}

static gpointer
run_list (const KapkaReportSource *source, gpointer data, GError **error) {
  KapkaRegisterJob *job = data;

  return job->kind->list (source->desk, job->first_day, job->last_day, error);
}

/* A job that succeeds has nothing to tell. */
static gpointer
run_save (const KapkaReportSource *source, gpointer data, GError **error) {
  KapkaRegisterJob *job = data;

  job->kind->save (source->desk, job->item, error);
  return NULL;
}

static gpointer
run_remove (const KapkaReportSource *source, gpointer data, GError **error) {
  KapkaRegisterJob *job = data;

  job->kind->remove (source->desk, job->item, job->reason, error);
  return NULL;
}

static void
show_list (KapkaRegister *self) {
  self->item = NULL;
  gtk_stack_set_visible_child (self->stack, self->list_page);
  gtk_widget_child_focus (GTK_WIDGET (self->actions), GTK_DIR_TAB_FORWARD);
}

static void
open_form (KapkaRegister *self, gpointer item) {
  g_autofree char *title = NULL;
  g_autofree char *details = NULL;

  self->item = item;
  g_clear_pointer (&self->edited, g_ptr_array_unref);
  if (self->items != NULL)
    self->edited = g_ptr_array_ref (self->items);
  if (item != NULL)
    self->kind->describe (item, &title, &details);
  kapka_register_say (self, "wait", NULL);
  kapka_desk_form_say (self->form, "wait", NULL);
  kapka_desk_form_set_title (self->form, item == NULL ? _ (self->kind->add_label) : title);
  gtk_widget_set_visible (self->take_button, item != NULL);
  self->kind->fill (self->form, item);
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->form));
  kapka_desk_form_focus_first (self->form);
}

static void
on_row_clicked (KapkaRegister *self, GtkWidget *row) {
  open_form (self, g_object_get_data (G_OBJECT (row), "kapka-item"));
}

static GtkWidget *
make_row (KapkaRegister *self, gpointer item) {
  g_autofree char *title = NULL;
  g_autofree char *details = NULL;
  GtkWidget *row = gtk_button_new ();

  self->kind->describe (item, &title, &details);
  kapka_file_row_new (row, self->kind->icon, title, details);
  if (self->kind->make_row != NULL)
    gtk_button_set_child (GTK_BUTTON (row), self->kind->make_row (item));
  g_object_set_data (G_OBJECT (row), "kapka-item", item);
  g_signal_connect_object (row, "clicked", G_CALLBACK (on_row_clicked), self, G_CONNECT_SWAPPED);
  return row;
}

static void
show_items (KapkaRegister *self) {
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_box_remove (self->list, child);
  for (guint i = 0; i < self->items->len; i++)
    gtk_box_append (self->list, make_row (self, g_ptr_array_index (self->items, i)));
  gtk_widget_set_visible (GTK_WIDGET (self->empty), self->items->len == 0);
  gtk_widget_set_visible (GTK_WIDGET (self->head), self->items->len > 0);
}

static void
on_listed (GObject *source, GAsyncResult *result, gpointer user_data) {
  KapkaRegister *self = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *items = kapka_desk_context_run_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (items == NULL) {
    kapka_register_say_error (self, error);
    return;
  }
  g_clear_pointer (&self->items, g_ptr_array_unref);
  self->items = items;
  show_items (self);
}

static void
run (KapkaRegister *self, KapkaDeskWork work, KapkaRegisterJob *job, GAsyncReadyCallback callback) {
  job->kind = self->kind;
  kapka_desk_context_run_async (self->context, work, job, job_free,
                                (GDestroyNotify)g_ptr_array_unref, self->cancellable, callback,
                                self);
}

static void
load (KapkaRegister *self) {
  KapkaRegisterJob *job = g_new0 (KapkaRegisterJob, 1);

  int year = kapka_period_picker_get_year (self->period);

  g_snprintf (job->first_day, sizeof job->first_day, "%04d-01-01", year);
  g_snprintf (job->last_day, sizeof job->last_day, "%04d-12-31", year);
  run (self, run_list, job, on_listed);
}

static void
read_today (KapkaRegister *self, char today[11]) {
  KapkaInstant now;

  kapka_clock_now (kapka_session_get_clock (kapka_desk_context_get_session (self->context)), &now);
  g_strlcpy (today, now.day, 11);
}

static void
on_add_clicked (KapkaRegister *self) {
  open_form (self, NULL);
}

static void
end_job (KapkaRegister *self, const char *done, const GError *error) {
  kapka_desk_form_set_busy (self->form, FALSE);
  if (error != NULL) {
    kapka_desk_form_say_error (self->form, error);
    gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->form));
    return;
  }
  show_list (self);
  kapka_register_say (self, "good", done);
  kapka_desk_context_note_change (self->context);
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer user_data) {
  g_autoptr (GError) error = NULL;

  kapka_desk_context_run_finish (result, &error);
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    end_job (user_data, _ ("Written down."), error);
}

static void
on_removed (GObject *source, GAsyncResult *result, gpointer user_data) {
  g_autoptr (GError) error = NULL;

  kapka_desk_context_run_finish (result, &error);
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    end_job (user_data, _ ("Taken away."), error);
}

static void
on_save (KapkaRegister *self) {
  char today[11];
  gpointer item;
  KapkaRegisterJob *job;

  read_today (self, today);
  kapka_desk_form_say (self->form, "wait", NULL);
  item = self->kind->read (self->form, self->item, today);
  if (item == NULL) {
    kapka_desk_form_say (self->form, "bad",
                         _ ("Nothing has been written yet: please look at the marked fields."));
    kapka_desk_form_focus_wrong (self->form);
    return;
  }
  job = g_new0 (KapkaRegisterJob, 1);
  job->item = item;
  kapka_desk_form_set_busy (self->form, TRUE);
  run (self, run_save, job, on_saved);
}

static void
on_take_clicked (KapkaRegister *self) {
  g_autofree char *title = NULL;
  g_autofree char *details = NULL;

  self->kind->describe (self->item, &title, &details);
  gtk_label_set_label (self->removal_title, title);
  gtk_stack_set_visible_child (self->stack, self->removal);
  gtk_widget_child_focus (self->removal, GTK_DIR_TAB_FORWARD);
}

static void
on_keep_clicked (KapkaRegister *self) {
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->form));
  kapka_desk_form_focus_first (self->form);
}

static void
on_remove_activated (GtkWidget *widget, const char *action, GVariant *parameter) {
  KapkaRegister *self = KAPKA_REGISTER (widget);
  KapkaRegisterJob *job;

  if (self->item == NULL || gtk_stack_get_visible_child (self->stack) != self->removal)
    return;
  job = g_new0 (KapkaRegisterJob, 1);
  job->item = self->item;
  job->items = g_ptr_array_ref (self->edited);
  for (guint i = 0; i < self->kind->n_removals; i++)
    if (g_str_equal (self->kind->removals[i].id, g_variant_get_string (parameter, NULL)))
      job->reason = self->kind->removals[i].id;
  kapka_desk_form_set_busy (self->form, TRUE);
  run (self, run_remove, job, on_removed);
}

static void
on_show (KapkaDeskPage *page) {
  kapka_register_show (KAPKA_REGISTER (page));
}

static void
kapka_register_page_init (KapkaDeskPageInterface *iface) {
  iface->show = on_show;
}

static void
kapka_register_dispose (GObject *object) {
  KapkaRegister *self = KAPKA_REGISTER (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->context);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_pointer (&self->edited, g_ptr_array_unref);
  kapka_template_dispose (GTK_WIDGET (object), KAPKA_TYPE_REGISTER);
  G_OBJECT_CLASS (kapka_register_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class) {
  gtk_widget_class_set_template_from_resource (widget_class, "/org/kapka/ui/register.ui");
  gtk_widget_class_bind_template_child (widget_class, KapkaRegister, stack);
  gtk_widget_class_bind_template_child (widget_class, KapkaRegister, list_page);
  gtk_widget_class_bind_template_child (widget_class, KapkaRegister, title);
  gtk_widget_class_bind_template_child (widget_class, KapkaRegister, period);
  gtk_widget_class_bind_template_child (widget_class, KapkaRegister, actions);
  gtk_widget_class_bind_template_child (widget_class, KapkaRegister, add);
  gtk_widget_class_bind_template_child (widget_class, KapkaRegister, message);
  gtk_widget_class_bind_template_child (widget_class, KapkaRegister, scroller);
  gtk_widget_class_bind_template_child (widget_class, KapkaRegister, head);
  gtk_widget_class_bind_template_child (widget_class, KapkaRegister, list);
  gtk_widget_class_bind_template_child (widget_class, KapkaRegister, empty);
  gtk_widget_class_bind_template_child (widget_class, KapkaRegister, form);
  gtk_widget_class_bind_template_child (widget_class, KapkaRegister, removal);
  gtk_widget_class_bind_template_child (widget_class, KapkaRegister, removal_title);
  gtk_widget_class_bind_template_child (widget_class, KapkaRegister, removal_reasons);
  gtk_widget_class_bind_template_callback (widget_class, load);
  gtk_widget_class_bind_template_callback (widget_class, on_add_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_save);
  gtk_widget_class_bind_template_callback (widget_class, show_list);
  gtk_widget_class_bind_template_callback (widget_class, on_keep_clicked);
}

static void
kapka_register_class_init (KapkaRegisterClass *klass) {
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kapka_register_dispose;
  g_type_ensure (KAPKA_TYPE_PERIOD_PICKER);
  g_type_ensure (KAPKA_TYPE_DESK_FORM);
  g_type_ensure (KAPKA_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "register.remove", "s", on_remove_activated);
}

static void
kapka_register_init (KapkaRegister *self) {
  gtk_widget_init_template (GTK_WIDGET (self));
  kapka_scrolling_hide_bar (self->scroller);
  self->cancellable = g_cancellable_new ();
  self->take_button = gtk_button_new_with_label (_ ("Take away"));
  gtk_widget_add_css_class (self->take_button, "plain");
  g_signal_connect_object (self->take_button, "clicked", G_CALLBACK (on_take_clicked), self,
                           G_CONNECT_SWAPPED);
  kapka_desk_form_add_button (self->form, self->take_button);
}

static void
add_reasons (KapkaRegister *self) {
  for (guint i = 0; i < self->kind->n_removals; i++) {
    GtkWidget *button = gtk_button_new_with_label (_ (self->kind->removals[i].label));

    gtk_widget_add_css_class (button, "plain");
    gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "register.remove");
    gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", self->kind->removals[i].id);
    gtk_box_append (self->removal_reasons, button);
  }
}

static void
show_kind (KapkaRegister *self) {
  const KapkaRegisterKind *kind = self->kind;

  gtk_label_set_label (self->title, _ (kind->title));
  gtk_button_set_label (self->add, _ (kind->add_label));
  gtk_label_set_label (self->empty, _ (kind->empty));
  gtk_widget_set_visible (GTK_WIDGET (self->period), !kind->of_all_years);
  if (kind->make_head != NULL)
    gtk_box_append (self->head, kind->make_head ());
  kind->make_form (self->form, self->context);
  add_reasons (self);
}

GtkWidget *
kapka_register_new (const KapkaRegisterKind *kind, KapkaDeskContext *context) {
  KapkaRegister *self = g_object_new (KAPKA_TYPE_REGISTER, NULL);
  char today[11];

  self->kind = kind;
  self->context = g_object_ref (context);
  read_today (self, today);
  kapka_period_picker_set_today (self->period, today);
  show_kind (self);
  g_signal_connect_object (context, "changed", G_CALLBACK (load), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

void
kapka_register_show (KapkaRegister *self) {
  kapka_register_say (self, NULL, NULL);
  load (self);
}

void
kapka_register_add_button (KapkaRegister *self, GtkWidget *button) {
  gtk_box_append (self->actions, button);
}

void
kapka_register_say (KapkaRegister *self, const char *style, const char *text) {
  kapka_answer_show (self->message, style, text);
}

void
kapka_register_say_error (KapkaRegister *self, const GError *error) {
  kapka_answer_show_error (self->message, error);
}
