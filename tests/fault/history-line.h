// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history-centre.h"
#include "history-wire.h"

/**
 * HistoryLine:
 * The way between the kiosks and the centre, on which anything may happen to a request and to its
 * answer. It goes by the real receiver's answers to keep account of what the centre has promised
 * to hold.
 */
typedef struct {
  HistoryCentre *centre; // Borrowed.
  GRand *rand;           // Borrowed.
  HistoryStory *story;   // Borrowed.
  gboolean calm;         // Nothing goes wrong any more.
  GPtrArray *late;       // Of owned HistoryRequest: sent, not yet arrived.
  GPtrArray *old;        // Of owned HistoryRequest: arrived, and may arrive again.
  GBytes *last_body;     // (nullable) An answer of the centre, and its seal.
  char *last_mac;        // (nullable)
} HistoryLine;

HistoryLine *history_line_new (HistoryCentre *centre, GRand *rand, HistoryStory *story);
void history_line_free (HistoryLine *line);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HistoryLine, history_line_free)

/** Returns: what kiosks ask by; borrows @line. */
KapkaTransport history_line_get_transport (HistoryLine *line);

/** Late requests arrive, in any order and all at once. */
void history_line_deliver_late (HistoryLine *line);

/** Some requests that arrived long ago arrive again, in any order and all at once. */
void history_line_replay (HistoryLine *line);
