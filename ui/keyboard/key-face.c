// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keyboard/key-face.h"

#include "base/i18n.h"

/* The words are short: at 200 % they have to fit the key of a narrow screen. */
void
kapka_key_face_show_enter (KapkaKey *key, KapkaEnter enter) {
  const struct {
    const char *icon; // NULL: the name is written on the key.
    const char *name;
  } faces[] = {
    [KAPKA_ENTER_DONE] = { "kapka-enter-symbolic", C_ ("keyboard", "Enter") },
    [KAPKA_ENTER_NEW_LINE] = { "kapka-enter-symbolic", C_ ("keyboard", "New line") },
    [KAPKA_ENTER_SEARCH] = { NULL, C_ ("keyboard", "Find") },
    [KAPKA_ENTER_GO] = { NULL, C_ ("keyboard", "Go") },
    [KAPKA_ENTER_NEXT] = { NULL, C_ ("keyboard", "Next") },
    [KAPKA_ENTER_SEND] = { NULL, C_ ("keyboard", "Send") },
  };

  if (faces[enter].icon != NULL)
    kapka_key_set_icon (key, faces[enter].icon, faces[enter].name);
  else
    kapka_key_set_face (key, faces[enter].name, faces[enter].name);
}

void
kapka_key_face_show (KapkaKey *key) {
  switch (kapka_key_get_spec (key)->action) {
  case KAPKA_KEY_SPACE:
    kapka_key_set_face (key, C_ ("keyboard", "Space"), C_ ("keyboard", "Space"));
    break;
  case KAPKA_KEY_SHIFT:
    kapka_key_set_icon (key, "kapka-shift-symbolic", C_ ("keyboard", "Capital letters"));
    break;
  case KAPKA_KEY_BACKSPACE:
    kapka_key_set_icon (key, "kapka-backspace-symbolic", C_ ("keyboard", "Erase"));
    break;
  case KAPKA_KEY_ENTER:
    kapka_key_face_show_enter (key, KAPKA_ENTER_DONE);
    break;
  case KAPKA_KEY_SYMBOLS:
    kapka_key_set_face (key, "!?№", C_ ("keyboard", "Signs"));
    break;
  case KAPKA_KEY_HIDE:
    kapka_key_set_icon (key, "kapka-hide-keyboard-symbolic", C_ ("keyboard", "Hide the keyboard"));
    break;
  case KAPKA_KEY_LEFT:
    kapka_key_set_icon (key, "kapka-back-symbolic", C_ ("keyboard", "Back by one letter"));
    break;
  case KAPKA_KEY_RIGHT:
    kapka_key_set_icon (key, "kapka-forward-symbolic", C_ ("keyboard", "Forward by one letter"));
    break;
  case KAPKA_KEY_TAB:
    kapka_key_set_icon (key, "kapka-next-field-symbolic", C_ ("keyboard", "To the next field"));
    break;
  case KAPKA_KEY_TEXT:   // Has its text, which changes with the capital letters.
  case KAPKA_KEY_LAYOUT: // Is labelled by what it leads to.
  default:
    break;
  }
}
