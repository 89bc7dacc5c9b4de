// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/xlsx-name.h"

#include <string.h>

// An apostrophe is allowed inside, but formulas would have to double it.
#define FORBIDDEN "[]:*?/\\'"
#define FALLBACK "Лист"

static guint
count_units (gunichar character) {
  return character > 0xFFFF ? 2 : 1;
}

/* Appends what of @text is allowed, up to @most units altogether. Returns: whether that is all. */
static gboolean
append_allowed (GString *name, const char *text, guint most) {
  guint units = 0;

  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c)) {
    gunichar character = g_utf8_get_char (c);

    units += count_units (character);
    if (units > most)
      return FALSE;
    if (character < 0x80 && strchr (FORBIDDEN, (char)character) != NULL)
      g_string_append_c (name, ' ');
    else if (!g_unichar_iscntrl (character))
      g_string_append_unichar (name, character);
  }
  return TRUE;
}

/* Whole words are better than half a word. */
static void
drop_last_word (GString *name) {
  const char *space = strrchr (name->str, ' ');

  if (space != NULL)
    g_string_truncate (name, (gsize)(space - name->str));
}

static char *
make_name (const char *title, const char *number) {
  const char *stop = strstr (title, ". ");
  g_autofree char *words = stop != NULL ? g_strndup (title, (gsize)(stop - title)) : NULL;
  GString *name = g_string_new (NULL);

  if (!append_allowed (name, words != NULL ? words : title, KAPKA_XLSX_NAME_MAX - strlen (number)))
    drop_last_word (name);
  g_string_truncate (name, strlen (g_strstrip (name->str)));
  if (name->len == 0)
    g_string_append (name, FALLBACK);
  g_string_append (name, number);
  return g_string_free (name, FALSE);
}

static gboolean
is_taken (const char *name, GPtrArray *taken) {
  g_autofree char *folded = g_utf8_casefold (name, -1);

  for (guint i = 0; i < taken->len; i++) {
    g_autofree char *other = g_utf8_casefold (g_ptr_array_index (taken, i), -1);

    if (g_str_equal (folded, other))
      return TRUE;
  }
  return g_str_equal (folded, "history"); // Excel keeps this one to itself.
}

char *
kapka_xlsx_name_new (const char *title, GPtrArray *taken) {
  g_autofree char *name = make_name (title, "");

  for (guint number = 2; is_taken (name, taken); number++) {
    g_autofree char *suffix = g_strdup_printf (" %u", number);

    g_free (name);
    name = make_name (title, suffix);
  }
  return g_steal_pointer (&name);
}
