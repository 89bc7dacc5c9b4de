// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/**
 * kapka_test_sheet_write:
 * @printer: which printer it is for, as its queue is called; empty: the default one
 * @moment: when it was asked for, in words
 *
 * Returns: (transfer full): an A4 sheet as PDF that shows whether the printer keeps the scale, has
 * the letters, and reaches the edges; or %NULL.
 */
GBytes *kapka_test_sheet_write (const char *printer, const char *moment, GError **error);
