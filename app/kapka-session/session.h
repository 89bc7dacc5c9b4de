// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gio/gio.h>

/**
 * KapkaSessionRun:
 * One run of the compositor with a program inside that says, as sd_notify(3) has it, that it is up
 * and alive. logind moves what a session starts out of the service, so systemd would not listen to
 * that program: the first process of the service passes its words on.
 */
typedef struct _KapkaSessionRun KapkaSessionRun;

/**
 * kapka_session_run_new:
 * @argv: (transfer none): the compositor, NULL-terminated
 * @loop: (transfer none): quit once it has ended
 *
 * Returns: (transfer full) (nullable): the running compositor. Errors: it cannot be started.
 */
KapkaSessionRun *kapka_session_run_new (const char *const *argv, GMainLoop *loop, GError **error);

/** Asks the program inside, or before it is up the compositor, by SIGTERM to end. */
void kapka_session_run_stop (KapkaSessionRun *self);

/** Returns: whether the program inside has come up, so that there was a picture. */
gboolean kapka_session_run_was_up (KapkaSessionRun *self);

/** Returns: whether it was asked to end. */
gboolean kapka_session_run_was_stopped (KapkaSessionRun *self);

/** Returns: the exit status of the compositor that has ended; 128 and more for a signal. */
int kapka_session_run_get_status (KapkaSessionRun *self);

/** Kills the compositor if it runs. @self: (nullable) (transfer full) */
void kapka_session_run_free (KapkaSessionRun *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaSessionRun, kapka_session_run_free)
