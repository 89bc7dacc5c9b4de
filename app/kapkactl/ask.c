// SPDX-License-Identifier: GPL-3.0-or-later
#include "kapkactl/ask.h"

#include <glib/gi18n.h>
#include <unistd.h>

#include "base/command.h"
#include "base/error.h"

#define MAX_LINE 1024

char *
kapka_command_read_line (void) {
  g_autoptr (GString) line = g_string_new (NULL);
  char byte = '\0';

  while (line->len < MAX_LINE && read (STDIN_FILENO, &byte, 1) == 1 && byte != '\n')
    g_string_append_c (line, byte);
  if ((line->len == 0 && byte != '\n') || !g_utf8_validate (line->str, (gssize)line->len, NULL))
    return NULL;
  return g_strdup (g_strstrip (line->str));
}

static gboolean
is_one_of (const char *word, const char *const *words) {
  g_autofree char *folded = g_utf8_casefold (word, -1);

  return g_strv_contains (words, folded);
}

gboolean
kapka_command_is_yes (const char *word) {
  static const char *const words[] = { "y", "yes", "д", "да", NULL };

  return is_one_of (word, words);
}

gboolean
kapka_command_is_no (const char *word) {
  static const char *const words[] = { "n", "no", "н", "нет", NULL };

  return is_one_of (word, words);
}

gboolean
kapka_command_say (const char *sentence, GError **error) {
  g_autofree char *text = g_strconcat (sentence, "\n", NULL);

  return kapka_command_print (text, error);
}

gboolean
kapka_command_ask (const char *question, GError **error) {
  g_autofree char *line = NULL;

  if (!kapka_command_print (question, error))
    return FALSE;
  line = kapka_command_read_line ();
  if (line != NULL && kapka_command_is_yes (line))
    return TRUE;
  g_set_error_literal (error, KAPKA_ERROR, KAPKA_ERROR_DENIED, _ ("Nothing was changed."));
  return FALSE;
}
