// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ini.h"
#include "catalog/catalog.h"

/**
 * kapka_services_read:
 * @services: (array fixed-size=6): filled; cleared by kapka_services_clear()
 * @groups: (nullable) (element-type KapkaIniGroup): groups of services.ini
 * @file: its path, for problems
 * @problems: (nullable): what is wrong
 *
 * Each service is there afterwards: what is missing or wrong is reported and replaced, a text by
 * the id, the rest by a plain default.
 */
void kapka_services_read (KapkaService *services,
                          const GPtrArray *groups,
                          const char *file,
                          KapkaProblems *problems);
void kapka_services_clear (KapkaService *services);
