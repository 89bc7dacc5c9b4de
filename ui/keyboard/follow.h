// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/keyboard/keyboard.h"
#include "ui/shell/session.h"

/** Gives @keyboard the layouts of @session; from now on it speaks the language of the visit, and
 * forgets with its end. May be called again. */
void kapka_keyboard_follow (KapkaKeyboard *keyboard, KapkaSession *session);
