// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/json.h"

/**
 * KapkaEnrolment:
 * What connects this kiosk with its centre: `state_dir/enrol.json` (sync.md §2.4).
 */
typedef struct {
  char *install_id;   // UUID that this kiosk made at its enrolment.
  char *receiver_id;  // UUID of the receiver's store.
  char *token;        // 43 characters of base64url: 256 random bits.
  char *library;      // Code of the library, as in `18-0142`.
  char *terminal;     // Code of the machine there, as in `PC-2`.
  char *time_zone;    // Zone the centre has for the library.
  GPtrArray *formers; // Of owned KapkaFormerInstall, newest first.
  char *machine;      // (nullable) kapka_machine_hash() of the machine that was enrolled.
} KapkaEnrolment;

/** Returns: (transfer full): an enrolment without any name yet. */
KapkaEnrolment *kapka_enrolment_new (void);

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

/**
 * kapka_enrolment_save:
 * Puts @enrolment in the place of enrol.json, whole or not at all, on the disk when it returns,
 * with mode 0600.
 *
 * Errors: FULL, READ_ONLY, DENIED, IO.
 */
gboolean
kapka_enrolment_save (const KapkaEnrolment *enrolment, const char *state_dir, GError **error);

/** Takes the members `library`, `terminal` and `tz` of @json: where the centre puts this kiosk.
 * Errors: DATA. */
gboolean
kapka_enrolment_take_place (KapkaEnrolment *enrolment, const KapkaJson *json, GError **error);

/** Frees @enrolment and wipes its token from memory. */
void kapka_enrolment_free (KapkaEnrolment *enrolment);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaEnrolment, kapka_enrolment_free)
