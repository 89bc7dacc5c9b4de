// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/journal.h"
#include "outcome.h"
#include "text.h"
#include "tmpdir.h"

#define KAPKACTL_KIOSK_BOOT "11111111-1111-4111-8111-111111111111"

/** KapkactlKiosk: a kiosk without a screen and without a journal yet, whose kapkactl says what it
 * says in the words of the source. */
typedef struct {
  KapkaTestDir *dir;
  GStrv environment;
  char *data_dir; // A small catalogue without mistakes.
  char *config;   // A configuration without mistakes.
  char *state_dir;
} KapkactlKiosk;

/** Adds a test with a kiosk of its own. */
void kapkactl_kiosk_add (const char *path, void (*test) (KapkactlKiosk *, gconstpointer));

/** Runs kapkactl with the arguments, ended by %NULL. */
KapkaTestOutcome kapkactl_kiosk_run (KapkactlKiosk *kiosk, ...) G_GNUC_NULL_TERMINATED;

/** Returns: (transfer full): the journal in @state_dir; the test fails when it cannot be opened. */
KapkaJournal *
kapkactl_kiosk_open_journal (const char *state_dir, KapkaClock *clock, KapkaJournalAccess access);

/** Writes a journal with a visit and a line from a paper diary, at the moment of @clock. */
void kapkactl_kiosk_write_journal (KapkactlKiosk *kiosk, KapkaClock *clock);

/** The same, on a day of March 2018. */
void kapkactl_kiosk_write_journal_of_2018 (KapkactlKiosk *kiosk);
