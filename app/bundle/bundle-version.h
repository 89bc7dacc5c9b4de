// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/** Room for the text of a version with its end. */
#define KAPKA_BUNDLE_VERSION_SIZE 11

/** Versions that one day has, `01` to `99`. */
#define KAPKA_BUNDLE_VERSIONS_PER_DAY 99

/** Returns: whether @version is a day and a number of that day, as in 2026112701. */
gboolean kapka_bundle_version_is_valid (gint64 version);

/** Reads a version of ten digits. Returns: whether @text is one. */
gboolean kapka_bundle_version_parse (const char *text, gint64 *out_version);

/** Writes @version in ten digits. */
void kapka_bundle_version_format (gint64 version, char text[KAPKA_BUNDLE_VERSION_SIZE]);

/** Returns: the first version of @day, `YYYY-MM-DD`. */
gint64 kapka_bundle_version_first_of (const char *day);
