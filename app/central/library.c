// SPDX-License-Identifier: GPL-3.0-or-later
#include "central/library.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/day.h"
#include "base/error.h"

#define MAX_CODE_CHARACTERS 32
#define MAX_NAME_CHARACTERS 200

KapkaLibrary *
kapka_library_new (void) {
  return g_new0 (KapkaLibrary, 1);
}

void
kapka_library_free (KapkaLibrary *library) {
  if (library == NULL)
    return;
  g_free (library->code);
  g_free (library->name);
  g_free (library->district);
  g_free (library->tz);
  g_free (library);
}

gboolean
kapka_library_is_code (const char *code) {
  if (!g_utf8_validate (code, -1, NULL) || g_utf8_strlen (code, -1) > MAX_CODE_CHARACTERS ||
      !g_unichar_isalnum (g_utf8_get_char (code)))
    return FALSE;
  for (; *code != '\0'; code = g_utf8_next_char (code))
    if (!g_unichar_isalnum (g_utf8_get_char (code)) && strchr ("._-", *code) == NULL)
      return FALSE;
  return TRUE;
}

static gboolean
is_month (const char *day) {
  return kapka_day_is_valid (day) && g_str_has_suffix (day, "-01");
}

static gboolean
is_title (const char *text) {
  if (text == NULL || !g_utf8_validate (text, -1, NULL) ||
      g_utf8_strlen (text, -1) > MAX_NAME_CHARACTERS)
    return FALSE;
  for (const char *next = text; *next != '\0'; next = g_utf8_next_char (next))
    if (g_unichar_iscntrl (g_utf8_get_char (next)))
      return FALSE;
  return *text != '\0';
}

static gboolean
is_zone (const char *name) {
  g_autoptr (GTimeZone) zone = name == NULL ? NULL : g_time_zone_new_identifier (name);

  return zone != NULL;
}

gboolean
kapka_library_check_day (const char *day, GError **error) {
  return kapka_day_is_valid (day) ||
         kapka_error_set_text (error, KAPKA_ERROR_DATA, _ ("a day is expected, as in 2026-03-17"));
}

gboolean
kapka_library_check_month (const char *day, GError **error) {
  return is_month (day) ||
         kapka_error_set_text (error, KAPKA_ERROR_DATA,
                               _ ("the first day of a month is expected, as in 2026-03-01"));
}

gboolean
kapka_library_check (const KapkaLibrary *library, GError **error) {
  if (library->code == NULL || !kapka_library_is_code (library->code))
    return kapka_error_set_text (
        error, KAPKA_ERROR_DATA,
        _ ("the code of a library is expected to be letters and digits, as in "
           "18-0142, 32 at most"));
  if (!is_title (library->name))
    return kapka_error_set_text (error, KAPKA_ERROR_DATA,
                                 _ ("the name of the library is expected, one line of at most 200 "
                                    "characters"));
  if (!is_title (library->district))
    return kapka_error_set_text (
        error, KAPKA_ERROR_DATA,
        _ ("the district of the library is expected, one line of at most 200 "
           "characters"));
  if (!is_zone (library->tz))
    return kapka_error_set_text (error, KAPKA_ERROR_DATA,
                                 _ ("the time zone is expected by its name, as in Europe/Samara"));
  return kapka_library_check_month (library->from, error);
}
