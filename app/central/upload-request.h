// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/** The most that one upload carries (sync.md §3.1), and the most counters of one day. */
#define KAPKA_UPLOAD_MAX_DAYS 200
#define KAPKA_UPLOAD_MAX_FRAGMENTS 500
#define KAPKA_UPLOAD_MAX_COUNTS 256

/** Bytes of `status`, as JSON without spaces. */
#define KAPKA_UPLOAD_MAX_STATUS 4096

/** KapkaUploadDay: one day document of an upload (sync.md §4), checked by itself. */
typedef struct {
  char *stream_id;
  char *install_id; // Of the stream.
  char day[11];
  gint64 revision;
  char *digest;      // `sha256:…`, as sent.
  char *counts;      // JSON object with sorted keys.
  const char *error; // (nullable) Word of sync.md §4 for a day that is wrong in itself:
                     // `bad_digest`, `bad_key`, `too_large`.
} KapkaUploadDay;

/** KapkaUploadFragment: one surviving event of a damaged stream. */
typedef struct {
  char *stream_id;
  char *install_id;
  gint64 seq;
  char day[11];
  char *counts;
  const char *error; // (nullable) As for a day.
} KapkaUploadFragment;

/** KapkaUploadRequest: the body of `POST /v1/upload`. */
typedef struct {
  char *request_id;
  char *install_id;
  char *boot_id;
  char *software;
  char *status;    // JSON object: `status` of at most %KAPKA_UPLOAD_MAX_STATUS, with `sent_at` and
                   // `clock_synced` where the upload says them.
  GPtrArray *days; // Of owned KapkaUploadDay.
  GPtrArray *fragments; // Of owned KapkaUploadFragment.
} KapkaUploadRequest;

/**
 * kapka_upload_request_parse:
 * @data: the body, of at most %KAPKA_REQUEST_MAX_BYTES
 * @length: its bytes
 * @error: return location
 *
 * Strict about what the protocol names, indifferent to what it does not. A day that is wrong in
 * itself is kept with its error, so that the others are still stored; the same day of a stream, or
 * the same fragment, twice in one upload is refused. Errors: DATA.
 *
 * Returns: (transfer full): the upload, or %NULL.
 */
KapkaUploadRequest *kapka_upload_request_parse (const void *data, gsize length, GError **error);
void kapka_upload_request_free (KapkaUploadRequest *upload);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaUploadRequest, kapka_upload_request_free)
