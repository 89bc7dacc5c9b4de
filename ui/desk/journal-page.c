// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desk/journal-page.h"

#include <glib/gi18n.h>

#include "ui/desk/desk-page.h"
#include "ui/desk/month-view.h"
#include "ui/desk/report-job.h"
#include "ui/desk/visit-view.h"
#include "ui/desk/visits-view.h"
#include "ui/shell/template.h"

struct _KapkaJournalPage {
  GtkWidget parent_instance;

  // Template widgets
  GtkStack *stack;
  KapkaMonthView *month;
  KapkaVisitsView *visits;
  KapkaVisitView *visit;

  // Owned
  KapkaDeskContext *context;
  GCancellable *cancellable;
};

static void kapka_journal_page_page_init (KapkaDeskPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KapkaJournalPage,
                               kapka_journal_page,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (KAPKA_TYPE_DESK_PAGE,
                                                      kapka_journal_page_page_init))

static gboolean
is_shown (KapkaJournalPage *self, gpointer child) {
  return gtk_stack_get_visible_child (self->stack) == child;
}

/* A stack takes the focus along only when it was inside, and it is not when somebody has come here
 * by other means than a touch. */
static void
show_child (KapkaJournalPage *self, gpointer child) {
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus;

  gtk_stack_set_visible_child (self->stack, child);
  focus = root == NULL ? NULL : gtk_root_get_focus (root);
  if (focus == NULL || !gtk_widget_is_ancestor (focus, child))
    gtk_widget_child_focus (child, GTK_DIR_TAB_FORWARD);
}

static void
on_show (KapkaDeskPage *page) {
  KapkaJournalPage *self = KAPKA_JOURNAL_PAGE (page);

  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->month));
  kapka_month_view_load (self->month);
}

static void
kapka_journal_page_page_init (KapkaDeskPageInterface *iface) {
  iface->show = on_show;
}

static void
on_day_activated (GtkWidget *widget, const char *action, GVariant *parameter) {
  KapkaJournalPage *self = KAPKA_JOURNAL_PAGE (widget);

  kapka_visits_view_show_day (self->visits, g_variant_get_string (parameter, NULL));
  show_child (self, self->visits);
}

static void
on_all_activated (GtkWidget *widget, const char *action, GVariant *parameter) {
  KapkaJournalPage *self = KAPKA_JOURNAL_PAGE (widget);

  kapka_visits_view_show_day (self->visits, NULL);
  show_child (self, self->visits);
}

static void
on_visit_activated (GtkWidget *widget, const char *action, GVariant *parameter) {
  KapkaJournalPage *self = KAPKA_JOURNAL_PAGE (widget);

  kapka_visit_view_show (self->visit, g_variant_get_string (parameter, NULL));
  show_child (self, self->visit);
}

static void
on_back_activated (GtkWidget *widget, const char *action, GVariant *parameter) {
  KapkaJournalPage *self = KAPKA_JOURNAL_PAGE (widget);

  if (is_shown (self, self->visit) && !kapka_visit_view_go_back (self->visit))
    show_child (self, self->visits);
  else if (is_shown (self, self->visits))
    show_child (self, self->month);
}

static void
on_printed (GObject *source, GAsyncResult *result, gpointer user_data) {
  KapkaJournalPage *self = user_data;
  g_autoptr (GError) error = NULL;

  if (kapka_report_job_print_finish (result, &error))
    kapka_month_view_say (self->month, "good", _ ("The sheet was accepted by the printer."));
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    kapka_month_view_say (self->month, "bad", kapka_report_job_explain_print (error));
}

static void
on_sheet_made (GObject *source, GAsyncResult *result, gpointer user_data) {
  KapkaJournalPage *self = user_data;
  g_autoptr (GError) error = NULL;
  KapkaReport *report = kapka_desk_context_run_finish (result, &error);
  g_autoptr (KapkaReportBox) box = report == NULL ? NULL : kapka_report_box_new (report);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (box == NULL)
    kapka_month_view_say_error (self->month, error);
  else
    kapka_report_job_print_async (
        box, kapka_session_get_settings (kapka_desk_context_get_session (self->context)),
        self->cancellable, on_printed, self);
}

static gpointer
make_sheet (const KapkaReportSource *source, gpointer data, GError **error) {
  return kapka_report_new_month (source, data, error);
}

static void
on_print_activated (GtkWidget *widget, const char *action, GVariant *parameter) {
  KapkaJournalPage *self = KAPKA_JOURNAL_PAGE (widget);

  kapka_month_view_say (self->month, "wait", _ ("The sheet is being printed…"));
  kapka_desk_context_run_async (self->context, make_sheet, g_variant_dup_string (parameter, NULL),
                                g_free, (GDestroyNotify)kapka_report_free, self->cancellable,
                                on_sheet_made, self);
}

static void
kapka_journal_page_dispose (GObject *object) {
  KapkaJournalPage *self = KAPKA_JOURNAL_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  kapka_template_dispose (GTK_WIDGET (object), KAPKA_TYPE_JOURNAL_PAGE);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (kapka_journal_page_parent_class)->dispose (object);
}

static void
kapka_journal_page_class_init (KapkaJournalPageClass *klass) {
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kapka_journal_page_dispose;
  g_type_ensure (KAPKA_TYPE_MONTH_VIEW);
  g_type_ensure (KAPKA_TYPE_VISITS_VIEW);
  g_type_ensure (KAPKA_TYPE_VISIT_VIEW);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/kapka/ui/journal-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KapkaJournalPage, stack);
  gtk_widget_class_bind_template_child (widget_class, KapkaJournalPage, month);
  gtk_widget_class_bind_template_child (widget_class, KapkaJournalPage, visits);
  gtk_widget_class_bind_template_child (widget_class, KapkaJournalPage, visit);
  gtk_widget_class_install_action (widget_class, "journal.day", "s", on_day_activated);
  gtk_widget_class_install_action (widget_class, "journal.all", NULL, on_all_activated);
  gtk_widget_class_install_action (widget_class, "journal.visit", "s", on_visit_activated);
  gtk_widget_class_install_action (widget_class, "journal.back", NULL, on_back_activated);
  gtk_widget_class_install_action (widget_class, "journal.print", "s", on_print_activated);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "journal.back", NULL);
}

static void
kapka_journal_page_init (KapkaJournalPage *self) {
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
}

GtkWidget *
kapka_journal_page_new (KapkaDeskContext *context) {
  KapkaJournalPage *self = g_object_new (KAPKA_TYPE_JOURNAL_PAGE, NULL);

  self->context = g_object_ref (context);
  kapka_month_view_set_context (self->month, context);
  kapka_visits_view_set_context (self->visits, context);
  kapka_visit_view_set_context (self->visit, context);
  return GTK_WIDGET (self);
}
