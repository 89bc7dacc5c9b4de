// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/journal.h"
#include "journal/wreck.h"

/**
 * kapka_salvage_stream:
 * @journal: where to
 * @wreck: where from
 * @index: of the stream in the wreck
 * @first: the first of its rows to take
 * @limit: at most about so many rows
 * @out_through: (out): the stream has no more rows; a folded stream is taken at once
 * @error: return location
 *
 * Takes one slice of a stream in one transaction, in the order of the numbers, so that after each
 * slice a `whole` stream is a beginning of the true one.
 */
gboolean kapka_salvage_stream (KapkaJournal *journal,
                               KapkaWreck *wreck,
                               guint index,
                               guint first,
                               guint limit,
                               gboolean *out_through,
                               GError **error);
