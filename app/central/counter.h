// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/** Returns: whether @key is a counter that people may write (sync.md §2.2). Kiosks may send others,
 * which are stored unchanged. */
gboolean kapka_counter_is_known (const char *key);
