// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/i18n.h"

#include <libintl.h>
#include <locale.h>

#define TEXT_DOMAIN "kapka"

void
kapka_i18n_init (const char *language) {
  const char *directory = g_getenv ("TEXTDOMAINDIR");

  if (language != NULL)
    g_setenv ("LANGUAGE", language, TRUE);
  if (setlocale (LC_ALL, "ru_RU.UTF-8") == NULL)
    setlocale (LC_ALL, "");
  bindtextdomain (TEXT_DOMAIN, directory != NULL ? directory : KAPKA_LOCALEDIR);
  bind_textdomain_codeset (TEXT_DOMAIN, "UTF-8");
  textdomain (TEXT_DOMAIN);
}

/* gettext(3) reads LANGUAGE anew for each text, but remembers the texts it has found until a domain
 * is set. */
void
kapka_i18n_set_language (const char *language) {
  g_setenv ("LANGUAGE", g_str_equal (language, "udm") ? "udm:ru" : language, TRUE);
  textdomain (TEXT_DOMAIN);
}

/* The languages of LANGUAGE are tried from left to right; English is the language of the texts
 * themselves and needs no catalogue. */
const char *
kapka_i18n_get_language (void) {
  const char *languages = g_getenv ("LANGUAGE");

  if (languages != NULL && g_str_has_prefix (languages, "udm"))
    return "udm";
  if (languages != NULL && g_str_has_prefix (languages, "en"))
    return "en";
  return "ru";
}
