// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desk/today.h"

#include <glib/gi18n.h>

#include "journal/figures.h"
#include "ui/desk/batch-form.h"
#include "ui/desk/date-words.h"
#include "ui/desk/desk-page.h"
#include "ui/desk/tally.h"
#include "ui/shell/answer.h"
#include "ui/shell/scrolling.h"
#include "ui/shell/template.h"

struct _KapkaToday {
  GtkWidget parent_instance;

  // Template widgets
  GtkStack *stack;
  GtkScrolledWindow *scroller;
  GtkLabel *day;
  GtkLabel *figures;
  GtkLabel *answer;
  KapkaTally *tally;
  GtkWidget *from_diary;

  // Borrowed
  KapkaBatchForm *batch;

  // Owned
  KapkaDeskContext *context;
  GCancellable *cancellable;
};

static void kapka_today_page_init (KapkaDeskPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KapkaToday,
                               kapka_today,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (KAPKA_TYPE_DESK_PAGE, kapka_today_page_init))

/** KapkaTodayFacts: a day and what it counts so far. */
typedef struct {
  char day[11];
  KapkaFigures figures;
} KapkaTodayFacts;

static gpointer
read_facts (const KapkaReportSource *source, gpointer data, GError **error) {
  g_autofree KapkaTodayFacts *facts = g_new0 (KapkaTodayFacts, 1);

  g_strlcpy (facts->day, kapka_desk_get_today (source->desk), sizeof facts->day);
  if (!kapka_figures_sum (kapka_desk_get_journal (source->desk), facts->day, facts->day,
                          &facts->figures, error))
    return NULL;
  return g_steal_pointer (&facts);
}

static void
show_facts (KapkaToday *self, const KapkaTodayFacts *facts) {
  const KapkaFigures *figures = &facts->figures;
  g_autofree char *day = kapka_date_words_day (facts->day);
  g_autofree char *text = g_strdup_printf (
      _ ("Users: %d · requests: %d · helped: %d · pages: %d"), (int)figures->users,
      (int)kapka_figures_get_requests (figures), (int)figures->assisted, (int)figures->pages);

  gtk_label_set_label (self->day, day);
  gtk_label_set_label (self->figures, text);
  kapka_answer_show (self->answer, NULL, NULL);
  kapka_tally_show_figures (self->tally, figures);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data) {
  KapkaToday *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree KapkaTodayFacts *facts = kapka_desk_context_run_finish (result, &error);

  if (facts != NULL)
    show_facts (self, facts);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    kapka_answer_show_error (self->answer, error);
}

static void
load (KapkaToday *self) {
  kapka_desk_context_run_async (self->context, read_facts, NULL, NULL, g_free, self->cancellable,
                                on_read, self);
}

static void
on_from_diary_clicked (KapkaToday *self) {
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->batch));
  kapka_batch_form_start (self->batch);
}

static void
on_batch_left (KapkaToday *self) {
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->scroller));
  gtk_widget_grab_focus (self->from_diary);
}

static void
on_show (KapkaDeskPage *page) {
  load (KAPKA_TODAY (page));
}

static void
kapka_today_page_init (KapkaDeskPageInterface *iface) {
  iface->show = on_show;
}

static void
kapka_today_dispose (GObject *object) {
  KapkaToday *self = KAPKA_TODAY (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->context);
  kapka_template_dispose (GTK_WIDGET (object), KAPKA_TYPE_TODAY);
  G_OBJECT_CLASS (kapka_today_parent_class)->dispose (object);
}

static void
kapka_today_class_init (KapkaTodayClass *klass) {
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kapka_today_dispose;
  g_type_ensure (KAPKA_TYPE_TALLY);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/kapka/ui/today.ui");
  gtk_widget_class_bind_template_child (widget_class, KapkaToday, stack);
  gtk_widget_class_bind_template_child (widget_class, KapkaToday, scroller);
  gtk_widget_class_bind_template_child (widget_class, KapkaToday, day);
  gtk_widget_class_bind_template_child (widget_class, KapkaToday, figures);
  gtk_widget_class_bind_template_child (widget_class, KapkaToday, answer);
  gtk_widget_class_bind_template_child (widget_class, KapkaToday, tally);
  gtk_widget_class_bind_template_child (widget_class, KapkaToday, from_diary);
  gtk_widget_class_bind_template_callback (widget_class, on_from_diary_clicked);
}

static void
kapka_today_init (KapkaToday *self) {
  gtk_widget_init_template (GTK_WIDGET (self));
  kapka_scrolling_hide_bar (self->scroller);
  self->cancellable = g_cancellable_new ();
}

GtkWidget *
kapka_today_new (KapkaDeskContext *context) {
  KapkaToday *self = g_object_new (KAPKA_TYPE_TODAY, NULL);

  self->context = g_object_ref (context);
  kapka_tally_set_context (self->tally, context);
  self->batch = KAPKA_BATCH_FORM (kapka_batch_form_new (context));
  gtk_stack_add_child (self->stack, GTK_WIDGET (self->batch));
  g_signal_connect_object (self->batch, "left", G_CALLBACK (on_batch_left), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "changed", G_CALLBACK (load), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
