// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

#include "ui/keyboard/key.h"

/**
 * KapkaKeyboardTarget:
 * What the on-screen keyboard types into: a field of the shell, or the field of a web page that has
 * the focus.
 */
#define KAPKA_TYPE_KEYBOARD_TARGET (kapka_keyboard_target_get_type ())
G_DECLARE_INTERFACE (KapkaKeyboardTarget, kapka_keyboard_target, KAPKA, KEYBOARD_TARGET, GObject)

struct _KapkaKeyboardTargetInterface {
  GTypeInterface parent_interface;

  void (*insert) (KapkaKeyboardTarget *self, const char *text);
  void (*backspace) (KapkaKeyboardTarget *self);
  void (*enter) (KapkaKeyboardTarget *self);
  void (*tab) (KapkaKeyboardTarget *self);
  void (*move) (KapkaKeyboardTarget *self, int steps); // NULL where the cursor cannot be moved.
  GtkInputPurpose (*get_purpose) (KapkaKeyboardTarget *self);
  KapkaEnter (*get_enter) (KapkaKeyboardTarget *self);  // NULL: KAPKA_ENTER_DONE.
  GtkWidget *(*get_widget) (KapkaKeyboardTarget *self); // NULL for what is not of the shell.
};

/** Types @text at the cursor, in place of the selection. */
void kapka_keyboard_target_insert (KapkaKeyboardTarget *self, const char *text);

/** Erases the selection, or what the reader sees as one letter before the cursor. */
void kapka_keyboard_target_backspace (KapkaKeyboardTarget *self);

/** Confirms the field, as the Enter key would. */
void kapka_keyboard_target_enter (KapkaKeyboardTarget *self);

/** Goes to the next field. */
void kapka_keyboard_target_tab (KapkaKeyboardTarget *self);

/** Moves the cursor by @steps letters, to the left when negative; does nothing where the target
 * cannot. */
void kapka_keyboard_target_move (KapkaKeyboardTarget *self, int steps);

/** Returns: what the field is for. */
GtkInputPurpose kapka_keyboard_target_get_purpose (KapkaKeyboardTarget *self);

/** Returns: what confirming the field does. */
KapkaEnter kapka_keyboard_target_get_enter (KapkaKeyboardTarget *self);

/** Returns: whether the target is a field of the shell, be it gone meanwhile. */
gboolean kapka_keyboard_target_is_of_shell (KapkaKeyboardTarget *self);

/** Returns: (transfer none) (nullable): the field of the shell that has the focus while it is typed
 * into; %NULL when it is gone or of a web page. */
GtkWidget *kapka_keyboard_target_get_widget (KapkaKeyboardTarget *self);
