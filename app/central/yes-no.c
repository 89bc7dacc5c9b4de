// SPDX-License-Identifier: GPL-3.0-or-later
#include "central/yes-no.h"

#include <glib/gi18n.h>

#include "base/error.h"

static const char *const yes_words[] = { "1", "yes", "true", "да", NULL };
static const char *const no_words[] = { "0", "no", "false", "нет", NULL };

gboolean
kapka_yes_no_parse (const char *text, gboolean *out_yes, GError **error) {
  g_autofree char *word = g_utf8_strdown (text, -1);
  gboolean yes = g_strv_contains (yes_words, word);

  if (yes || g_strv_contains (no_words, word)) {
    *out_yes = yes;
    return TRUE;
  }
  g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_DATA, _ ("\"%s\": 1 or 0 is expected"), text);
  return FALSE;
}
