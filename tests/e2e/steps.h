// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kiosk.h"
#include "portal-server.h"

/** kapka_test_begin_visit: touches the waiting screen and waits for the six doors */
void kapka_test_begin_visit (KapkaTestKiosk *kiosk);

/**
 * kapka_test_open_tile:
 * @door: words on a door
 * @tile: name of a portal or a form behind it
 *
 * Goes from the home screen through @door to @tile.
 */
void kapka_test_open_tile (KapkaTestKiosk *kiosk, const char *door, const char *tile);

/** kapka_test_go_home: returns to the home screen and waits until it shows */
void kapka_test_go_home (KapkaTestKiosk *kiosk);

/** kapka_test_end_visit: presses the End button, also once more when documents would be lost, and
 * waits for goodbye */
void kapka_test_end_visit (KapkaTestKiosk *kiosk);

/** kapka_test_choose_sight: chooses @name in the version for low vision, whose screen is open */
void kapka_test_choose_sight (KapkaTestKiosk *kiosk, const char *name);

/** kapka_test_type: presses the key of each of @letters on the on-screen keyboard. GTK takes two
 * actions on the same key within a quarter of a second for one, so no letter follows itself. */
void kapka_test_type (KapkaTestKiosk *kiosk, const char *letters);

/** kapka_test_expect_forbidden: waits until the button @name can not be pressed */
void kapka_test_expect_forbidden (KapkaTestKiosk *kiosk, const char *name);

/** kapka_test_expect_gone: waits until nothing named @name shows any more */
void kapka_test_expect_gone (KapkaTestKiosk *kiosk, const char *name);

/**
 * kapka_test_touch_page:
 * @server: gets a request for `/touched` from the page for each touch it has felt
 *
 * A real touch in the page of a portal, above the place of the keyboard. As a person does, it is
 * repeated when nothing happened for long: a page that has just come into sight does not feel the
 * first one always. Fails the test when the page feels none.
 *
 * Returns: (transfer full): the query of that request, with which the page says what was touched
 */
char *kapka_test_touch_page (KapkaTestKiosk *kiosk, KapkaTestPortalServer *server);

/** Returns: how many private directories of visits there are on the machine. */
guint kapka_test_count_visit_dirs (KapkaTestKiosk *kiosk);
