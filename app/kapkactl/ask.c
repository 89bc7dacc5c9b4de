// SPDX-License-Identifier: GPL-3.0-or-later
#include "kapkactl/ask.h"

#include <glib/gi18n.h>
#include <stdio.h>

#include "base/command.h"
#include "base/error.h"

static gboolean
is_yes (const char *line) {
  g_autofree char *word = g_utf8_validate (line, -1, NULL) ? g_utf8_casefold (line, -1) : NULL;
  const char *const good[] = { "y", "yes", "д", "да", NULL };

  return word != NULL && g_strv_contains (good, g_strstrip (word));
}

gboolean
kapka_command_ask (const char *question, GError **error) {
  char line[64];

  if (!kapka_command_print (question, error))
    return FALSE;
  if (fgets (line, sizeof line, stdin) != NULL && is_yes (line))
    return TRUE;
  g_set_error_literal (error, KAPKA_ERROR, KAPKA_ERROR_DENIED, _ ("Nothing was changed."));
  return FALSE;
}
