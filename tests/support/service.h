// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "program.h"
#include "tmpdir.h"

/**
 * KapkaTestService: a real neighbour, which listens at a free port of 127.0.0.1, has a directory of
 * its own, and ends with the test.
 */
typedef struct _KapkaTestService KapkaTestService;

/**
 * KapkaTestServiceSetup:
 * @dir: where its files go
 * @port: where it has to listen
 * @data: as given to kapka_test_service_new()
 *
 * Returns: (transfer full): the command that starts the program and stays in the foreground
 */
typedef GStrv (*KapkaTestServiceSetup) (KapkaTestDir *dir, guint port, gpointer data);

/**
 * kapka_test_service_new:
 * Finds a free port, starts the program and waits until it listens. Somebody else may take the port
 * in the meantime: a program that ends is started again at another one, a few times; then the test
 * fails.
 *
 * Returns: (transfer full): the listening service
 */
KapkaTestService *kapka_test_service_new (KapkaTestServiceSetup setup, gpointer data);

/** kapka_test_service_free: @service: (nullable) (transfer full): killed, its directory removed */
void kapka_test_service_free (KapkaTestService *service);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaTestService, kapka_test_service_free)

guint kapka_test_service_get_port (KapkaTestService *service);
KapkaTestDir *kapka_test_service_get_dir (KapkaTestService *service);
KapkaTestProgram *kapka_test_service_get_program (KapkaTestService *service);

/** Ends the program, so that nobody listens at its port. */
void kapka_test_service_stop (KapkaTestService *service);

/** Starts it again at the same port; fails the test when that has been taken. */
void kapka_test_service_restart (KapkaTestService *service);
