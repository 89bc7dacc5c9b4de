// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

/**
 * KapkaWrapLayout:
 * Puts the children of a widget side by side, as a box does, and into a further line what has no
 * room any more: so large letters make a row higher and cut nothing. In each line what wants to
 * expand gets the room that is left; a line in which nothing does stands where `xalign` says.
 *
 * Properties: `spacing` (int, px: between children and between lines), `xalign` (double).
 */
#define KAPKA_TYPE_WRAP_LAYOUT (kapka_wrap_layout_get_type ())
G_DECLARE_FINAL_TYPE (KapkaWrapLayout, kapka_wrap_layout, KAPKA, WRAP_LAYOUT, GtkLayoutManager)
