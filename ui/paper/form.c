// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paper/form.h"

#include <glib/gi18n.h>

#include "base/error.h"
#include "ui/access/announcer.h"
#include "ui/paper/preview.h"
#include "ui/paper/split-layout.h"
#include "ui/shell/scrolling.h"
#include "ui/shell/template.h"

#define MAX_COPIES 9

struct _KapkaForm {
  GtkWidget parent_instance;

  // Template widgets
  GtkStack *stack;
  KapkaPreview *preview;
  GtkScrolledWindow *scroller;
  GtkLabel *title;
  GtkWidget *sample;
  GtkLabel *details;
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
  char *path;
  KapkaPaper paper; // Of a portal.
  guint copies;
  gboolean sending;
  const char *answered; // What the answer says, as it stands in the source.
};

G_DEFINE_FINAL_TYPE (KapkaForm, kapka_form, GTK_TYPE_WIDGET)

static guint
pages_to_print (KapkaForm *self) {
  return kapka_preview_get_n_pages (self->preview) * self->copies;
}

static guint
pages_left (KapkaForm *self) {
  KapkaVisit *visit = kapka_session_get_visit (self->session);
  guint allowance = kapka_session_get_settings (self->session)->max_pages_per_visit;
  guint printed = visit == NULL ? 0 : kapka_visit_get_pages (visit);

  return allowance > printed ? allowance - printed : 0;
}

static void
show_total (KapkaForm *self) {
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
show_answer (KapkaForm *self, const char *css_class, const char *words) {
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
 * screen meanwhile. */
typedef struct {
  KapkaForm *form;
  GCancellable *visit_over;
  KapkaIdleHold *hold; // The visitor waits for the answer.
  guint pages;
  guint copies;
} Sending;

static void
sending_free (Sending *sending) {
  g_object_unref (sending->form);
  g_object_unref (sending->visit_over);
  kapka_idle_hold_free (sending->hold);
  g_free (sending);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Sending, sending_free)

static void
count_printed (const Sending *sending) {
  KapkaForm *self = sending->form;
  KapkaVisit *visit = kapka_session_get_visit (self->session);

  if (self->tile->kind == KAPKA_TILE_FORM)
    kapka_visit_form_printed (visit, self->tile, sending->pages, sending->copies);
  else if (self->paper == KAPKA_PAPER_DOCUMENT)
    kapka_visit_document_printed (visit, self->tile, sending->pages, sending->copies);
  else
    kapka_visit_page_printed (visit, self->tile, sending->pages, sending->copies);
}

static void
answer (KapkaForm *self, const GError *error) {
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
  answer (sending->form, error);
}

static void
on_print_activated (GtkWidget *widget, const char *action, GVariant *parameter) {
  KapkaForm *self = KAPKA_FORM (widget);
  Sending *sending;

  if (self->sending || pages_to_print (self) == 0 || pages_to_print (self) > pages_left (self))
    return;
  sending = g_new0 (Sending, 1);
  sending->form = g_object_ref (self);
  sending->visit_over = g_object_ref (kapka_session_get_cancellable (self->session));
  sending->hold = kapka_idle_watch_hold (kapka_session_get_idle_watch (self->session));
  sending->pages = kapka_preview_get_n_pages (self->preview);
  sending->copies = self->copies;
  self->sending = TRUE;
  show_total (self);
  show_answer (self, "wait", N_ ("Sending to the printer…"));
  kapka_print_jobs_send_async (self->print_jobs,
                               kapka_session_get_settings (self->session)->printer, self->path,
                               self->tile->id, self->copies, on_sent, sending);
}

static void
on_fewer_activated (GtkWidget *widget, const char *action, GVariant *parameter) {
  KapkaForm *self = KAPKA_FORM (widget);

  self->copies = MAX (self->copies - 1, 1);
  show_total (self);
}

static void
on_more_activated (GtkWidget *widget, const char *action, GVariant *parameter) {
  KapkaForm *self = KAPKA_FORM (widget);

  self->copies = MIN (self->copies + 1, MAX_COPIES);
  show_total (self);
}

static void
on_preview_loaded (KapkaPreview *preview, KapkaForm *self) {
  gtk_stack_set_visible_child_name (self->stack,
                                    kapka_preview_get_n_pages (preview) > 0 ? "sheet" : "broken");
  show_total (self);
}

static void
kapka_form_dispose (GObject *object) {
  kapka_template_dispose (GTK_WIDGET (object), KAPKA_TYPE_FORM);
  G_OBJECT_CLASS (kapka_form_parent_class)->dispose (object);
}

static void
kapka_form_finalize (GObject *object) {
  KapkaForm *self = KAPKA_FORM (object);

  g_clear_object (&self->session);
  g_clear_object (&self->print_jobs);
  g_clear_pointer (&self->path, g_free);
  G_OBJECT_CLASS (kapka_form_parent_class)->finalize (object);
}

static void
kapka_form_class_init (KapkaFormClass *klass) {
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = kapka_form_dispose;
  object_class->finalize = kapka_form_finalize;
  g_type_ensure (KAPKA_TYPE_PREVIEW);
  gtk_widget_class_set_layout_manager_type (widget_class, KAPKA_TYPE_SPLIT_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/kapka/ui/form.ui");
  gtk_widget_class_bind_template_child (widget_class, KapkaForm, stack);
  gtk_widget_class_bind_template_child (widget_class, KapkaForm, preview);
  gtk_widget_class_bind_template_child (widget_class, KapkaForm, title);
  gtk_widget_class_bind_template_child (widget_class, KapkaForm, scroller);
  gtk_widget_class_bind_template_child (widget_class, KapkaForm, sample);
  gtk_widget_class_bind_template_child (widget_class, KapkaForm, details);
  gtk_widget_class_bind_template_child (widget_class, KapkaForm, copies_label);
  gtk_widget_class_bind_template_child (widget_class, KapkaForm, total);
  gtk_widget_class_bind_template_child (widget_class, KapkaForm, fewer);
  gtk_widget_class_bind_template_child (widget_class, KapkaForm, more);
  gtk_widget_class_bind_template_child (widget_class, KapkaForm, print);
  gtk_widget_class_bind_template_child (widget_class, KapkaForm, answer);
  gtk_widget_class_bind_template_callback (widget_class, on_preview_loaded);
  gtk_widget_class_install_action (widget_class, "form.print", NULL, on_print_activated);
  gtk_widget_class_install_action (widget_class, "form.fewer", NULL, on_fewer_activated);
  gtk_widget_class_install_action (widget_class, "form.more", NULL, on_more_activated);
}

static void
kapka_form_init (KapkaForm *self) {
  gtk_widget_init_template (GTK_WIDGET (self));
  kapka_scrolling_hide_bar (self->scroller);
  self->copies = 1;
}

static void
append_line (GString *text, const char *label, const char *value) {
  if (value != NULL)
    g_string_append_printf (text, "\n%s: %s", label, value);
}

static void
show_details (KapkaForm *self) {
  const char *language = kapka_session_get_language (self->session);
  g_autoptr (GString) text =
      g_string_new (kapka_local_text_get (&self->tile->description, language));

  gtk_label_set_label (self->title, kapka_local_text_get (&self->tile->name, language));

  append_line (text, _ ("To"), self->tile->authority);
  append_line (text, _ ("Basis"), self->tile->legal_act);
  gtk_label_set_label (self->details, text->str);
  gtk_widget_set_visible (self->sample, self->tile->sample);
}

static void
on_language_changed (KapkaForm *self) {
  show_details (self);
  show_total (self);
  kapka_preview_translate (self->preview);
  if (self->answered != NULL)
    gtk_label_set_label (self->answer, _ (self->answered));
}

static KapkaForm *
form_new (KapkaSession *session,
          const KapkaTile *tile,
          KapkaPrintJobs *print_jobs,
          const char *path) {
  KapkaForm *self = g_object_new (KAPKA_TYPE_FORM, NULL);

  self->session = g_object_ref (session);
  self->print_jobs = g_object_ref (print_jobs);
  self->tile = tile;
  self->path = g_strdup (path);
  show_details (self);
  show_total (self);
  g_signal_connect_object (session, "notify::language", G_CALLBACK (on_language_changed), self,
                           G_CONNECT_SWAPPED);
  kapka_preview_load (self->preview, path);
  return self;
}

GtkWidget *
kapka_form_new (KapkaSession *session, const KapkaTile *tile, KapkaPrintJobs *print_jobs) {
  return GTK_WIDGET (form_new (session, tile, print_jobs, tile->file));
}

GtkWidget *
kapka_form_new_paper (KapkaSession *session,
                      const KapkaTile *tile,
                      KapkaPrintJobs *print_jobs,
                      KapkaPaper paper,
                      const char *path) {
  KapkaForm *self = form_new (session, tile, print_jobs, path);

  self->paper = paper;
  return GTK_WIDGET (self);
}
