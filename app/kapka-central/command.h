// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/command.h"
#include "base/problems.h"
#include "central/store.h"

/** Where the service keeps what is its own. */
#define KAPKA_COMMAND_STATE_DIR "/var/lib/kapka-central"

/** How the address of a database begins that is a file; its path follows. */
#define KAPKA_COMMAND_FILE_STORE "sqlite:"

/** KapkaCommandContext: what the command line of kapka-central says before the name of the command.
 */
struct _KapkaCommandContext {
  char *config;   // (nullable) `--config`; NULL: the usual place.
  char *database; // (nullable) `--database`; NULL: what central.conf says.
  char *data_dir; // (nullable) `--data-dir`; NULL: the installed data.
  char *bundle;   // (nullable) `--bundle`; NULL: the usual place.
};

/**
 * kapka_command_get_database:
 *
 * Errors: those of kapka_central_conf_read_database().
 *
 * Returns: (transfer full): the address of the database, as kapka_store_open() takes it: that of
 * `--database`, else what central.conf says.
 */
char *kapka_command_get_database (const KapkaCommandContext *context, GError **error);

/** Returns: (transfer full): @database for people: without user, password and parameters. */
char *kapka_command_describe_database (const char *database);

/** Returns: (transfer none): the directory of the data, with catalog/ in it. */
const char *kapka_command_get_data_dir (const KapkaCommandContext *context);

/** Returns: (transfer full): the file of the catalogue for the kiosks: beside a @database that is a
 * file, else where the service keeps what is its own. */
char *kapka_command_get_bundle (const KapkaCommandContext *context, const char *database);

/** Returns: the option `--key`, whose word goes to @key, for kapka_command_get_key(). */
GOptionEntry kapka_command_make_key_entry (char **key);

/** Returns: (transfer full): the file of the key that signs the catalogue: @option (nullable), else
 * `catalog.key` beside @bundle, the published one. */
char *kapka_command_get_key (const char *bundle, const char *option);

/** Sets a DENIED that names @what, the reason, and as whom to run this. */
void kapka_command_set_denied (const char *what, const char *reason, GError **error);

/** Like kapka_store_open(), with an error that names the database and who may open it. */
KapkaStore *kapka_command_open_database (const char *database, GError **error);

/** Opens the database of kapka_command_get_database(). */
KapkaStore *kapka_command_open_store (const KapkaCommandContext *context, GError **error);

/** Returns: (transfer full): the clock of the centre, in UTC: a network may have many zones. */
KapkaClock *kapka_command_new_clock (GError **error);

/**
 * kapka_command_check_format:
 * @format: (nullable): what `--format` says
 * @formats: (array zero-terminated=1): what it may say
 *
 * Errors: USAGE.
 */
gboolean
kapka_command_check_format (const char *format, const char *const *formats, GError **error);

int kapka_command_adjust (const KapkaCommandContext *context, GStrv arguments, GError **error);
int kapka_command_backup (const KapkaCommandContext *context, GStrv arguments, GError **error);
int kapka_command_catalog (const KapkaCommandContext *context, GStrv arguments, GError **error);
int kapka_command_library (const KapkaCommandContext *context, GStrv arguments, GError **error);
int kapka_command_past (const KapkaCommandContext *context, GStrv arguments, GError **error);
int kapka_command_receive (const KapkaCommandContext *context, GStrv arguments, GError **error);
int kapka_command_report (const KapkaCommandContext *context, GStrv arguments, GError **error);
int kapka_command_restore (const KapkaCommandContext *context, GStrv arguments, GError **error);
int kapka_command_serve (const KapkaCommandContext *context, GStrv arguments, GError **error);
int kapka_command_status (const KapkaCommandContext *context, GStrv arguments, GError **error);
int kapka_command_terminal (const KapkaCommandContext *context, GStrv arguments, GError **error);
