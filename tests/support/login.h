// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gio/gio.h>

/** KapkaTestLogin: a system bus of the test's own with a login1 on it that restarts nothing: it
 * writes down what it was asked for. */
typedef struct _KapkaTestLogin KapkaTestLogin;

/** Returns: (transfer full): a bus with the service on it. */
KapkaTestLogin *kapka_test_login_new (void);

/** kapka_test_login_free: @login: (nullable) (transfer full): stopped */
void kapka_test_login_free (KapkaTestLogin *login);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaTestLogin, kapka_test_login_free)

/** Returns: (transfer none): the address of the bus, for DBUS_SYSTEM_BUS_ADDRESS. */
const char *kapka_test_login_get_address (KapkaTestLogin *login);

/** Whether it refuses, as the rules of a system do that do not let the kiosk. */
void kapka_test_login_set_refusing (KapkaTestLogin *login, gboolean refusing);

/** Returns: (transfer full): the names of the methods that were called, joined by spaces. */
char *kapka_test_login_get_calls (KapkaTestLogin *login);
