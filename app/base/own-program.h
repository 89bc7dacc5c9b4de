// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/** Returns: (transfer full) (nullable): the path of another program of Kapka, which lies beside the
 * running one or, in a build that is not installed, in the search path. */
char *kapka_own_program_find (const char *name);
