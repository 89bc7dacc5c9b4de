// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "x-display.h"

#include <gio/gio.h>

/**
 * KapkaTestDesktop: everything a graphical program needs around itself, private to one test: an X
 * server without a screen, a window manager without shortcuts, a session bus that starts no
 * services, the accessibility bus, an empty home. Nothing in the environment of the test itself is
 * changed, so one test program may have several desktops.
 */
typedef struct _KapkaTestDesktop KapkaTestDesktop;

/**
 * kapka_test_desktop_new:
 * @width: of the screen, in pixels
 * @height: of the screen, in pixels
 *
 * Starts a desktop and waits until all its parts answer; fails the test when one does not.
 *
 * Returns: (transfer full): the desktop
 */
KapkaTestDesktop *kapka_test_desktop_new (guint width, guint height);

/** kapka_test_desktop_free: @desktop: (nullable) (transfer full): stopped and removed */
void kapka_test_desktop_free (KapkaTestDesktop *desktop);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaTestDesktop, kapka_test_desktop_free)

/**
 * kapka_test_desktop_get_environment:
 *
 * The whole environment for a program on this desktop, Russian, with software rendering. Of the
 * environment of the test it keeps the search path and what controls debugging aids; proxies,
 * buses and displays of the machine stay outside. Extend a copy by g_environ_setenv().
 *
 * Returns: (transfer none): NULL-terminated "NAME=value" strings
 */
const char *const *kapka_test_desktop_get_environment (KapkaTestDesktop *desktop);

/** kapka_test_desktop_get_home: Returns: (transfer none): HOME of programs on this desktop */
const char *kapka_test_desktop_get_home (KapkaTestDesktop *desktop);

/** kapka_test_desktop_get_display: Returns: (transfer none): the screen, keyboard and pointer */
KapkaTestXDisplay *kapka_test_desktop_get_display (KapkaTestDesktop *desktop);

/** kapka_test_desktop_get_accessibility_bus: Returns: (transfer none): the open connection */
GDBusConnection *kapka_test_desktop_get_accessibility_bus (KapkaTestDesktop *desktop);
