// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/stream.h"

#include "base/error.h"
#include "journal/build-date.h"

#define LONGEST_SILENCE_MS (G_GINT64_CONSTANT (400) * 24 * 60 * 60 * 1000)

static gboolean
read_newest (KapkaDb *db,
             const char *boot_id,
             KapkaStream *stream,
             gboolean *out_usable,
             GError **error) {
  g_autoptr (KapkaStmt) stmt =
      kapka_db_prepare (db, "SELECT stream_no, stream_id, coalesce((SELECT max(seq) FROM event e "
                            "WHERE e.stream_no = s.stream_no), 0),"
                            " boot_id = ? AND state = 'whole' AND stream_id IS NOT (SELECT value "
                            "FROM meta WHERE key = 'closed_stream')"
                            " AND install_id IS (SELECT value FROM meta WHERE key = 'install_id')"
                            " FROM stream s ORDER BY stream_no DESC LIMIT 1");
  KapkaStep step;

  *out_usable = FALSE;
  kapka_stmt_add_text (stmt, boot_id);
  step = kapka_stmt_step (stmt, error);
  if (step != KAPKA_STEP_ROW)
    return step == KAPKA_STEP_DONE;
  stream->stream_no = kapka_stmt_get_int (stmt, 0);
  g_strlcpy (stream->stream_id, kapka_stmt_get_text (stmt, 1), sizeof stream->stream_id);
  stream->last_seq = kapka_stmt_get_int (stmt, 2);
  *out_usable = kapka_stmt_get_int (stmt, 3) != 0;
  return TRUE;
}

static gboolean
ensure_install_id (KapkaDb *db, GError **error) {
  g_autoptr (KapkaStmt) stmt = kapka_db_prepare (
      db, "INSERT INTO meta(key, value) VALUES('install_id', ?) ON CONFLICT DO NOTHING");
  g_autofree char *install_id = g_uuid_string_random ();

  kapka_stmt_add_text (stmt, install_id);
  return kapka_stmt_run (stmt, error);
}

static gboolean
open_new (KapkaDb *db, KapkaClock *clock, KapkaStream *stream, GError **error) {
  g_autoptr (KapkaStmt) stmt = kapka_db_prepare (
      db, "INSERT INTO stream(stream_id, boot_id, install_id, started_ms)"
          " SELECT ?, ?, value, ? FROM meta WHERE key = 'install_id' RETURNING stream_no");
  g_autofree char *stream_id = g_uuid_string_random ();
  KapkaInstant now;

  if (!ensure_install_id (db, error))
    return FALSE;
  kapka_clock_now (clock, &now);
  kapka_stmt_add_text (stmt, stream_id);
  kapka_stmt_add_text (stmt, kapka_clock_get_boot_id (clock));
  kapka_stmt_add_int (stmt, now.utc_ms);
  if (kapka_stmt_step (stmt, error) != KAPKA_STEP_ROW)
    return FALSE;
  stream->stream_no = kapka_stmt_get_int (stmt, 0);
  g_strlcpy (stream->stream_id, stream_id, sizeof stream->stream_id);
  stream->last_seq = 0;
  return kapka_stmt_run (stmt, error);
}

gboolean
kapka_stream_ensure (KapkaDb *db,
                     KapkaClock *clock,
                     KapkaMark *mark,
                     KapkaStream *stream,
                     GError **error) {
  gboolean usable;

  if (!read_newest (db, kapka_clock_get_boot_id (clock), stream, &usable, error))
    return FALSE;
  if (usable && !kapka_mark_is_ahead (mark, stream->stream_id, stream->last_seq))
    return TRUE;
  return open_new (db, clock, stream, error);
}

gboolean
kapka_stream_judge_clock (KapkaDb *db,
                          const KapkaEvent *event,
                          gboolean *out_clock_ok,
                          GError **error) {
  g_autoptr (KapkaStmt) stmt = NULL;
  gint64 last_ms;
  KapkaStep step;

  *out_clock_ok = event->at.synced || event->at.utc_ms >= kapka_build_date_get_ms ();
  if (event->at.synced || !*out_clock_ok)
    return TRUE;
  stmt = kapka_db_prepare (
      db, "SELECT utc_ms FROM event WHERE clock_ok = 1 ORDER BY stream_no DESC, seq DESC LIMIT 1");
  step = kapka_stmt_step (stmt, error);
  if (step != KAPKA_STEP_ROW)
    return step == KAPKA_STEP_DONE;
  last_ms = kapka_stmt_get_int (stmt, 0);
  *out_clock_ok = (event->at.utc_ms >= last_ms || event->kind == KAPKA_EVENT_END) &&
                  event->at.utc_ms - last_ms <= LONGEST_SILENCE_MS;
  return TRUE;
}
