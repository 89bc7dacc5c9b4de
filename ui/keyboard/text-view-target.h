// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

#include "ui/keyboard/target.h"

/** KapkaTextViewTarget: a field of many lines of the shell, as a target of the on-screen keyboard.
 * Does nothing once the field is gone. */
#define KAPKA_TYPE_TEXT_VIEW_TARGET (kapka_text_view_target_get_type ())
G_DECLARE_FINAL_TYPE (KapkaTextViewTarget, kapka_text_view_target, KAPKA, TEXT_VIEW_TARGET, GObject)

/** Returns: (transfer full): a target that types into @view, which it does not keep alive. */
KapkaKeyboardTarget *kapka_text_view_target_new (GtkTextView *view);
