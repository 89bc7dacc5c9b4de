// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/**
 * KapkaTestCondition:
 * @data: what was handed to kapka_test_wait_until()
 *
 * Returns: TRUE when there is nothing left to wait for
 */
typedef gboolean (*KapkaTestCondition) (gpointer data);

/**
 * kapka_test_wait_until:
 * @condition: asked again and again, about a hundred times a second
 * @data: handed to @condition
 * @deadline_ms: how long to wait at most, in milliseconds
 *
 * The one place where the tests wait for something that announces itself to nobody. The main
 * context is not run meanwhile.
 *
 * Returns: TRUE when the condition came true, FALSE when the deadline passed
 */
gboolean kapka_test_wait_until (KapkaTestCondition condition, gpointer data, guint deadline_ms);
