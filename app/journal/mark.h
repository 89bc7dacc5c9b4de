// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/**
 * KapkaMark:
 * The mark `last`: a file on tmpfs that names the last stream and number written to one journal in
 * this boot. A journal that holds less was rolled back, and its stream must not go on (sync.md
 * §2.4).
 */
typedef struct _KapkaMark KapkaMark;

/**
 * kapka_mark_new:
 * @runtime_dir: (nullable): a directory on tmpfs, made when missing; %NULL: no mark is kept
 * @journal_path: absolute name of the journal without symbolic links; each journal has its own mark
 *
 * Returns: (transfer full): the mark.
 */
KapkaMark *kapka_mark_new (const char *runtime_dir, const char *journal_path);
void kapka_mark_free (KapkaMark *mark);

/** Returns: whether the mark is ahead of a journal whose newest stream is @stream_id with the last
 * number @last_seq. */
gboolean kapka_mark_is_ahead (KapkaMark *mark, const char *stream_id, gint64 last_seq);

/**
 * kapka_mark_write:
 * Writes the mark whole or not at all; call it just before COMMIT. It does not fail: without a mark
 * one protection is missing, while an event that was refused for the mark's sake would be a visit
 * lost.
 */
void kapka_mark_write (KapkaMark *mark, const char *stream_id, gint64 seq);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaMark, kapka_mark_free)
