// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history-ledger.h"
#include "history-story.h"
#include "journal/care.h"
#include "journal/db.h"

/** HistoryKiosk: one machine: its disk, what of it lives in memory, and its program. */
typedef struct {
  char *name;        // As in "PC-1": its terminal in whichever library it stands.
  const char *place; // Code of that library.
  char *state_dir;
  char *runtime_dir; // Lost at each boot.
  KapkaClock *clock;
  KapkaJournal *journal; // (nullable) NULL while the program is down.
  KapkaDb *reader;       // (nullable) Another connection to the same database.
  KapkaCare *care;       // (nullable) What the journal needs beside its events.
  char *code;            // (nullable) An enrolment code that did not come through yet.
  char *wrecked_boot;    // (nullable) The boot in which that last happened to it.
  gboolean wrecked;      // Its database was damaged under the running program.
  char *visit;           // (nullable) The visit that is going on.
  GRand *rand;           // Borrowed.
  HistoryLedger *ledger; // Borrowed.
  HistoryStory *story;   // Borrowed.
} HistoryKiosk;

/** HistoryWorld: what kiosks share; borrowed. */
typedef struct {
  const char *root; // A directory of this history.
  GRand *rand;
  HistoryLedger *ledger;
  HistoryStory *story;
} HistoryWorld;

/** Makes a kiosk that is off. */
HistoryKiosk *history_kiosk_new (const HistoryWorld *world, const char *name, const char *place);
void history_kiosk_free (HistoryKiosk *kiosk);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HistoryKiosk, history_kiosk_free)

/** Ends the program, if it runs, and starts the machine anew at the moment @now_ms. */
void history_kiosk_boot (HistoryKiosk *kiosk, gint64 now_ms);

/** Notes that the database was damaged, perhaps under the running program. */
void history_kiosk_note_wreck (HistoryKiosk *kiosk);

/** Does all that the program does for the journal once a day, the repair of damage included. */
void history_kiosk_care (HistoryKiosk *kiosk);

/** Ends the program, if it runs; the machine stays on. */
void history_kiosk_stop (HistoryKiosk *kiosk);

/** Starts the program as the kiosk does: it shows presence and ends visits left open. */
void history_kiosk_start (HistoryKiosk *kiosk);

/** Writes an event; a journal that breaks is opened anew, as the kiosk does. */
void history_kiosk_write (HistoryKiosk *kiosk);

/** Corrects an event that is on the disk; without any nothing is done. */
void history_kiosk_correct (HistoryKiosk *kiosk);

/** Returns: (transfer full): the name of a file of the disk. */
char *history_kiosk_path (const HistoryKiosk *kiosk, const char *name);
