// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kapkactl/command.h"

/** `catalog show`. */
int kapka_catalog_show (const KapkaCommandContext *context, GStrv arguments, GError **error);

/** `catalog import`. */
int kapka_catalog_import (const KapkaCommandContext *context, GStrv arguments, GError **error);
