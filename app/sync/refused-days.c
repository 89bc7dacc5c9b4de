// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/refused-days.h"

#define MAX_SHOWN 10

struct _KapkaRefusedDays {
  GHashTable *keys; // Set of stream and day.
  GPtrArray *texts; // In the order in which they were added.
  gboolean has_conflict;
};

KapkaRefusedDays *
kapka_refused_days_new (void) {
  KapkaRefusedDays *days = g_new0 (KapkaRefusedDays, 1);

  days->keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  days->texts = g_ptr_array_new_with_free_func (g_free);
  return days;
}

void
kapka_refused_days_free (KapkaRefusedDays *days) {
  if (days == NULL)
    return;
  g_hash_table_unref (days->keys);
  g_ptr_array_unref (days->texts);
  g_free (days);
}

static char *
make_day_key (const KapkaDayDocument *document) {
  return g_strdup_printf ("%s %s", document->stream_id, document->day);
}

static char *
make_fragment_key (const KapkaFragment *fragment) {
  return g_strdup_printf ("%s %" G_GINT64_FORMAT, fragment->stream_id, fragment->seq);
}

/* Takes @key: (transfer full). */
static void
add (KapkaRefusedDays *days, char *key, const char *day, const char *why) {
  if (g_hash_table_add (days->keys, key))
    g_ptr_array_add (days->texts, g_strdup_printf ("%s (%s)", day, why));
}

void
kapka_refused_days_add (KapkaRefusedDays *days,
                        const KapkaDayDocument *document,
                        const char *error) {
  days->has_conflict = days->has_conflict || error == NULL;
  add (days, make_day_key (document), document->day, error == NULL ? "conflict" : error);
}

void
kapka_refused_days_add_fragment (KapkaRefusedDays *days,
                                 const KapkaFragment *fragment,
                                 const char *error) {
  add (days, make_fragment_key (fragment), fragment->day, error);
}

gboolean
kapka_refused_days_contains (const KapkaRefusedDays *days, const KapkaDayDocument *document) {
  g_autofree char *key = make_day_key (document);

  return g_hash_table_contains (days->keys, key);
}

gboolean
kapka_refused_days_contains_fragment (const KapkaRefusedDays *days, const KapkaFragment *fragment) {
  g_autofree char *key = make_fragment_key (fragment);

  return g_hash_table_contains (days->keys, key);
}

guint
kapka_refused_days_get_length (const KapkaRefusedDays *days) {
  return days->texts->len;
}

gboolean
kapka_refused_days_has_conflict (const KapkaRefusedDays *days) {
  return days->has_conflict;
}

char *
kapka_refused_days_to_string (const KapkaRefusedDays *days) {
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < days->texts->len && i < MAX_SHOWN; i++)
    g_string_append_printf (text, "%s%s", i == 0 ? "" : ", ",
                            (const char *)g_ptr_array_index (days->texts, i));
  if (days->texts->len > MAX_SHOWN)
    g_string_append (text, "…");
  return g_string_free (text, FALSE);
}
