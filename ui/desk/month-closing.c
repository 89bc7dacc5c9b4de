// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desk/month-closing.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/number.h"
#include "desk/month.h"
#include "journal/figures.h"
#include "ui/desk/date-words.h"
#include "ui/desk/desk-page.h"
#include "ui/desk/field.h"
#include "ui/desk/period-picker.h"
#include "ui/desk/visit-words.h"
#include "ui/shell/answer.h"
#include "ui/shell/options.h"
#include "ui/shell/scrolling.h"
#include "ui/shell/template.h"

/** Lines of the log that are shown. */
#define MAX_LINES 50

struct _KapkaMonthClosing {
  GtkWidget parent_instance;

  // Template widgets
  KapkaPeriodPicker *period;
  GtkScrolledWindow *scroller;
  GtkLabel *state;
  GtkLabel *figures;
  GtkLabel *message;
  GtkWidget *close;
  GtkWidget *question;
  GtkWidget *confirm;
  GtkBox *reopening;
  GtkWidget *log_title;
  GtkBox *log;

  // Borrowed
  KapkaField *reason;

  // Owned
  KapkaDeskContext *context;
  GCancellable *cancellable;
  char month[8]; // `YYYY-MM`
};

static void kapka_month_closing_page_init (KapkaDeskPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KapkaMonthClosing,
                               kapka_month_closing,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (KAPKA_TYPE_DESK_PAGE,
                                                      kapka_month_closing_page_init))

/* The words are those of kapka_visit_words_reason(). */
static const KapkaOption reasons[] = {
  { "missed", N_ ("It was not noted at the time") },
  { "wrong_service", N_ ("Wrong service was chosen") },
  { "duplicate", N_ ("Counted twice") },
  { "other", N_ ("Another reason") },
};

/** KapkaClosingJob: what the thread of the journal does for this page. */
typedef struct {
  char month[8];
  char *reason; // Of a re-opening.
} KapkaClosingJob;

/** KapkaClosingFacts: what it read. */
typedef struct {
  KapkaMonthState *state;
  KapkaFigures figures;
  GPtrArray *log;
  gboolean over; // The month has ended.
} KapkaClosingFacts;

static void
job_free (gpointer data) {
  KapkaClosingJob *job = data;

  g_free (job->reason);
  g_free (job);
}

static void
facts_free (KapkaClosingFacts *facts) {
  g_clear_pointer (&facts->state, kapka_month_state_free);
  g_clear_pointer (&facts->log, g_ptr_array_unref);
  g_free (facts);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaClosingFacts, facts_free)

static gpointer
run_read (const KapkaReportSource *source, gpointer data, GError **error) {
  const KapkaClosingJob *job = data;
  g_autoptr (KapkaClosingFacts) facts = g_new0 (KapkaClosingFacts, 1);
  g_autofree char *first = g_strconcat (job->month, "-01", NULL);
  g_autofree char *last = kapka_date_words_last_day (job->month);

  facts->over = strcmp (last, kapka_desk_get_today (source->desk)) < 0;
  facts->state = kapka_month_get_state (source->desk, job->month, error);
  if (facts->state == NULL || !kapka_figures_sum (kapka_desk_get_journal (source->desk), first,
                                                  last, &facts->figures, error))
    return NULL;
  facts->log = kapka_month_list_log (source->desk, error);
  return facts->log == NULL ? NULL : g_steal_pointer (&facts);
}

static gpointer
run_close (const KapkaReportSource *source, gpointer data, GError **error) {
  const KapkaClosingJob *job = data;

  kapka_month_close (source->desk, job->month, error);
  return NULL;
}

static gpointer
run_reopen (const KapkaReportSource *source, gpointer data, GError **error) {
  const KapkaClosingJob *job = data;

  kapka_month_reopen (source->desk, job->month, job->reason, error);
  return NULL;
}

static KapkaClock *
get_clock (KapkaMonthClosing *self) {
  return kapka_session_get_clock (kapka_desk_context_get_session (self->context));
}

static char *
format_moment (KapkaMonthClosing *self, gint64 utc_ms) {
  KapkaInstant at;

  kapka_clock_at (get_clock (self), utc_ms, &at);
  return kapka_date_words_moment (utc_ms, at.utc_off_min);
}

static char *
describe_state (KapkaMonthClosing *self, const KapkaClosingFacts *facts) {
  g_autofree char *at =
      facts->state->author == NULL ? NULL : format_moment (self, facts->state->at_ms);
  g_autofree char *closed = NULL;

  if (!facts->state->closed)
    return g_strdup (facts->over ? _ ("The month is open: corrections are taken.")
                                 : _ ("The month is not over yet."));
  closed = g_strdup_printf (_ ("The month is closed: %s, %s."), facts->state->author, at);
  if (!facts->state->changed)
    return g_steal_pointer (&closed);
  return g_strdup_printf ("%s %s", closed, _ ("Since then its figures have changed."));
}

static void
show_figures (KapkaMonthClosing *self, const KapkaFigures *figures) {
  g_autofree char *users = kapka_number_format (figures->users);
  g_autofree char *requests = kapka_number_format (kapka_figures_get_requests (figures));
  g_autofree char *text = g_strdup_printf (_ ("Users: %s · requests: %s · events: %d"), users,
                                           requests, (int)figures->events);

  gtk_label_set_label (self->figures, text);
}

static char *
describe_line (KapkaMonthClosing *self, const KapkaMonthLine *line) {
  g_autofree char *at = format_moment (self, line->at_ms);
  g_autofree char *month = kapka_date_words_month (line->month);

  if (line->closed)
    return g_strdup_printf (_ ("%s: %s was closed by %s"), at, month, line->author);
  return g_strdup_printf (_ ("%s: %s was opened again by %s: %s"), at, month, line->author,
                          kapka_visit_words_reason (line->reason));
}

static void
show_log (KapkaMonthClosing *self, GPtrArray *log) {
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->log))) != NULL)
    gtk_box_remove (self->log, child);
  for (guint i = 0; i < MIN (log->len, MAX_LINES); i++) {
    g_autofree char *text = describe_line (self, g_ptr_array_index (log, i));

    gtk_box_append (self->log, g_object_new (GTK_TYPE_LABEL, "label", text, "wrap", TRUE, "xalign",
                                             0.0f, NULL));
  }
  gtk_widget_set_visible (self->log_title, log->len > 0);
}

static void
show_facts (KapkaMonthClosing *self, const KapkaClosingFacts *facts) {
  g_autofree char *state = describe_state (self, facts);
  gboolean administrator = kapka_desk_context_get_role (self->context) == KAPKA_ROLE_ADMINISTRATOR;

  kapka_answer_show (self->state, facts->state->closed ? "good" : "wait", state);
  show_figures (self, &facts->figures);
  gtk_widget_set_visible (self->close, facts->over && !facts->state->closed);
  gtk_widget_set_visible (self->question, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->reopening), facts->state->closed && administrator);
  show_log (self, facts->log);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data) {
  KapkaMonthClosing *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KapkaClosingFacts) facts = kapka_desk_context_run_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (facts == NULL)
    kapka_answer_show_error (self->message, error);
  else
    show_facts (self, facts);
}

static void
run (KapkaMonthClosing *self,
     KapkaDeskWork work,
     const char *reason,
     GAsyncReadyCallback callback) {
  KapkaClosingJob *job = g_new0 (KapkaClosingJob, 1);

  g_strlcpy (job->month, self->month, sizeof job->month);
  job->reason = g_strdup (reason);
  kapka_desk_context_run_async (self->context, work, job, job_free, (GDestroyNotify)facts_free,
                                self->cancellable, callback, self);
}

static void
load (KapkaMonthClosing *self) {
  run (self, run_read, NULL, on_read);
}

static void
show_month (KapkaMonthClosing *self, const char *month) {
  g_strlcpy (self->month, month, sizeof self->month);
  kapka_answer_show (self->message, NULL, NULL);
  load (self);
}

/* What has become of the month is what shows next. */
static void
on_written (GObject *source, GAsyncResult *result, gpointer user_data) {
  KapkaMonthClosing *self = user_data;
  g_autoptr (GError) error = NULL;

  kapka_desk_context_run_finish (result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (error != NULL) {
    kapka_answer_show_error (self->message, error);
    return;
  }
  gtk_widget_child_focus (GTK_WIDGET (self->period), GTK_DIR_TAB_FORWARD);
  kapka_desk_context_note_change (self->context);
}

static void
ask (KapkaMonthClosing *self, gboolean asked) {
  gtk_widget_set_visible (self->close, !asked);
  gtk_widget_set_visible (self->question, asked);
  gtk_widget_grab_focus (asked ? self->confirm : self->close);
}

static void
on_close_clicked (KapkaMonthClosing *self) {
  kapka_answer_show (self->message, NULL, NULL);
  ask (self, TRUE);
}

static void
on_not_clicked (KapkaMonthClosing *self) {
  ask (self, FALSE);
}

static void
on_confirm_clicked (KapkaMonthClosing *self) {
  kapka_answer_show (self->message, NULL, NULL);
  run (self, run_close, NULL, on_written);
}

static void
on_reopen_clicked (KapkaMonthClosing *self) {
  KapkaOptions *options = KAPKA_OPTIONS (kapka_field_get_control (self->reason));
  const char *reason = kapka_options_get (options);

  if (reason == NULL) {
    kapka_field_complain (self->reason, _ ("Choose why the month is opened again."));
    gtk_widget_grab_focus (GTK_WIDGET (self->reason));
    return;
  }
  run (self, run_reopen, reason, on_written);
  kapka_options_set (options, NULL);
}

static void
on_period_changed (KapkaMonthClosing *self) {
  g_autofree char *month = kapka_period_picker_dup_month (self->period);

  show_month (self, month);
}

static void
on_show (KapkaDeskPage *page) {
  load (KAPKA_MONTH_CLOSING (page));
}

static void
kapka_month_closing_page_init (KapkaDeskPageInterface *iface) {
  iface->show = on_show;
}

static void
kapka_month_closing_dispose (GObject *object) {
  KapkaMonthClosing *self = KAPKA_MONTH_CLOSING (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->context);
  kapka_template_dispose (GTK_WIDGET (object), KAPKA_TYPE_MONTH_CLOSING);
  G_OBJECT_CLASS (kapka_month_closing_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class) {
  gtk_widget_class_set_template_from_resource (widget_class, "/org/kapka/ui/month-closing.ui");
  gtk_widget_class_bind_template_child (widget_class, KapkaMonthClosing, period);
  gtk_widget_class_bind_template_child (widget_class, KapkaMonthClosing, scroller);
  gtk_widget_class_bind_template_child (widget_class, KapkaMonthClosing, state);
  gtk_widget_class_bind_template_child (widget_class, KapkaMonthClosing, figures);
  gtk_widget_class_bind_template_child (widget_class, KapkaMonthClosing, message);
  gtk_widget_class_bind_template_child (widget_class, KapkaMonthClosing, close);
  gtk_widget_class_bind_template_child (widget_class, KapkaMonthClosing, question);
  gtk_widget_class_bind_template_child (widget_class, KapkaMonthClosing, confirm);
  gtk_widget_class_bind_template_child (widget_class, KapkaMonthClosing, reopening);
  gtk_widget_class_bind_template_child (widget_class, KapkaMonthClosing, log_title);
  gtk_widget_class_bind_template_child (widget_class, KapkaMonthClosing, log);
  gtk_widget_class_bind_template_callback (widget_class, on_period_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_close_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_not_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_confirm_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_reopen_clicked);
}

static void
kapka_month_closing_class_init (KapkaMonthClosingClass *klass) {
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kapka_month_closing_dispose;
  g_type_ensure (KAPKA_TYPE_PERIOD_PICKER);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  bind_template (widget_class);
}

static void
kapka_month_closing_init (KapkaMonthClosing *self) {
  gtk_widget_init_template (GTK_WIDGET (self));
  kapka_scrolling_hide_bar (self->scroller);
  self->cancellable = g_cancellable_new ();
  self->reason = KAPKA_FIELD (kapka_field_new (
      _ ("Why the month is opened again"), kapka_options_new (reasons, G_N_ELEMENTS (reasons))));
  gtk_box_prepend (self->reopening, GTK_WIDGET (self->reason));
}

GtkWidget *
kapka_month_closing_new (KapkaDeskContext *context) {
  KapkaMonthClosing *self = g_object_new (KAPKA_TYPE_MONTH_CLOSING, NULL);
  g_autofree char *month = NULL;
  KapkaInstant now;

  self->context = g_object_ref (context);
  kapka_clock_now (get_clock (self), &now);
  month = kapka_date_words_move_month (now.day, -1);
  g_strlcpy (self->month, month, sizeof self->month);
  kapka_period_picker_set_today (self->period, now.day);
  kapka_period_picker_set_by_month (self->period, TRUE);
  kapka_period_picker_set_month (self->period, month);
  g_signal_connect_object (context, "changed", G_CALLBACK (load), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

void
kapka_month_closing_set_month (KapkaMonthClosing *self, const char *month) {
  kapka_period_picker_set_month (self->period, month);
  show_month (self, month);
}
