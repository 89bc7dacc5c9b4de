// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/db.h"
#include "journal/event.h"

/** KapkaTenYearsStream: writes the events of one boot after the other, whole or as retention leaves
 * them, with what the centre acked. */
typedef struct {
  KapkaDb *db;     // Borrowed.
  GRand *random;   // Borrowed.
  gboolean folded; // The next boot that begins.
  gint64 stream_no;
  char *stream_id;
  gint64 seq;
  GPtrArray *days; // (element-type KapkaTenYearsDay): of this stream.
} KapkaTenYearsStream;

void kapka_ten_years_stream_init (KapkaTenYearsStream *stream, KapkaDb *db, GRand *random);
void kapka_ten_years_stream_clear (KapkaTenYearsStream *stream);

void kapka_ten_years_stream_begin (KapkaTenYearsStream *stream, gint64 started_ms);
void kapka_ten_years_stream_write (KapkaTenYearsStream *stream, const KapkaEvent *event);

/** Writes what the centre and the fold know of each day. */
void kapka_ten_years_stream_end (KapkaTenYearsStream *stream, gint64 acked_ms);

/** The identities that go into meta. */
#define KAPKA_TEN_YEARS_RECEIVER "d0d0d0d0-0000-4000-8000-000000000001"
#define KAPKA_TEN_YEARS_INSTALL "7f1c0000-0000-4000-8000-000000000001"

/** Returns: (transfer full): the next UUID of @random. */
char *kapka_ten_years_draw_uuid (GRand *random);
