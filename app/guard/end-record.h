// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/** The name of the record in the state directory: a line `MS CODE` for each of the last ends. */
#define KAPKA_END_RECORD_FILE "kiosk-ends"

/**
 * kapka_end_record_add:
 * @state_dir: where the record lies
 * @now_ms: milliseconds since 1970, UTC
 * @code: as in end-code.h
 *
 * Writes down that the kiosk has ended by itself; the older of many ends are forgotten. A disk that
 * takes nothing keeps nobody from starting the kiosk again. Returns: whether it was written.
 */
gboolean kapka_end_record_add (const char *state_dir, gint64 now_ms, guint code, GError **error);

/**
 * kapka_end_record_count:
 * @state_dir: where the record lies
 * @since_ms: what was earlier does not count
 * @out_code: (out): why it ended the last time
 *
 * Returns: how often the kiosk has ended by itself since; lines that nobody can read do not count
 */
guint kapka_end_record_count (const char *state_dir, gint64 since_ms, guint *out_code);
