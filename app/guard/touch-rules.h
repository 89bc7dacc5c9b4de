// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/settings.h"

/**
 * kapka_touch_rules_build:
 * @settings: `[screen] touch_matrix` and `rotation`
 *
 * Without a matrix of its own a screen that is turned gets the one that turns the touches along.
 *
 * Returns: (transfer full): rules of udev(7) that give each touchscreen its calibration, the two
 * upper rows of a matrix in the unit square, as libinput reads it (libinput, "Absolute axis
 * calibration"); without a matrix only a remark
 */
char *kapka_touch_rules_build (const KapkaSettings *settings);
