// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <webkit/webkit.h>

#include "ui/keyboard/bridge.h"

/** KapkaInputMethod: lets the on-screen keyboard type into the fields of a web page. */
#define KAPKA_TYPE_INPUT_METHOD (kapka_input_method_get_type ())
G_DECLARE_FINAL_TYPE (KapkaInputMethod,
                      kapka_input_method,
                      KAPKA,
                      INPUT_METHOD,
                      WebKitInputMethodContext)

/**
 * kapka_input_method_new:
 * @view: (transfer none): the view whose fields it serves; not kept alive
 * @bridge: (transfer none): outlives it
 *
 * Returns: (transfer full): the input method.
 */
KapkaInputMethod *kapka_input_method_new (WebKitWebView *view, KapkaKeyboardBridge *bridge);

/** Shows the keyboard for the field that has the focus, wherever the focus came from. */
void kapka_input_method_show (KapkaInputMethod *method);
