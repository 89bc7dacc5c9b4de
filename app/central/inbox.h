// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gio/gio.h>

#include "base/clock.h"
#include "base/problems.h"
#include "central/store.h"

/**
 * Uploads that come in a file, from a kiosk without network (sync.md §3.1).
 *
 * The file of `kapka-sync --export` is text: pairs of lines, each ended by LF. The first line of a
 * pair is the JSON document, byte for byte what would be the body of `POST /v1/upload` (one line,
 * it begins with `{`, at most %KAPKA_REQUEST_MAX_BYTES). The second line is its MAC: base64 with
 * padding of HMAC-SHA-256 over these bytes without the LF, the key being the 32 bytes
 * SHA-256(token), as for `Ack-Mac`. A CR before the LF and empty lines are passed over. Nothing
 * else is in the file, so files may be put together one behind the other.
 *
 * The file of answers has the same form: the body of the answer 200, and its `Ack-Mac`, a pair for
 * each upload that was stored, in the order of the file. `kapka-sync --import` takes from it what
 * answers its own requests, by `request_id`, and believes it as it believes an answer over HTTP. An
 * upload that was refused has no answer, as if it had never arrived: the next one repeats it.
 *
 * A file comes on somebody's flash drive, so nothing in it is trusted before its MAC was right, and
 * a wrong pair stops no other.
 */

/** KapkaInboxTotals: what became of a file. */
typedef struct {
  guint n_taken;    // Pairs that were stored.
  guint n_refused;  // Lines and pairs that were not; each is a problem, up to a limit.
  guint n_days;     // Days in the pairs that were taken: new, or higher than what was held…
  guint n_known;    // …held before as sent, or higher…
  guint n_rejected; // …not taken, or in conflict with what is held.
  guint n_fragments;
} KapkaInboxTotals;

/**
 * kapka_inbox_receive:
 * @path: a regular file
 * @answers: (nullable): where the answers are written, each after its upload was committed
 * @totals: (out): also set on error, as far as it came
 * @problems: what was not taken, by line; for people
 *
 * Stores every right pair by the rule that uploads over HTTP have. The same file may be received
 * again, and what it holds may have come over the network: then it is answered `unchanged`.
 *
 * Errors: NOT_FOUND, DATA (no regular file), IO, those of kapka_store_transact(); what was stored
 * before stays.
 */
gboolean kapka_inbox_receive (KapkaStore *store,
                              KapkaClock *clock,
                              const char *path,
                              GOutputStream *answers,
                              KapkaInboxTotals *totals,
                              KapkaProblems *problems,
                              GError **error);
