// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "journal/db.h"
#include "journal/event.h"
#include "journal/mark.h"

/** KapkaStream: where the next event goes. */
typedef struct {
  gint64 stream_no;
  char stream_id[37];
  gint64 last_seq; // 0: no event yet.
} KapkaStream;

/**
 * kapka_stream_ensure:
 * @db: inside a transaction for writing
 * @clock: names the boot
 * @mark: the journal's mark
 * @stream: (out): the stream to append to
 * @error: return location
 *
 * Takes the newest stream, or opens a new one when that is of another boot or of an earlier
 * enrolment, is not whole, was closed by kapka_upload_close_stream(), or when the mark is ahead of
 * it (sync.md §2.4). A new stream belongs to the `install_id` in `meta`; when there is none, one is
 * made.
 */
gboolean kapka_stream_ensure (KapkaDb *db,
                              KapkaClock *clock,
                              KapkaMark *mark,
                              KapkaStream *stream,
                              GError **error);

/**
 * kapka_stream_judge_clock:
 * @db: a journal
 * @event: about to be written
 * @out_clock_ok: (out): whether its moment can be trusted
 * @error: return location
 *
 * A moment is doubted when the kernel says its clock is not synchronised and the moment lies before
 * the build date, before the last trusted event, or more than 400 days after it. The last trusted
 * event is asked rather than the last of all, or else the second event of a wrong clock would be
 * measured by the first. An `end` may lie before it: its moment is the visitor's last activity.
 */
gboolean kapka_stream_judge_clock (KapkaDb *db,
                                   const KapkaEvent *event,
                                   gboolean *out_clock_ok,
                                   GError **error);
