// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/settings.h"

/**
 * kapka_bundle_list_layers:
 *
 * Where files of the catalogue are looked for before those that are installed: the folder of the
 * library's own, then the bundle of the centre, if the settings name its key. Asked anew each time
 * the catalogue is read, since another bundle has another directory.
 *
 * Returns: (transfer full): the directories, the strongest first, as kapka_catalog_load() takes
 * them.
 */
GStrv kapka_bundle_list_layers (const KapkaSettings *settings);

/** Returns: (transfer full): the folder of the slides: that of the settings, else that of the
 * bundle; empty when there is none. */
char *kapka_bundle_find_slides (const KapkaSettings *settings);

/** Returns: (transfer full): the opening hours of the settings, else those that the bundle has for
 * this library; empty when there are none. */
char *kapka_bundle_find_hours (const KapkaSettings *settings);
