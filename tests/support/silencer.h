// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "print-server.h"

/**
 * KapkaTestSilencer: stands before a print server and passes on all that it is asked; its answers
 * can be kept back, as if it were too busy to give them.
 */
typedef struct _KapkaTestSilencer KapkaTestSilencer;

/**
 * kapka_test_silencer_new:
 * @server: outlives the silencer
 * @path: of the socket at which it listens
 *
 * Returns: (transfer full): the silencer, which lets everything through
 */
KapkaTestSilencer *kapka_test_silencer_new (KapkaTestPrintServer *server, const char *path);

/** kapka_test_silencer_free: @silencer: (nullable) (transfer full): waits for its connections, so
 * that whoever asks has to be gone */
void kapka_test_silencer_free (KapkaTestSilencer *silencer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaTestSilencer, kapka_test_silencer_free)

/** kapka_test_silencer_begin: keeps all answers back from now on */
void kapka_test_silencer_begin (KapkaTestSilencer *silencer);

/** kapka_test_silencer_begin_with_document: keeps the answer to the next document back, and all
 * that follow */
void kapka_test_silencer_begin_with_document (KapkaTestSilencer *silencer);

/** kapka_test_silencer_end: who asks from now on is answered */
void kapka_test_silencer_end (KapkaTestSilencer *silencer);

/**
 * kapka_test_silencer_wait_asked:
 * @times: how often
 * @deadline_ms: how long to wait, in milliseconds
 *
 * Waits until somebody has begun to ask so often since the silence began; fails the test when
 * nobody does.
 */
void kapka_test_silencer_wait_asked (KapkaTestSilencer *silencer, guint times, guint deadline_ms);
