// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/**
 * kapka_bundle_path_check:
 * @path: where a file of a bundle wants to lie
 * @out_max_bytes: (out): how long it may be
 *
 * A bundle holds the files of a catalogue (`portals.ini`, `services.ini`, `forms.ini`,
 * `events.ini`), `hours.ini`, PDFs in `forms/` and `forms/guides/`, and in `slides/` what a waiting
 * screen shows with its `slides.ini`; nothing else, and nothing hidden.
 *
 * Returns: whether a file may lie there.
 */
gboolean kapka_bundle_path_check (const char *path, gsize *out_max_bytes);
