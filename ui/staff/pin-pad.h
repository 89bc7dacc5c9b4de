// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

#include "staff/entrance.h"

/**
 * KapkaPinPad:
 * Asks for a PIN by big keys or by a real keyboard. It asks for no name: the PIN tells who it is.
 * The check runs in a thread, so the screen never waits for it.
 *
 * Signals:
 *  - `entered` (string name, uint role): the PIN was right; role is a #KapkaRole.
 *  - `unavailable` (boolean nobody): nobody can get in, since no PIN has been set (@nobody) or the
 *    list of people cannot be used.
 */
#define KAPKA_TYPE_PIN_PAD (kapka_pin_pad_get_type ())
G_DECLARE_FINAL_TYPE (KapkaPinPad, kapka_pin_pad, KAPKA, PIN_PAD, GtkWidget)

/** Gives @pad the entrance that it guards; once, before anything else. */
void kapka_pin_pad_set_entrance (KapkaPinPad *pad, KapkaEntrance *entrance);

/** Begins anew: nothing is typed, and the wait after wrong PINs is shown if there is one. */
void kapka_pin_pad_start (KapkaPinPad *pad);

/** Forgets what was typed and what is being checked. */
void kapka_pin_pad_stop (KapkaPinPad *pad);
