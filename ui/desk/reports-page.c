// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desk/reports-page.h"

#include <glib/gi18n.h>

#include "base/log.h"
#include "ui/desk/desk-page.h"
#include "ui/desk/period-picker.h"
#include "ui/desk/report-job.h"
#include "ui/desk/report-view.h"
#include "ui/desk/report-wish.h"
#include "ui/paper/drive-picker.h"
#include "ui/paper/drive-words.h"
#include "ui/shell/answer.h"
#include "ui/shell/scrolling.h"
#include "ui/shell/template.h"
#include "ui/shell/wrap-layout.h"

#define KIND_KEY "kapka-kind"

struct _KapkaReportsPage {
  GtkWidget parent_instance;

  // Template widgets
  GtkBox *kinds;
  KapkaPeriodPicker *period;
  GtkStack *stack;
  GtkScrolledWindow *scroller;
  GtkWidget *save_place;
  GtkToggleButton *xlsx;
  GtkToggleButton *pdf;
  KapkaDrivePicker *drives;
  GtkWidget *actions;
  GtkWidget *print;
  GtkWidget *save;
  GtkLabel *answer;

  // Owned
  KapkaDeskContext *context;
  GCancellable *loading; // Of the report that is being made.
  GCancellable *gone;    // When the page goes.
  KapkaReportKind kind;
  KapkaReportBox *report; // (nullable) The one that shows.
  gboolean busy;          // It is printed or written.
};

static void kapka_reports_page_page_init (KapkaDeskPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KapkaReportsPage,
                               kapka_reports_page,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (KAPKA_TYPE_DESK_PAGE,
                                                      kapka_reports_page_page_init))

static void
show_actions (KapkaReportsPage *self) {
  gboolean ready = self->report != NULL && !self->busy;

  gtk_widget_set_sensitive (self->print, ready);
  gtk_widget_set_sensitive (self->save, ready);
  gtk_widget_set_sensitive (GTK_WIDGET (self->drives), ready);
}

/* The view looks into the report, so it goes first. */
static void
take_report (KapkaReportsPage *self, KapkaReport *report) {
  gtk_scrolled_window_set_child (self->scroller, NULL);
  g_clear_pointer (&self->report, kapka_report_box_unref);
  if (report != NULL) {
    self->report = kapka_report_box_new (report);
    gtk_scrolled_window_set_child (self->scroller, kapka_report_view_new (report));
  }
  show_actions (self);
}

static gpointer
make_report (const KapkaReportSource *source, gpointer data, GError **error) {
  return kapka_report_wish_fulfil (data, source, error);
}

static void
on_made (GObject *source, GAsyncResult *result, gpointer user_data) {
  g_autoptr (KapkaReportsPage) self = user_data;
  g_autoptr (GError) error = NULL;
  KapkaReport *report = kapka_desk_context_run_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  take_report (self, report);
  if (report == NULL) {
    kapka_log_detail (G_LOG_LEVEL_MESSAGE, "desk-report-failed", "No report", error->message);
    kapka_answer_show (self->answer, "bad",
                       _ ("The report could not be made. See the page Equipment."));
  }
}

static void
load (KapkaReportsPage *self) {
  g_autofree char *month = kapka_period_picker_dup_month (self->period);
  KapkaReportWish *wish =
      kapka_report_wish_new (self->kind, kapka_period_picker_get_year (self->period), month);

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  self->loading = g_cancellable_new ();
  kapka_desk_context_run_async (
      self->context, make_report, wish, (GDestroyNotify)kapka_report_wish_free,
      (GDestroyNotify)kapka_report_free, self->loading, on_made, g_object_ref (self));
}

static void
show_place (KapkaReportsPage *self, GtkWidget *place) {
  gtk_stack_set_visible_child (self->stack, place);
  gtk_widget_set_visible (self->actions, place != self->save_place);
}

static void
show_report (KapkaReportsPage *self) {
  kapka_answer_show (self->answer, NULL, NULL);
  show_place (self, GTK_WIDGET (self->scroller));
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  load (self);
}

static void
on_kind_toggled (GtkToggleButton *button, KapkaReportsPage *self) {
  if (!gtk_toggle_button_get_active (button))
    return;
  self->kind = (KapkaReportKind)GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), KIND_KEY));
  kapka_period_picker_set_by_month (self->period, self->kind == KAPKA_WISH_MONTH);
  show_report (self);
}

static void
set_busy (KapkaReportsPage *self, const char *text) {
  self->busy = text != NULL;
  if (text != NULL)
    kapka_answer_show (self->answer, "wait", text);
  show_actions (self);
}

static void
on_printed (GObject *source, GAsyncResult *result, gpointer user_data) {
  g_autoptr (KapkaReportsPage) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean printed = kapka_report_job_print_finish (result, &error);

  if (g_cancellable_is_cancelled (self->gone))
    return;
  set_busy (self, NULL);
  if (!printed)
    kapka_log_detail (G_LOG_LEVEL_MESSAGE, "desk-print-failed", "Not printed", error->message);
  kapka_answer_show (self->answer, printed ? "good" : "bad",
                     printed ? _ ("The printer has accepted the report.")
                             : kapka_report_job_explain_print (error));
}

static void
on_print_activated (GtkWidget *widget, const char *action, GVariant *parameter) {
  KapkaReportsPage *self = KAPKA_REPORTS_PAGE (widget);
  KapkaSession *session = kapka_desk_context_get_session (self->context);

  if (self->report == NULL || self->busy)
    return;
  set_busy (self, _ ("Sending to the printer…"));
  kapka_report_job_print_async (self->report, kapka_session_get_settings (session), NULL,
                                on_printed, g_object_ref (self));
}

static void
on_save_activated (GtkWidget *widget, const char *action, GVariant *parameter) {
  KapkaReportsPage *self = KAPKA_REPORTS_PAGE (widget);

  if (self->report == NULL || self->busy)
    return;
  kapka_answer_show (self->answer, NULL, NULL);
  show_place (self, self->save_place);
  gtk_widget_child_focus (self->save_place, GTK_DIR_TAB_FORWARD);
}

static void
on_close_save_activated (GtkWidget *widget, const char *action, GVariant *parameter) {
  KapkaReportsPage *self = KAPKA_REPORTS_PAGE (widget);

  kapka_answer_show (self->answer, NULL, NULL);
  show_place (self, GTK_WIDGET (self->scroller));
  gtk_widget_grab_focus (self->save);
}

static void
on_exported (GObject *source, GAsyncResult *result, gpointer user_data) {
  g_autoptr (KapkaReportsPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = kapka_report_job_export_finish (result, &error);
  g_autofree char *name = path == NULL ? NULL : g_path_get_basename (path);
  g_autofree char *text = NULL;

  if (g_cancellable_is_cancelled (self->gone))
    return;
  set_busy (self, NULL);
  if (path == NULL) {
    kapka_log_error (G_LOG_LEVEL_MESSAGE, "desk-report-failed", "Not written", error);
    kapka_answer_show (self->answer, "bad", _ (kapka_drive_words_for_error (error)));
    return;
  }
  show_place (self, GTK_WIDGET (self->scroller));
  text = g_strdup_printf (_ ("Written: %s. The flash drive may be taken out."), name);
  kapka_answer_show (self->answer, "good", text);
}

static KapkaReportFormat
get_format (KapkaReportsPage *self) {
  if (gtk_toggle_button_get_active (self->xlsx))
    return KAPKA_REPORT_XLSX;
  return gtk_toggle_button_get_active (self->pdf) ? KAPKA_REPORT_PDF : KAPKA_REPORT_CSV;
}

static void
on_drive_chosen (KapkaReportsPage *self, const KapkaDrive *drive) {
  KapkaDrives *drives = kapka_session_get_drives (kapka_desk_context_get_session (self->context));

  if (self->report == NULL || self->busy)
    return;
  set_busy (self, _ ("Writing on the flash drive…"));
  kapka_report_job_export_async (self->report, get_format (self), drives, drive, on_exported,
                                 g_object_ref (self));
}

static void
on_show (KapkaDeskPage *page) {
  show_report (KAPKA_REPORTS_PAGE (page));
}

static void
kapka_reports_page_page_init (KapkaDeskPageInterface *iface) {
  iface->show = on_show;
}

static void
kapka_reports_page_dispose (GObject *object) {
  KapkaReportsPage *self = KAPKA_REPORTS_PAGE (object);

  g_cancellable_cancel (self->gone);
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_clear_object (&self->context);
  kapka_template_dispose (GTK_WIDGET (object), KAPKA_TYPE_REPORTS_PAGE);
  G_OBJECT_CLASS (kapka_reports_page_parent_class)->dispose (object);
}

static void
kapka_reports_page_finalize (GObject *object) {
  KapkaReportsPage *self = KAPKA_REPORTS_PAGE (object);

  g_clear_object (&self->gone);
  g_clear_pointer (&self->report, kapka_report_box_unref);
  G_OBJECT_CLASS (kapka_reports_page_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class) {
  gtk_widget_class_set_template_from_resource (widget_class, "/org/kapka/ui/reports-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KapkaReportsPage, kinds);
  gtk_widget_class_bind_template_child (widget_class, KapkaReportsPage, period);
  gtk_widget_class_bind_template_child (widget_class, KapkaReportsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, KapkaReportsPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, KapkaReportsPage, save_place);
  gtk_widget_class_bind_template_child (widget_class, KapkaReportsPage, xlsx);
  gtk_widget_class_bind_template_child (widget_class, KapkaReportsPage, pdf);
  gtk_widget_class_bind_template_child (widget_class, KapkaReportsPage, drives);
  gtk_widget_class_bind_template_child (widget_class, KapkaReportsPage, actions);
  gtk_widget_class_bind_template_child (widget_class, KapkaReportsPage, print);
  gtk_widget_class_bind_template_child (widget_class, KapkaReportsPage, save);
  gtk_widget_class_bind_template_child (widget_class, KapkaReportsPage, answer);
  gtk_widget_class_bind_template_callback (widget_class, show_report);
  gtk_widget_class_bind_template_callback (widget_class, on_drive_chosen);
}

static void
kapka_reports_page_class_init (KapkaReportsPageClass *klass) {
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kapka_reports_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = kapka_reports_page_finalize;
  g_type_ensure (KAPKA_TYPE_DRIVE_PICKER);
  g_type_ensure (KAPKA_TYPE_PERIOD_PICKER);
  g_type_ensure (KAPKA_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "report.print", NULL, on_print_activated);
  gtk_widget_class_install_action (widget_class, "report.save", NULL, on_save_activated);
  gtk_widget_class_install_action (widget_class, "report.close-save", NULL,
                                   on_close_save_activated);
}

static GtkToggleButton *
add_kind (KapkaReportsPage *self, KapkaReportKind kind, const char *label, GtkToggleButton *group) {
  GtkWidget *button = gtk_toggle_button_new_with_label (label);

  gtk_widget_add_css_class (button, "choice");
  g_object_set_data (G_OBJECT (button), KIND_KEY, GUINT_TO_POINTER (kind));
  gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), group);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), kind == self->kind);
  g_signal_connect_object (button, "toggled", G_CALLBACK (on_kind_toggled), self, 0);
  gtk_box_append (self->kinds, button);
  return GTK_TOGGLE_BUTTON (button);
}

static void
kapka_reports_page_init (KapkaReportsPage *self) {
  GtkToggleButton *first;

  gtk_widget_init_template (GTK_WIDGET (self));
  first = add_kind (self, KAPKA_WISH_YEARLY, _ ("Yearly"), NULL);
  add_kind (self, KAPKA_WISH_MONTH, _ ("Month"), first);
  add_kind (self, KAPKA_WISH_REVIEW, _ ("Year in review"), first);
  add_kind (self, KAPKA_WISH_OUTREACH, _ ("Events of the year"), first);
  kapka_scrolling_hide_bar (self->scroller);
  self->gone = g_cancellable_new ();
}

GtkWidget *
kapka_reports_page_new (KapkaDeskContext *context) {
  KapkaReportsPage *self = g_object_new (KAPKA_TYPE_REPORTS_PAGE, NULL);
  KapkaSession *session = kapka_desk_context_get_session (context);
  KapkaInstant now;

  self->context = g_object_ref (context);
  kapka_clock_now (kapka_session_get_clock (session), &now);
  kapka_period_picker_set_today (self->period, now.day);
  kapka_drive_picker_set_drives (self->drives, kapka_session_get_drives (session));
  g_signal_connect_object (context, "changed", G_CALLBACK (load), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
