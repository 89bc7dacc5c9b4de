// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desk/visits-view.h"

#include <glib/gi18n.h>

#include "journal/figures.h"
#include "ui/desk/date-words.h"
#include "ui/desk/visit-filter-panel.h"
#include "ui/desk/visit-model.h"
#include "ui/desk/visit-row.h"
#include "ui/shell/answer.h"
#include "ui/shell/scrolling.h"
#include "ui/shell/template.h"

struct _KapkaVisitsView {
  GtkWidget parent_instance;

  // Template widgets
  GtkLabel *title;
  GtkLabel *count;
  GtkWidget *previous;
  GtkWidget *next;
  GtkToggleButton *filter;
  GtkStack *stack;
  GtkScrolledWindow *scroller;
  GtkListView *list;
  GtkLabel *nothing;
  KapkaVisitFilterPanel *panel;
  GtkLabel *answer;

  // Owned
  KapkaDeskContext *context;
  KapkaVisitModel *model;
  KapkaVisitChoice choice;
  GCancellable *cancellable;
  char today[11];
  gboolean stale; // Something has been corrected while another view was shown.
};

G_DEFINE_FINAL_TYPE (KapkaVisitsView, kapka_visits_view, GTK_TYPE_WIDGET)

static gboolean
is_all (KapkaVisitsView *self) {
  return self->choice.day[0] == '\0';
}

static void
show_title (KapkaVisitsView *self) {
  g_autofree char *day = is_all (self) ? NULL : kapka_date_words_day (self->choice.day);
  gboolean filtered = kapka_visit_choice_is_filtered (&self->choice);

  gtk_label_set_label (self->title, day == NULL ? _ ("All visits") : day);
  gtk_widget_set_visible (self->previous, !is_all (self));
  gtk_widget_set_visible (self->next, !is_all (self));
  gtk_widget_set_sensitive (self->next, strcmp (self->choice.day, self->today) < 0);
  gtk_button_set_label (GTK_BUTTON (self->filter),
                        filtered ? _ ("Selection: on") : _ ("Selection"));
}

static void
show_list (KapkaVisitsView *self) {
  gboolean filtering = gtk_toggle_button_get_active (self->filter);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->model));
  const char *page = filtering ? "filter" : n == 0 ? "nothing" : "list";

  gtk_stack_set_visible_child_name (self->stack, page);
}

static void
show_count (KapkaVisitsView *self) {
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->model));
  g_autofree char *text = g_strdup_printf (_ ("Visits: %u"), n);

  gtk_label_set_label (self->count, text);
  show_list (self);
}

static void
on_items_changed (KapkaVisitsView *self) {
  show_count (self);
}

/** Returns: whether the visits of the day are no longer kept, as a text; "" when they are. */
static gpointer
read_fold (const KapkaReportSource *source, gpointer data, GError **error) {
  const char *day = data;
  GError *problem = NULL;
  g_autofree char *first =
      kapka_figures_first_day_with_events (kapka_desk_get_journal (source->desk), &problem);

  if (problem != NULL) {
    g_propagate_error (error, problem);
    return NULL;
  }
  return g_strdup (first != NULL && *day != '\0' && strcmp (day, first) < 0 ? "folded" : "");
}

static void
on_fold_read (GObject *source, GAsyncResult *result, gpointer user_data) {
  KapkaVisitsView *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *state = kapka_desk_context_run_finish (result, &error);

  if (state == NULL)
    return;
  gtk_label_set_label (
      self->nothing,
      *state != '\0' ? _ ("The figures of this day are kept, but no longer each visit.")
      : kapka_visit_choice_is_filtered (&self->choice) ? _ ("No visit fits the selection.")
                                                       : _ ("There are no visits."));
}

static void
on_ready (KapkaVisitsView *self, const GError *error) {
  if (error != NULL)
    kapka_answer_show_error (self->answer, error);
  else
    kapka_answer_show (self->answer, NULL, NULL);
  show_count (self);
}

static void
load (KapkaVisitsView *self) {
  KapkaInstant now;

  kapka_clock_now (kapka_session_get_clock (kapka_desk_context_get_session (self->context)), &now);
  g_strlcpy (self->today, now.day, sizeof self->today);
  gtk_label_set_label (self->nothing, "");
  show_title (self);
  kapka_visit_model_choose (self->model, &self->choice);
  kapka_desk_context_run_async (self->context, read_fold, g_strdup (self->choice.day), g_free,
                                g_free, self->cancellable, on_fold_read, self);
}

static void
on_choice_changed (KapkaVisitsView *self) {
  kapka_visit_filter_panel_read (self->panel, &self->choice);
  load (self);
}

static void
on_filter_toggled (KapkaVisitsView *self) {
  show_list (self);
}

static void
turn (KapkaVisitsView *self, int n) {
  g_autofree char *day = NULL;

  if (is_all (self) || (n > 0 && !gtk_widget_get_sensitive (self->next)))
    return;
  day = kapka_date_words_move_day (self->choice.day, n);
  g_strlcpy (self->choice.day, day, sizeof self->choice.day);
  load (self);
}

static void
on_turn_activated (GtkWidget *widget, const char *action, GVariant *parameter) {
  turn (KAPKA_VISITS_VIEW (widget), g_variant_get_int32 (parameter));
}

static void
on_setup (KapkaVisitsView *self, GtkListItem *place) {
  gtk_list_item_set_child (place, kapka_visit_row_new (self->context));
  gtk_list_item_set_activatable (place, FALSE);
  gtk_list_item_set_selectable (place, FALSE);
}

static void
on_bind (KapkaVisitsView *self, GtkListItem *place) {
  kapka_visit_row_set_item (KAPKA_VISIT_ROW (gtk_list_item_get_child (place)),
                            gtk_list_item_get_item (place), is_all (self));
}

static void
on_unbind (KapkaVisitsView *self, GtkListItem *place) {
  kapka_visit_row_set_item (KAPKA_VISIT_ROW (gtk_list_item_get_child (place)), NULL, FALSE);
}

static void
kapka_visits_view_map (GtkWidget *widget) {
  KapkaVisitsView *self = KAPKA_VISITS_VIEW (widget);

  GTK_WIDGET_CLASS (kapka_visits_view_parent_class)->map (widget);
  if (self->stale)
    kapka_visit_model_refresh (self->model);
  self->stale = FALSE;
}

static void
kapka_visits_view_dispose (GObject *object) {
  KapkaVisitsView *self = KAPKA_VISITS_VIEW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->list != NULL)
    gtk_list_view_set_model (self->list, NULL);
  g_clear_object (&self->model);
  kapka_template_dispose (GTK_WIDGET (object), KAPKA_TYPE_VISITS_VIEW);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (kapka_visits_view_parent_class)->dispose (object);
}

static void
kapka_visits_view_class_init (KapkaVisitsViewClass *klass) {
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kapka_visits_view_dispose;
  widget_class->map = kapka_visits_view_map;
  g_type_ensure (KAPKA_TYPE_VISIT_FILTER_PANEL);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/kapka/ui/visits-view.ui");
  gtk_widget_class_bind_template_child (widget_class, KapkaVisitsView, title);
  gtk_widget_class_bind_template_child (widget_class, KapkaVisitsView, count);
  gtk_widget_class_bind_template_child (widget_class, KapkaVisitsView, previous);
  gtk_widget_class_bind_template_child (widget_class, KapkaVisitsView, next);
  gtk_widget_class_bind_template_child (widget_class, KapkaVisitsView, filter);
  gtk_widget_class_bind_template_child (widget_class, KapkaVisitsView, stack);
  gtk_widget_class_bind_template_child (widget_class, KapkaVisitsView, scroller);
  gtk_widget_class_bind_template_child (widget_class, KapkaVisitsView, list);
  gtk_widget_class_bind_template_child (widget_class, KapkaVisitsView, nothing);
  gtk_widget_class_bind_template_child (widget_class, KapkaVisitsView, panel);
  gtk_widget_class_bind_template_child (widget_class, KapkaVisitsView, answer);
  gtk_widget_class_bind_template_callback (widget_class, on_filter_toggled);
  gtk_widget_class_bind_template_callback (widget_class, on_choice_changed);
  gtk_widget_class_install_action (widget_class, "visits.turn", "i", on_turn_activated);
}

static void
kapka_visits_view_init (KapkaVisitsView *self) {
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  kapka_scrolling_hide_bar (self->scroller);
}

/* A list that is not seen does not stand in the way of what is. */
static void
on_changed (KapkaVisitsView *self) {
  self->stale = !gtk_widget_get_mapped (GTK_WIDGET (self));
  if (!self->stale)
    kapka_visit_model_refresh (self->model);
}

static void
fill_list (KapkaVisitsView *self) {
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkNoSelection) selection =
      gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->model)));

  g_signal_connect_swapped (factory, "setup", G_CALLBACK (on_setup), self);
  g_signal_connect_swapped (factory, "bind", G_CALLBACK (on_bind), self);
  g_signal_connect_swapped (factory, "unbind", G_CALLBACK (on_unbind), self);
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (selection));
}

void
kapka_visits_view_set_context (KapkaVisitsView *self, KapkaDeskContext *context) {
  self->context = g_object_ref (context);
  self->model = kapka_visit_model_new (context);
  kapka_visit_filter_panel_set_context (self->panel, context);
  fill_list (self);
  g_signal_connect_object (self->model, "items-changed", G_CALLBACK (on_items_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "ready", G_CALLBACK (on_ready), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
}

void
kapka_visits_view_show_day (KapkaVisitsView *self, const char *day) {
  kapka_visit_filter_panel_clear (self->panel);
  kapka_visit_filter_panel_read (self->panel, &self->choice);
  g_strlcpy (self->choice.day, day == NULL ? "" : day, sizeof self->choice.day);
  gtk_toggle_button_set_active (self->filter, FALSE);
  load (self);
}

const char *
kapka_visits_view_get_day (KapkaVisitsView *self) {
  return is_all (self) ? NULL : self->choice.day;
}
