// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/**
 * KapkaTestCapture: everything a program writes to one descriptor, read by a thread of its own,
 * so that the program never blocks on a full pipe while the test waits for something else.
 */
typedef struct _KapkaTestCapture KapkaTestCapture;

/**
 * kapka_test_capture_new:
 * @fd: (transfer full): the reading end of a pipe
 *
 * Returns: (transfer full): the capture, already reading
 */
KapkaTestCapture *kapka_test_capture_new (int fd);

/**
 * kapka_test_capture_free:
 * @capture: (nullable) (transfer full): stops reading, even when a writer still lives
 */
void kapka_test_capture_free (KapkaTestCapture *capture);

/** kapka_test_capture_get_text: Returns: (transfer full): what has come so far, as UTF-8 */
char *kapka_test_capture_get_text (KapkaTestCapture *capture);

/**
 * kapka_test_capture_wait_end:
 * @deadline_ms: how long to wait, in milliseconds
 *
 * Waits until the last writer has closed its end, when the text is complete.
 *
 * Returns: FALSE when the deadline passed
 */
gboolean kapka_test_capture_wait_end (KapkaTestCapture *capture, guint deadline_ms);

/**
 * kapka_test_capture_wait_line:
 * @prefix: how the line begins
 * @deadline_ms: how long to wait, in milliseconds
 *
 * Waits for a whole line, also one that came earlier.
 *
 * Returns: (transfer full) (nullable): the first such line without its end, or NULL when the
 *   deadline passed or the end came without it
 */
char *
kapka_test_capture_wait_line (KapkaTestCapture *capture, const char *prefix, guint deadline_ms);
