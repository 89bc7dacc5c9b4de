// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/access/language-names.h"

#include <glib.h>

static const struct {
  const char *language;
  const char *name;
} names[] = {
  { "ru", "Русский" },
  { "udm", "Удмурт" },
  { "en", "English" },
};

const char *
kapka_language_get_name (const char *language) {
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (names[i].language, language))
      return names[i].name;
  return language;
}
