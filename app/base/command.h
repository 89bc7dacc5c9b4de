// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/problems.h"

/** KapkaCommandContext: what the command line says before the name of the command. Each program
 * that has commands defines its own. */
typedef struct _KapkaCommandContext KapkaCommandContext;

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

/** KapkaCommand: a line in a table of commands, which ends in a line without a name. */
typedef struct {
  const char *name;
  const char *summary; // Marked for translation.
  KapkaCommandRun run;
} KapkaCommand;

/** KapkaProgram: a program that is called as `PROGRAM [OPTION…] COMMAND [OPTION…]`. */
typedef struct {
  const char *name;
  const GOptionEntry *entries; // Its own options; --help and --version come by themselves.
  const KapkaCommand *commands;
} KapkaProgram;

/** Makes ready what every program with commands needs: language, and output in UTF-8 whatever the
 * locale. */
void kapka_program_init (const KapkaProgram *program);

/**
 * kapka_program_parse:
 * @arguments: (inout): what the program was called with; then the name of the command and what
 * follows it
 * @error: return location
 *
 * Reads the options before the name of the command. `--help` prints them with the table of commands
 * and ends the program.
 *
 * Errors: USAGE, those of GOption.
 *
 * Returns: (transfer none): the command; %NULL with @error, and without one when nothing is left to
 * do.
 */
const KapkaCommand *
kapka_program_parse (const KapkaProgram *program, GStrv *arguments, GError **error);

/** Prints @error if there is one. Returns: the exit code of the program, @exit_code without an
 * error. */
int kapka_program_finish (const KapkaProgram *program, int exit_code, const GError *error);

/**
 * kapka_command_run_action:
 * @summary: what the command does, translated
 * @actions: its actions, a table like that of the program
 *
 * Runs a command that is itself called as `COMMAND ACTION [OPTION…]`; `--help` prints the table.
 */
int kapka_command_run_action (const char *summary,
                              const KapkaCommand *actions,
                              const KapkaCommandContext *context,
                              GStrv arguments,
                              GError **error);

/**
 * kapka_command_parse:
 * @summary: what the command does, translated
 * @entries: its options
 * @arguments: as given to KapkaCommandRun
 *
 * Reads the options of a command, which takes nothing else. `--help` prints them and ends the
 * program.
 *
 * Errors: USAGE, those of GOption.
 */
gboolean kapka_command_parse (const char *summary,
                              const GOptionEntry *entries,
                              GStrv arguments,
                              GError **error);

/**
 * kapka_command_parse_words:
 * @words: the names of the words it takes, divided by spaces, as in `LIBRARY CODE`; translated
 *
 * Like kapka_command_parse() for a command that takes just so many words beside its options.
 *
 * Returns: (transfer full) (array zero-terminated=1): the words, in UTF-8; or %NULL.
 */
GStrv kapka_command_parse_words (const char *words,
                                 const char *summary,
                                 const GOptionEntry *entries,
                                 GStrv arguments,
                                 GError **error);

/**
 * kapka_command_print:
 * Writes @text to the standard output as it is, in UTF-8 whatever the locale, and makes sure that
 * it has left the program.
 *
 * Errors: FULL, READ_ONLY, IO.
 */
gboolean kapka_command_print (const char *text, GError **error);

/**
 * kapka_command_check_problems:
 * Prints @problems of a file that is taken as a whole or not at all.
 *
 * Errors: DATA when there are any.
 */
gboolean kapka_command_check_problems (const KapkaProblems *problems, GError **error);
