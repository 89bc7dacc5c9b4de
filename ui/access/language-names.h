// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/** Returns: how @language, one of the settings, calls itself: whoever reads nothing else on the
 * screen finds it by that name. */
const char *kapka_language_get_name (const char *language);
