// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/command.h"
#include "catalog/catalog.h"
#include "config/settings.h"

/** KapkaCommandContext: what the command line of kapkactl says before the name of the command. */
struct _KapkaCommandContext {
  char *config_path; // (nullable) `--config`; NULL: the usual place.
  char *data_dir;    // (nullable) `--data-dir`; NULL: the installed data.
};

/** KapkaMistakes: what a command does when the configuration has mistakes. */
typedef enum {
  KAPKA_MISTAKES_TOLERATE,  // Their defaults stand.
  KAPKA_MISTAKES_LAST_GOOD, // Goes by what the kiosk goes by: its last good settings, if any.
  KAPKA_MISTAKES_REFUSE,
} KapkaMistakes;

/** Returns: (transfer none): the path of the configuration. */
const char *kapka_command_get_config_path (const KapkaCommandContext *context);

/** Returns: (transfer none): the directory of the data, with catalog/ and forms/ in it. */
const char *kapka_command_get_data_dir (const KapkaCommandContext *context);

/**
 * kapka_command_load_settings:
 * Loads the configuration and prints its mistakes to the standard error. A file that cannot be read
 * as a whole is an error where its defaults would stand: they lead to a journal that nobody meant.
 *
 * Errors: CONFIG.
 */
KapkaSettings *kapka_command_load_settings (const KapkaCommandContext *context,
                                            KapkaMistakes mistakes,
                                            GError **error);

/** Loads the catalogue that @settings name; its mistakes are the business of `check`. */
KapkaCatalog *kapka_command_load_catalog (const KapkaCommandContext *context,
                                          const KapkaSettings *settings,
                                          KapkaProblems *problems);

int kapka_command_catalog (const KapkaCommandContext *context, GStrv arguments, GError **error);
int kapka_command_check (const KapkaCommandContext *context, GStrv arguments, GError **error);
int kapka_command_export (const KapkaCommandContext *context, GStrv arguments, GError **error);
int kapka_command_report (const KapkaCommandContext *context, GStrv arguments, GError **error);
int kapka_command_status (const KapkaCommandContext *context, GStrv arguments, GError **error);
int kapka_command_pin (const KapkaCommandContext *context, GStrv arguments, GError **error);
int kapka_command_enroll (const KapkaCommandContext *context, GStrv arguments, GError **error);
int kapka_command_journal (const KapkaCommandContext *context, GStrv arguments, GError **error);
int kapka_command_history (const KapkaCommandContext *context, GStrv arguments, GError **error);
int
kapka_command_portal_check (const KapkaCommandContext *context, GStrv arguments, GError **error);
int kapka_command_ca (const KapkaCommandContext *context, GStrv arguments, GError **error);
int kapka_command_touch_rules (const KapkaCommandContext *context, GStrv arguments, GError **error);
int kapka_command_forms (const KapkaCommandContext *context, GStrv arguments, GError **error);
int kapka_command_logs (const KapkaCommandContext *context, GStrv arguments, GError **error);
int kapka_command_seal (const KapkaCommandContext *context, GStrv arguments, GError **error);
int kapka_command_setup (const KapkaCommandContext *context, GStrv arguments, GError **error);
int kapka_command_demo (const KapkaCommandContext *context, GStrv arguments, GError **error);
