// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bad-server.h"
#include "journal/journal.h"
#include "program.h"
#include "tmpdir.h"

#define SYNC_RECEIVER "d0d00000-0000-4000-8000-000000000001"

/** SyncKiosk: a kiosk with a journal and an enrolment of its own, and the centre it belongs to. */
typedef struct {
  KapkaTestDir *dir;
  char *state_dir;
  char *config;
  char *enrolment; // Path of enrol.json.
  KapkaClock *clock;
  KapkaTestBadServer *centre;
  guint n_visits; // So far.
} SyncKiosk;

/** Makes an enrolled kiosk with no journal; @certificate (nullable) is that of the centre. */
SyncKiosk *sync_kiosk_new (const char *certificate);

/** Ends the test unless each request that came was as the protocol wants it. */
void sync_kiosk_free (SyncKiosk *kiosk);

/** Writes kapka.conf with @lines as its group [sync]. */
void sync_kiosk_configure (SyncKiosk *kiosk, const char *lines);

/** Writes enrol.json for @receiver_id. */
void sync_kiosk_enrol (SyncKiosk *kiosk, const char *receiver_id);

/** Has the kiosk be on at @day with @visits people, who ask for three services and print. */
void sync_kiosk_work (SyncKiosk *kiosk, const char *day, guint visits);

/** Takes one request of s3 back at @day. */
void sync_kiosk_correct (SyncKiosk *kiosk, const char *day);

/** Starts `kapka-sync` with @option (nullable). */
KapkaTestProgram *sync_kiosk_start (SyncKiosk *kiosk, const char *option);

/** Runs it to its end, which has to come with @exit_code and the one line of @reason. */
void
sync_kiosk_assert_run (SyncKiosk *kiosk, const char *option, int exit_code, const char *reason);

/** The same for a program that was started before. */
void sync_kiosk_assert_end (KapkaTestProgram *program, int exit_code, const char *reason);

/** Ends the test unless the last line of `sync_run` says so. */
void sync_kiosk_assert_recorded (SyncKiosk *kiosk, int exit_code, const char *reason);

KapkaJournal *sync_kiosk_open (SyncKiosk *kiosk, KapkaJournalAccess access);
gint64 sync_kiosk_count_pending (SyncKiosk *kiosk);

/** Returns: one number of the journal. */
gint64 sync_kiosk_read_int (SyncKiosk *kiosk, const char *sql);

/** Returns: (transfer full): the centre as nginx names it, `127.0.0.1:4711`. */
char *sync_kiosk_get_upstream (SyncKiosk *kiosk);

guint sync_kiosk_get_centre_port (SyncKiosk *kiosk);

/** Returns: the sum of a counter over all that the centre holds. */
gint64 sync_kiosk_sum_at_centre (SyncKiosk *kiosk, const char *key);

/** Ends the test unless everything is pending and the centre knows of nothing. */
void sync_kiosk_assert_centre_empty (SyncKiosk *kiosk);

/** Ends the test unless nothing is pending and each counter at the centre equals the journal's. */
void sync_kiosk_assert_agrees (SyncKiosk *kiosk);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SyncKiosk, sync_kiosk_free)
