// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/event.h"

/** HistoryEvent: one event that a kiosk has written, wherever copies of it are now. */
typedef struct {
  char *event_id;
  char *stream_id;
  gint64 seq;
  char *install_id; // Of the stream.
  char day[11];
  GPtrArray *counts; // Of owned KapkaCount.
} HistoryEvent;

/** HistoryLedger: every event of a history, kept by the simplest means. */
typedef struct {
  GPtrArray *events;    // Of owned HistoryEvent, in the order in which they were written.
  GHashTable *by_id;    // Borrowed HistoryEvent by its event_id.
  GHashTable *by_place; // Borrowed HistoryEvent by owned "stream seq".
  GHashTable *meant;    // Set of owned event_id: what the test wanted to be written.
} HistoryLedger;

HistoryLedger *history_ledger_new (void);
void history_ledger_free (HistoryLedger *ledger);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HistoryLedger, history_ledger_free)

/** Returns: (transfer none) (nullable): the event with this identity. */
const HistoryEvent *history_ledger_find (const HistoryLedger *ledger, const char *event_id);

/** Returns: (transfer none) (nullable): the event at this place of a stream. */
const HistoryEvent *
history_ledger_find_place (const HistoryLedger *ledger, const char *stream_id, gint64 seq);

/** Adds an event without counts. Returns: (transfer none): it. */
HistoryEvent *history_ledger_add (HistoryLedger *ledger,
                                  const char *event_id,
                                  const char *stream_id,
                                  gint64 seq,
                                  const char *install_id,
                                  const char *day);
