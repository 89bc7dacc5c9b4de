// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/journal.h"

/** Runs in a row that find more accepted than was sent before the disk is said to be frozen. */
#define KAPKA_ACCEPTED_FROZEN_RUNS 3

/**
 * KapkaAccepted:
 * What this kiosk knows of the receiver's figure `accepted`: how many documents and fragments it
 * ever stored from this install (sync.md §4). A lower figure than last time means that the receiver
 * lost data. A higher one than was sent means that this disk forgot what it sent: it was put back
 * to an older state.
 */
typedef struct {
  gint64 last;   // The figure last answered; -1: none yet.
  gint64 open;   // Sent, and not known to have been taken: these may still raise the figure.
  gint64 ahead;  // Runs in a row in which the figure was too high.
  char *boot_id; // (nullable) The boot in which it was last.
} KapkaAccepted;

void kapka_accepted_clear (KapkaAccepted *accepted);

/** Reads it from the key `accepted` of meta; what is missing or no longer understood is unknown. */
gboolean kapka_accepted_load (KapkaAccepted *accepted, KapkaJournal *journal, GError **error);
gboolean kapka_accepted_save (const KapkaAccepted *accepted, KapkaJournal *journal, GError **error);

/** Notes that @n documents and fragments are on their way; saved before they leave. */
void kapka_accepted_send (KapkaAccepted *accepted, gint64 n);

/**
 * kapka_accepted_answer:
 * @n: documents and fragments that this answer is about
 * @figure: what the receiver says
 * @boot_id: of now
 *
 * A figure that was too high is too high for the rest of the boot, since a frozen disk forgets at
 * the next start what it learns in this one.
 *
 * Returns: whether the receiver lost data.
 */
gboolean
kapka_accepted_answer (KapkaAccepted *accepted, gint64 n, gint64 figure, const char *boot_id);

/** Counts a run that got an answer. */
void kapka_accepted_end_run (KapkaAccepted *accepted, const char *boot_id);

/** Returns: whether the disk is frozen. */
gboolean kapka_accepted_is_frozen (const KapkaAccepted *accepted);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KapkaAccepted, kapka_accepted_clear)
