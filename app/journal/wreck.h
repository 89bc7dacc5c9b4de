// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

#include "journal/event.h"

/**
 * KapkaWreck:
 * What can still be read of a damaged journal. SQLite finds a row only by way of all the pages
 * above it, so one bad page may cost it a table; here each page is read for itself and each row is
 * known by its shape, so that a bad page costs its own rows and no other. Which rows are genuine
 * their sums tell.
 *
 * Pages that the journal had given back are left out: they hold rows that were folded away.
 */
typedef struct _KapkaWreck KapkaWreck;

/** KapkaWreckFold: one folded day; whether it is genuine is not said. */
typedef struct {
  char *day;
  gint64 revision;
  char *counts; // JSON.
  char *digest;
} KapkaWreckFold;

/** KapkaWreckStream: what is known of one stream. */
typedef struct {
  gint64 stream_no;  // In the wreck.
  GPtrArray *ids;    // Of owned strings: what is said to be its identity, mostly one.
  char *boot_id;     // (nullable) %NULL when the row of the stream is lost.
  char *install_id;  // (nullable)
  char *state;       // (nullable)
  gint64 started_ms; // 0 when it is lost.
  GPtrArray *folds;  // Of owned KapkaWreckFold.
  guint first_event; // The first of its rows among all of the wreck.
  guint n_events;
} KapkaWreckStream;

/**
 * kapka_wreck_open:
 * @path: a journal, or what is left of one; it is not changed
 *
 * Reads the whole file once. What cannot be opened or read is as if it were empty.
 *
 * Returns: (transfer full): the wreck.
 */
KapkaWreck *kapka_wreck_open (const char *path);
void kapka_wreck_close (KapkaWreck *wreck);

/** Returns: (transfer none) (nullable): the `install_id` that its `meta` held. */
const char *kapka_wreck_get_install_id (KapkaWreck *wreck);

/** Returns: how many streams have left anything. */
guint kapka_wreck_get_n_streams (KapkaWreck *wreck);

/** Returns: (transfer none): a stream; the one with index 0 is the oldest. */
const KapkaWreckStream *kapka_wreck_get_stream (KapkaWreck *wreck, guint index);

/** Returns: whether an ack for that very document lies in the wreck, or no ack of its stream at
 * all. */
gboolean kapka_wreck_is_fold_backed (KapkaWreck *wreck,
                                     const KapkaWreckStream *stream,
                                     const KapkaWreckFold *fold);

/** Returns: the number of a row in its stream. */
gint64 kapka_wreck_get_seq (KapkaWreck *wreck, const KapkaWreckStream *stream, guint index);

/**
 * kapka_wreck_read_event:
 * @index: below n_events of @stream; the rows are in the order of their numbers
 * @stream_id: what the sum is to be taken with
 *
 * Returns: (transfer full) (nullable): the event, or %NULL when its sum does not hold.
 */
KapkaEvent *kapka_wreck_read_event (KapkaWreck *wreck,
                                    const KapkaWreckStream *stream,
                                    guint index,
                                    const char *stream_id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaWreck, kapka_wreck_close)
