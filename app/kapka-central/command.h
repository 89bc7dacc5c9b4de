// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/command.h"

/** KapkaCommandContext: what the command line of kapka-central says before the name of the command.
 */
struct _KapkaCommandContext {
  char *database; // (nullable) `--database`; NULL: the usual place.
  char *data_dir; // (nullable) `--data-dir`; NULL: the installed data.
};

/** Returns: (transfer none): the address of the database, as kapka_store_open() takes it. */
const char *kapka_command_get_database (const KapkaCommandContext *context);

/** Returns: (transfer none): the directory of the data, with catalog/ in it. */
const char *kapka_command_get_data_dir (const KapkaCommandContext *context);

int kapka_command_backup (const KapkaCommandContext *context, GStrv arguments, GError **error);
int kapka_command_restore (const KapkaCommandContext *context, GStrv arguments, GError **error);
int kapka_command_serve (const KapkaCommandContext *context, GStrv arguments, GError **error);
