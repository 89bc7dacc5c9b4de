// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paper/print-sheet.h"

#include <glib/gi18n.h>

#include "base/error.h"
#include "ui/access/announcer.h"
#include "ui/shell/scrolling.h"
#include "ui/shell/template.h"

#define MAX_COPIES 9

struct _KapkaPrintSheet {
  GtkWidget parent_instance;

  // Template widgets
  GtkScrolledWindow *scroller;
  GtkBox *content;
  GtkLabel *copies_label;
  GtkLabel *total;
  GtkWidget *fewer;
  GtkWidget *more;
  GtkWidget *print;
  GtkLabel *answer;

  // Borrowed
  const KapkaTile *tile;

  // Owned
  KapkaSession *session;
  KapkaPrintJobs *print_jobs;
  KapkaPaper paper;
  char *path;
  guint n_pages;
  guint copies;
  gboolean sending;
  const char *answered; // What the answer says, as it stands in the source.
};

G_DEFINE_FINAL_TYPE (KapkaPrintSheet, kapka_print_sheet, GTK_TYPE_WIDGET)

enum { PROP_HEAD = 1, N_PROPERTIES };

static GParamSpec *properties[N_PROPERTIES];

static guint
pages_to_print (KapkaPrintSheet *self) {
  return self->n_pages * self->copies;
}

static guint
pages_left (KapkaPrintSheet *self) {
  KapkaVisit *visit = kapka_session_get_visit (self->session);
  guint allowance = kapka_session_get_settings (self->session)->max_pages_per_visit;
  guint printed = visit == NULL ? 0 : kapka_visit_get_pages (visit);

  return allowance > printed ? allowance - printed : 0;
}

static void
show_total (KapkaPrintSheet *self) {
  guint pages = pages_to_print (self);
  guint left = pages_left (self);
  g_autofree char *copies = g_strdup_printf ("%u", self->copies);
  g_autofree char *sheets = g_strdup_printf (
      g_dngettext (NULL, "%u page will be printed.", "%u pages will be printed.", pages), pages);
  g_autofree char *allowance = g_strdup_printf (
      g_dngettext (NULL, "You can print %u more page.", "You can print %u more pages.", left),
      left);
  g_autofree char *text = g_strdup_printf ("%s %s", sheets, allowance);

  gtk_label_set_label (self->copies_label, copies);
  gtk_label_set_label (self->total, text);
  gtk_widget_set_sensitive (self->fewer, self->copies > 1);
  gtk_widget_set_sensitive (self->more, self->copies < MAX_COPIES);
  gtk_widget_set_sensitive (self->print, pages > 0 && pages <= left && !self->sending);
}

/* @words is not translated yet. */
static void
show_answer (KapkaPrintSheet *self, const char *css_class, const char *words) {
  const char *const classes[] = { "answer", css_class, NULL };

  gtk_widget_set_css_classes (GTK_WIDGET (self->answer), (const char **)classes);
  self->answered = words;
  gtk_label_set_label (self->answer, _ (words));
  gtk_widget_set_visible (GTK_WIDGET (self->answer), TRUE);
  kapka_announce (GTK_WIDGET (self), _ (words));
}

static const char *
words_for_error (const GError *error) {
  if (g_error_matches (error, KAPKA_ERROR, KAPKA_ERROR_NOT_FOUND))
    return N_ ("The printer was not found. Please call a librarian.");
  if (g_error_matches (error, KAPKA_ERROR, KAPKA_ERROR_BUSY))
    return N_ ("The printer is switched off or stopped. Please call a librarian.");
  return N_ ("The printer did not accept the document. Please call a librarian.");
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
  default:
    kapka_visit_page_printed (visit, sending->tile, sending->pages, sending->copies);
  }
}

static void
answer (KapkaPrintSheet *self, const GError *error) {
  if (gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return;
  self->sending = FALSE;
  if (error == NULL)
    show_answer (self, "good",
                 N_ ("The printer has accepted the document. Please take your sheets."));
  else
    show_answer (self, "bad", words_for_error (error));
  show_total (self);
}

static void
on_sent (GObject *source, GAsyncResult *result, gpointer user_data) {
  g_autoptr (Sending) sending = user_data;
  g_autoptr (GError) error = NULL;

  if (!kapka_print_jobs_send_finish (KAPKA_PRINT_JOBS (source), result, &error))
    g_message ("Not printed: %s", error->message);
  if (g_cancellable_is_cancelled (sending->visit_over))
    return;
  if (error == NULL)
    count_printed (sending);
  answer (sending->sheet, error);
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

static void
on_print_activated (GtkWidget *widget, const char *action, GVariant *parameter) {
  KapkaPrintSheet *self = KAPKA_PRINT_SHEET (widget);
  const KapkaSettings *settings = kapka_session_get_settings (self->session);

  if (self->sending || pages_to_print (self) == 0 || pages_to_print (self) > pages_left (self))
    return;
  self->sending = TRUE;
  show_total (self);
  show_answer (self, "wait", N_ ("Sending to the printer…"));
  kapka_print_jobs_send_async (self->print_jobs, settings->printer, self->path, self->tile->id,
                               self->copies, on_sent, sending_new (self));
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
  properties[PROP_HEAD] = g_param_spec_object ("head", NULL, NULL, GTK_TYPE_WIDGET,
                                               G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/kapka/ui/print-sheet.ui");
  gtk_widget_class_bind_template_child (widget_class, KapkaPrintSheet, scroller);
  gtk_widget_class_bind_template_child (widget_class, KapkaPrintSheet, content);
  gtk_widget_class_bind_template_child (widget_class, KapkaPrintSheet, copies_label);
  gtk_widget_class_bind_template_child (widget_class, KapkaPrintSheet, total);
  gtk_widget_class_bind_template_child (widget_class, KapkaPrintSheet, fewer);
  gtk_widget_class_bind_template_child (widget_class, KapkaPrintSheet, more);
  gtk_widget_class_bind_template_child (widget_class, KapkaPrintSheet, print);
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

void
kapka_print_sheet_set_visit (KapkaPrintSheet *self,
                             KapkaSession *session,
                             KapkaPrintJobs *print_jobs) {
  self->session = g_object_ref (session);
  self->print_jobs = g_object_ref (print_jobs);
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
