// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desk/print-queue.h"

#include <glib/gi18n.h>

#include "base/error.h"
#include "base/log.h"
#include "ui/desk/date-words.h"
#include "ui/desk/printer-act.h"
#include "ui/shell/answer.h"
#include "ui/shell/template.h"

#define LOOK_SECONDS 2

struct _KapkaPrintQueue {
  GtkWidget parent_instance;

  // Template widgets
  GtkListBox *list;
  GtkLabel *empty;
  GtkLabel *answer;

  // Owned
  KapkaSession *session;
  GCancellable *gone;
  guint source;
  gboolean acting; // Nothing else is done meanwhile.
  char *shown;     // What the list says, to be told from what it would say now.
};

G_DEFINE_FINAL_TYPE (KapkaPrintQueue, kapka_print_queue, GTK_TYPE_WIDGET)

static const char *
name_stage (KapkaJobStage stage) {
  switch (stage) {
  case KAPKA_JOB_PRINTING:
    return _ ("being printed");
  case KAPKA_JOB_STUCK:
    return _ ("the printer needs help");
  case KAPKA_JOB_WAITING:
  default:
    return _ ("waiting");
  }
}

static KapkaInstant
get_now (KapkaPrintQueue *self) {
  KapkaInstant now;

  kapka_clock_now (kapka_session_get_clock (self->session), &now);
  return now;
}

static char *
describe (KapkaPrintQueue *self, const KapkaQueuedJob *job) {
  KapkaInstant now = get_now (self);
  g_autofree char *time = kapka_date_words_time (job->created * 1000, now.utc_off_min);

  return g_strdup_printf (_ ("Job %d, %s: %s"), job->id, time, name_stage (job->stage));
}

/* What comes into an empty box before that has its size is given the height of unwrapped lines;
 * that of a list depends on its width always. */
static GtkWidget *
make_row (KapkaPrintQueue *self, const KapkaQueuedJob *job) {
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 16);
  GtkWidget *cancel = gtk_button_new_with_label (_ ("Cancel"));
  g_autofree char *text = describe (self, job);
  g_autofree char *name = g_strdup_printf (_ ("Cancel job %d"), job->id);
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0f, "wrap", TRUE,
                                   "hexpand", TRUE, NULL);

  gtk_widget_add_css_class (label, "fact");
  gtk_widget_add_css_class (cancel, "desk-button");
  gtk_widget_set_valign (cancel, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "queue.cancel");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (cancel), "i", job->id);
  gtk_accessible_update_property (GTK_ACCESSIBLE (cancel), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), cancel);
  return g_object_new (GTK_TYPE_LIST_BOX_ROW, "child", box, "activatable", FALSE, "focusable",
                       FALSE, NULL);
}

static void
clear_list (KapkaPrintQueue *self) {
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);
}

static char *
describe_all (KapkaPrintQueue *self, const GPtrArray *jobs) {
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < jobs->len; i++) {
    g_autofree char *line = describe (self, g_ptr_array_index (jobs, i));

    g_string_append_printf (text, "%s\n", line);
  }
  return g_string_free (text, FALSE);
}

/* A list that says the same as before stays as it is, with the focus in it. */
static void
show_jobs (KapkaPrintQueue *self, const GPtrArray *jobs) {
  g_autofree char *now = describe_all (self, jobs);

  if (g_strcmp0 (now, self->shown) == 0)
    return;
  clear_list (self);
  for (guint i = 0; i < jobs->len; i++)
    gtk_list_box_append (self->list, make_row (self, g_ptr_array_index (jobs, i)));
  gtk_widget_set_visible (GTK_WIDGET (self->list), jobs->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->empty), jobs->len == 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "queue.cancel-all", jobs->len > 0);
  g_free (self->shown);
  self->shown = g_steal_pointer (&now);
}

static const char *
explain (const GError *error) {
  if (g_error_matches (error, KAPKA_ERROR, KAPKA_ERROR_NOT_FOUND))
    return _ ("The printer was not found. Is its name right in kapka.conf?");
  if (g_error_matches (error, KAPKA_ERROR, KAPKA_ERROR_BUSY))
    return _ ("The printer has stopped. Touch “Paper added” first.");
  if (g_error_matches (error, KAPKA_ERROR, KAPKA_ERROR_DENIED))
    return _ ("The print system does not let the kiosk do this. Please tell the administrator.");
  return _ ("The print system did not do it. Please tell the administrator.");
}

static char *
confirm (KapkaPrintQueue *self, KapkaPrinterAct act) {
  KapkaInstant now = get_now (self);
  g_autofree char *time = kapka_date_words_time (now.utc_ms, now.utc_off_min);

  switch (act) {
  case KAPKA_PRINTER_ACT_RESUME:
    return g_strdup_printf (_ ("Paper added at %s. The printer goes on."), time);
  case KAPKA_PRINTER_ACT_TEST:
    return g_strdup (_ ("The printer has accepted the test page."));
  case KAPKA_PRINTER_ACT_CANCEL:
  case KAPKA_PRINTER_ACT_CANCEL_ALL:
    return g_strdup (_ ("Cancelled."));
  case KAPKA_PRINTER_ACT_LOOK:
  default:
    return NULL;
  }
}

/* The page tells among its facts when there is no printer. */
static void
show_outcome (KapkaPrintQueue *self, const KapkaPrinterOutcome *outcome) {
  g_autofree char *done = confirm (self, outcome->act);

  if (outcome->jobs != NULL)
    show_jobs (self, outcome->jobs);
  if (outcome->error != NULL) {
    kapka_log_error (G_LOG_LEVEL_MESSAGE, "printer-failed", "The print queue", outcome->error);
    kapka_answer_show (self->answer, "bad", explain (outcome->error));
  } else if (done != NULL) {
    kapka_answer_show (self->answer, "good", done);
  }
}

static void
on_acted (GObject *source, GAsyncResult *result, gpointer user_data) {
  g_autoptr (KapkaPrintQueue) self = user_data;
  g_autoptr (KapkaPrinterOutcome) outcome = kapka_printer_act_finish (result, NULL);

  if (outcome == NULL || g_cancellable_is_cancelled (self->gone))
    return;
  if (outcome->act != KAPKA_PRINTER_ACT_LOOK)
    self->acting = FALSE;
  show_outcome (self, outcome);
}

static void
do_act (KapkaPrintQueue *self, KapkaPrinterAct act, int job) {
  KapkaInstant now = get_now (self);
  g_autofree char *moment = kapka_date_words_moment (now.utc_ms, now.utc_off_min);

  if (self->acting)
    return;
  if (act != KAPKA_PRINTER_ACT_LOOK) {
    self->acting = TRUE;
    kapka_answer_show (self->answer, "wait", _ ("One moment, please"));
  }
  kapka_printer_act_async (act, job, moment, kapka_session_get_settings (self->session), self->gone,
                           on_acted, g_object_ref (self));
}

static gboolean
on_time (gpointer data) {
  do_act (data, KAPKA_PRINTER_ACT_LOOK, 0);
  return G_SOURCE_CONTINUE;
}

static void
on_cancel_activated (GtkWidget *widget, const char *action, GVariant *parameter) {
  do_act (KAPKA_PRINT_QUEUE (widget), KAPKA_PRINTER_ACT_CANCEL, g_variant_get_int32 (parameter));
}

static void
on_cancel_all_activated (GtkWidget *widget, const char *action, GVariant *parameter) {
  do_act (KAPKA_PRINT_QUEUE (widget), KAPKA_PRINTER_ACT_CANCEL_ALL, 0);
}

static void
on_resume_activated (GtkWidget *widget, const char *action, GVariant *parameter) {
  do_act (KAPKA_PRINT_QUEUE (widget), KAPKA_PRINTER_ACT_RESUME, 0);
}

static void
on_test_activated (GtkWidget *widget, const char *action, GVariant *parameter) {
  do_act (KAPKA_PRINT_QUEUE (widget), KAPKA_PRINTER_ACT_TEST, 0);
}

static void
kapka_print_queue_map (GtkWidget *widget) {
  KapkaPrintQueue *self = KAPKA_PRINT_QUEUE (widget);

  GTK_WIDGET_CLASS (kapka_print_queue_parent_class)->map (widget);
  kapka_answer_show (self->answer, NULL, NULL);
  do_act (self, KAPKA_PRINTER_ACT_LOOK, 0);
  self->source = g_timeout_add_seconds (LOOK_SECONDS, on_time, self);
}

static void
kapka_print_queue_unmap (GtkWidget *widget) {
  g_clear_handle_id (&KAPKA_PRINT_QUEUE (widget)->source, g_source_remove);
  GTK_WIDGET_CLASS (kapka_print_queue_parent_class)->unmap (widget);
}

static void
kapka_print_queue_dispose (GObject *object) {
  KapkaPrintQueue *self = KAPKA_PRINT_QUEUE (object);

  g_cancellable_cancel (self->gone);
  g_clear_object (&self->session);
  kapka_template_dispose (GTK_WIDGET (object), KAPKA_TYPE_PRINT_QUEUE);
  G_OBJECT_CLASS (kapka_print_queue_parent_class)->dispose (object);
}

static void
kapka_print_queue_finalize (GObject *object) {
  KapkaPrintQueue *self = KAPKA_PRINT_QUEUE (object);

  g_clear_object (&self->gone);
  g_free (self->shown);
  G_OBJECT_CLASS (kapka_print_queue_parent_class)->finalize (object);
}

static void
kapka_print_queue_class_init (KapkaPrintQueueClass *klass) {
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kapka_print_queue_dispose;
  G_OBJECT_CLASS (klass)->finalize = kapka_print_queue_finalize;
  widget_class->map = kapka_print_queue_map;
  widget_class->unmap = kapka_print_queue_unmap;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/kapka/ui/print-queue.ui");
  gtk_widget_class_bind_template_child (widget_class, KapkaPrintQueue, list);
  gtk_widget_class_bind_template_child (widget_class, KapkaPrintQueue, empty);
  gtk_widget_class_bind_template_child (widget_class, KapkaPrintQueue, answer);
  gtk_widget_class_install_action (widget_class, "queue.cancel", "i", on_cancel_activated);
  gtk_widget_class_install_action (widget_class, "queue.cancel-all", NULL, on_cancel_all_activated);
  gtk_widget_class_install_action (widget_class, "queue.resume", NULL, on_resume_activated);
  gtk_widget_class_install_action (widget_class, "queue.test", NULL, on_test_activated);
}

static void
kapka_print_queue_init (KapkaPrintQueue *self) {
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "queue.cancel-all", FALSE);
  self->gone = g_cancellable_new ();
}

void
kapka_print_queue_start (KapkaPrintQueue *self, KapkaSession *session) {
  self->session = g_object_ref (session);
}
