// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kapka-central/command.h"

/** `catalog publish`. */
int kapka_catalog_publish (const KapkaCommandContext *context, GStrv arguments, GError **error);
