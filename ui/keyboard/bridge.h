// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

#include "ui/keyboard/keyboard.h"
#include "ui/keyboard/target.h"

/**
 * KapkaKeyboardBridge:
 * Brings the keyboard and the field together. The keyboard appears when somebody touches a field
 * of its part of the window, not when a screen puts the focus there by itself; it follows the focus
 * to the next field and goes away with it, or by its own key. The window packs the keyboard below
 * its content, so the page shrinks instead of being covered, and a field in a scrolled page is
 * scrolled into what is left.
 */
#define KAPKA_TYPE_KEYBOARD_BRIDGE (kapka_keyboard_bridge_get_type ())
G_DECLARE_FINAL_TYPE (KapkaKeyboardBridge, kapka_keyboard_bridge, KAPKA, KEYBOARD_BRIDGE, GObject)

/**
 * kapka_keyboard_bridge_new:
 * @window: (transfer none): not kept alive
 * @keyboard: (transfer none): packed by the window below its content; hidden until it is needed;
 * not kept alive
 * @scope: (transfer none): the part of the window whose fields the keyboard is for; not kept alive
 *
 * Returns: (transfer full): the bridge; keep it as long as the window.
 */
KapkaKeyboardBridge *
kapka_keyboard_bridge_new (GtkWindow *window, KapkaKeyboard *keyboard, GtkWidget *scope);

/** Returns: (transfer none): the keyboard, which is visible while somebody types. */
GtkWidget *kapka_keyboard_bridge_get_keyboard (KapkaKeyboardBridge *self);

/**
 * kapka_keyboard_bridge_set_target:
 * @target: (nullable): a field that the bridge cannot see by itself, as one in a web page; %NULL
 * when it has lost the focus
 * @purpose: what the field is for
 *
 * Shows the keyboard for @target, again if it was hidden; the layout stays as the visitor has left
 * it when neither changes. %NULL takes back the earlier @target alone: a field of the window that
 * got the focus meanwhile keeps the keyboard.
 */
void kapka_keyboard_bridge_set_target (KapkaKeyboardBridge *self,
                                       KapkaKeyboardTarget *target,
                                       GtkInputPurpose purpose);

/** Returns: whether the keyboard shows and types into @target. */
gboolean kapka_keyboard_bridge_is_open_for (KapkaKeyboardBridge *self, KapkaKeyboardTarget *target);

/** Says on the keyboard what confirming @target does, if it is still the one that is typed into. */
void kapka_keyboard_bridge_set_enter (KapkaKeyboardBridge *self,
                                      KapkaKeyboardTarget *target,
                                      KapkaEnter enter);

/**
 * kapka_keyboard_bridge_set_paused:
 * @paused: whether something lies over the window that takes the focus and gives it back
 *
 * The keyboard and its target stay as they are meanwhile.
 */
void kapka_keyboard_bridge_set_paused (KapkaKeyboardBridge *self, gboolean paused);

/**
 * kapka_keyboard_bridge_was_interrupted:
 *
 * Returns: whether @target had the keyboard when the bridge was last paused, and nothing was
 * touched since: it may take it back when it hears late that it has the focus again.
 */
gboolean kapka_keyboard_bridge_was_interrupted (KapkaKeyboardBridge *self,
                                                KapkaKeyboardTarget *target);

/**
 * kapka_keyboard_bridge_go_to:
 * @field: what has the focus while it is typed into, or anything else that can have it
 *
 * Gives @field the focus as a touch right in it does: the keyboard opens if it can be typed into.
 */
void kapka_keyboard_bridge_go_to (KapkaKeyboardBridge *self, GtkWidget *field);
