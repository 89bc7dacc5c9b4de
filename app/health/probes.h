// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "health/health.h"
#include "journal/journal.h"

/* Of this room alone. Each probe looks at one family of things, adds what it finds to
 * `health->findings`, and fills in the facts it comes by. */

/** Loads the files that people write: settings, lists, slides, layouts. */
void kapka_probe_files (KapkaHealth *health, const KapkaHealthPlace *place);

/** Whether the forms may be printed; after the files, and once the day is known. */
void kapka_probe_forms (KapkaHealth *health);

/** Journal, desk and backups. Returns: (transfer full) (nullable): the journal opened for reading,
 * for the probes that ask it. */
KapkaJournal *
kapka_probe_journal (KapkaHealth *health, const KapkaHealthPlace *place, KapkaClock *clock);

void kapka_probe_disk (KapkaHealth *health);

/** @journal: (nullable): knows better than the clock whether that is right. */
void kapka_probe_clock (KapkaHealth *health, KapkaJournal *journal);

/** @journal: (nullable): knows how the upload is doing. */
void kapka_probe_sync (KapkaHealth *health, KapkaJournal *journal);

/** Whether the kiosk keeps running; once the time is known. */
void kapka_probe_guard (KapkaHealth *health);

void kapka_probe_staff (KapkaHealth *health);
void kapka_probe_printer (KapkaHealth *health);

/** What the last check of the portals has found, and the certificates of authorities. */
void kapka_probe_portals (KapkaHealth *health, const KapkaHealthPlace *place);
