// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/keyboard/key.h"

/** Gives @key the face and the name that it has by its kind, in the language that is on. */
void kapka_key_face_show (KapkaKey *key);

/** Gives @key, which confirms the field, what it does for this one. */
void kapka_key_face_show_enter (KapkaKey *key, KapkaEnter enter);
