// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/journal.h"

#define PLACE_BOOT_1 "11111111-1111-4111-8111-111111111111"
#define PLACE_BOOT_2 "22222222-2222-4222-8222-222222222222"
#define PLACE_VISIT_1 "a1111111-1111-4111-8111-111111111111"
#define PLACE_VISIT_2 "a2222222-2222-4222-8222-222222222222"

/** KapkaPlace: directories of a journal that go away with the test, and a clock that the test sets.
 */
typedef struct {
  char *root;
  char *state_dir;
  char *runtime_dir;
  char *path; // Of journal.db.
  KapkaClock *clock;
} KapkaPlace;

/** Makes directories and a clock in @time_zone that shows @time, ISO 8601 with its zone. */
KapkaPlace *kapka_place_new (const char *time_zone, const char *time);
void kapka_place_free (KapkaPlace *place);

/** Has another boot begin at the same moment. */
void kapka_place_reboot (KapkaPlace *place, const char *time_zone, const char *boot_id);

void kapka_place_set_time (KapkaPlace *place, const char *time);
gint64 kapka_place_parse_ms (const char *time);

/** Opens the journal to append events; the test ends when that fails. */
KapkaJournal *kapka_place_open (KapkaPlace *place);

/** Reads one value of the journal over another connection. */
gint64 kapka_place_read_int (KapkaPlace *place, const char *sql);
char *kapka_place_read_text (KapkaPlace *place, const char *sql);

/** Runs @sql over another connection. */
gboolean kapka_place_run (KapkaPlace *place, const char *sql, GError **error);

/** Copies the file @from to @to, bytes only. */
void kapka_place_copy (const char *from, const char *to);

/** Removes a directory with all that is in it; mounts must be gone. */
void kapka_place_remove_tree (const char *path);

/** Returns: number of files in @directory, 0 when there is none. */
guint kapka_place_count_files (const char *directory);

KapkaEvent *kapka_place_begin (KapkaPlace *place, const char *visit);
KapkaEvent *kapka_place_request (KapkaPlace *place,
                                 const char *visit,
                                 const char *item,
                                 const char *service,
                                 gboolean first_of_visit);
KapkaEvent *kapka_place_end (KapkaPlace *place, const char *visit, const char *reason);

/** What staff added by hand for @day, and a correction of @wrong; without counts. */
KapkaEvent *kapka_place_manual (KapkaPlace *place, const char *day, const char *reason);
KapkaEvent *kapka_place_correction (KapkaPlace *place, const KapkaEvent *wrong);

/** Appends @event and lets it go; the test ends when that fails. */
void kapka_place_append (KapkaJournal *journal, KapkaEvent *event);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaPlace, kapka_place_free)
