// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tmpdir.h"

/**
 * KapkaTestJournald: the real journal of the system, on a machine of its own: the thread that makes
 * it gets a view of the file system in which /run is empty, and programs that it starts log there.
 */
typedef struct _KapkaTestJournald KapkaTestJournald;

/**
 * kapka_test_journald_new:
 * @running: whether the journal of the system runs; FALSE for a machine that has none
 *
 * Needs the right to mount.
 *
 * Returns: (transfer full): the journal, ready to take entries
 */
KapkaTestJournald *kapka_test_journald_new (gboolean running);

/** kapka_test_journald_free: @journald: (nullable) (transfer full): ended; /run is as before */
void kapka_test_journald_free (KapkaTestJournald *journald);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaTestJournald, kapka_test_journald_free)

/**
 * kapka_test_journald_wrap:
 * @dir: where the script goes
 * @program: a program of ours
 *
 * Returns: (transfer full): a script that starts @program as a service of systemd does: its
 *   standard output and standard error lead to the journal of the system
 */
char *kapka_test_journald_wrap (KapkaTestDir *dir, const char *program);

/** kapka_test_journald_read: Returns: (transfer full): all entries with all their fields, as
 * `journalctl --output=export` has them */
char *kapka_test_journald_read (void);
