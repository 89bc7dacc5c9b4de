// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/json.h"
#include "central/message.h"
#include "central/store.h"

/** CentreKiosk: a kiosk as the receiver sees it. Number N stands in library N, on terminal 1. */
typedef struct {
  guint number;
  char install_id[37];
  char token[44];
  char token_sha256[65];
  char boot_id[37];
} CentreKiosk;

/** Fills @kiosk without a word to any receiver; @generation counts its enrolments from 0. */
void centre_kiosk_init (CentreKiosk *kiosk, guint number, guint generation);

/** Makes library @number with its terminal 1 (`PC-1`). */
void centre_add_library (KapkaStore *store, guint number);

/** Makes the code @code for terminal 1 of library @number. */
void centre_add_code (KapkaStore *store, const char *code, guint number, gint64 expires_ms);

/** Writes @kiosk into the store as enrolled, after @predecessor: (nullable). Its library has to be
 * there. */
void centre_enrol (KapkaStore *store, const CentreKiosk *kiosk, const CentreKiosk *predecessor);

/** Fills @id with a UUID that is always the same for @number. */
void centre_stream_id (guint number, char id[37]);

/** Returns: (transfer full): a day document with the right digest; @counts as in `s3=2 users=1`. */
char *centre_day_json (guint stream,
                       const CentreKiosk *owner,
                       const char *day,
                       gint64 revision,
                       const char *counts);

char *centre_fragment_json (guint stream,
                            const CentreKiosk *owner,
                            const char *day,
                            gint64 seq,
                            const char *counts);

/** Returns: (transfer full): the body of an upload with days and fragments: (nullable), joined by
 * commas. */
char *centre_upload_json (const CentreKiosk *kiosk, const char *days, const char *fragments);

/** Returns: (transfer full): an upload of one day. */
char *centre_one_day_json (const CentreKiosk *kiosk,
                           guint stream,
                           const char *day,
                           gint64 revision,
                           const char *counts);

/** Returns: (transfer full): the body of an enrolment by @code. */
char *
centre_enrol_json (const CentreKiosk *kiosk, const char *code, const CentreKiosk *predecessor);

/** Returns: (transfer full): a request of @kiosk: (nullable) with a token, or without one. */
KapkaRequest *centre_request_new (const CentreKiosk *kiosk, const char *path, const char *body);

/** Fails the test unless @mac is the right one for @body. */
void
centre_assert_mac (const CentreKiosk *kiosk, const char *mac, gconstpointer body, gsize length);

/** Returns: (transfer full): the words on the days of an answer, as in
 * `stored rejected:future_day`. */
char *centre_read_words (const KapkaJson *answer);
