// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

/**
 * KapkaBalanced: one child, a label that wraps, made as narrow as it can be with the same number of
 * lines and put in the middle, or at the start where that is its `halign`. So no last line holds a
 * lonely word.
 */
#define KAPKA_TYPE_BALANCED (kapka_balanced_get_type ())
G_DECLARE_FINAL_TYPE (KapkaBalanced, kapka_balanced, KAPKA, BALANCED, GtkWidget)
