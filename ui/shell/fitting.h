// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

/**
 * KapkaFitting: one child, an area that scrolls, which asks for the height that its content has in
 * the width there is. A GtkScrolledWindow alone asks for what it would have in any width, which is
 * too little for words that wrap.
 */
#define KAPKA_TYPE_FITTING (kapka_fitting_get_type ())
G_DECLARE_FINAL_TYPE (KapkaFitting, kapka_fitting, KAPKA, FITTING, GtkWidget)
