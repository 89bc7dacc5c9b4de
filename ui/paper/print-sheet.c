// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paper/print-sheet.h"

#include <glib/gi18n.h>

#include "base/log.h"
#include "print/job-watch.h"
#include "ui/access/announcer.h"
#include "ui/paper/page-allowance.h"
#include "ui/paper/print-words.h"
#include "ui/shell/scrolling.h"
#include "ui/shell/template.h"

#define MAX_COPIES 9

/* What the print system calls a file of the visitor's own, whose name is nobody else's business. */
#define OWN_TITLE "own"

/* A visitor who waits for his sheets so long has been forgotten by the printer. */
#define MAX_WAIT_SECONDS 300

struct _KapkaPrintSheet {
  GtkWidget parent_instance;

  // Template widgets
  GtkScrolledWindow *scroller;
  GtkBox *content;
  GtkLabel *copies_label;
  GtkLabel *total;
  GtkLabel *price;
  GtkLabel *answer;

  // Borrowed
  const KapkaTile *tile;

  // Owned
  KapkaSession *session;
  KapkaPrintJobs *print_jobs;
  KapkaPageAllowance *allowance;
  KapkaPaper paper;
  char *path;
  guint n_pages;
  guint copies;
  gboolean sending;
  KapkaJobWatch *watch; // (nullable): over the last job.
  KapkaIdleHold *hold;  // (nullable): The visitor waits for his sheets,
  guint hold_source;    // but not for ever.
  const char *answered; // What the answer says, as it stands in the source.
};

G_DEFINE_FINAL_TYPE (KapkaPrintSheet, kapka_print_sheet, GTK_TYPE_WIDGET)

static guint accepted_signal;

enum { PROP_HEAD = 1, N_PROPERTIES };

static GParamSpec *properties[N_PROPERTIES];

static guint
pages_to_print (KapkaPrintSheet *self) {
  return self->n_pages * self->copies;
}

static char *
describe_allowance (guint left, gboolean of_day) {
  if (of_day)
    return g_strdup_printf (g_dngettext (NULL, "Today %u more page can be printed here.",
                                         "Today %u more pages can be printed here.", left),
                            left);
  return g_strdup_printf (
      g_dngettext (NULL, "You can print %u more page.", "You can print %u more pages.", left),
      left);
}

static void
show_price (KapkaPrintSheet *self) {
  guint kopecks = kapka_session_get_settings (self->session)->page_price * pages_to_print (self);
  g_autofree char *text =
      g_strdup_printf (_ ("To pay: %u.%02u roubles"), kopecks / 100, kopecks % 100);

  gtk_label_set_label (self->price, text);
  gtk_widget_set_visible (GTK_WIDGET (self->price), kopecks > 0);
}

static gboolean
can_print (KapkaPrintSheet *self) {
  guint pages = pages_to_print (self);
  gboolean of_day;

  return pages > 0 && pages <= kapka_page_allowance_get_left (self->allowance, &of_day) &&
         !self->sending;
}

static void
show_total (KapkaPrintSheet *self) {
  guint pages = pages_to_print (self);
  gboolean of_day;
  guint left = kapka_page_allowance_get_left (self->allowance, &of_day);
  g_autofree char *copies = g_strdup_printf ("%u", self->copies);
  g_autofree char *sheets = g_strdup_printf (
      g_dngettext (NULL, "%u page will be printed.", "%u pages will be printed.", pages), pages);
  g_autofree char *allowance = describe_allowance (left, of_day);
  g_autofree char *text =
      pages == 0 ? g_strdup (allowance) : g_strdup_printf ("%s %s", sheets, allowance);

  gtk_label_set_label (self->copies_label, copies);
  gtk_label_set_label (self->total, text);
  show_price (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sheet.fewer", self->copies > 1);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sheet.more", self->copies < MAX_COPIES);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sheet.print", can_print (self));
}

static void
show_answer (KapkaPrintSheet *self, KapkaPrintWords words) {
  const char *const classes[] = { "answer", words.css_class, NULL };

  gtk_widget_set_css_classes (GTK_WIDGET (self->answer), (const char **)classes);
  self->answered = words.text;
  gtk_label_set_label (self->answer, _ (words.text));
  gtk_widget_set_visible (GTK_WIDGET (self->answer), TRUE);
  kapka_announce (GTK_WIDGET (self), _ (words.text));
}

static void
stop_waiting (KapkaPrintSheet *self) {
  g_clear_pointer (&self->hold, kapka_idle_hold_free);
  g_clear_handle_id (&self->hold_source, g_source_remove);
}

static gboolean
on_waited_long (gpointer data) {
  KapkaPrintSheet *self = data;

  self->hold_source = 0;
  stop_waiting (self);
  return G_SOURCE_REMOVE;
}

static void
begin_waiting (KapkaPrintSheet *self) {
  if (self->hold != NULL)
    return;
  self->hold = kapka_idle_watch_hold (kapka_session_get_idle_watch (self->session));
  self->hold_source = g_timeout_add_seconds (MAX_WAIT_SECONDS, on_waited_long, self);
}

/* While sheets come out, whoever stands at the printer is not quiet. A job that only lies in the
 * queue, or waits for somebody to see to the printer, says nothing of whether he is still here. */
static void
on_job_changed (const KapkaJobState *state, gpointer user_data) {
  KapkaPrintSheet *self = user_data;

  if (state->stage == KAPKA_JOB_PRINTING)
    begin_waiting (self);
  else
    stop_waiting (self);
  show_answer (self, kapka_print_words_for_state (state));
}

static void
follow (KapkaPrintSheet *self, const KapkaJobTicket *ticket) {
  stop_waiting (self);
  self->watch = kapka_job_watch_new (ticket, on_job_changed, self);
}

/* A job on its way to the printer: it is counted for its visit also when the visitor has left the
 * screen meanwhile, or turned to another document. */
typedef struct {
  KapkaPrintSheet *sheet;
  GCancellable *visit_over;
  KapkaIdleHold *hold; // The visitor waits for the answer.
  KapkaPaper paper;
  const KapkaTile *tile;
  guint pages;
  guint copies;
} Sending;

static void
sending_free (Sending *sending) {
  g_object_unref (sending->sheet);
  g_object_unref (sending->visit_over);
  kapka_idle_hold_free (sending->hold);
  g_free (sending);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Sending, sending_free)

static void
count_printed (const Sending *sending) {
  KapkaVisit *visit = kapka_session_get_visit (sending->sheet->session);

  switch (sending->paper) {
  case KAPKA_PAPER_FORM:
    kapka_visit_form_printed (visit, sending->tile, sending->pages, sending->copies);
    break;
  case KAPKA_PAPER_DOCUMENT:
    kapka_visit_document_printed (visit, sending->tile, sending->pages, sending->copies);
    break;
  case KAPKA_PAPER_PAGE:
  case KAPKA_PAPER_GUIDE:
  case KAPKA_PAPER_OWN:
  default:
    kapka_visit_page_printed (visit, sending->tile, sending->pages, sending->copies);
  }
}

static void
answer (KapkaPrintSheet *self, const KapkaJobTicket *ticket, const GError *error) {
  static const KapkaJobState accepted = { KAPKA_JOB_WAITING, KAPKA_PRINTER_FINE };

  if (gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return;
  self->sending = FALSE;
  if (ticket == NULL) {
    show_answer (self, kapka_print_words_for_error (error));
  } else {
    show_answer (self, kapka_print_words_for_state (&accepted));
    follow (self, ticket);
  }
  show_total (self);
}

static void
on_sent (GObject *source, GAsyncResult *result, gpointer user_data) {
  g_autoptr (Sending) sending = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KapkaJobTicket) ticket =
      kapka_print_jobs_send_finish (KAPKA_PRINT_JOBS (source), result, &error);

  if (ticket == NULL)
    kapka_log_error (G_LOG_LEVEL_MESSAGE, "print-failed", "Not printed", error);
  else
    kapka_log_fact (G_LOG_LEVEL_MESSAGE, "print-job", "The printer has taken a job");
  if (g_cancellable_is_cancelled (sending->visit_over))
    return;
  if (ticket != NULL) {
    count_printed (sending);
    g_signal_emit (sending->sheet, accepted_signal, 0);
  }
  answer (sending->sheet, ticket, error);
}

static Sending *
sending_new (KapkaPrintSheet *self) {
  Sending *sending = g_new0 (Sending, 1);

  sending->sheet = g_object_ref (self);
  sending->visit_over = g_object_ref (kapka_session_get_cancellable (self->session));
  sending->hold = kapka_idle_watch_hold (kapka_session_get_idle_watch (self->session));
  sending->paper = self->paper;
  sending->tile = self->tile;
  sending->pages = self->n_pages;
  sending->copies = self->copies;
  return sending;
}

static const KapkaPrintProfile *
get_profile (KapkaPrintSheet *self) {
  return self->paper == KAPKA_PAPER_FORM ? self->tile->print_profile
                                         : kapka_print_profile_find (KAPKA_PRINT_PROFILE_DEFAULT);
}

static void
send (KapkaPrintSheet *self) {
  KapkaPrintOrder order = { .printer = kapka_session_get_settings (self->session)->printer,
                            .path = self->path,
                            .title = self->tile == NULL ? OWN_TITLE : self->tile->id,
                            .profile = get_profile (self),
                            .copies = self->copies };

  kapka_print_jobs_send_async (self->print_jobs, &order, on_sent, sending_new (self));
}

static void
on_print_activated (GtkWidget *widget, const char *action, GVariant *parameter) {
  KapkaPrintSheet *self = KAPKA_PRINT_SHEET (widget);

  if (!can_print (self))
    return;
  self->sending = TRUE;
  g_clear_pointer (&self->watch, kapka_job_watch_free);
  show_total (self);
  show_answer (self, (KapkaPrintWords){ N_ ("Sending to the printer…"), "wait" });
  send (self);
}

static void
on_fewer_activated (GtkWidget *widget, const char *action, GVariant *parameter) {
  KapkaPrintSheet *self = KAPKA_PRINT_SHEET (widget);

  self->copies = MAX (self->copies - 1, 1);
  show_total (self);
}

static void
on_more_activated (GtkWidget *widget, const char *action, GVariant *parameter) {
  KapkaPrintSheet *self = KAPKA_PRINT_SHEET (widget);

  self->copies = MIN (self->copies + 1, MAX_COPIES);
  show_total (self);
}

static void
on_language_changed (KapkaPrintSheet *self) {
  show_total (self);
  if (self->answered != NULL)
    gtk_label_set_label (self->answer, _ (self->answered));
}

static void
kapka_print_sheet_set_property (GObject *object,
                                guint id,
                                const GValue *value,
                                GParamSpec *property) {
  KapkaPrintSheet *self = KAPKA_PRINT_SHEET (object);

  if (id == PROP_HEAD)
    gtk_box_prepend (self->content, g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, property);
}

static void
kapka_print_sheet_dispose (GObject *object) {
  KapkaPrintSheet *self = KAPKA_PRINT_SHEET (object);

  g_clear_pointer (&self->watch, kapka_job_watch_free);
  stop_waiting (self);
  g_clear_pointer (&self->allowance, kapka_page_allowance_free);
  kapka_template_dispose (GTK_WIDGET (object), KAPKA_TYPE_PRINT_SHEET);
  G_OBJECT_CLASS (kapka_print_sheet_parent_class)->dispose (object);
}

static void
kapka_print_sheet_finalize (GObject *object) {
  KapkaPrintSheet *self = KAPKA_PRINT_SHEET (object);

  g_clear_object (&self->session);
  g_clear_object (&self->print_jobs);
  g_clear_pointer (&self->path, g_free);
  G_OBJECT_CLASS (kapka_print_sheet_parent_class)->finalize (object);
}

static void
kapka_print_sheet_class_init (KapkaPrintSheetClass *klass) {
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = kapka_print_sheet_set_property;
  object_class->dispose = kapka_print_sheet_dispose;
  object_class->finalize = kapka_print_sheet_finalize;
  accepted_signal = g_signal_new ("accepted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
  properties[PROP_HEAD] = g_param_spec_object ("head", NULL, NULL, GTK_TYPE_WIDGET,
                                               G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/kapka/ui/print-sheet.ui");
  gtk_widget_class_bind_template_child (widget_class, KapkaPrintSheet, scroller);
  gtk_widget_class_bind_template_child (widget_class, KapkaPrintSheet, content);
  gtk_widget_class_bind_template_child (widget_class, KapkaPrintSheet, copies_label);
  gtk_widget_class_bind_template_child (widget_class, KapkaPrintSheet, total);
  gtk_widget_class_bind_template_child (widget_class, KapkaPrintSheet, price);
  gtk_widget_class_bind_template_child (widget_class, KapkaPrintSheet, answer);
  gtk_widget_class_install_action (widget_class, "sheet.print", NULL, on_print_activated);
  gtk_widget_class_install_action (widget_class, "sheet.fewer", NULL, on_fewer_activated);
  gtk_widget_class_install_action (widget_class, "sheet.more", NULL, on_more_activated);
}

static void
kapka_print_sheet_init (KapkaPrintSheet *self) {
  gtk_widget_init_template (GTK_WIDGET (self));
  kapka_scrolling_hide_bar (self->scroller);
  self->copies = 1;
}

static void
on_allowance_changed (gpointer data) {
  show_total (data);
}

void
kapka_print_sheet_set_visit (KapkaPrintSheet *self,
                             KapkaSession *session,
                             KapkaPrintJobs *print_jobs) {
  self->session = g_object_ref (session);
  self->print_jobs = g_object_ref (print_jobs);
  self->allowance = kapka_page_allowance_new (session, on_allowance_changed, self);
  g_signal_connect_object (session, "notify::language", G_CALLBACK (on_language_changed), self,
                           G_CONNECT_SWAPPED);
}

void
kapka_print_sheet_set_document (KapkaPrintSheet *self,
                                KapkaPaper paper,
                                const KapkaTile *tile,
                                const char *path,
                                guint n_pages) {
  char *copy = g_strdup (path);

  g_free (self->path);
  self->path = copy;
  self->paper = paper;
  self->tile = tile;
  self->n_pages = n_pages;
  show_total (self);
}
