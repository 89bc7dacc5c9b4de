// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/**
 * KapkaTestProgram: a program started by a test, the leader of its own process group.
 *
 * The kernel kills it when the thread that started it ends, however the test ends; so start
 * programs from the main thread. Its standard input is empty, its output is kept in memory.
 */
typedef struct _KapkaTestProgram KapkaTestProgram;

typedef enum {
  KAPKA_TEST_STREAM_OUT,
  KAPKA_TEST_STREAM_ERR,
} KapkaTestStream;

/**
 * kapka_test_program_start:
 * @argv: NULL-terminated; the program is looked for in PATH
 * @envp: (nullable): NULL-terminated "NAME=value" strings, or NULL for the environment of the test
 *
 * Fails the test when the program cannot be started.
 *
 * Returns: (transfer full): the running program
 */
KapkaTestProgram *kapka_test_program_start (const char *const *argv, const char *const *envp);

/**
 * kapka_test_program_free:
 * @program: (nullable) (transfer full): its process group is killed if anything of it still lives
 */
void kapka_test_program_free (KapkaTestProgram *program);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaTestProgram, kapka_test_program_free)

/**
 * kapka_test_program_run:
 * @argv: as for kapka_test_program_start()
 * @envp: (nullable): as for kapka_test_program_start()
 * @deadline_ms: how long it may take, in milliseconds
 *
 * Runs a helper to its end and fails the test unless it exits with 0 in time.
 *
 * Returns: (transfer full): its standard output
 */
char *kapka_test_program_run (const char *const *argv, const char *const *envp, guint deadline_ms);

/** kapka_test_program_get_pid: Returns: the process id, which is also that of its group */
GPid kapka_test_program_get_pid (KapkaTestProgram *program);

/** kapka_test_program_is_running: Returns: FALSE as soon as the process has ended */
gboolean kapka_test_program_is_running (KapkaTestProgram *program);

/**
 * kapka_test_program_wait:
 * @deadline_ms: how long to wait, in milliseconds
 *
 * Waits for the program to end by itself, and fails the test when it does not.
 *
 * Returns: the exit status, or 128 plus the number of the signal that ended it
 */
int kapka_test_program_wait (KapkaTestProgram *program, guint deadline_ms);

/** kapka_test_program_signal: sends signal @number to the process alone, not to its children */
void kapka_test_program_signal (KapkaTestProgram *program, int number);

/** kapka_test_program_kill: kills the whole process group and waits until the program has ended */
void kapka_test_program_kill (KapkaTestProgram *program);

/**
 * kapka_test_program_stop:
 * @deadline_ms: how long the program may take to end politely, in milliseconds
 *
 * Asks by SIGTERM, then kills whatever is left of the process group.
 */
void kapka_test_program_stop (KapkaTestProgram *program, guint deadline_ms);

/** kapka_test_program_get_text: Returns: (transfer full): what came on @stream so far */
char *kapka_test_program_get_text (KapkaTestProgram *program, KapkaTestStream stream);

/**
 * kapka_test_program_wait_line:
 * @stream: where the line is expected
 * @prefix: how it begins
 * @deadline_ms: how long to wait, in milliseconds
 *
 * Waits for a line of output, also one that came earlier; fails the test without it.
 *
 * Returns: (transfer full): the whole line without its end
 */
char *kapka_test_program_wait_line (KapkaTestProgram *program,
                                    KapkaTestStream stream,
                                    const char *prefix,
                                    guint deadline_ms);

/**
 * kapka_test_program_describe:
 *
 * Returns: (transfer full): the command, its state and all its output, for a failure message
 */
char *kapka_test_program_describe (KapkaTestProgram *program);
