// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/journal.h"

/** The key of `meta` that says from which local day on a reconcile is due. */
#define KAPKA_META_RECONCILE_DAY "reconcile_day"

/**
 * KapkaSalvage:
 * Brings what survived in `quarantine/` into the journal that took its place, slice by slice, while
 * events go on being written (sync.md §2.5).
 *
 * Events whose sum holds keep their identity: stream, number and event_id. A stream with every
 * number from 1 on stays `whole`, any other becomes `damaged` and is sent in fragments; a stream
 * that is here already is united by its numbers. Folded days are taken whose digest holds. Acks are
 * not taken; a reconcile is asked for. Whatever cannot be told for certain is left out, because a
 * count that is missing can be found again and one too many cannot.
 *
 * A salvage that was cut short begins the wreck anew, and finds done what is done. Wrecks are never
 * changed or deleted; the key `salvaged NAME` of `meta` says which are through.
 */
typedef struct _KapkaSalvage KapkaSalvage;

/**
 * kapka_salvage_new:
 * @journal: (transfer none): opened with KAPKA_JOURNAL_EVENTS; it outlives the salvage
 * @error: return location
 *
 * Returns: (transfer full): the salvage of all wrecks that are not through yet, or %NULL.
 */
KapkaSalvage *kapka_salvage_new (KapkaJournal *journal, GError **error);

/**
 * kapka_salvage_step:
 * @out_more: (out): whether there is more to do
 * @error: return location
 *
 * Does the next slice: reads a wreck, or writes some hundred events in one short transaction. After
 * an error BUSY or FULL the same slice may be tried again.
 */
gboolean kapka_salvage_step (KapkaSalvage *salvage, gboolean *out_more, GError **error);
void kapka_salvage_free (KapkaSalvage *salvage);

/** Tells whether all that could be saved of the wreck @name, a file in quarantine/, is in @journal.
 */
gboolean kapka_salvage_is_through (KapkaJournal *journal,
                                   const char *name,
                                   gboolean *out_through,
                                   GError **error);

/** Does all slices at once; for who has the time to wait. */
gboolean kapka_journal_salvage (KapkaJournal *journal, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaSalvage, kapka_salvage_free)
