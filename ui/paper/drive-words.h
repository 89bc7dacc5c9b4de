// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/** Returns: (transfer none): the English words, yet to be translated, for why a flash drive was not
 * written to. */
const char *kapka_drive_words_for_error (const GError *error);
