// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kiosk.h"

/**
 * kapka_test_pages_signal:
 * @signal_number: sent to every process of the kiosk that shows pages; 0 sends nothing
 *
 * Returns: how many such processes there are
 */
guint kapka_test_pages_signal (KapkaTestKiosk *kiosk, int signal_number);

/** kapka_test_pages_expect_none: waits until the kiosk has no process that shows pages */
void kapka_test_pages_expect_none (KapkaTestKiosk *kiosk);
