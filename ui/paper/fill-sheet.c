// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paper/fill-sheet.h"

#include <math.h>

#include "ui/paper/fill-drawing.h"
#include "ui/paper/fill-frame.h"
#include "ui/paper/fill-place.h"
#include "ui/shell/type-scale.h"

/* Of the page, with letters of 20 px: at the least one can read it, beyond the most it is only
 * larger. */
#define MIN_WIDTH 720
#define MAX_WIDTH 1000

/* As far beside a field as a finger may miss it, so that every field has 64 px. */
#define REACH 32

#define AIR 8

struct _KapkaFillSheet {
  GtkWidget parent_instance;

  // Owned
  KapkaFilling *filling;
  KapkaFillDrawing *drawing;
  KapkaKeyboardBridge *keyboard;
  GPtrArray *places; // The children, in the order of the document.
  guint scroll_source;
  guint room_source;

  guint page;
  KapkaFillFrame frame;

  // Borrowed
  KapkaFillPlace *live; // (nullable): where the focus is.
  KapkaFillPlace *last; // (nullable): where it was last.
};

G_DEFINE_FINAL_TYPE (KapkaFillSheet, kapka_fill_sheet, GTK_TYPE_WIDGET)

enum { SIGNAL_ARRIVED, SIGNAL_CHOOSE, SIGNAL_LEAVE, SIGNAL_FINISHED, N_SIGNALS };
static guint signals[N_SIGNALS];

static KapkaFillPlace *
get_place (KapkaFillSheet *self, guint index) {
  return g_ptr_array_index (self->places, index);
}

static const KapkaField *
get_first_field (KapkaFillSheet *self) {
  return self->places->len == 0 ? NULL : kapka_fill_place_get_field (get_place (self, 0));
}

static int
page_width (KapkaFillSheet *self, int width) {
  return MIN (width, kapka_type_scale (GTK_WIDGET (self), MAX_WIDTH));
}

static int
page_height (KapkaFillSheet *self, int width) {
  const KapkaField *field = get_first_field (self);

  if (field == NULL)
    return width;
  return (int)ceil (page_width (self, width) * field->page_height / field->page_width);
}

/* What stands in the places is what the page does not show yet. */
static void
show_fresh (KapkaFillSheet *self) {
  for (guint i = 0; i < self->places->len; i++) {
    KapkaFillPlace *place = get_place (self, i);
    const KapkaField *field = kapka_fill_place_get_field (place);

    kapka_fill_place_set_fresh (place, !kapka_fill_drawing_has (self->drawing, field));
    kapka_fill_place_set_overfull (place, kapka_fill_drawing_is_overfull (self->drawing, field));
  }
}

static void
on_drawn (KapkaFillSheet *self) {
  show_fresh (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (self->live != NULL)
    g_signal_emit (self, signals[SIGNAL_ARRIVED], 0, kapka_fill_place_get_field (self->live));
}

static void
draw (KapkaFillSheet *self) {
  int scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));

  kapka_fill_drawing_show (self->drawing, self->page, self->frame.width * scale);
}

static void
show_values (KapkaFillSheet *self) {
  for (guint i = 0; i < self->places->len; i++) {
    KapkaFillPlace *place = get_place (self, i);

    kapka_fill_place_show (place,
                           kapka_filling_get (self->filling, kapka_fill_place_get_field (place)));
  }
  show_fresh (self);
}

static void
on_place_changed (KapkaFillPlace *place, const char *value, KapkaFillSheet *self) {
  kapka_filling_set (self->filling, kapka_fill_place_get_field (place), value);
}

static void
on_place_choose (KapkaFillPlace *place, KapkaFillSheet *self) {
  g_signal_emit (self, signals[SIGNAL_CHOOSE], 0, kapka_fill_place_get_field (place));
}

static void
clamp (GtkAdjustment *adjustment, double from, double length) {
  double at = gtk_adjustment_get_value (adjustment);

  gtk_adjustment_clamp_page (adjustment, at + from - AIR, at + from + length + AIR);
}

/* The field is seen whole, wherever the focus came from. */
static gboolean
on_scroll (gpointer user_data) {
  KapkaFillSheet *self = user_data;
  GtkWidget *scroller = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_SCROLLED_WINDOW);
  graphene_rect_t box;

  self->scroll_source = 0;
  if (self->live == NULL || scroller == NULL ||
      !gtk_widget_compute_bounds (GTK_WIDGET (self->live), scroller, &box))
    return G_SOURCE_REMOVE;
  clamp (gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (scroller)), box.origin.x,
         box.size.width);
  clamp (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller)), box.origin.y,
         box.size.height);
  return G_SOURCE_REMOVE;
}

static void
arrive (KapkaFillSheet *self, KapkaFillPlace *place) {
  self->live = self->last = place;
  gtk_widget_add_css_class (GTK_WIDGET (place), "live");
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  g_signal_emit (self, signals[SIGNAL_ARRIVED], 0, kapka_fill_place_get_field (place));
}

static void
depart (KapkaFillSheet *self, KapkaFillPlace *place) {
  if (self->live == place)
    self->live = NULL;
  gtk_widget_remove_css_class (GTK_WIDGET (place), "live");
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
on_focus_changed (GtkEventControllerFocus *focus, GParamSpec *pspec, KapkaFillSheet *self) {
  GtkWidget *place = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (focus));

  if (gtk_event_controller_focus_contains_focus (focus))
    arrive (self, KAPKA_FILL_PLACE (place));
  else
    depart (self, KAPKA_FILL_PLACE (place));
}

static void
focus_place (KapkaFillPlace *place) {
  GtkWidget *focus = kapka_fill_place_get_focus (place);

  if (GTK_IS_TEXT (focus))
    gtk_text_grab_focus_without_selecting (GTK_TEXT (focus));
  else
    gtk_widget_grab_focus (focus);
}

/* The place to go to from @from, which may be none; NULL beyond the ends. */
static KapkaFillPlace *
find_next (KapkaFillSheet *self, KapkaFillPlace *from, int direction) {
  int n = (int)self->places->len;
  int at = direction > 0 ? -1 : n;
  guint index;

  if (from != NULL && g_ptr_array_find (self->places, from, &index))
    at = (int)index;
  at += direction;
  return at >= 0 && at < n ? get_place (self, (guint)at) : NULL;
}

/* Beyond the ends of the page there may be another. */
static KapkaFillPlace *
turn_to_next (KapkaFillSheet *self, KapkaFillPlace *from, int direction) {
  KapkaFillPlace *next = find_next (self, from, direction);
  gboolean turned = FALSE;

  if (next == NULL)
    g_signal_emit (self, signals[SIGNAL_LEAVE], 0, direction, &turned);
  return turned ? find_next (self, NULL, direction) : next;
}

static gboolean
kapka_fill_sheet_focus (GtkWidget *widget, GtkDirectionType towards) {
  KapkaFillSheet *self = KAPKA_FILL_SHEET (widget);
  int direction = towards == GTK_DIR_TAB_FORWARD ? 1 : -1;
  KapkaFillPlace *next;

  if (towards != GTK_DIR_TAB_FORWARD && towards != GTK_DIR_TAB_BACKWARD)
    return GTK_WIDGET_CLASS (kapka_fill_sheet_parent_class)->focus (widget, towards);
  next = self->live == NULL ? find_next (self, NULL, direction)
                            : turn_to_next (self, self->live, direction);
  if (next == NULL)
    return FALSE;
  focus_place (next);
  return TRUE;
}

static void
on_place_next (KapkaFillPlace *place, KapkaFillSheet *self) {
  if (!kapka_fill_sheet_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD))
    g_signal_emit (self, signals[SIGNAL_FINISHED], 0);
}

static void
add_place (KapkaFillSheet *self, const KapkaField *field) {
  GtkWidget *place = kapka_fill_place_new (field);
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect_object (place, "changed", G_CALLBACK (on_place_changed), self, 0);
  g_signal_connect_object (place, "choose", G_CALLBACK (on_place_choose), self, 0);
  g_signal_connect_object (place, "next", G_CALLBACK (on_place_next), self, 0);
  g_signal_connect_object (focus, "notify::contains-focus", G_CALLBACK (on_focus_changed), self, 0);
  gtk_widget_add_controller (place, focus);
  gtk_widget_set_parent (place, GTK_WIDGET (self));
  g_ptr_array_add (self->places, place);
}

static void
remove_places (KapkaFillSheet *self) {
  self->live = self->last = NULL;
  g_ptr_array_set_size (self->places, 0);
  for (GtkWidget *place; (place = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL;)
    gtk_widget_unparent (place);
}

static void
kapka_fill_sheet_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline) {
  KapkaFillSheet *self = KAPKA_FILL_SHEET (widget);
  int width = kapka_type_scale (widget, MIN_WIDTH);

  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL
                            ? width
                            : page_height (self, for_size < 0 ? width : for_size);
}

static GtkSizeRequestMode
kapka_fill_sheet_get_request_mode (GtkWidget *widget) {
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static GtkAllocation
get_box (KapkaFillSheet *self, KapkaFillPlace *place, int height) {
  const KapkaField *field = kapka_fill_place_get_field (place);

  if (place == self->live && kapka_fill_place_grows (place))
    return kapka_fill_frame_grow (&self->frame, field, GTK_WIDGET (place), height);
  return kapka_fill_frame_find (&self->frame, field);
}

/* The field that is written in lies over its neighbours, for the finger too. What of a neighbour
 * still shows is found by the sheet itself (find_nearest()). */
static void
keep_from_touches (KapkaFillSheet *self, KapkaFillPlace *place, const GtkAllocation *box) {
  GtkAllocation live;

  if (self->live == NULL || place == self->live)
    gtk_widget_set_can_target (GTK_WIDGET (place), TRUE);
  else {
    gtk_widget_get_allocation (GTK_WIDGET (self->live), &live);
    gtk_widget_set_can_target (GTK_WIDGET (place), !gdk_rectangle_intersect (&live, box, NULL));
  }
}

static void
place_all (KapkaFillSheet *self, int height) {
  for (guint i = 0; i < self->places->len; i++) {
    GtkAllocation box = get_box (self, get_place (self, i), height);

    gtk_widget_size_allocate (GTK_WIDGET (get_place (self, i)), &box, -1);
  }
  for (guint i = 0; i < self->places->len; i++) {
    GtkAllocation box = get_box (self, get_place (self, i), height);

    keep_from_touches (self, get_place (self, i), &box);
  }
}

static void
kapka_fill_sheet_size_allocate (GtkWidget *widget, int width, int height, int baseline) {
  KapkaFillSheet *self = KAPKA_FILL_SHEET (widget);

  self->frame.width = page_width (self, width);
  self->frame.left = (width - self->frame.width) / 2;
  place_all (self, height);
  draw (self);
  if (self->live != NULL && self->scroll_source == 0)
    self->scroll_source = g_idle_add (on_scroll, self);
}

static void
kapka_fill_sheet_snapshot (GtkWidget *widget, GtkSnapshot *snapshot) {
  KapkaFillSheet *self = KAPKA_FILL_SHEET (widget);
  graphene_rect_t paper = GRAPHENE_RECT_INIT ((float)self->frame.left, 0, (float)self->frame.width,
                                              (float)gtk_widget_get_height (widget));

  kapka_fill_drawing_snapshot (self->drawing, snapshot, &paper);
  for (guint i = 0; i < self->places->len; i++)
    if (get_place (self, i) != self->live)
      gtk_widget_snapshot_child (widget, GTK_WIDGET (get_place (self, i)), snapshot);
  if (self->live != NULL) // Over its neighbours, and yet read in its turn.
    gtk_widget_snapshot_child (widget, GTK_WIDGET (self->live), snapshot);
}

static KapkaFillPlace *
find_nearest (KapkaFillSheet *self, double x, double y) {
  double least = kapka_type_scale (GTK_WIDGET (self), REACH);
  KapkaFillPlace *nearest = NULL;

  for (guint i = 0; i < self->places->len; i++) {
    KapkaFillPlace *place = get_place (self, i);
    double away =
        kapka_fill_frame_distance (&self->frame, kapka_fill_place_get_field (place), x, y);

    if (away <= least) {
      least = away;
      nearest = place;
    }
  }
  return nearest;
}

static void
on_released (KapkaFillSheet *self, int n_press, double x, double y, GtkGesture *gesture) {
  KapkaFillPlace *place = find_nearest (self, x, y);

  if (place == NULL)
    return;
  kapka_keyboard_bridge_go_to (self->keyboard, kapka_fill_place_get_focus (place));
  kapka_fill_place_touch (place);
}

static void
kapka_fill_sheet_dispose (GObject *object) {
  KapkaFillSheet *self = KAPKA_FILL_SHEET (object);

  g_clear_handle_id (&self->scroll_source, g_source_remove);
  g_clear_handle_id (&self->room_source, g_source_remove);
  remove_places (self);
  g_clear_object (&self->drawing);
  g_clear_object (&self->filling);
  g_clear_object (&self->keyboard);
  G_OBJECT_CLASS (kapka_fill_sheet_parent_class)->dispose (object);
}

static void
kapka_fill_sheet_finalize (GObject *object) {
  KapkaFillSheet *self = KAPKA_FILL_SHEET (object);

  g_ptr_array_unref (self->places);
  G_OBJECT_CLASS (kapka_fill_sheet_parent_class)->finalize (object);
}

static void
install_signals (GType type) {
  signals[SIGNAL_ARRIVED] = g_signal_new ("arrived", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[SIGNAL_CHOOSE] = g_signal_new ("choose", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[SIGNAL_LEAVE] =
      g_signal_new ("leave", type, G_SIGNAL_RUN_LAST, 0, g_signal_accumulator_true_handled, NULL,
                    NULL, G_TYPE_BOOLEAN, 1, G_TYPE_INT);
  signals[SIGNAL_FINISHED] =
      g_signal_new ("finished", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
kapka_fill_sheet_class_init (KapkaFillSheetClass *klass) {
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kapka_fill_sheet_dispose;
  G_OBJECT_CLASS (klass)->finalize = kapka_fill_sheet_finalize;
  widget_class->focus = kapka_fill_sheet_focus;
  widget_class->measure = kapka_fill_sheet_measure;
  widget_class->get_request_mode = kapka_fill_sheet_get_request_mode;
  widget_class->size_allocate = kapka_fill_sheet_size_allocate;
  widget_class->snapshot = kapka_fill_sheet_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_css_name (widget_class, "fillsheet");
  install_signals (G_TYPE_FROM_CLASS (klass));
}

static void
kapka_fill_sheet_init (KapkaFillSheet *self) {
  GtkGesture *touch = gtk_gesture_click_new ();

  self->places = g_ptr_array_new ();
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  g_signal_connect_object (touch, "released", G_CALLBACK (on_released), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (touch));
}

void
kapka_fill_sheet_set_filling (KapkaFillSheet *self,
                              KapkaFilling *filling,
                              KapkaKeyboardBridge *keyboard) {
  g_return_if_fail (self->filling == NULL);

  self->filling = g_object_ref (filling);
  self->keyboard = g_object_ref (keyboard);
  self->drawing = kapka_fill_drawing_new (filling);
  g_signal_connect_object (filling, "changed", G_CALLBACK (show_values), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->drawing, "drawn", G_CALLBACK (on_drawn), self, G_CONNECT_SWAPPED);
}

void
kapka_fill_sheet_show_page (KapkaFillSheet *self, guint index) {
  const GPtrArray *fields = kapka_filling_get_fields (self->filling);

  remove_places (self);
  self->page = index;
  for (guint i = 0; i < fields->len; i++) {
    const KapkaField *field = g_ptr_array_index (fields, i);

    if (field->page == index)
      add_place (self, field);
  }
  draw (self);
  show_values (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
kapka_fill_sheet_translate (KapkaFillSheet *self) {
  show_values (self);
}

guint
kapka_fill_sheet_get_page (KapkaFillSheet *self) {
  return self->page;
}

static gboolean
on_room (gpointer user_data) {
  KapkaFillSheet *self = user_data;

  self->room_source = 0;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  return G_SOURCE_REMOVE;
}

/* It is told while the sheet is given its place, which cannot be asked for again at the same time.
 */
void
kapka_fill_sheet_set_room (KapkaFillSheet *self, int width, int height) {
  if (self->frame.room_width == width && self->frame.room_height == height)
    return;
  self->frame.room_width = width;
  self->frame.room_height = height;
  if (self->room_source == 0)
    self->room_source = g_idle_add (on_room, self);
}

const KapkaField *
kapka_fill_sheet_get_field (KapkaFillSheet *self) {
  return self->live == NULL ? NULL : kapka_fill_place_get_field (self->live);
}

gboolean
kapka_fill_sheet_is_overfull (KapkaFillSheet *self, const KapkaField *field) {
  return kapka_fill_drawing_is_overfull (self->drawing, field);
}

void
kapka_fill_sheet_step (KapkaFillSheet *self, int direction) {
  KapkaFillPlace *next = turn_to_next (self, self->last, direction);

  if (next != NULL)
    kapka_keyboard_bridge_go_to (self->keyboard, kapka_fill_place_get_focus (next));
  else if (direction > 0)
    g_signal_emit (self, signals[SIGNAL_FINISHED], 0);
}

void
kapka_fill_sheet_return (KapkaFillSheet *self) {
  if (self->last != NULL)
    focus_place (self->last);
  else if (self->places->len > 0)
    focus_place (get_place (self, 0));
}
