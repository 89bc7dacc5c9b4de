// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keyboard/follow.h"

static void
on_language_changed (KapkaKeyboard *keyboard, GParamSpec *pspec, KapkaSession *session) {
  g_assert (KAPKA_IS_KEYBOARD (keyboard));

  kapka_keyboard_set_language (keyboard, kapka_session_get_language (session));
}

void
kapka_keyboard_follow (KapkaKeyboard *keyboard, KapkaSession *session) {
  g_signal_handlers_disconnect_by_func (session, on_language_changed, keyboard);
  g_signal_handlers_disconnect_by_func (session, kapka_keyboard_forget, keyboard);
  g_signal_connect_object (session, "notify::language", G_CALLBACK (on_language_changed), keyboard,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "ended", G_CALLBACK (kapka_keyboard_forget), keyboard,
                           G_CONNECT_SWAPPED);
  kapka_keyboard_set_language (keyboard, kapka_session_get_language (session));
  kapka_keyboard_set_clicks (keyboard, kapka_session_get_settings (session)->clicks);
  kapka_keyboard_set_layouts (keyboard, kapka_session_get_layouts (session));
}
