// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/row.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/day.h"

static const char *const service_ids[] = { "s1", "s2", "s3", "s4", "s5", "s6", NULL };

void
kapka_row_fail (KapkaRow *row, const char *key, const char *format, ...) {
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  kapka_ini_group_problem (row->group, row->problems, key, "%s", text);
  row->bad = TRUE;
}

static void
check_language (KapkaRow *row, const char *key, const char *const *local) {
  const char *bracket = strchr (key, '[');
  g_autofree char *bare = bracket == NULL ? NULL : g_strndup (key, (gsize)(bracket - key));

  if (bracket == NULL)
    return;
  if (!g_strv_contains (local, bare))
    kapka_ini_group_problem (row->group, row->problems, key,
                             _ ("%s: %s is not translated, expected it once and without [ ]"), key,
                             bare);
  else if (!g_str_equal (bracket, "[udm]") && !g_str_equal (bracket, "[en]"))
    kapka_ini_group_problem (row->group, row->problems, key,
                             _ ("%s: unknown language, expected %s[udm] or %s[en]"), key, bare,
                             bare);
}

void
kapka_row_check_keys (KapkaRow *row, const char *const *plain, const char *const *local) {
  g_auto (GStrv) keys = g_key_file_get_keys (row->group->keys, row->group->name, NULL, NULL);
  g_autoptr (GPtrArray) known = g_ptr_array_new ();

  for (guint i = 0; plain[i] != NULL; i++)
    g_ptr_array_add (known, (gpointer)plain[i]);
  for (guint i = 0; local[i] != NULL; i++)
    g_ptr_array_add (known, (gpointer)local[i]);
  g_ptr_array_add (known, NULL);
  kapka_ini_group_check_keys (row->group, (const char *const *)known->pdata, row->problems);
  for (guint i = 0; keys[i] != NULL; i++) {
    g_autofree char *bare = g_strndup (keys[i], strcspn (keys[i], "["));

    if (g_strv_contains ((const char *const *)known->pdata, bare))
      check_language (row, keys[i], local);
  }
}

gboolean
kapka_row_check_id (KapkaRow *row) {
  const char *id = row->group->name;
  const char *letters = "abcdefghijklmnopqrstuvwxyz0123456789-";
  gsize length = strlen (id);

  if (length > 0 && length <= 64 && *id != '-' && strspn (id, letters) == length)
    return TRUE;
  kapka_row_fail (row, NULL, _ ("[%s] is no id, expected 1 to 64 of a-z, 0-9 and -, not - first"),
                  id);
  return FALSE;
}

char *
kapka_row_text (KapkaRow *row, const char *key) {
  g_autofree char *text = g_key_file_get_string (row->group->keys, row->group->name, key, NULL);

  return text == NULL || *text == '\0' ? NULL : g_steal_pointer (&text);
}

void
kapka_row_required_local_text (KapkaRow *row, const char *key, KapkaLocalText *text) {
  kapka_local_text_read (text, row->group, key);
  if (text->ru == NULL)
    kapka_row_fail (row, key, _ ("[%s] has no %s, expected a text in Russian"), row->group->name,
                    key);
}

gboolean
kapka_row_flag (KapkaRow *row, const char *key, gboolean fallback) {
  g_autofree char *text = kapka_row_text (row, key);

  if (!g_key_file_has_key (row->group->keys, row->group->name, key, NULL))
    return fallback;
  if (g_strcmp0 (text, "true") == 0 || g_strcmp0 (text, "false") == 0)
    return g_str_equal (text, "true");
  kapka_row_fail (row, key, _ ("%s is \"%s\", expected true or false"), key,
                  text != NULL ? text : "");
  return FALSE;
}

GStrv
kapka_row_list (KapkaRow *row, const char *key) {
  GStrv parts = g_key_file_get_string_list (row->group->keys, row->group->name, key, NULL, NULL);

  for (guint i = 0; parts != NULL && parts[i] != NULL; i++)
    g_strstrip (parts[i]);
  return parts != NULL ? parts : g_new0 (char *, 1);
}

GStrv
kapka_row_services (KapkaRow *row, const char *key, const char *fallback) {
  g_auto (GStrv) services = kapka_row_list (row, key);

  if (*services == NULL && fallback != NULL &&
      !g_key_file_has_key (row->group->keys, row->group->name, key, NULL))
    return g_strsplit (fallback, ";", -1);
  if (*services == NULL)
    kapka_row_fail (row, key, _ ("%s is missing, expected a list of s1 to s6, as in s3;s5;"), key);
  for (guint i = 0; services[i] != NULL; i++) {
    if (!g_strv_contains (service_ids, services[i]))
      kapka_row_fail (row, key, _ ("%s has \"%s\", expected a list of s1 to s6, as in s3;s5;"), key,
                      services[i]);
    for (guint j = 0; j < i; j++)
      if (g_str_equal (services[i], services[j]))
        kapka_row_fail (row, key, _ ("%s has %s twice, expected each service once"), key,
                        services[i]);
  }
  return g_steal_pointer (&services);
}

char *
kapka_row_date (KapkaRow *row, const char *key) {
  g_autofree char *text = kapka_row_text (row, key);

  if (text == NULL || kapka_day_is_valid (text))
    return g_steal_pointer (&text);
  kapka_row_fail (row, key, _ ("%s is \"%s\", expected a date as in 2026-03-01"), key, text);
  return NULL;
}

void
kapka_row_check_date (KapkaRow *row, const char *key) {
  g_free (kapka_row_date (row, key));
}
