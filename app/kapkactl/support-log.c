// SPDX-License-Identifier: GPL-3.0-or-later
#include "kapkactl/support-log.h"

#include "base/log.h"

static void
count (GHashTable *counts, const char *key) {
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, key));

  g_hash_table_insert (counts, g_strdup (key), GUINT_TO_POINTER (n + 1));
}

/* Which portal a visitor wanted is left out too: where few come, it may be known who came. */
static char *
describe_visit (const KapkaLogEntry *entry) {
  GString *text = g_string_new (entry->event);

  for (char **word = entry->words; *word != NULL; word++)
    if (!g_str_has_prefix (*word, "portal="))
      g_string_append_printf (text, " %s", *word);
  return g_string_free (text, FALSE);
}

static gboolean
are_alike (const KapkaLogEntry *a, const KapkaLogEntry *b) {
  return g_str_equal (a->program, b->program) && g_str_equal (a->event, b->event) &&
         g_strv_equal ((const char *const *)a->words, (const char *const *)b->words);
}

/* Texts may tell more than words do: they stay here. */
static void
add_entry (GString *text, const KapkaLogEntry *entry, guint times, GTimeZone *zone) {
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (entry->time_us / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, zone);
  g_autofree char *time = g_date_time_format (local, "%F %T");
  g_autofree char *words = g_strjoinv (" ", entry->words);

  g_string_append_printf (text, "%s %s %s%s%s", time, entry->program, entry->event,
                          *words == '\0' ? "" : " ", words);
  if (times > 1)
    g_string_append_printf (text, " × %u", times);
  g_string_append_c (text, '\n');
}

/* Returns how many entries from @first on say the same. */
static guint
count_alike (const GPtrArray *list, guint first) {
  guint next = first + 1;

  while (next < list->len &&
         are_alike (g_ptr_array_index (list, first), g_ptr_array_index (list, next)))
    next++;
  return next - first;
}

static void
add_counts (GString *text, GHashTable *counts) {
  g_autoptr (GList) keys = g_list_sort (g_hash_table_get_keys (counts), (GCompareFunc)g_strcmp0);

  for (GList *key = keys; key != NULL; key = key->next)
    g_string_append_printf (text, "%s × %u\n", (const char *)key->data,
                            GPOINTER_TO_UINT (g_hash_table_lookup (counts, key->data)));
}

static void
add_entries (GString *text, const KapkaLogEntries *entries, GTimeZone *zone) {
  g_autoptr (GHashTable) visits = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0, times; i < entries->list->len; i += times) {
    const KapkaLogEntry *entry = g_ptr_array_index (entries->list, i);
    g_autofree char *visit = describe_visit (entry);
    gboolean of_visit = kapka_log_get_side (entry->event) == KAPKA_LOG_OF_VISIT;

    times = of_visit ? 1 : count_alike (entries->list, i);
    if (of_visit)
      count (visits, visit);
    else
      add_entry (text, entry, times, zone);
  }
  g_string_append (text, "\n# Of visits, all days together\n");
  add_counts (text, visits);
  g_string_append_printf (text, "\n# Left out, as they are not Kapka's own: %u\n",
                          entries->dropped);
}

void
kapka_support_add_log (GString *text, guint days, GTimeZone *zone) {
  gint64 since_us = g_get_real_time () - (gint64)days * G_TIME_SPAN_DAY;
  g_autoptr (GError) error = NULL;
  g_autoptr (KapkaLogEntries) entries = kapka_log_entries_read (since_us, &error);
  g_autoptr (GHashTable) others =
      entries == NULL ? NULL : kapka_log_entries_count_others (since_us, &error);

  if (entries != NULL)
    add_entries (text, entries, zone);
  if (others != NULL) {
    g_string_append (text, "\n# Warnings of other programs, counted alone\n");
    add_counts (text, others);
  }
  if (error != NULL)
    g_string_append_printf (text, "%s\n", error->message);
}
