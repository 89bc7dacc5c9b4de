// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tmpdir.h"

/** DeskCommand: a kiosk without a screen whose staff are Анна, a librarian, and Вера, an
 * administrator; and kapkactl, which speaks English to it. */
typedef struct {
  KapkaTestDir *dir;
  GStrv environment;
  char *config;
  char *state_dir;
} DeskCommand;

DeskCommand *desk_command_new (void);
void desk_command_free (DeskCommand *self);

/** Runs kapkactl with the words of @line, divided by spaces, and expects @exit_code. Returns:
 * (transfer full): what it printed; when it fails, that on the standard error first. */
char *desk_command_run (DeskCommand *self, int exit_code, const char *line);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskCommand, desk_command_free)
