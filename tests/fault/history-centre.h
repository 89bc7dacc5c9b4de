// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history-held.h"
#include "history-story.h"

/**
 * HistoryCentre:
 * The real kapka-central on a store with two libraries, a terminal for each kiosk in both.
 */
typedef struct _HistoryCentre {
  HistoryHeld *held;     // What it has promised to hold.
  GHashTable *terminals; // Owned "library terminal" by owned code.
  GPtrArray *codes;      // Owned codes that are left in this history.
  char *database;        // As `--database=` takes it.
  char *directory;
  char *socket;
  struct _KapkaTestProgram *program; // (nullable)
  GPtrArray *backups;                // Of owned HistoryBackup.
} HistoryCentre;

/** HistoryBackup: a backup file, and what the centre held when it was made. */
typedef struct {
  char *path;
  HistoryHeld *held;
} HistoryBackup;

/** Makes the template of all histories in the empty store at @address. */
HistoryCentre *history_centre_new (const char *address, const char *directory);
void history_centre_free (HistoryCentre *centre);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HistoryCentre, history_centre_free)

/** Begins a history: a centre that knows of libraries and terminals and of nothing else. */
void history_centre_begin (HistoryCentre *centre);

const char *history_centre_get_socket (HistoryCentre *centre);

/** Returns: (transfer full): a new enrolment code for a terminal. */
char *history_centre_make_code (HistoryCentre *centre, const char *library, const char *terminal);

void history_centre_back_up (HistoryCentre *centre);

/** Puts one of the backups back; without @keep_id the store gets a new receiver id. */
void history_centre_restore (HistoryCentre *centre, const HistoryBackup *backup, gboolean keep_id);

/** Loses everything: a new store with the same libraries and terminals. */
void history_centre_empty (HistoryCentre *centre);

/** Returns: (transfer full): how the centre counts: "library terminal day key" → "n", without
 * those that are 0. */
GHashTable *history_centre_read_counts (HistoryCentre *centre);

/** Returns: how many revisions are held in two versions. */
gint64 history_centre_count_conflicts (HistoryCentre *centre);
