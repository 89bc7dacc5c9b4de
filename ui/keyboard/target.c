// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keyboard/target.h"

G_DEFINE_INTERFACE (KapkaKeyboardTarget, kapka_keyboard_target, G_TYPE_OBJECT)

static void
kapka_keyboard_target_default_init (KapkaKeyboardTargetInterface *iface) {
}

void
kapka_keyboard_target_insert (KapkaKeyboardTarget *self, const char *text) {
  g_return_if_fail (KAPKA_IS_KEYBOARD_TARGET (self));

  KAPKA_KEYBOARD_TARGET_GET_IFACE (self)->insert (self, text);
}

void
kapka_keyboard_target_backspace (KapkaKeyboardTarget *self) {
  g_return_if_fail (KAPKA_IS_KEYBOARD_TARGET (self));

  KAPKA_KEYBOARD_TARGET_GET_IFACE (self)->backspace (self);
}

void
kapka_keyboard_target_enter (KapkaKeyboardTarget *self) {
  g_return_if_fail (KAPKA_IS_KEYBOARD_TARGET (self));

  KAPKA_KEYBOARD_TARGET_GET_IFACE (self)->enter (self);
}

void
kapka_keyboard_target_tab (KapkaKeyboardTarget *self) {
  g_return_if_fail (KAPKA_IS_KEYBOARD_TARGET (self));

  KAPKA_KEYBOARD_TARGET_GET_IFACE (self)->tab (self);
}

void
kapka_keyboard_target_move (KapkaKeyboardTarget *self, int steps) {
  g_return_if_fail (KAPKA_IS_KEYBOARD_TARGET (self));

  if (KAPKA_KEYBOARD_TARGET_GET_IFACE (self)->move != NULL)
    KAPKA_KEYBOARD_TARGET_GET_IFACE (self)->move (self, steps);
}

GtkInputPurpose
kapka_keyboard_target_get_purpose (KapkaKeyboardTarget *self) {
  g_return_val_if_fail (KAPKA_IS_KEYBOARD_TARGET (self), GTK_INPUT_PURPOSE_FREE_FORM);

  return KAPKA_KEYBOARD_TARGET_GET_IFACE (self)->get_purpose (self);
}

KapkaEnter
kapka_keyboard_target_get_enter (KapkaKeyboardTarget *self) {
  g_return_val_if_fail (KAPKA_IS_KEYBOARD_TARGET (self), KAPKA_ENTER_DONE);

  if (KAPKA_KEYBOARD_TARGET_GET_IFACE (self)->get_enter == NULL)
    return KAPKA_ENTER_DONE;
  return KAPKA_KEYBOARD_TARGET_GET_IFACE (self)->get_enter (self);
}

gboolean
kapka_keyboard_target_is_of_shell (KapkaKeyboardTarget *self) {
  g_return_val_if_fail (KAPKA_IS_KEYBOARD_TARGET (self), FALSE);

  return KAPKA_KEYBOARD_TARGET_GET_IFACE (self)->get_widget != NULL;
}

GtkWidget *
kapka_keyboard_target_get_widget (KapkaKeyboardTarget *self) {
  if (!kapka_keyboard_target_is_of_shell (self))
    return NULL;
  return KAPKA_KEYBOARD_TARGET_GET_IFACE (self)->get_widget (self);
}
