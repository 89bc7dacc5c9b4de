// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/** Reads 1, 0, yes, no, да or нет. Errors: DATA. */
gboolean kapka_yes_no_parse (const char *text, gboolean *out_yes, GError **error);
