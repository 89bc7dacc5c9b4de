// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kiosk.h"

/**
 * KapkaTestListener: the ear of a screen reader: what a kiosk announces to a person who does not
 * see, by the names that its window gets on the accessibility bus.
 */
typedef struct _KapkaTestListener KapkaTestListener;

/** kapka_test_listener_new: Returns: (transfer full): hears everything from now on; @kiosk must
 * outlive it */
KapkaTestListener *kapka_test_listener_new (KapkaTestKiosk *kiosk);

/** kapka_test_listener_free: @listener: (nullable) (transfer full): forgotten */
void kapka_test_listener_free (KapkaTestListener *listener);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaTestListener, kapka_test_listener_free)

/**
 * kapka_test_listener_expect:
 * @pattern: with `*` for any text
 *
 * Waits for an announcement after those that were expected before, and fails the test when it does
 * not come.
 */
void kapka_test_listener_expect (KapkaTestListener *listener, const char *pattern);
