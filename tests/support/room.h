// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "program.h"

/**
 * KapkaTestRoom: network, mount and process namespaces of their own, for neighbours that insist on
 * fixed ports and fixed files.
 *
 * Inside, only the loopback is up and all its ports are free, and /run is empty. Everything else of
 * the file system is shared, so a socket in a test directory is the door. What was started inside
 * ends with the room, and the room with the test. Making one needs the right to (root or
 * CAP_SYS_ADMIN).
 */
typedef struct _KapkaTestRoom KapkaTestRoom;

/**
 * kapka_test_room_new:
 * @prepare: (nullable): shell commands joined by "&&" that run inside first
 *
 * Fails the test when the room cannot be made.
 *
 * Returns: (transfer full): the room
 */
KapkaTestRoom *kapka_test_room_new (const char *prepare);

/** kapka_test_room_free: @room: (nullable) (transfer full): all processes inside are killed */
void kapka_test_room_free (KapkaTestRoom *room);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaTestRoom, kapka_test_room_free)

/**
 * kapka_test_room_start:
 * @argv: as for kapka_test_program_start()
 * @envp: (nullable): as for kapka_test_program_start()
 *
 * Starts a program inside. Its number as seen from here is not known: the number of the returned
 * program is that of a helper that waits for it and is in the same process group, so kill it rather
 * than signal it.
 *
 * Returns: (transfer full): the running program
 */
KapkaTestProgram *
kapka_test_room_start (KapkaTestRoom *room, const char *const *argv, const char *const *envp);

/** kapka_test_room_is_listening: Returns: whether something inside listens at TCP port @port */
gboolean kapka_test_room_is_listening (KapkaTestRoom *room, guint port);
