// SPDX-License-Identifier: GPL-3.0-or-later
#include "history-ledger.h"

static void
event_free (HistoryEvent *event) {
  g_free (event->event_id);
  g_free (event->stream_id);
  g_free (event->install_id);
  g_ptr_array_unref (event->counts);
  g_free (event);
}

HistoryLedger *
history_ledger_new (void) {
  HistoryLedger *ledger = g_new0 (HistoryLedger, 1);

  ledger->events = g_ptr_array_new_with_free_func ((GDestroyNotify)event_free);
  ledger->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  ledger->by_place = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  ledger->meant = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return ledger;
}

void
history_ledger_free (HistoryLedger *ledger) {
  g_hash_table_unref (ledger->by_id);
  g_hash_table_unref (ledger->by_place);
  g_hash_table_unref (ledger->meant);
  g_ptr_array_unref (ledger->events);
  g_free (ledger);
}

const HistoryEvent *
history_ledger_find (const HistoryLedger *ledger, const char *event_id) {
  return g_hash_table_lookup (ledger->by_id, event_id);
}

static char *
make_place (const char *stream_id, gint64 seq) {
  return g_strdup_printf ("%s %" G_GINT64_FORMAT, stream_id, seq);
}

const HistoryEvent *
history_ledger_find_place (const HistoryLedger *ledger, const char *stream_id, gint64 seq) {
  g_autofree char *place = make_place (stream_id, seq);

  return g_hash_table_lookup (ledger->by_place, place);
}

HistoryEvent *
history_ledger_add (HistoryLedger *ledger,
                    const char *event_id,
                    const char *stream_id,
                    gint64 seq,
                    const char *install_id,
                    const char *day) {
  HistoryEvent *event = g_new0 (HistoryEvent, 1);

  event->event_id = g_strdup (event_id);
  event->stream_id = g_strdup (stream_id);
  event->seq = seq;
  event->install_id = g_strdup (install_id);
  g_strlcpy (event->day, day, sizeof event->day);
  event->counts = kapka_counts_new ();
  g_ptr_array_add (ledger->events, event);
  g_hash_table_insert (ledger->by_id, event->event_id, event);
  g_hash_table_insert (ledger->by_place, make_place (stream_id, seq), event);
  return event;
}
