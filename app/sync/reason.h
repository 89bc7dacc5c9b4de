// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/** KapkaSyncReason: why a run of the upload ended as it did; each run has exactly one (sync.md
 * §3.4). */
typedef enum {
  KAPKA_SYNC_REASON_OK,
  KAPKA_SYNC_REASON_USAGE,
  KAPKA_SYNC_REASON_INTERNAL,
  KAPKA_SYNC_REASON_REJECTED,
  KAPKA_SYNC_REASON_CONFLICT,
  KAPKA_SYNC_REASON_NO_JOURNAL,
  KAPKA_SYNC_REASON_DISK_FULL,
  KAPKA_SYNC_REASON_READ_ONLY,
  KAPKA_SYNC_REASON_JOURNAL_DAMAGED,
  KAPKA_SYNC_REASON_IO,
  KAPKA_SYNC_REASON_NETWORK,
  KAPKA_SYNC_REASON_PROXY,
  KAPKA_SYNC_REASON_PORTAL,
  KAPKA_SYNC_REASON_SERVER_BUSY,
  KAPKA_SYNC_REASON_TLS_CLOCK,
  KAPKA_SYNC_REASON_BUSY,
  KAPKA_SYNC_REASON_STOPPED,
  KAPKA_SYNC_REASON_PROTOCOL,
  KAPKA_SYNC_REASON_NOT_ENROLLED,
  KAPKA_SYNC_REASON_TOKEN,
  KAPKA_SYNC_REASON_REVOKED,
  KAPKA_SYNC_REASON_NO_CENTRE,
  KAPKA_SYNC_REASON_CONFIG,
  KAPKA_SYNC_REASON_TLS_CA,
  KAPKA_SYNC_REASON_TLS_NAME,
  KAPKA_SYNC_REASON_PROXY_AUTH,
  KAPKA_SYNC_REASON_JOURNAL_NEWER,
} KapkaSyncReason;

#define KAPKA_SYNC_N_REASONS (KAPKA_SYNC_REASON_JOURNAL_NEWER + 1)

/** Returns: the word that is printed and kept in `sync_run`, as in `server_busy`. */
const char *kapka_sync_reason_to_string (KapkaSyncReason reason);

/** Finds the reason of a @word (nullable). Returns: whether there is one. */
gboolean kapka_sync_reason_from_string (const char *word, KapkaSyncReason *out_reason);

/** Returns: the exit code of `kapka-sync`, after sysexits(3). */
int kapka_sync_reason_exit_code (KapkaSyncReason reason);

/**
 * kapka_sync_reason_sentence:
 * @reason: a reason
 * @days: (nullable): the days that were not accepted; only %KAPKA_SYNC_REASON_REJECTED names them
 *
 * Returns: (transfer full): what the librarian reads, in the language of the program.
 */
char *kapka_sync_reason_sentence (KapkaSyncReason reason, const char *days);

/**
 * kapka_sync_reason_from_error:
 * @error: an error of the journal or of a file that the upload reads
 *
 * Returns: the reason a run has that ends because of @error.
 */
KapkaSyncReason kapka_sync_reason_from_error (const GError *error);
