// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history-ledger.h"

/**
 * HistoryHeld:
 * What the receiver has promised to hold, by its own answers: whom each install belongs to, the
 * highest revision of each day of each stream, and fragments. A backup is a copy of it.
 */
typedef struct {
  GHashTable *terminals; // Owned "library terminal" by owned install_id.
  GHashTable *revisions; // Owned gint64 by owned "stream day".
  GHashTable *fragments; // Set of owned "stream seq".
} HistoryHeld;

HistoryHeld *history_held_new (void);
HistoryHeld *history_held_copy (const HistoryHeld *held);
void history_held_free (HistoryHeld *held);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HistoryHeld, history_held_free)

/** An install belongs for ever to the terminal it was first told of. */
void history_held_take_install (HistoryHeld *held, const char *install_id, const char *terminal);

/** A revision lower than the one held changes nothing. */
void
history_held_take_day (HistoryHeld *held, const char *stream, const char *day, gint64 revision);
void history_held_take_fragment (HistoryHeld *held, const char *stream, gint64 seq);

/** Returns: whether @event is in a document or a fragment that is held. */
gboolean history_held_has (const HistoryHeld *held, const HistoryEvent *event);

/** Returns: (transfer none) (nullable): "library terminal" of an install. */
const char *history_held_get_terminal (const HistoryHeld *held, const char *install_id);
