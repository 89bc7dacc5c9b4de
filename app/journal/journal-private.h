// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/db.h"
#include "journal/journal.h"
#include "journal/mark.h"
#include "journal/stream.h"

struct _KapkaJournal {
  char *directory;  // Of journal.db, absolute and without symbolic links.
  const char *name; // Of the file in it.
  KapkaDb *db;
  KapkaClock *clock;
  KapkaMark *mark;
  gboolean writes_on;  // This is the kiosk: `on` goes before the first event of a day.
  gint64 on_stream_no; // Stream and day of the `on` last seen, so that most events need not look
                       // for it; 0: none.
  char on_day[11];
  GHashTable *reviews;     // (nullable) Months that kapka_review_read() has read.
  GHashTable *stream_days; // (nullable) What kapka_visits_list_days() has counted.
};

/** Writes @events (element-type KapkaEvent), none of them a visitor's, in one transaction. */
gboolean kapka_journal_append_all (KapkaJournal *journal, GPtrArray *events, GError **error);

/** Writes @events (element-type KapkaEvent), none of them a visitor's, in @transaction behind the
 * last of @stream, and commits it. */
gboolean kapka_journal_commit_events (KapkaJournal *journal,
                                      KapkaTransaction *transaction,
                                      KapkaStream *stream,
                                      GPtrArray *events,
                                      GError **error);

/** Moves the damaged journal into quarantine and makes a fresh one; nothing but closing may be done
 * with @journal then. */
gboolean kapka_journal_put_aside (KapkaJournal *journal, GError **error);
