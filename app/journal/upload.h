// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

#include "journal/journal.h"

/**
 * KapkaDayDocument:
 * The whole count of one day of one stream at one revision: the unit of the upload (sync.md §1,
 * rules 1 and 3).
 */
typedef struct {
  gint64 stream_no;
  char *stream_id;
  char *install_id;
  char day[11];
  gint64 revision;   // Highest seq of that day's events in that stream.
  GPtrArray *counts; // Of owned KapkaCount, sorted by key in byte order, none 0.
  char *digest;      // `sha256:` and 64 hex digits over `key=n` LF.
} KapkaDayDocument;

void kapka_day_document_free (KapkaDayDocument *document);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaDayDocument, kapka_day_document_free)

/** Returns: (transfer full): `sha256:…` of counts sorted by key, zero counts left out (sync.md §4,
 * "Digest"). */
char *kapka_day_document_digest (GPtrArray *counts);

/** Returns: how many days wait for an ack of the receiver in meta `receiver_id`; -1 on error. */
gint64 kapka_upload_count_pending (KapkaJournal *journal, char **out_oldest_day, GError **error);

/**
 * kapka_upload_list_pending:
 * @limit: at most so many documents
 *
 * Reads pending days from their events (or from the fold), oldest day first; each row sum is
 * checked, and a day with a broken row is an error CORRUPT rather than a wrong document.
 *
 * Returns: (transfer full) (element-type KapkaDayDocument): the documents, or %NULL.
 */
GPtrArray *kapka_upload_list_pending (KapkaJournal *journal, guint limit, GError **error);

/**
 * kapka_upload_list_held:
 * @after: (nullable): the last document of the page before; %NULL for the first page
 * @limit: at most so many documents
 *
 * Reads all that this disk can send, acked or not, folded days included, as
 * kapka_upload_list_pending() does: what a reconcile tells the receiver of (sync.md §4).
 *
 * Returns: (transfer full) (element-type KapkaDayDocument): the next page, or %NULL.
 */
GPtrArray *kapka_upload_list_held (KapkaJournal *journal,
                                   const KapkaDayDocument *after,
                                   guint limit,
                                   GError **error);

/** KapkaDayProgress: what one day counts here, and what of it the receiver in meta `receiver_id`
 * has acknowledged. */
typedef struct {
  char day[11];
  gint64 users;
  gint64 requests;
  gint64 acked_users;
  gint64 acked_requests;
  gboolean pending; // Some stream or fragment of the day waits for an ack.
} KapkaDayProgress;

/**
 * kapka_upload_list_days:
 * @first_day: `YYYY-MM-DD`, included
 * @last_day: `YYYY-MM-DD`, included
 *
 * An ack says up to which event of a day the receiver holds it, so what it holds can be counted
 * here: the events up to there, the fragments it took, the folded days it has whole.
 *
 * Returns: (transfer full) (element-type KapkaDayProgress): the days that have events, newest
 * first; or %NULL.
 */
GArray *kapka_upload_list_days (KapkaJournal *journal,
                                const char *first_day,
                                const char *last_day,
                                GError **error);

/** KapkaFragment: one surviving event of a damaged stream (sync.md §1, rule 6). */
typedef struct {
  gint64 stream_no;
  char *stream_id;
  char *install_id;
  gint64 seq;
  char day[11];
  GPtrArray *counts; // Of owned KapkaCount, sorted by key in byte order.
} KapkaFragment;

void kapka_fragment_free (KapkaFragment *fragment);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaFragment, kapka_fragment_free)

/** Returns: how many fragments wait for an ack of the receiver in meta `receiver_id`; -1 on error.
 */
gint64 kapka_upload_count_pending_fragments (KapkaJournal *journal, GError **error);

/** Returns: (transfer full) (element-type KapkaFragment): at most @limit pending fragments, each
 * row sum checked (CORRUPT), or %NULL. */
GPtrArray *kapka_upload_list_pending_fragments (KapkaJournal *journal, guint limit, GError **error);

/** Returns: how many streams are damaged; -1 on error. */
gint64 kapka_upload_count_damaged_streams (KapkaJournal *journal, GError **error);

/** Tells whether the moment of the newest event could be trusted (`clock_ok`); without events it
 * could. */
gboolean
kapka_upload_is_clock_trusted (KapkaJournal *journal, gboolean *out_trusted, GError **error);

/** Returns: what the centre is told of the file: `ok`, or `damaged` when its structure is. */
const char *kapka_upload_quick_check (KapkaJournal *journal);

/**
 * kapka_upload_write_acks:
 * @documents: (element-type KapkaDayDocument): days at the revision and digest that are held
 * @fragments: (nullable) (element-type KapkaFragment): events that are held
 *
 * Writes in one transaction that @receiver_id stores all of these since @acked_ms; an ack of a
 * higher revision is kept.
 */
gboolean kapka_upload_write_acks (KapkaJournal *journal,
                                  const char *receiver_id,
                                  GPtrArray *documents,
                                  GPtrArray *fragments,
                                  gint64 acked_ms,
                                  GError **error);

/** Makes @documents (element-type KapkaDayDocument) pending again: @receiver_id turned out not to
 * hold them. */
gboolean kapka_upload_drop_acks (KapkaJournal *journal,
                                 const char *receiver_id,
                                 GPtrArray *documents,
                                 GError **error);

/** Makes every fragment pending again: a reconcile does not ask about them one by one. */
gboolean
kapka_upload_drop_fragment_acks (KapkaJournal *journal, const char *receiver_id, GError **error);

/**
 * kapka_upload_take_identity:
 * @install_id: who this kiosk is
 * @receiver_id: whose acks count
 *
 * Writes both to `meta`. What the receiver was last known to have accepted belongs to the pair, so
 * it is forgotten when one of them changes.
 */
gboolean kapka_upload_take_identity (KapkaJournal *journal,
                                     const char *install_id,
                                     const char *receiver_id,
                                     GError **error);

/** Returns: (transfer full) (element-type utf8): the installs that streams of this journal belong
 * to, the newest first, or %NULL. */
GPtrArray *kapka_upload_list_installs (KapkaJournal *journal, GError **error);

/**
 * kapka_upload_note_export:
 * @request_id: of an upload that leaves in a file
 * @note: what its answer will be about
 *
 * Remembers @note in meta until kapka_upload_drop_export(); of all such notes the newest 64 are
 * kept.
 */
gboolean kapka_upload_note_export (KapkaJournal *journal,
                                   const char *request_id,
                                   const char *note,
                                   GError **error);

/** Returns: (transfer full) (nullable): the note of @request_id; %NULL without @error when there is
 * none. */
char *kapka_upload_find_export (KapkaJournal *journal, const char *request_id, GError **error);

/** Forgets the note: its answer has been taken, and is not taken again. */
gboolean kapka_upload_drop_export (KapkaJournal *journal, const char *request_id, GError **error);

/** Finds the number that a stream has in this journal; 0 when it is not there. */
gboolean kapka_upload_find_stream (KapkaJournal *journal,
                                   const char *stream_id,
                                   gint64 *out_stream_no,
                                   GError **error);

/**
 * kapka_upload_close_stream:
 * @stream_id: a stream for which the receiver answered `stale` or `conflict`
 *
 * Has the next event open a new stream when @stream_id is the current one (sync.md §2.4); another
 * is closed already. The events of the closed one stay and are sent on.
 */
gboolean kapka_upload_close_stream (KapkaJournal *journal, const char *stream_id, GError **error);

/** KapkaSyncRun: one line of `sync_run`. */
typedef struct {
  gint64 started_ms;
  gint64 ended_ms;
  int attempts;
  int sent;
  int acked;
  int exit_code;
  char *reason; // Word of sync.md §3.4.
  int curl_code;
  int http_status;
  char *detail; // (nullable)
} KapkaSyncRun;

void kapka_sync_run_clear (KapkaSyncRun *run);

/** Appends @run and keeps the last 500. */
gboolean kapka_upload_record_run (KapkaJournal *journal, const KapkaSyncRun *run, GError **error);

/**
 * kapka_upload_get_last_run:
 * @success_only: the last run with exit code 0 rather than the last of all
 * @run: (out): cleared by kapka_sync_run_clear()
 *
 * Returns: %TRUE when there is one; %FALSE without @error when there is none.
 */
gboolean kapka_upload_get_last_run (KapkaJournal *journal,
                                    gboolean success_only,
                                    KapkaSyncRun *run,
                                    GError **error);

/** Returns: (transfer full): the last @max runs as #KapkaSyncRun, the newest first; %NULL on error.
 */
GPtrArray *kapka_upload_list_runs (KapkaJournal *journal, guint max, GError **error);

/** Returns: number of distinct days with `_on` after the last run with exit code 0 (all days when
 * there is none); -1 on error. */
gint64 kapka_upload_count_presence_days (KapkaJournal *journal, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KapkaSyncRun, kapka_sync_run_clear)
