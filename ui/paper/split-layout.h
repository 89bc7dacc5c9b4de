// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

/** KapkaSplitLayout: two children side by side on a wide screen, on top of each other on a tall
 * one; the first takes what the second leaves, and the second all of it while the first is hidden.
 */
#define KAPKA_TYPE_SPLIT_LAYOUT (kapka_split_layout_get_type ())
G_DECLARE_FINAL_TYPE (KapkaSplitLayout, kapka_split_layout, KAPKA, SPLIT_LAYOUT, GtkLayoutManager)
