// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/** KapkaKeyClick: what a key sounds like. It is silent on a machine that has nothing to sound with.
 */
typedef struct _KapkaKeyClick KapkaKeyClick;

/** Returns: (transfer full): a click; takes the sound card until it is freed. */
KapkaKeyClick *kapka_key_click_new (void);

/** Sounds at once, in place of a click that is still going on; never waits. */
void kapka_key_click_play (KapkaKeyClick *click);

/** kapka_key_click_free: @click: (nullable) (transfer full) */
void kapka_key_click_free (KapkaKeyClick *click);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaKeyClick, kapka_key_click_free)
