// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "central/store.h"

/** Libraries of the crowd have so many terminals each. */
#define KAPKA_CROWD_TERMINALS 10

/** Days a kiosk of the crowd can send: from 2024-01-01 on, none of them in the future. */
#define KAPKA_CROWD_DAYS 1000

/** What each of its day documents says of s3. */
#define KAPKA_CROWD_S3 7

/**
 * KapkaCrowd: many enrolled kiosks that have no journal, only an upload for each of their days.
 *
 * Everything about a kiosk follows from its number, and everything about an upload from its own:
 * night by night each kiosk sends one day, in an order of no order. A kiosk is switched on for each
 * day, so each day has a stream of its own.
 */
typedef struct _KapkaCrowd KapkaCrowd;

KapkaCrowd *kapka_crowd_new (guint n_kiosks);
void kapka_crowd_free (KapkaCrowd *crowd);
guint kapka_crowd_get_length (const KapkaCrowd *crowd);

/** Enrols all of them, with their libraries and terminals, by writing the tables; fails the test
 * when it cannot. */
void kapka_crowd_enrol (KapkaCrowd *crowd, KapkaStore *store);

/** Has each upload from now on carry so many days, as after a loss at the centre; at first it is 1.
 */
void kapka_crowd_set_days (KapkaCrowd *crowd, guint n_days);

/** Writes the whole HTTP request of @upload into @request. */
void kapka_crowd_make_upload (const KapkaCrowd *crowd, guint64 upload, GString *request);

/** Returns: (transfer full): stream and day of the first document of @upload, with a space between.
 */
char *kapka_crowd_name_document (const KapkaCrowd *crowd, guint64 upload);

/**
 * kapka_crowd_is_ack:
 * @upload: what was sent
 * @mac: (nullable): header Ack-Mac
 * @body: answer with status 200
 * @length: its bytes
 *
 * Returns: whether the answer is signed for the kiosk of @upload, and says that its days are
 * stored.
 */
gboolean kapka_crowd_is_ack (const KapkaCrowd *crowd,
                             guint64 upload,
                             const char *mac,
                             const char *body,
                             gsize length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaCrowd, kapka_crowd_free)
