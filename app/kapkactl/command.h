// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "catalog/catalog.h"
#include "config/settings.h"

/** KapkaCommandContext: what the command line says before the name of the command. */
typedef struct {
  const char *config_path; // (nullable) `--config`; NULL: the usual place.
  const char *data_dir;    // Installed data, or `--data-dir`.
} KapkaCommandContext;

/**
 * KapkaCommandRun:
 * @context: options of the program
 * @arguments: (array zero-terminated=1): name of the command, then its own options
 * @error: return location
 *
 * Returns: the exit code; with @error set, that of kapka_error_exit_code() is used instead.
 */
typedef int (*KapkaCommandRun) (const KapkaCommandContext *context,
                                GStrv arguments,
                                GError **error);

/** KapkaCommand: a line in the table of main.c. */
typedef struct {
  const char *name;
  const char *summary; // Marked for translation.
  KapkaCommandRun run;
} KapkaCommand;

/**
 * kapka_command_parse:
 * @summary: what the command does, translated
 * @entries: its options
 * @arguments: as given to KapkaCommandRun
 *
 * Reads the options of a command, which takes nothing else. `--help` prints them and ends the
 * program.
 */
gboolean kapka_command_parse (const char *summary,
                              const GOptionEntry *entries,
                              GStrv arguments,
                              GError **error);

/** KapkaMistakes: what a command does when the configuration has mistakes. */
typedef enum {
  KAPKA_MISTAKES_TOLERATE, // Their defaults stand, as they do for the kiosk.
  KAPKA_MISTAKES_REFUSE,
} KapkaMistakes;

/** Returns: (transfer none): the path of the configuration. */
const char *kapka_command_get_config_path (const KapkaCommandContext *context);

/**
 * kapka_command_load_settings:
 * Loads the configuration and prints its mistakes to the standard error. A file that cannot be read
 * as a whole is always an error, since its defaults would lead to a journal that nobody meant.
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

/**
 * kapka_command_print:
 * Writes @text to the standard output as it is, in UTF-8 whatever the locale, and makes sure that
 * it has left the program.
 *
 * Errors: FULL, READ_ONLY, IO.
 */
gboolean kapka_command_print (const char *text, GError **error);

int kapka_command_check (const KapkaCommandContext *context, GStrv arguments, GError **error);
int kapka_command_report (const KapkaCommandContext *context, GStrv arguments, GError **error);
int kapka_command_status (const KapkaCommandContext *context, GStrv arguments, GError **error);
int kapka_command_pin (const KapkaCommandContext *context, GStrv arguments, GError **error);
int kapka_command_demo (const KapkaCommandContext *context, GStrv arguments, GError **error);
