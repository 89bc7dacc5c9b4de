// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desk/month-view.h"

#include <glib/gi18n.h>

#include "ui/desk/date-words.h"
#include "ui/desk/diary-row.h"
#include "ui/desk/month-sheet.h"
#include "ui/shell/answer.h"
#include "ui/shell/scrolling.h"
#include "ui/shell/template.h"

#define N_ROWS 31

struct _KapkaMonthView {
  GtkWidget parent_instance;

  // Template widgets
  GtkLabel *title;
  GtkLabel *state;
  GtkWidget *next;
  GtkWidget *print;
  GtkBox *heading;
  GtkScrolledWindow *scroller;
  GtkBox *rows;
  GtkBox *totals;
  GtkWidget *folded;
  GtkLabel *answer;

  // Owned
  KapkaDeskContext *context;
  GCancellable *cancellable;
  char *month;            // (nullable) %NULL: the present one.
  KapkaMonthSheet *sheet; // (nullable) What is shown.
};

G_DEFINE_FINAL_TYPE (KapkaMonthView, kapka_month_view, GTK_TYPE_WIDGET)

static char *
describe_state (KapkaMonthView *self, const KapkaMonthState *state) {
  g_autofree char *moment = NULL;
  KapkaInstant at;

  if (state->author == NULL)
    return g_strdup (_ ("The month is open"));
  kapka_clock_at (kapka_session_get_clock (kapka_desk_context_get_session (self->context)),
                  state->at_ms, &at);
  moment = kapka_date_words_moment (state->at_ms, at.utc_off_min);
  if (!state->closed)
    return g_strdup_printf (_ ("The month is open again: %s, %s"), state->author, moment);
  return g_strdup_printf (state->changed
                              ? _ ("The month is closed: %s, %s. It has changed since then.")
                              : _ ("The month is closed: %s, %s"),
                          state->author, moment);
}

static void
show_days (KapkaMonthView *self) {
  GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->rows));

  for (guint i = 0; i < N_ROWS; i++, row = gtk_widget_get_next_sibling (row)) {
    gtk_widget_set_visible (row, i < self->sheet->n_days);
    if (i < self->sheet->n_days)
      kapka_diary_row_set_day (row, self->context, &self->sheet->days[i], self->sheet->today);
  }
}

static void
show_totals (KapkaMonthView *self) {
  GtkWidget *month = gtk_widget_get_first_child (GTK_WIDGET (self->totals));

  kapka_diary_row_set_total (month, self->context, C_ ("diary", "Month"), _ ("Total of the month"),
                             &self->sheet->total);
  kapka_diary_row_set_total (gtk_widget_get_next_sibling (month), self->context,
                             C_ ("diary", "Year"), _ ("Since the beginning of the year"),
                             &self->sheet->year);
}

static void
show_sheet (KapkaMonthView *self) {
  g_autofree char *title = kapka_date_words_month (self->sheet->month);
  g_autofree char *state = describe_state (self, self->sheet->state);

  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->state, state);
  gtk_widget_set_visible (self->folded, self->sheet->folded);
  gtk_widget_set_sensitive (self->next, strncmp (self->sheet->month, self->sheet->today, 7) < 0);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->print), "s", self->sheet->month);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->print), "journal.print");
  show_days (self);
  show_totals (self);
}

/* The rows and what lies around them get their places in the frames that show them first, so that
 * this is done anew until nothing changes. One more row is seen below. */
static gboolean
go_to_today (GtkWidget *widget, GdkFrameClock *frame_clock, gpointer user_data) {
  KapkaMonthView *self = KAPKA_MONTH_VIEW (widget);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  double before = gtk_adjustment_get_value (adjustment);
  GtkWidget *row = user_data;
  graphene_rect_t place;

  if (!gtk_widget_compute_bounds (row, GTK_WIDGET (self->rows), &place) || place.size.height < 1 ||
      gtk_adjustment_get_upper (adjustment) < place.origin.y + place.size.height)
    return G_SOURCE_CONTINUE;
  gtk_adjustment_set_value (adjustment, place.origin.y + 2 * place.size.height -
                                            gtk_adjustment_get_page_size (adjustment));
  return ABS (gtk_adjustment_get_value (adjustment) - before) < 1 ? G_SOURCE_REMOVE
                                                                  : G_SOURCE_CONTINUE;
}

/* Whoever opens the diary wants the last of its days: today in the present month. */
static void
scroll_to_day (KapkaMonthView *self) {
  GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->rows));

  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  for (guint i = 0; i < self->sheet->n_days; i++, row = gtk_widget_get_next_sibling (row))
    if (g_str_equal (self->sheet->days[i].day, self->sheet->today))
      gtk_widget_add_tick_callback (GTK_WIDGET (self), go_to_today, row, NULL);
}

static gpointer
read_sheet (const KapkaReportSource *source, gpointer data, GError **error) {
  return kapka_month_sheet_read (source, data, error);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data) {
  KapkaMonthView *self = user_data;
  g_autoptr (GError) error = NULL;
  KapkaMonthSheet *sheet = kapka_desk_context_run_finish (result, &error);
  gboolean other;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (sheet == NULL) {
    kapka_answer_show_error (self->answer, error);
    return;
  }
  other = self->sheet == NULL || strcmp (self->sheet->month, sheet->month) != 0;
  g_clear_pointer (&self->sheet, kapka_month_sheet_free);
  self->sheet = sheet;
  show_sheet (self);
  if (other)
    scroll_to_day (self);
}

/* Counted from the month that was wished for last, which may not have been read yet. */
static void
turn (KapkaMonthView *self, int n) {
  g_autofree char *month = NULL;

  if (self->sheet == NULL)
    return;
  month = kapka_date_words_move_month (self->month == NULL ? self->sheet->month : self->month, n);
  if (strncmp (month, self->sheet->today, 7) > 0)
    return;
  g_free (self->month);
  self->month = g_steal_pointer (&month);
  kapka_answer_show (self->answer, NULL, NULL);
  kapka_month_view_load (self);
}

static void
on_turn_activated (GtkWidget *widget, const char *action, GVariant *parameter) {
  turn (KAPKA_MONTH_VIEW (widget), g_variant_get_int32 (parameter));
}

static void
kapka_month_view_dispose (GObject *object) {
  KapkaMonthView *self = KAPKA_MONTH_VIEW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->context);
  g_clear_pointer (&self->sheet, kapka_month_sheet_free);
  g_clear_pointer (&self->month, g_free);
  kapka_template_dispose (GTK_WIDGET (object), KAPKA_TYPE_MONTH_VIEW);
  G_OBJECT_CLASS (kapka_month_view_parent_class)->dispose (object);
}

static void
kapka_month_view_class_init (KapkaMonthViewClass *klass) {
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kapka_month_view_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/kapka/ui/month-view.ui");
  gtk_widget_class_bind_template_child (widget_class, KapkaMonthView, title);
  gtk_widget_class_bind_template_child (widget_class, KapkaMonthView, state);
  gtk_widget_class_bind_template_child (widget_class, KapkaMonthView, next);
  gtk_widget_class_bind_template_child (widget_class, KapkaMonthView, print);
  gtk_widget_class_bind_template_child (widget_class, KapkaMonthView, heading);
  gtk_widget_class_bind_template_child (widget_class, KapkaMonthView, scroller);
  gtk_widget_class_bind_template_child (widget_class, KapkaMonthView, rows);
  gtk_widget_class_bind_template_child (widget_class, KapkaMonthView, totals);
  gtk_widget_class_bind_template_child (widget_class, KapkaMonthView, folded);
  gtk_widget_class_bind_template_child (widget_class, KapkaMonthView, answer);
  gtk_widget_class_install_action (widget_class, "month.turn", "i", on_turn_activated);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Up, 0, "month.turn", "i", -1);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Down, 0, "month.turn", "i", 1);
}

static void
kapka_month_view_init (KapkaMonthView *self) {
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  kapka_scrolling_hide_bar (self->scroller);
}

void
kapka_month_view_set_context (KapkaMonthView *self, KapkaDeskContext *context) {
  self->context = g_object_ref (context);
  gtk_box_append (self->heading, kapka_diary_row_new_heading (context));
  for (guint i = 0; i < N_ROWS; i++)
    gtk_box_append (self->rows, kapka_diary_row_new_day ());
  gtk_box_append (self->totals, kapka_diary_row_new_total ());
  gtk_box_append (self->totals, kapka_diary_row_new_total ());
  g_signal_connect_object (context, "changed", G_CALLBACK (kapka_month_view_load), self,
                           G_CONNECT_SWAPPED);
}

/* Of months that are turned over quickly only the last is read. */
void
kapka_month_view_load (KapkaMonthView *self) {
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  kapka_desk_context_run_async (self->context, read_sheet, g_strdup (self->month), g_free,
                                (GDestroyNotify)kapka_month_sheet_free, self->cancellable, on_read,
                                self);
}

void
kapka_month_view_say (KapkaMonthView *self, const char *style, const char *text) {
  kapka_answer_show (self->answer, style, text);
}

void
kapka_month_view_say_error (KapkaMonthView *self, const GError *error) {
  kapka_answer_show_error (self->answer, error);
}
