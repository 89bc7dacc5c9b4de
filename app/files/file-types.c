// SPDX-License-Identifier: GPL-3.0-or-later
#include "files/file-types.h"

#include <gio/gio.h>
#include <string.h>

#include "files/file-format.h"

static gboolean
matches (const char *wanted, const char *type) {
  gsize length = strlen (wanted);

  if (g_str_equal (wanted, "*/*") || g_str_equal (wanted, "*"))
    return TRUE;
  if (length > 2 && g_str_has_suffix (wanted, "/*"))
    return g_ascii_strncasecmp (wanted, type, length - 1) == 0;
  return g_ascii_strcasecmp (wanted, type) == 0;
}

static gboolean
is_wanted (const char *const *wanted, const char *type) {
  for (guint i = 0; wanted[i] != NULL; i++)
    if (matches (wanted[i], type))
      return TRUE;
  return FALSE;
}

/* Formats that portals do not give are known to the system. */
static gboolean
is_wanted_by_system (const char *const *wanted, const char *name) {
  g_autofree char *lower = g_ascii_strdown (name, -1);
  g_autofree char *content_type = g_content_type_guess (lower, NULL, 0, NULL);
  g_autofree char *type = g_content_type_get_mime_type (content_type);

  return is_wanted (wanted, type == NULL ? "application/octet-stream" : type);
}

gboolean
kapka_file_types_allow (const char *const *wanted, const char *name) {
  const KapkaFileFormat *format = kapka_file_format_find (name);

  if (wanted == NULL || wanted[0] == NULL)
    return TRUE;
  if (format == NULL)
    return is_wanted_by_system (wanted, name);
  for (gsize i = 0; i < G_N_ELEMENTS (format->types) && format->types[i] != NULL; i++)
    if (is_wanted (wanted, format->types[i]))
      return TRUE;
  return FALSE;
}
