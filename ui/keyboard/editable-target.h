// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

#include "ui/keyboard/target.h"

/** KapkaEditableTarget: a field of the shell, as a target of the on-screen keyboard. Does nothing
 * once the field is gone. */
#define KAPKA_TYPE_EDITABLE_TARGET (kapka_editable_target_get_type ())
G_DECLARE_FINAL_TYPE (KapkaEditableTarget, kapka_editable_target, KAPKA, EDITABLE_TARGET, GObject)

/**
 * kapka_editable_target_new:
 * @text: (transfer none): the text widget inside an entry, see gtk_editable_get_delegate(); not
 * kept alive
 *
 * Returns: (transfer full): a target that types into @text.
 */
KapkaKeyboardTarget *kapka_editable_target_new (GtkText *text);

/** Has the keyboard say what confirming @text does: %KAPKA_ENTER_SEARCH in a search box,
 * %KAPKA_ENTER_DONE in all others unless they say so. */
void kapka_editable_target_set_enter (GtkText *text, KapkaEnter enter);
