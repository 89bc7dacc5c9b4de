// SPDX-License-Identifier: GPL-3.0-or-later
// How much room our containers ask for and how they share it.

#include <gtk/gtk.h>

#include "ui/shell/balanced.h"
#include "ui/shell/fitting.h"
#include "ui/shell/tile-layout.h"
#include "ui/shell/wrap-layout.h"

#define WORDS "Не забудьте паспорт, СНИЛС, бумаги и флешку."
#define NARROW 90

static GtkWidget *
new_words (void) {
  return g_object_new (GTK_TYPE_LABEL, "label", WORDS, "wrap", TRUE, NULL);
}

static int
measure (GtkWidget *widget, GtkOrientation orientation, int for_size) {
  int natural = 0;

  gtk_widget_measure (widget, orientation, for_size, NULL, &natural, NULL, NULL);
  return natural;
}

/* Words that wrap are seen as a whole where there is room for them. */
static void
test_area_that_scrolls (void) {
  GtkWidget *words = new_words ();
  GtkWidget *scroller = g_object_new (GTK_TYPE_SCROLLED_WINDOW, "child", words, "hscrollbar-policy",
                                      GTK_POLICY_NEVER, "propagate-natural-height", TRUE, NULL);
  GtkWidget *fitting = g_object_ref_sink (g_object_new (KAPKA_TYPE_FITTING, NULL));
  int height = measure (words, GTK_ORIENTATION_VERTICAL, NARROW);

  gtk_widget_set_parent (scroller, fitting);
  g_assert_cmpint (height, >, measure (words, GTK_ORIENTATION_VERTICAL, -1));
  g_assert_cmpint (measure (fitting, GTK_ORIENTATION_VERTICAL, NARROW), ==, height);
  g_assert_finalize_object (fitting);
}

static int
allocate_balanced (GtkAlign align) {
  GtkWidget *words = new_words ();
  GtkWidget *balanced = g_object_ref_sink (g_object_new (KAPKA_TYPE_BALANCED, NULL));
  int width = measure (words, GTK_ORIENTATION_HORIZONTAL, -1) - 1;
  graphene_rect_t place;

  gtk_widget_set_halign (words, align);
  gtk_widget_set_parent (words, balanced);
  gtk_widget_measure (balanced, GTK_ORIENTATION_VERTICAL, width, NULL, NULL, NULL, NULL);
  gtk_widget_size_allocate (balanced, &(GtkAllocation){ 0, 0, width, 500 }, -1);
  g_assert_true (gtk_widget_compute_bounds (words, balanced, &place));
  g_assert_cmpfloat (place.size.width, <, width * 0.75);
  g_assert_finalize_object (balanced);
  return (int)place.origin.x;
}

static void
test_balanced_words (void) {
  g_assert_cmpint (allocate_balanced (GTK_ALIGN_START), ==, 0);
  g_assert_cmpint (allocate_balanced (GTK_ALIGN_FILL), >, 10);
}

/* Where the fourth of six cells lies, at most five of which make a row. */
static graphene_rect_t
place_fourth (gboolean even) {
  GtkWidget *cells = g_object_ref_sink (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0));
  GtkWidget *fourth = NULL;
  graphene_rect_t place;
  int height;

  gtk_widget_set_layout_manager (cells, g_object_new (KAPKA_TYPE_TILE_LAYOUT, "min-column-width",
                                                      100, "max-columns", 5, "even", even, NULL));
  for (int i = 0; i < 6; i++) {
    GtkWidget *cell = gtk_button_new ();

    gtk_box_append (GTK_BOX (cells), cell);
    if (i == 3)
      fourth = cell;
  }
  height = measure (cells, GTK_ORIENTATION_VERTICAL, 520);
  gtk_widget_size_allocate (cells, &(GtkAllocation){ 0, 0, 520, height }, -1);
  g_assert_true (gtk_widget_compute_bounds (fourth, cells, &place));
  g_assert_finalize_object (cells);
  return place;
}

/* Two rows of three are easier to look at than five and one. */
static void
test_even_rows (void) {
  g_assert_cmpfloat (place_fourth (FALSE).origin.y, ==, 0);
  g_assert_cmpfloat (place_fourth (TRUE).origin.x, ==, 0);
  g_assert_cmpfloat (place_fourth (TRUE).origin.y, >, 0);
}

static GtkWidget *
new_wrapping_row (void) {
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_set_layout_manager (row, g_object_new (KAPKA_TYPE_WRAP_LAYOUT, NULL));
  return row;
}

static GtkWidget *
append_area (GtkWidget *row, int width, gboolean expand) {
  GtkWidget *area = g_object_new (GTK_TYPE_DRAWING_AREA, "width-request", width, "height-request",
                                  10, "hexpand", expand, NULL);

  gtk_box_append (GTK_BOX (row), area);
  return area;
}

/* What belongs together goes into the next line together, before it is torn apart. */
static void
test_row_in_a_row (void) {
  GtkWidget *outer = g_object_ref_sink (new_wrapping_row ());
  GtkWidget *inner = new_wrapping_row ();
  graphene_rect_t first;
  graphene_rect_t second;
  GtkWidget *field = append_area (inner, 100, TRUE);
  GtkWidget *button = append_area (inner, 100, FALSE);

  append_area (outer, 100, FALSE);
  gtk_box_append (GTK_BOX (outer), inner);
  gtk_widget_size_allocate (
      outer, &(GtkAllocation){ 0, 0, 250, measure (outer, GTK_ORIENTATION_VERTICAL, 250) }, -1);
  g_assert_true (gtk_widget_compute_bounds (field, outer, &first));
  g_assert_true (gtk_widget_compute_bounds (button, outer, &second));
  g_assert_cmpfloat (first.origin.x, ==, 0);
  g_assert_cmpfloat (first.origin.y, >, 0);
  g_assert_cmpfloat (second.origin.y, ==, first.origin.y);
  g_assert_finalize_object (outer);
}

int
main (int argc, char **argv) {
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/layouts/area-that-scrolls", test_area_that_scrolls);
  g_test_add_func ("/layouts/balanced-words", test_balanced_words);
  g_test_add_func ("/layouts/even-rows", test_even_rows);
  g_test_add_func ("/layouts/row-in-a-row", test_row_in_a_row);
  return g_test_run ();
}
