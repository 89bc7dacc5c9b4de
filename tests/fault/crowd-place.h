// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "load.h"
#include "real-centre.h"
#include "tmpdir.h"

/** CrowdPlace: a crowd of kiosks, and the centre they send to. */
typedef struct {
  KapkaTestDir *dir;
  KapkaCrowd *crowd;
  char *database;          // Address of the store.
  KapkaRealCentre *centre; // Not started.
  KapkaLoadProgress progress;
  KapkaLoadResult result; // Of the last load.
  GThread *thread;        // (nullable) The load.
} CrowdPlace;

/** Uploads that all loads of a place together are. */
#define CROWD_UPLOADS 600

/** Makes a crowd that is enrolled at the empty store @database: (transfer full). */
CrowdPlace *crowd_place_new (KapkaTestDir *dir, char *database);
void crowd_place_free (CrowdPlace *place);

/** Sends all uploads in a thread; waits for neither of them. */
void crowd_place_begin (CrowdPlace *place);

/** Waits until so many more have been acked, or refused by 503; fails the test without them. */
void crowd_place_wait_acked (CrowdPlace *place, gint n);
void crowd_place_wait_refused (CrowdPlace *place, gint n);

/** Waits for the end of the load; with @give_up it ends at once. */
void crowd_place_end (CrowdPlace *place, gboolean give_up);

/** Fails the test unless the store holds each upload that was acked. */
void crowd_place_assert_acked_are_stored (CrowdPlace *place);

/** Fails the test unless all uploads were acked and the store counts each once. */
void crowd_place_assert_exact (CrowdPlace *place);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrowdPlace, crowd_place_free)
