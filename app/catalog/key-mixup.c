// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/key-mixup.h"

/* The same keys, row by row, in the two layouts, at the end those with Shift that are letters in
 * one layout alone. */
static const char latin[] = "`qwertyuiop[]asdfghjkl;'zxcvbnm,.~{}:\"<>";
static const char *const cyrillic = "ёйцукенгшщзхъфывапролджэячсмитьбюёхъжэбю";

static gunichar
to_cyrillic (gunichar letter) {
  for (guint i = 0; latin[i] != '\0'; i++)
    if ((gunichar)latin[i] == g_unichar_tolower (letter))
      return g_utf8_get_char (g_utf8_offset_to_pointer (cyrillic, i));
  return letter;
}

static gunichar
to_latin (gunichar letter) {
  guint i = 0;

  for (const char *at = cyrillic; *at != '\0'; at = g_utf8_next_char (at), i++)
    if (g_utf8_get_char (at) == g_unichar_tolower (letter))
      return (gunichar)latin[i];
  return letter;
}

static gboolean
is_letter_of (gunichar letter, KapkaMixup mixup) {
  return g_unichar_isalpha (letter) &&
         g_unichar_get_script (letter) ==
             (mixup == KAPKA_MIXUP_LATIN ? G_UNICODE_SCRIPT_LATIN : G_UNICODE_SCRIPT_CYRILLIC);
}

char *
kapka_mixup_undo (const char *text, KapkaMixup mixup) {
  g_autoptr (GString) other = g_string_new (NULL);
  gboolean found = FALSE;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at)) {
    gunichar letter = g_utf8_get_char (at);

    found |= is_letter_of (letter, mixup);
    g_string_append_unichar (other,
                             mixup == KAPKA_MIXUP_LATIN ? to_cyrillic (letter) : to_latin (letter));
  }
  return found ? g_string_free (g_steal_pointer (&other), FALSE) : NULL;
}
