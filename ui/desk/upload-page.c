// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desk/upload-page.h"

#include <glib/gi18n.h>
#include <sysexits.h>

#include "base/error.h"
#include "ui/desk/desk-page.h"
#include "ui/desk/period-picker.h"
#include "ui/desk/report-grid.h"
#include "ui/desk/sync-process.h"
#include "ui/desk/upload-facts.h"
#include "ui/paper/drive-picker.h"
#include "ui/paper/drive-words.h"
#include "ui/shell/answer.h"
#include "ui/shell/scrolling.h"
#include "ui/shell/template.h"

/* How often the page looks how far a run has come. */
#define LOOK_SECONDS 1

struct _KapkaUploadPage {
  GtkWidget parent_instance;

  // Template widgets
  GtkStack *stack;
  GtkWidget *state_place;
  GtkWidget *drive_place;
  GtkScrolledWindow *scroller;
  GtkWidget *state;
  GtkLabel *title;
  GtkLabel *sentence;
  GtkLabel *last;
  GtkLabel *pending;
  GtkLabel *warnings;
  GtkWidget *send;
  GtkWidget *export;
  GtkProgressBar *progress;
  GtkLabel *answer;
  KapkaPeriodPicker *period;
  GtkBox *days;
  KapkaDrivePicker *drives;

  // Owned
  KapkaDeskContext *context;
  GCancellable *loading;
  GCancellable *gone;
  KapkaUploadFacts *facts; // (nullable)
  gboolean busy;           // A run goes on.
  gint64 to_send;          // Days that waited when it began.
  guint look_source;
};

static void kapka_upload_page_page_init (KapkaDeskPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KapkaUploadPage,
                               kapka_upload_page,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (KAPKA_TYPE_DESK_PAGE,
                                                      kapka_upload_page_page_init))

static const KapkaSettings *
get_settings (KapkaUploadPage *self) {
  return kapka_session_get_settings (kapka_desk_context_get_session (self->context));
}

static void
show_warnings (KapkaUploadPage *self) {
  g_autoptr (GPtrArray) warnings = kapka_sync_facts_list_warnings (&self->facts->summary.facts);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < warnings->len; i++) {
    const KapkaSyncWarning *warning = g_ptr_array_index (warnings, i);

    g_string_append_printf (text, "%s%s", i == 0 ? "" : "\n", _ (warning->sentence));
  }
  gtk_label_set_label (self->warnings, text->str);
  gtk_widget_set_visible (GTK_WIDGET (self->warnings), text->len > 0);
}

/* The grid looks into the table of the facts, so it goes before them. */
static void
clear_days (KapkaUploadPage *self) {
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->days))) != NULL)
    gtk_box_remove (self->days, child);
}

static void
show_days (KapkaUploadPage *self) {
  const KapkaReportTable *table = kapka_report_get_table (self->facts->days, 0);

  if (kapka_report_table_get_n_rows (table) > 0)
    gtk_box_append (self->days, kapka_report_grid_new (table));
  else
    gtk_box_append (self->days, gtk_label_new (_ ("Nothing was counted in this month.")));
}

static void
show_actions (KapkaUploadPage *self) {
  gboolean connected = self->facts != NULL && self->facts->summary.facts.has_centre &&
                       self->facts->summary.facts.enrolled;

  gtk_widget_set_sensitive (self->send, connected && !self->busy);
  gtk_widget_set_sensitive (self->export, self->facts != NULL &&
                                              self->facts->summary.facts.enrolled && !self->busy);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), self->busy);
}

static void
show_facts (KapkaUploadPage *self) {
  static const char *const css_classes[] = {
    [KAPKA_SYNC_STATE_NEVER] = "wait",
    [KAPKA_SYNC_STATE_FAILING] = "bad",
    [KAPKA_SYNC_STATE_LATE] = "wait",
    [KAPKA_SYNC_STATE_OK] = "good",
  };
  g_autofree char *last = kapka_upload_facts_describe_last (self->facts);
  g_autofree char *pending = kapka_upload_facts_describe_pending (self->facts);

  gtk_widget_set_css_classes (
      self->state, (const char *[]){ "state", css_classes[self->facts->summary.state], NULL });
  gtk_label_set_label (self->title, kapka_upload_facts_get_title (self->facts));
  gtk_label_set_label (self->sentence, self->facts->summary.sentence);
  gtk_label_set_label (self->last, last);
  gtk_label_set_label (self->pending, pending);
  show_warnings (self);
  show_days (self);
  show_actions (self);
}

static gpointer
read_facts (const KapkaReportSource *source, gpointer data, GError **error) {
  return kapka_upload_facts_read (source, data, error);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data) {
  g_autoptr (KapkaUploadPage) self = user_data;
  g_autoptr (GError) error = NULL;
  KapkaUploadFacts *facts = kapka_desk_context_run_finish (result, &error);
  KapkaInstant now;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  clear_days (self);
  g_clear_pointer (&self->facts, kapka_upload_facts_free);
  if (facts == NULL) {
    kapka_answer_show_error (self->answer, error);
    show_actions (self);
    return;
  }
  kapka_clock_now (kapka_session_get_clock (kapka_desk_context_get_session (self->context)), &now);
  facts->utc_off_min = now.utc_off_min;
  self->facts = facts;
  show_facts (self);
}

static void
load (KapkaUploadPage *self) {
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  self->loading = g_cancellable_new ();
  kapka_desk_context_run_async (
      self->context, read_facts, kapka_period_picker_dup_month (self->period), g_free,
      (GDestroyNotify)kapka_upload_facts_free, self->loading, on_read, g_object_ref (self));
}

static gpointer
count_pending (const KapkaReportSource *source, gpointer data, GError **error) {
  gint64 *count = g_new0 (gint64, 1);

  *count = kapka_upload_count_pending (kapka_desk_get_journal (source->desk), NULL, error);
  return count;
}

/* An error here would be told at the end of the run as well. */
static void
on_counted (GObject *source, GAsyncResult *result, gpointer user_data) {
  g_autoptr (KapkaUploadPage) self = user_data;
  g_autofree gint64 *left = kapka_desk_context_run_finish (result, NULL);
  g_autofree char *text = NULL;

  if (left == NULL || *left < 0 || !self->busy)
    return;
  if (self->to_send > 0)
    gtk_progress_bar_set_fraction (self->progress, 1 - (double)*left / (double)self->to_send);
  text = g_strdup_printf (_ ("Sending… Days left: %u"), (guint)*left);
  kapka_answer_show (self->answer, "wait", text);
}

static gboolean
on_look (gpointer user_data) {
  KapkaUploadPage *self = user_data;

  kapka_desk_context_run_async (self->context, count_pending, NULL, NULL, g_free, self->gone,
                                on_counted, g_object_ref (self));
  return G_SOURCE_CONTINUE;
}

static void
begin_run (KapkaUploadPage *self, const char *text) {
  self->busy = TRUE;
  self->to_send = self->facts->summary.facts.pending_days;
  gtk_progress_bar_set_fraction (self->progress, 0);
  kapka_answer_show (self->answer, "wait", text);
  show_actions (self);
}

static void
end_run (KapkaUploadPage *self) {
  g_clear_handle_id (&self->look_source, g_source_remove);
  self->busy = FALSE;
  show_actions (self);
  load (self);
}

/* What will come right by itself is no failure of anybody. */
static const char *
get_style (const KapkaSyncAnswer *answer) {
  int exit_code = kapka_sync_reason_exit_code (answer->reason);

  if (exit_code == EX_OK)
    return "good";
  return exit_code == EX_TEMPFAIL ? "wait" : "bad";
}

static void
on_sent (GObject *source, GAsyncResult *result, gpointer user_data) {
  g_autoptr (KapkaUploadPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KapkaSyncAnswer) answer = kapka_sync_process_run_finish (result, &error);

  if (g_cancellable_is_cancelled (self->gone))
    return;
  end_run (self);
  if (answer != NULL)
    kapka_answer_show (self->answer, get_style (answer), answer->sentence);
  else
    kapka_answer_show_error (self->answer, error);
}

static void
on_send_activated (GtkWidget *widget, const char *action, GVariant *parameter) {
  KapkaUploadPage *self = KAPKA_UPLOAD_PAGE (widget);

  if (self->busy || self->facts == NULL)
    return;
  begin_run (self, _ ("Sending…"));
  self->look_source = g_timeout_add_seconds (LOOK_SECONDS, on_look, self);
  kapka_sync_process_send_async (get_settings (self), on_sent, g_object_ref (self));
}

static void
show_drives (KapkaUploadPage *self, gboolean shown) {
  kapka_answer_show (self->answer, NULL, NULL);
  gtk_stack_set_visible_child (self->stack, shown ? self->drive_place : self->state_place);
  gtk_widget_child_focus (GTK_WIDGET (self->stack), GTK_DIR_TAB_FORWARD);
}

static void
on_export_activated (GtkWidget *widget, const char *action, GVariant *parameter) {
  show_drives (KAPKA_UPLOAD_PAGE (widget), TRUE);
}

static void
on_close_drives_activated (GtkWidget *widget, const char *action, GVariant *parameter) {
  show_drives (KAPKA_UPLOAD_PAGE (widget), FALSE);
}

/* Only a drive that may be taken out is to be taken to the centre. */
static void
show_exported (KapkaUploadPage *self, const KapkaSyncAnswer *answer) {
  gboolean good = kapka_sync_reason_exit_code (answer->reason) == EX_OK;
  g_autofree char *text =
      good ? g_strdup_printf (_ ("%s The flash drive may be taken out."), answer->sentence) : NULL;

  kapka_answer_show (self->answer, get_style (answer), good ? text : answer->sentence);
}

static void
on_exported (GObject *source, GAsyncResult *result, gpointer user_data) {
  g_autoptr (KapkaUploadPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KapkaSyncAnswer) answer = kapka_sync_process_run_finish (result, &error);

  if (g_cancellable_is_cancelled (self->gone))
    return;
  end_run (self);
  if (answer != NULL)
    show_exported (self, answer);
  else if (error->domain == KAPKA_ERROR)
    kapka_answer_show (self->answer, "bad", _ (kapka_drive_words_for_error (error)));
  else
    kapka_answer_show_error (self->answer, error);
}

static void
on_drive_chosen (KapkaUploadPage *self, const KapkaDrive *drive) {
  KapkaDrives *drives = kapka_session_get_drives (kapka_desk_context_get_session (self->context));

  if (self->busy || self->facts == NULL)
    return;
  show_drives (self, FALSE);
  begin_run (self, _ ("Writing on the flash drive…"));
  kapka_sync_process_export_async (get_settings (self), drives, drive, on_exported,
                                   g_object_ref (self));
}

static void
on_show (KapkaDeskPage *page) {
  KapkaUploadPage *self = KAPKA_UPLOAD_PAGE (page);

  if (!self->busy)
    kapka_answer_show (self->answer, NULL, NULL);
  gtk_stack_set_visible_child (self->stack, self->state_place);
  load (self);
}

static void
kapka_upload_page_page_init (KapkaDeskPageInterface *iface) {
  iface->show = on_show;
}

static void
kapka_upload_page_dispose (GObject *object) {
  KapkaUploadPage *self = KAPKA_UPLOAD_PAGE (object);

  g_cancellable_cancel (self->gone);
  g_cancellable_cancel (self->loading);
  g_clear_handle_id (&self->look_source, g_source_remove);
  g_clear_object (&self->loading);
  g_clear_object (&self->context);
  kapka_template_dispose (GTK_WIDGET (object), KAPKA_TYPE_UPLOAD_PAGE);
  G_OBJECT_CLASS (kapka_upload_page_parent_class)->dispose (object);
}

static void
kapka_upload_page_finalize (GObject *object) {
  KapkaUploadPage *self = KAPKA_UPLOAD_PAGE (object);

  g_clear_object (&self->gone);
  g_clear_pointer (&self->facts, kapka_upload_facts_free);
  G_OBJECT_CLASS (kapka_upload_page_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class) {
  gtk_widget_class_set_template_from_resource (widget_class, "/org/kapka/ui/upload-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KapkaUploadPage, stack);
  gtk_widget_class_bind_template_child (widget_class, KapkaUploadPage, state_place);
  gtk_widget_class_bind_template_child (widget_class, KapkaUploadPage, drive_place);
  gtk_widget_class_bind_template_child (widget_class, KapkaUploadPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, KapkaUploadPage, state);
  gtk_widget_class_bind_template_child (widget_class, KapkaUploadPage, title);
  gtk_widget_class_bind_template_child (widget_class, KapkaUploadPage, sentence);
  gtk_widget_class_bind_template_child (widget_class, KapkaUploadPage, last);
  gtk_widget_class_bind_template_child (widget_class, KapkaUploadPage, pending);
  gtk_widget_class_bind_template_child (widget_class, KapkaUploadPage, warnings);
  gtk_widget_class_bind_template_child (widget_class, KapkaUploadPage, send);
  gtk_widget_class_bind_template_child (widget_class, KapkaUploadPage, export);
  gtk_widget_class_bind_template_child (widget_class, KapkaUploadPage, progress);
  gtk_widget_class_bind_template_child (widget_class, KapkaUploadPage, answer);
  gtk_widget_class_bind_template_child (widget_class, KapkaUploadPage, period);
  gtk_widget_class_bind_template_child (widget_class, KapkaUploadPage, days);
  gtk_widget_class_bind_template_child (widget_class, KapkaUploadPage, drives);
  gtk_widget_class_bind_template_callback (widget_class, load);
  gtk_widget_class_bind_template_callback (widget_class, on_drive_chosen);
}

static void
kapka_upload_page_class_init (KapkaUploadPageClass *klass) {
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kapka_upload_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = kapka_upload_page_finalize;
  g_type_ensure (KAPKA_TYPE_DRIVE_PICKER);
  g_type_ensure (KAPKA_TYPE_PERIOD_PICKER);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "upload.send", NULL, on_send_activated);
  gtk_widget_class_install_action (widget_class, "upload.export", NULL, on_export_activated);
  gtk_widget_class_install_action (widget_class, "upload.close-drives", NULL,
                                   on_close_drives_activated);
}

static void
kapka_upload_page_init (KapkaUploadPage *self) {
  gtk_widget_init_template (GTK_WIDGET (self));
  kapka_scrolling_hide_bar (self->scroller);
  kapka_period_picker_set_by_month (self->period, TRUE);
  self->gone = g_cancellable_new ();
}

GtkWidget *
kapka_upload_page_new (KapkaDeskContext *context) {
  KapkaUploadPage *self = g_object_new (KAPKA_TYPE_UPLOAD_PAGE, NULL);
  KapkaSession *session = kapka_desk_context_get_session (context);
  KapkaInstant now;

  self->context = g_object_ref (context);
  kapka_clock_now (kapka_session_get_clock (session), &now);
  kapka_period_picker_set_today (self->period, now.day);
  kapka_drive_picker_set_drives (self->drives, kapka_session_get_drives (session));
  g_signal_connect_object (context, "changed", G_CALLBACK (load), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
