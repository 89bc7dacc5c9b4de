// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/settings.h"

/**
 * kapka_compositor_build_command:
 * @settings: `[screen] rotation`
 * @inside: (transfer none): the program that has the screen, NULL-terminated
 *
 * Returns: (transfer full): cage(1) with @inside in it: no frames of windows, no change to another
 * virtual terminal
 */
GStrv kapka_compositor_build_command (const KapkaSettings *settings, const char *const *inside);
