// SPDX-License-Identifier: GPL-3.0-or-later
#include "history-held.h"

HistoryHeld *
history_held_new (void) {
  HistoryHeld *held = g_new0 (HistoryHeld, 1);

  held->terminals = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  held->revisions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  held->fragments = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return held;
}

HistoryHeld *
history_held_copy (const HistoryHeld *held) {
  HistoryHeld *copy = history_held_new ();
  GHashTableIter iter;
  gpointer key;
  gpointer value;

  g_hash_table_iter_init (&iter, held->terminals);
  while (g_hash_table_iter_next (&iter, &key, &value))
    g_hash_table_insert (copy->terminals, g_strdup (key), g_strdup (value));
  g_hash_table_iter_init (&iter, held->revisions);
  while (g_hash_table_iter_next (&iter, &key, &value))
    g_hash_table_insert (copy->revisions, g_strdup (key), g_memdup2 (value, sizeof (gint64)));
  g_hash_table_iter_init (&iter, held->fragments);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_hash_table_add (copy->fragments, g_strdup (key));
  return copy;
}

void
history_held_free (HistoryHeld *held) {
  g_hash_table_unref (held->terminals);
  g_hash_table_unref (held->revisions);
  g_hash_table_unref (held->fragments);
  g_free (held);
}

void
history_held_take_install (HistoryHeld *held, const char *install_id, const char *terminal) {
  if (!g_hash_table_contains (held->terminals, install_id))
    g_hash_table_insert (held->terminals, g_strdup (install_id), g_strdup (terminal));
}

void
history_held_take_day (HistoryHeld *held, const char *stream, const char *day, gint64 revision) {
  char *key = g_strdup_printf ("%s %s", stream, day);
  const gint64 *known = g_hash_table_lookup (held->revisions, key);

  if (known != NULL)
    revision = MAX (revision, *known);
  g_hash_table_insert (held->revisions, key, g_memdup2 (&revision, sizeof revision));
}

void
history_held_take_fragment (HistoryHeld *held, const char *stream, gint64 seq) {
  g_hash_table_add (held->fragments, g_strdup_printf ("%s %" G_GINT64_FORMAT, stream, seq));
}

gboolean
history_held_has (const HistoryHeld *held, const HistoryEvent *event) {
  g_autofree char *day = g_strdup_printf ("%s %s", event->stream_id, event->day);
  g_autofree char *place = g_strdup_printf ("%s %" G_GINT64_FORMAT, event->stream_id, event->seq);
  const gint64 *revision = g_hash_table_lookup (held->revisions, day);

  return (revision != NULL && *revision >= event->seq) ||
         g_hash_table_contains (held->fragments, place);
}

const char *
history_held_get_terminal (const HistoryHeld *held, const char *install_id) {
  return g_hash_table_lookup (held->terminals, install_id);
}
