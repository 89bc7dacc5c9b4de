// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paper/fill-frame.h"

#include <math.h>

#include "ui/shell/type-scale.h"

/* What a few letters take with letters of 20 px, a line, and some lines. */
#define SHORT_WIDTH 150
#define LINE_WIDTH 380
#define LINES_HEIGHT 130
#define SHORT_LENGTH 12

/* However little shows, a finger hits it. */
#define LEAST_WIDTH 360
#define LEAST_HEIGHT 64

/* To the edges of what shows. */
#define AIR 8

GtkAllocation
kapka_fill_frame_find (const KapkaFillFrame *frame, const KapkaField *field) {
  double scale = frame->width / field->page_width;

  return (GtkAllocation){ frame->left + (int)(field->left * scale), (int)(field->top * scale),
                          (int)ceil (field->width * scale), (int)ceil (field->height * scale) };
}

static int
grow_width (const KapkaFillFrame *frame, const KapkaField *field, GtkWidget *widget, int width) {
  int wish = kapka_type_scale (widget, field->max_length > SHORT_LENGTH ? LINE_WIDTH : SHORT_WIDTH);

  return MIN (MAX (width, wish), MAX (frame->room_width - 2 * AIR, LEAST_WIDTH));
}

static int
grow_height (const KapkaFillFrame *frame, GtkWidget *widget, int height) {
  int wish = MAX (height, kapka_type_scale (widget, LINES_HEIGHT));

  return MIN (wish, MAX (frame->room_height - 2 * AIR, LEAST_HEIGHT));
}

GtkAllocation
kapka_fill_frame_grow (const KapkaFillFrame *frame,
                       const KapkaField *field,
                       GtkWidget *widget,
                       int height) {
  GtkAllocation box = kapka_fill_frame_find (frame, field);
  int middle = box.y + box.height / 2;
  int right = frame->left + frame->width;

  box.width = grow_width (frame, field, widget, box.width);
  box.x = CLAMP (box.x, frame->left, MAX (frame->left, right - box.width));
  if (field->multiline) {
    box.height = grow_height (frame, widget, box.height);
  } else {
    gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, box.width, NULL, &box.height, NULL, NULL);
    box.y = middle - box.height / 2;
  }
  box.y = CLAMP (box.y, 0, MAX (height - box.height, 0));
  return box;
}

double
kapka_fill_frame_distance (const KapkaFillFrame *frame,
                           const KapkaField *field,
                           double x,
                           double y) {
  GtkAllocation box = kapka_fill_frame_find (frame, field);
  double beside = MAX (MAX (box.x - x, x - (box.x + box.width)), 0);
  double above = MAX (MAX (box.y - y, y - (box.y + box.height)), 0);

  return hypot (beside, above);
}
