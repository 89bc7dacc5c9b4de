// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/json.h"
#include "journal/upload.h"
#include "sync/state.h"

/** Day documents in one request, at most. */
#define KAPKA_DAY_JSON_MAX_DAYS 200

/** Fragments in one request, at most. */
#define KAPKA_DAY_JSON_MAX_FRAGMENTS 500

/** Bytes of one request, at most: 256 KiB. */
#define KAPKA_DAY_JSON_MAX_BYTES (256 * 1024)

/** KapkaDayJsonSender: who sends the days, and how it is; borrowed. */
typedef struct {
  const char *install_id;
  const char *boot_id;
  const KapkaInstant *now;
  const KapkaSyncFacts *facts;
  const char *quick_check; // `ok` or `damaged`.
  gint64 disk_free_mb;
  const char *state_dir; // (nullable) Where the kiosk has written what it found of itself.
} KapkaDayJsonSender;

/**
 * kapka_day_json_build:
 * @sender: who sends
 * @request_id: a fresh UUID, which the answer has to repeat
 * @documents: (element-type KapkaDayDocument): at most %KAPKA_DAY_JSON_MAX_DAYS days
 * @fragments: (element-type KapkaFragment): at most %KAPKA_DAY_JSON_MAX_FRAGMENTS events of damaged
 *   streams
 *
 * Returns: (transfer full): the body of `POST /v1/upload` (sync.md §4).
 */
char *kapka_day_json_build (const KapkaDayJsonSender *sender,
                            const char *request_id,
                            GPtrArray *documents,
                            GPtrArray *fragments);
