// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/keyboard/bridge.h"

/**
 * KapkaAside:
 * While a visitor looks aside, to choose a language or how to see, the keyboard makes room; after
 * it the field that was in use has the focus and the keyboard again.
 */
#define KAPKA_TYPE_ASIDE (kapka_aside_get_type ())
G_DECLARE_FINAL_TYPE (KapkaAside, kapka_aside, KAPKA, ASIDE, GObject)

/** Returns: (transfer full): for the window of @keyboard_slot, where the keyboard of @bridge is;
 * neither is kept alive. */
KapkaAside *kapka_aside_new (KapkaKeyboardBridge *bridge, GtkWidget *keyboard_slot);

/** The visitor looks aside; one more time is the same. */
void kapka_aside_begin (KapkaAside *aside);

/** @screen is shown again, the one looked away from or an earlier one; does nothing when the
 * visitor was not looking aside. */
void kapka_aside_end (KapkaAside *aside, GtkWidget *screen);

/** Returns: whether the visitor is looking aside. */
gboolean kapka_aside_is_on (KapkaAside *aside);
