// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

#include "base/digest.h"

/**
 * KapkaEnrolment:
 * What connects this kiosk with its centre: `state_dir/enrol.json` (sync.md §2.4).
 */
typedef struct {
  char *install_id;  // UUID that this kiosk made at its enrolment.
  char *receiver_id; // UUID of the receiver's store.
  char *token;       // 43 characters of base64url: 256 random bits.
  char *library;     // Code of the library, as in `18-0142`.
  char *terminal;    // Code of the machine there, as in `PC-2`.
  char *time_zone;   // Zone the centre has for the library.
} KapkaEnrolment;

/**
 * kapka_enrolment_load:
 * @state_dir: directory of enrol.json
 * @error: return location
 *
 * The file holds a secret: one that others may read (mode other than 0600), that is no regular file
 * or that is a symbolic link is refused, and so is one that is not exactly what the enrolment
 * wrote.
 *
 * Errors: NOT_FOUND when the kiosk is not enrolled; CONFIG; IO.
 *
 * Returns: (transfer full): the enrolment, or %NULL.
 */
KapkaEnrolment *kapka_enrolment_load (const char *state_dir, GError **error);

/** Frees @enrolment and wipes its token from memory. */
void kapka_enrolment_free (KapkaEnrolment *enrolment);

/** Writes the key under which the receiver signs: SHA-256 of the token's text (sync.md §4,
 * `Ack-Mac`). */
void kapka_enrolment_get_mac_key (const KapkaEnrolment *enrolment, guint8 key[KAPKA_DIGEST_BYTES]);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaEnrolment, kapka_enrolment_free)
