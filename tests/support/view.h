// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kiosk.h"

/**
 * KapkaTestView: what a kiosk shows at one moment: its widgets, as probe.c writes them down, and
 * the picture of the screen. A widget comes before its children.
 */
typedef struct _KapkaTestView KapkaTestView;

/** KapkaTestWidget: one of them; rectangles are pixels of the screen */
typedef struct {
  char *id;
  int depth;
  char *type;
  char *role; // Nickname of a GtkAccessibleRole.
  gboolean focusable;
  gboolean focused;
  gboolean sensitive;
  gboolean ellipsized;
  gboolean covered; // Another widget lies over it.
  gboolean away;    // It is scrolled out of sight.
  gboolean undrawn; // A pictogram that the style takes away.
  KapkaTestRect bounds;
  KapkaTestRect core; // Of a label, its letters; of a pictogram, what is inside its badge.
  KapkaTestRect seen; // What of the core shows, or can be scrolled into sight.
  guint8 ink[4];      // Red, green, blue, alpha.
  double font_pixels;
  char *words; // Text of a label, name of a pictogram, or "".
} KapkaTestWidget;

/** kapka_test_view_prepare: @kiosk: not started yet; its environment gets the probe of KAPKA_PROBE
 */
void kapka_test_view_prepare (KapkaTestKiosk *kiosk);

/** kapka_test_view_take: Returns: (transfer full): the view just now, drawn to its end */
KapkaTestView *kapka_test_view_take (KapkaTestKiosk *kiosk);

/** kapka_test_view_free: @view: (nullable) (transfer full): forgotten */
void kapka_test_view_free (KapkaTestView *view);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaTestView, kapka_test_view_free)

/** kapka_test_view_get_length: Returns: how many widgets show */
guint kapka_test_view_get_length (KapkaTestView *view);

/** kapka_test_view_get: Returns: (transfer none): the widget number @i */
const KapkaTestWidget *kapka_test_view_get (KapkaTestView *view, guint i);

/** kapka_test_view_find: Returns: the number of the widget with that id, or -1 */
int kapka_test_view_find (KapkaTestView *view, const char *id);

/** kapka_test_view_find_focus: Returns: the number of the widget with the focus, or -1 */
int kapka_test_view_find_focus (KapkaTestView *view);

/** kapka_test_view_get_pixel: Returns: 0xRRGGBB at a place that is moved into the picture if it
 * lies outside */
guint32 kapka_test_view_get_pixel (KapkaTestView *view, int x, int y);

/** kapka_test_view_is_control: Returns: whether a person acts on it, by its role */
gboolean kapka_test_view_is_control (const KapkaTestWidget *widget);

/** kapka_test_view_get_control: Returns: (transfer none) (nullable): the control that has the
 * widget number @i inside */
const KapkaTestWidget *kapka_test_view_get_control (KapkaTestView *view, guint i);

/** kapka_test_view_describe: Returns: (transfer full): the widget number @i for a person who looks
 * for it */
char *kapka_test_view_describe (KapkaTestView *view, guint i);

/**
 * kapka_test_view_goes_back:
 * @from: number of a widget
 * @to: number of another
 *
 * Returns: whether who goes on from one to the other goes back, as the eye reads: up again in the
 * same column, or to the left in the same line
 */
gboolean kapka_test_view_goes_back (KapkaTestView *view, guint from, guint to);
