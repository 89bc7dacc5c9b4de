// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/local-text.h"

/* Returns the text of @key, NULL when it is not there or empty. */
static char *
read_text (const KapkaIniGroup *group, const char *key) {
  g_autofree char *text = g_key_file_get_string (group->keys, group->name, key, NULL);

  return text == NULL || *text == '\0' ? NULL : g_steal_pointer (&text);
}

static char *
read_translation (const KapkaIniGroup *group, const char *key, const char *language) {
  g_autofree char *name = g_strdup_printf ("%s[%s]", key, language);

  return read_text (group, name);
}

void
kapka_local_text_read (KapkaLocalText *text, const KapkaIniGroup *group, const char *key) {
  text->ru = read_text (group, key);
  text->udm = read_translation (group, key, "udm");
  text->en = read_translation (group, key, "en");
}

void
kapka_local_text_clear (KapkaLocalText *text) {
  g_clear_pointer (&text->ru, g_free);
  g_clear_pointer (&text->udm, g_free);
  g_clear_pointer (&text->en, g_free);
}

const char *
kapka_local_text_get (const KapkaLocalText *text, const char *language) {
  if (g_str_equal (language, "udm") && text->udm != NULL)
    return text->udm;
  if (g_str_equal (language, "en") && text->en != NULL)
    return text->en;
  return text->ru;
}
