// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desk/desk.h"
#include "test-journal-place.h"

/** KapkaDeskPlace: a journal and its desk in directories that go away with the test, at which Anna,
 * a librarian, works on 2 March 2026. */
typedef struct {
  KapkaPlace *place;
  KapkaJournal *journal;
  KapkaDesk *desk;
  char *path; // Of desk.db.
} KapkaDeskPlace;

KapkaDeskPlace *kapka_desk_place_new (void);
void kapka_desk_place_free (KapkaDeskPlace *self);

/** Closes the desk, opens it for @name and @role, and ends the test when that fails. @name:
 * (nullable): %NULL: only look. */
void kapka_desk_place_reopen (KapkaDeskPlace *self, const char *name, KapkaRole role);

/** Like kapka_desk_place_reopen() after a crash of the program: the journal is opened anew too. */
void kapka_desk_place_restart (KapkaDeskPlace *self);

/** Counts a visit with one request of `s3` on the day of the clock. */
void kapka_desk_place_visit (KapkaDeskPlace *self);

/** Reads one value of desk.db over another connection. */
gint64 kapka_desk_place_read_int (KapkaDeskPlace *self, const char *sql);

/** Runs @sql on desk.db over another connection; returns whether it was taken. */
gboolean kapka_desk_place_run (KapkaDeskPlace *self, const char *sql);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaDeskPlace, kapka_desk_place_free)
