// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history-kiosk.h"
#include "history-line.h"

#define HISTORY_N_KIOSKS 3

/** HistoryImage: a copy of the disk of a kiosk. */
typedef struct {
  char *path;
  guint kiosk;   // Whose.
  char *boot_id; // In which it was taken.
} HistoryImage;

/**
 * History:
 * Three kiosks in two libraries, their centre, and all that happens to them, decided by one seed.
 */
typedef struct {
  guint32 seed;
  char *root;
  GRand *rand;
  gint64 now_ms;
  HistoryStory *story;
  HistoryLedger *ledger;
  HistoryCentre *centre; // Borrowed.
  HistoryLine *line;
  HistoryKiosk *kiosks[HISTORY_N_KIOSKS];
  GPtrArray *images; // Of owned HistoryImage.
  guint n_images;    // Ever taken.
  guint n_long_pauses;
} History;

/** Begins the history of @seed in the directory @root. */
History *history_new (HistoryCentre *centre, const char *root, guint32 seed);
void history_free (History *history);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (History, history_free)

/** Lets things happen until there are enough of them, or something went wrong. */
void history_live (History *history);

/** Sets right what a person or time sets right, and has every kiosk send until nothing is left to
 * send. */
void history_heal (History *history);

/** Checks that the centre counts each event that is held or alive exactly once. */
void history_judge (History *history);

/** Moves the time of all machines. */
void history_pass_time (History *history, gint64 ms);
