// SPDX-License-Identifier: GPL-3.0-or-later
#include "ten-years-stream.h"

#include <string.h>

#include "base/json.h"
#include "journal/event-rows.h"
#include "journal/upload.h"

/** KapkaTenYearsDay: what a stream counts on one day. */
typedef struct {
  char day[11];
  gint64 revision;
  GPtrArray *counts;
} KapkaTenYearsDay;

static void
day_free (KapkaTenYearsDay *day) {
  g_ptr_array_unref (day->counts);
  g_free (day);
}

void
kapka_ten_years_stream_init (KapkaTenYearsStream *stream, KapkaDb *db, GRand *random) {
  *stream = (KapkaTenYearsStream){ .db = db, .random = random };
  stream->days = g_ptr_array_new_with_free_func ((GDestroyNotify)day_free);
}

void
kapka_ten_years_stream_clear (KapkaTenYearsStream *stream) {
  g_free (stream->stream_id);
  g_ptr_array_unref (stream->days);
}

char *
kapka_ten_years_draw_uuid (GRand *random) {
  guint32 bits[4];

  for (gsize i = 0; i < G_N_ELEMENTS (bits); i++)
    bits[i] = g_rand_int (random);
  return g_strdup_printf ("%08x-%04x-4%03x-8%03x-%04x%08x", bits[0], bits[1] >> 16, bits[1] & 0xfff,
                          bits[2] >> 20, bits[2] & 0xffff, bits[3]);
}

static void
run (KapkaStmt *stmt) {
  g_autoptr (GError) error = NULL;

  kapka_stmt_run (stmt, &error);
  g_assert_no_error (error);
}

void
kapka_ten_years_stream_begin (KapkaTenYearsStream *stream, gint64 started_ms) {
  g_autofree char *boot_id = kapka_ten_years_draw_uuid (stream->random);
  g_autoptr (KapkaStmt) stmt = kapka_db_prepare (
      stream->db, "INSERT INTO stream(stream_no, stream_id, boot_id, install_id, started_ms, state)"
                  " VALUES(?, ?, ?, '" KAPKA_TEN_YEARS_INSTALL "', ?, ?)");

  stream->stream_no++;
  stream->seq = 0;
  g_free (stream->stream_id);
  stream->stream_id = kapka_ten_years_draw_uuid (stream->random);
  kapka_stmt_add_int (stmt, stream->stream_no);
  kapka_stmt_add_text (stmt, stream->stream_id);
  kapka_stmt_add_text (stmt, boot_id);
  kapka_stmt_add_int (stmt, started_ms);
  kapka_stmt_add_text (stmt, stream->folded ? "folded" : "whole");
  run (stmt);
}

static KapkaTenYearsDay *
ensure_day (KapkaTenYearsStream *stream, const char *name) {
  KapkaTenYearsDay *day;

  for (guint i = 0; i < stream->days->len; i++) {
    day = g_ptr_array_index (stream->days, i);
    if (strcmp (day->day, name) == 0)
      return day;
  }
  day = g_new0 (KapkaTenYearsDay, 1);
  g_strlcpy (day->day, name, sizeof day->day);
  day->counts = kapka_counts_new ();
  g_ptr_array_add (stream->days, day);
  return day;
}

static void
add_to_day (KapkaTenYearsStream *stream, const KapkaEvent *event) {
  KapkaTenYearsDay *day = ensure_day (stream, event->at.day);

  day->revision = stream->seq;
  for (guint i = 0; i < event->counts->len; i++) {
    const KapkaCount *count = g_ptr_array_index (event->counts, i);

    kapka_counts_add (day->counts, count->key, count->delta);
  }
}

void
kapka_ten_years_stream_write (KapkaTenYearsStream *stream, const KapkaEvent *event) {
  g_autoptr (GError) error = NULL;

  stream->seq++;
  add_to_day (stream, event);
  if (stream->folded)
    return;
  kapka_event_rows_insert (stream->db, stream->stream_no, stream->stream_id, stream->seq, event,
                           TRUE, &error);
  g_assert_no_error (error);
}

static void
write_fold (KapkaTenYearsStream *stream, const KapkaTenYearsDay *day, const char *digest) {
  g_autoptr (KapkaStmt) stmt = kapka_db_prepare (
      stream->db,
      "INSERT INTO day_fold(stream_no, day, revision, counts, digest) VALUES(?, ?, ?, ?, ?)");
  g_autoptr (KapkaJson) object = kapka_json_new_object ();
  g_autofree char *text = NULL;

  for (guint i = 0; i < day->counts->len; i++) {
    const KapkaCount *count = g_ptr_array_index (day->counts, i);
    g_autoptr (KapkaStmt) rollup = kapka_db_prepare (
        stream->db, "INSERT INTO day_count(day, key, value) VALUES(?, ?, ?)"
                    " ON CONFLICT(key, day) DO UPDATE SET value = value + excluded.value");

    kapka_json_set_int (object, count->key, count->delta);
    kapka_stmt_add_text (rollup, day->day);
    kapka_stmt_add_text (rollup, count->key);
    kapka_stmt_add_int (rollup, count->delta);
    run (rollup);
  }
  text = kapka_json_to_string (object);
  kapka_stmt_add_int (stmt, stream->stream_no);
  kapka_stmt_add_text (stmt, day->day);
  kapka_stmt_add_int (stmt, day->revision);
  kapka_stmt_add_text (stmt, text);
  kapka_stmt_add_text (stmt, digest);
  run (stmt);
}

void
kapka_ten_years_stream_end (KapkaTenYearsStream *stream, gint64 acked_ms) {
  for (guint i = 0; i < stream->days->len; i++) {
    const KapkaTenYearsDay *day = g_ptr_array_index (stream->days, i);
    g_autofree char *digest = NULL;
    g_autoptr (KapkaStmt) ack = kapka_db_prepare (
        stream->db, "INSERT INTO ack(receiver_id, stream_no, day, revision, digest, acked_ms)"
                    " VALUES('" KAPKA_TEN_YEARS_RECEIVER "', ?, ?, ?, ?, ?)");

    kapka_counts_sort (day->counts);
    digest = kapka_day_document_digest (day->counts);
    if (stream->folded)
      write_fold (stream, day, digest);
    kapka_stmt_add_int (ack, stream->stream_no);
    kapka_stmt_add_text (ack, day->day);
    kapka_stmt_add_int (ack, day->revision);
    kapka_stmt_add_text (ack, digest);
    kapka_stmt_add_int (ack, acked_ms);
    run (ack);
  }
  g_ptr_array_set_size (stream->days, 0);
}
