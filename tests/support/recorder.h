// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gio/gio.h>

/**
 * KapkaTestRecorder: writes down what two programs say to each other.
 *
 * It listens at a free port of 127.0.0.1, carries every connection on to its target, and leaves the
 * bytes of each in two files, `NNNN.request` and `NNNN.answer`, as openapi-check reads them. It
 * works in threads of its own, so it goes on while the test waits.
 */
typedef struct _KapkaTestRecorder KapkaTestRecorder;

/**
 * kapka_test_recorder_new:
 * @target: where the bytes go
 * @directory: where the files go
 *
 * Returns: (transfer full): the recorder; the test fails when it cannot listen
 */
KapkaTestRecorder *kapka_test_recorder_new (GSocketAddress *target, const char *directory);

/** kapka_test_recorder_free: @recorder: (nullable) (transfer full): waits for the connections that
 * are open, so that the files are whole */
void kapka_test_recorder_free (KapkaTestRecorder *recorder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaTestRecorder, kapka_test_recorder_free)

guint kapka_test_recorder_get_port (const KapkaTestRecorder *recorder);
