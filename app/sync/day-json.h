// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/json.h"
#include "journal/upload.h"
#include "sync/state.h"

/** Day documents in one request, at most. */
#define KAPKA_DAY_JSON_MAX_DAYS 200

/** Bytes of one request, at most: 256 KiB. */
#define KAPKA_DAY_JSON_MAX_BYTES (256 * 1024)

/** KapkaDayJsonSender: who sends the days, and how it is; borrowed. */
typedef struct {
  const char *install_id;
  const char *boot_id;
  const KapkaInstant *now;
  const KapkaSyncFacts *facts;
  gint64 disk_free_mb;
} KapkaDayJsonSender;

/**
 * kapka_day_json_build:
 * @sender: who sends
 * @request_id: a fresh UUID, which the answer has to repeat
 * @documents: (element-type KapkaDayDocument): 1…%KAPKA_DAY_JSON_MAX_DAYS days
 *
 * Returns: (transfer full): the body of `POST /v1/upload` (sync.md §4).
 */
char *kapka_day_json_build (const KapkaDayJsonSender *sender,
                            const char *request_id,
                            GPtrArray *documents);
