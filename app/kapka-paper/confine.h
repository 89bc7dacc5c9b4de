// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/**
 * kapka_confine:
 * @cpu_seconds: what the work may take
 *
 * Takes away from this process what drawing needs none of, for ever: more memory and time than a
 * healthy file takes, new programs, the network, a look at other processes.
 *
 * Returns: whether all of that was taken away.
 */
gboolean kapka_confine (guint cpu_seconds);
