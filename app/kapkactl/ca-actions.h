// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kapkactl/command.h"
#include "portals/ca-file.h"

/** The actions of `kapkactl ca`. */
int kapka_ca_import (const KapkaCommandContext *context, GStrv arguments, GError **error);
int kapka_ca_list (const KapkaCommandContext *context, GStrv arguments, GError **error);
int kapka_ca_remove (const KapkaCommandContext *context, GStrv arguments, GError **error);

/** Returns: (transfer full): the last day of @file, as people write it. */
char *kapka_ca_describe_day (const KapkaCaFile *file);

/** Returns: (transfer full) (nullable): that @file ends within %KAPKA_CA_WARN_DAYS or has ended, in
 * words; %NULL while it is good for longer. */
char *kapka_ca_describe_end (const KapkaCaFile *file);
