// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desk/visit-view.h"

#include <glib/gi18n.h>

#include "ui/desk/catalog-words.h"
#include "ui/desk/choice.h"
#include "ui/desk/correction-plan.h"
#include "ui/desk/date-words.h"
#include "ui/desk/trail-card.h"
#include "ui/desk/visit-record.h"
#include "ui/desk/visit-words.h"
#include "ui/home/tiles.h"
#include "ui/shell/answer.h"
#include "ui/shell/scrolling.h"
#include "ui/shell/template.h"
#include "ui/shell/tile-layout.h"

struct _KapkaVisitView {
  GtkWidget parent_instance;

  // Template widgets
  GtkLabel *title;
  GtkLabel *facts;
  GtkLabel *answer;
  GtkStack *stack;
  GtkWidget *record_page;
  GtkScrolledWindow *scroller;
  GtkBox *events;
  GtkWidget *acts_title;
  GtkBox *acts;
  GtkWidget *void_button;
  GtkWidget *merge_button;
  GtkWidget *assisted_button;
  GtkLabel *assisted_label;
  KapkaChoice *choice;

  // Owned
  KapkaDeskContext *context;
  GCancellable *cancellable; // Of what is being read about the visit that is shown.
  char *id;
  KapkaVisitRecord *record;  // (nullable)
  KapkaCorrectionPlan *plan; // (nullable) What is being put together.
};

G_DEFINE_FINAL_TYPE (KapkaVisitView, kapka_visit_view, GTK_TYPE_WIDGET)

static void take_step (KapkaVisitView *self);

static void
empty (GtkBox *box) {
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
}

static char *
describe_facts (const KapkaVisitLine *line) {
  g_autofree char *length = kapka_visit_words_length (line);
  g_autofree char *notes = kapka_visit_words_notes (line);
  g_autoptr (GString) text = g_string_new (length);

  g_string_append_printf (text, "%s%s", text->len == 0 ? "" : " · ", kapka_visit_words_end (line));
  if (*notes != '\0')
    g_string_append_printf (text, " · %s", notes);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
show_head (KapkaVisitView *self, const KapkaVisitLine *line) {
  g_autofree char *time = kapka_date_words_time (line->begin_ms, line->utc_off_min);
  g_autofree char *day = kapka_date_words_day (line->day);
  g_autofree char *title = g_strdup_printf (
      line->by_hand ? _ ("Added by hand, %s, %s") : _ ("Visit, %s, %s"), day, time);
  g_autofree char *facts = describe_facts (line);

  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->facts, facts);
  gtk_widget_set_visible (self->void_button, kapka_visit_words_services (line) != 0);
  gtk_widget_set_visible (self->merge_button, !line->by_hand && line->users > 0);
  gtk_widget_set_visible (self->assisted_button, !line->by_hand && line->users > 0);
  gtk_label_set_label (self->assisted_label,
                       line->assisted > 0 ? _ ("There was no help") : _ ("There was help"));
}

static gboolean
is_counting (const KapkaEvent *event) {
  return event->kind == KAPKA_EVENT_REQUEST || event->kind == KAPKA_EVENT_PRINT ||
         event->kind == KAPKA_EVENT_MANUAL;
}

static gboolean
begins_act (const KapkaTrailLine *line) {
  return line->act != NULL && strcmp (line->act, line->event->event_id) == 0;
}

static gboolean
has_focus (KapkaVisitView *self) {
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root == NULL ? NULL : gtk_root_get_focus (root);

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->scroller));
}

/* Who has pressed a button of a card goes on where the cards are. */
static void
show_trail (KapkaVisitView *self, GPtrArray *trail) {
  gboolean focused = has_focus (self);

  empty (self->events);
  empty (self->acts);
  for (guint i = 0; i < trail->len; i++) {
    const KapkaTrailLine *line = g_ptr_array_index (trail, i);

    if (is_counting (line->event))
      gtk_box_append (self->events, kapka_trail_card_new_event (self->context, line));
    if (begins_act (line))
      gtk_box_append (self->acts, kapka_trail_card_new_act (self->context, trail, line));
  }
  gtk_widget_set_visible (self->acts_title,
                          gtk_widget_get_first_child (GTK_WIDGET (self->acts)) != NULL);
  if (focused)
    gtk_widget_child_focus (GTK_WIDGET (self->scroller), GTK_DIR_TAB_FORWARD);
}

static void
on_record_read (GObject *source, GAsyncResult *result, gpointer user_data) {
  KapkaVisitView *self = user_data;
  g_autoptr (GError) error = NULL;
  KapkaVisitRecord *record = kapka_desk_context_run_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (record == NULL) {
    kapka_answer_show_error (self->answer, error);
    return;
  }
  g_clear_pointer (&self->record, kapka_visit_record_free);
  self->record = record;
  show_head (self, record->line);
  show_trail (self, record->trail);
}

static void
load (KapkaVisitView *self) {
  if (self->id != NULL)
    kapka_desk_context_run_async (self->context, kapka_visit_record_read, g_strdup (self->id),
                                  g_free, kapka_visit_record_free, self->cancellable,
                                  on_record_read, self);
}

static void
show_record (KapkaVisitView *self) {
  gtk_stack_set_visible_child (self->stack, self->record_page);
}

static void
drop_plan (KapkaVisitView *self) {
  g_clear_pointer (&self->plan, kapka_correction_plan_free);
  show_record (self);
}

static void
ask_service (KapkaVisitView *self) {
  const KapkaCatalog *catalog = kapka_catalog_words_get_catalog (self->context);

  kapka_choice_ask (self->choice, _ ("Which service was it?"), "");
  for (guint i = 0; i < KAPKA_N_SERVICES; i++) {
    const KapkaService *service = kapka_catalog_get_service (catalog, i);

    kapka_choice_add (self->choice, service->id,
                      kapka_catalog_words_service (self->context, service->id),
                      kapka_catalog_words_hint (self->context, service->id), service->icon);
  }
}

static void
ask_reason (KapkaVisitView *self) {
  const char *const *reasons = kapka_correction_plan_get_reasons (self->plan);

  kapka_choice_ask (self->choice, _ ("What is the reason?"),
                    _ ("The reason, your name and the time are kept with the correction."));
  for (; *reasons != NULL; reasons++)
    kapka_choice_add (self->choice, *reasons, kapka_visit_words_reason (*reasons), NULL, NULL);
}

static void
on_others_read (GObject *source, GAsyncResult *result, gpointer user_data) {
  KapkaVisitView *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) others = kapka_desk_context_run_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->plan == NULL)
    return;
  if (others == NULL)
    kapka_choice_show_error (self->choice, error);
  for (guint i = 0; others != NULL && i < others->len; i++) {
    const KapkaVisitLine *line = g_ptr_array_index (others, i);
    g_autofree char *title = kapka_visit_words_title (line);
    g_autofree char *details = kapka_visit_words_details (self->context, line);

    kapka_choice_add (self->choice, line->id, title, details, NULL);
  }
  kapka_choice_focus (self->choice);
}

static void
ask_other (KapkaVisitView *self) {
  kapka_choice_ask (self->choice, _ ("Which visit is it a part of?"),
                    _ ("Both will count as one user; what was done stays. Visits of the same day "
                       "that have a user are shown."));
  kapka_desk_context_run_async (self->context, kapka_visit_record_list_others, g_strdup (self->id),
                                g_free, (GDestroyNotify)g_ptr_array_unref, self->cancellable,
                                on_others_read, self);
}

/* A refusal leaves the question where it was, so that nothing has to be put together anew. */
static void
take_refusal (KapkaVisitView *self, const GError *error) {
  kapka_choice_set_busy (self->choice, FALSE);
  if (self->plan->kind == KAPKA_PLAN_UNDO) {
    kapka_answer_show_error (self->answer, error);
    drop_plan (self);
    return;
  }
  kapka_correction_plan_step_back (self->plan);
  kapka_choice_show_error (self->choice, error);
}

static void
take_success (KapkaVisitView *self) {
  kapka_answer_show (self->answer, "good", _ ("Done. The figures have been put right."));
  drop_plan (self);
}

static void
on_corrected (GObject *source, GAsyncResult *result, gpointer user_data) {
  g_autoptr (KapkaVisitView) self = user_data;
  g_autoptr (GError) error = NULL;

  kapka_desk_context_run_finish (result, &error);
  if (self->context == NULL)
    return;
  if (self->plan != NULL && error != NULL)
    take_refusal (self, error);
  else if (self->plan != NULL)
    take_success (self);
  if (error == NULL)
    kapka_desk_context_note_change (self->context);
}

/* What was decided is written even when the person leaves at once. */
static void
correct (KapkaVisitView *self) {
  kapka_choice_set_busy (self->choice, TRUE);
  kapka_desk_context_run_async (self->context, kapka_correction_plan_run,
                                kapka_correction_plan_copy (self->plan), kapka_correction_plan_free,
                                NULL, NULL, on_corrected, g_object_ref (self));
}

static void
take_step (KapkaVisitView *self) {
  switch (kapka_correction_plan_get_step (self->plan)) {
  case KAPKA_PLAN_ASK_SERVICE:
    ask_service (self);
    break;
  case KAPKA_PLAN_ASK_OTHER:
    ask_other (self);
    break;
  case KAPKA_PLAN_ASK_REASON:
    ask_reason (self);
    break;
  case KAPKA_PLAN_READY:
  default:
    correct (self);
    return;
  }
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->choice));
  kapka_choice_focus (self->choice);
}

static void
begin (KapkaVisitView *self, KapkaPlanKind kind, GVariant *parameter) {
  const char *event_id = parameter == NULL ? NULL : g_variant_get_string (parameter, NULL);

  if (self->plan != NULL)
    return;
  kapka_answer_show (self->answer, NULL, NULL);
  self->plan = kapka_correction_plan_new (kind, self->id, event_id);
  take_step (self);
}

static void
on_chosen (KapkaVisitView *self, const char *id) {
  if (self->plan == NULL)
    return;
  kapka_correction_plan_answer (self->plan, id);
  take_step (self);
}

static void
on_cancelled (KapkaVisitView *self) {
  drop_plan (self);
}

static void
on_void_activated (GtkWidget *widget, const char *action, GVariant *parameter) {
  begin (KAPKA_VISIT_VIEW (widget), KAPKA_PLAN_VOID, NULL);
}

static void
on_void_event_activated (GtkWidget *widget, const char *action, GVariant *parameter) {
  begin (KAPKA_VISIT_VIEW (widget), KAPKA_PLAN_VOID_EVENT, parameter);
}

static void
on_reclassify_activated (GtkWidget *widget, const char *action, GVariant *parameter) {
  begin (KAPKA_VISIT_VIEW (widget), KAPKA_PLAN_RECLASSIFY, parameter);
}

static void
on_merge_activated (GtkWidget *widget, const char *action, GVariant *parameter) {
  begin (KAPKA_VISIT_VIEW (widget), KAPKA_PLAN_MERGE, NULL);
}

static void
on_assisted_activated (GtkWidget *widget, const char *action, GVariant *parameter) {
  KapkaVisitView *self = KAPKA_VISIT_VIEW (widget);
  gboolean assisted = self->record != NULL && self->record->line->assisted > 0;

  begin (self, assisted ? KAPKA_PLAN_NOT_ASSISTED : KAPKA_PLAN_ASSISTED, NULL);
}

static void
on_undo_activated (GtkWidget *widget, const char *action, GVariant *parameter) {
  begin (KAPKA_VISIT_VIEW (widget), KAPKA_PLAN_UNDO, parameter);
}

static void
kapka_visit_view_dispose (GObject *object) {
  KapkaVisitView *self = KAPKA_VISIT_VIEW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->context);
  g_clear_pointer (&self->record, kapka_visit_record_free);
  g_clear_pointer (&self->plan, kapka_correction_plan_free);
  g_clear_pointer (&self->id, g_free);
  kapka_template_dispose (GTK_WIDGET (object), KAPKA_TYPE_VISIT_VIEW);
  G_OBJECT_CLASS (kapka_visit_view_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class) {
  gtk_widget_class_bind_template_child (widget_class, KapkaVisitView, title);
  gtk_widget_class_bind_template_child (widget_class, KapkaVisitView, facts);
  gtk_widget_class_bind_template_child (widget_class, KapkaVisitView, answer);
  gtk_widget_class_bind_template_child (widget_class, KapkaVisitView, stack);
  gtk_widget_class_bind_template_child (widget_class, KapkaVisitView, record_page);
  gtk_widget_class_bind_template_child (widget_class, KapkaVisitView, scroller);
  gtk_widget_class_bind_template_child (widget_class, KapkaVisitView, events);
  gtk_widget_class_bind_template_child (widget_class, KapkaVisitView, acts_title);
  gtk_widget_class_bind_template_child (widget_class, KapkaVisitView, acts);
  gtk_widget_class_bind_template_child (widget_class, KapkaVisitView, void_button);
  gtk_widget_class_bind_template_child (widget_class, KapkaVisitView, merge_button);
  gtk_widget_class_bind_template_child (widget_class, KapkaVisitView, assisted_button);
  gtk_widget_class_bind_template_child (widget_class, KapkaVisitView, assisted_label);
  gtk_widget_class_bind_template_child (widget_class, KapkaVisitView, choice);
}

static void
kapka_visit_view_class_init (KapkaVisitViewClass *klass) {
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kapka_visit_view_dispose;
  g_type_ensure (KAPKA_TYPE_CHOICE);
  g_type_ensure (KAPKA_TYPE_TILES);
  g_type_ensure (KAPKA_TYPE_TILE_LAYOUT);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/kapka/ui/visit-view.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, on_chosen);
  gtk_widget_class_bind_template_callback (widget_class, on_cancelled);
  gtk_widget_class_install_action (widget_class, "visit.void", NULL, on_void_activated);
  gtk_widget_class_install_action (widget_class, "visit.void-event", "s", on_void_event_activated);
  gtk_widget_class_install_action (widget_class, "visit.reclassify", "s", on_reclassify_activated);
  gtk_widget_class_install_action (widget_class, "visit.merge", NULL, on_merge_activated);
  gtk_widget_class_install_action (widget_class, "visit.assisted", NULL, on_assisted_activated);
  gtk_widget_class_install_action (widget_class, "visit.undo", "s", on_undo_activated);
}

static void
kapka_visit_view_init (KapkaVisitView *self) {
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  kapka_scrolling_hide_bar (self->scroller);
}

void
kapka_visit_view_set_context (KapkaVisitView *self, KapkaDeskContext *context) {
  self->context = g_object_ref (context);
  g_signal_connect_object (context, "changed", G_CALLBACK (load), self, G_CONNECT_SWAPPED);
}

void
kapka_visit_view_show (KapkaVisitView *self, const char *id) {
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_free (self->id);
  self->id = g_strdup (id);
  kapka_answer_show (self->answer, NULL, NULL);
  drop_plan (self);
  load (self);
}

gboolean
kapka_visit_view_go_back (KapkaVisitView *self) {
  if (self->plan == NULL)
    return FALSE;
  drop_plan (self);
  return TRUE;
}
