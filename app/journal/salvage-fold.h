// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/db.h"
#include "journal/wreck.h"

/**
 * kapka_salvage_folds:
 * @db: inside a transaction for writing
 * @wreck: where from
 * @stream: a folded stream of it
 * @stream_no: the folded stream here
 * @error: return location
 *
 * Takes the folded days whose digest holds, and adds them to the roll-up. The digest proves the
 * counts and not the day, so where the stream has acks the ack of that very day must be there.
 */
gboolean kapka_salvage_folds (KapkaDb *db,
                              KapkaWreck *wreck,
                              const KapkaWreckStream *stream,
                              gint64 stream_no,
                              GError **error);
