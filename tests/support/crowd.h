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
 * KapkaCrowd: many enrolled kiosks that have no journal, only a request for each of their days.
 * Everything about a kiosk follows from its number.
 */
typedef struct _KapkaCrowd KapkaCrowd;

KapkaCrowd *kapka_crowd_new (guint n_kiosks);
void kapka_crowd_free (KapkaCrowd *crowd);
guint kapka_crowd_get_length (const KapkaCrowd *crowd);

/** Enrols all of them, with their libraries and terminals, by writing the tables; fails the test
 * when it cannot. */
void kapka_crowd_enrol (KapkaCrowd *crowd, KapkaStore *store);

/** Writes the whole HTTP request by which @kiosk uploads its day number @day into @request. */
void kapka_crowd_make_upload (const KapkaCrowd *crowd, guint kiosk, guint day, GString *request);

/** Returns: (transfer full): stream and day of a document, with a space between. */
char *kapka_crowd_name_document (const KapkaCrowd *crowd, guint kiosk, guint day);

/**
 * kapka_crowd_is_ack:
 * @kiosk: who has sent the upload
 * @day: of which day
 * @mac: (nullable): header Ack-Mac
 * @body: answer with status 200
 * @length: its bytes
 *
 * Returns: whether the answer is signed for this kiosk, and says of this day that it is stored.
 */
gboolean kapka_crowd_is_ack (const KapkaCrowd *crowd,
                             guint kiosk,
                             guint day,
                             const char *mac,
                             const char *body,
                             gsize length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaCrowd, kapka_crowd_free)
