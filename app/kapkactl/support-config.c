// SPDX-License-Identifier: GPL-3.0-or-later
#include "kapkactl/support-config.h"

#include <string.h>

#define LEFT_OUT "…"

/* Whoever mistypes a key may have put a password behind it. */
static gboolean
is_known (const char *group, const char *key) {
  return group != NULL && kapka_settings_has_key (group, key);
}

/* What stands before the last `@` of an address may be a name and a password, also where it is no
 * right address. */
static char *
hide_login (const char *value) {
  const char *host = strrchr (value, '@');
  const char *scheme = strstr (value, "://");

  if (host == NULL)
    return g_strdup (value);
  if (scheme == NULL || scheme > host)
    return g_strconcat (LEFT_OUT, host, NULL);
  return g_strdup_printf ("%.*s://" LEFT_OUT "%s", (int)(scheme - value), value, host);
}

static void
add_key (GString *text, const char *group, const char *line) {
  const char *equals = strchr (line, '=');
  g_autofree char *key = equals == NULL ? NULL : g_strstrip (g_strndup (line, equals - line));
  g_autofree char *value = equals == NULL ? NULL : g_strstrip (g_strdup (equals + 1));
  g_autofree char *shown = NULL;

  if (key == NULL) {
    g_string_append (text, LEFT_OUT "\n");
    return;
  }
  shown = is_known (group, key) ? hide_login (value) : g_strdup (LEFT_OUT);
  g_string_append_printf (text, "%s=%s\n", key, shown);
}

void
kapka_support_add_config (GString *text, const char *path) {
  g_autofree char *contents = NULL;
  g_autofree char *valid = NULL;
  g_autofree char *group = NULL;
  g_auto (GStrv) lines = NULL;
  gsize length = 0;

  if (!g_file_get_contents (path, &contents, &length, NULL)) {
    g_string_append (text, "cannot be read\n");
    return;
  }
  valid = g_utf8_make_valid (contents, (gssize)length);
  lines = g_strsplit (valid, "\n", -1);
  for (char **line = lines; *line != NULL; line++) {
    g_strstrip (*line);
    if (**line == '\0' || **line == '#')
      continue;
    if (**line != '[') {
      add_key (text, group, *line);
      continue;
    }
    g_free (group);
    group = g_strndup (*line + 1, strcspn (*line + 1, "]"));
    g_string_append_printf (text, "[%s]\n", group);
  }
}
