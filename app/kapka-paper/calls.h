// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/**
 * kapka_calls_limit:
 * Leaves to this process, for ever, those system calls that reading, drawing and writing need. Any
 * other is answered as by a kernel that does not know it, so that libraries take another way.
 *
 * Returns: whether it is so; not on a machine whose calls are not known here.
 */
gboolean kapka_calls_limit (void);
