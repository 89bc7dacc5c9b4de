// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bad-server.h"
#include "centre.h"
#include "journal/journal.h"
#include "program.h"
#include "tmpdir.h"

/** SyncKiosk: a kiosk with a journal of its own. */
typedef struct {
  KapkaTestDir *dir;
  char *state_dir;
  char *config;
  char *enrolment; // Path of enrol.json.
  char *library;
  char *terminal;
  KapkaClock *clock;
  KapkaTestCentre *centre; // (nullable)
  gboolean owns_centre;
  KapkaTestBadServer *bad; // (nullable) What is between the two.
  char *runtime_dir;       // (nullable) Where the journal keeps its mark.
  char *boot_file;         // (nullable) What its programs read as the boot id.
  guint n_visits;          // So far: what the journal was told, whatever became of its disk.
  guint n_pages;           // Printed in these.
} SyncKiosk;

/** Makes a kiosk with no journal that belongs to no centre. */
SyncKiosk *sync_kiosk_new_alone (void);

/** Makes an enrolled kiosk with no journal, and a centre that knows no other. */
SyncKiosk *sync_kiosk_new (void);

/** The same at a centre that is there, and stays. */
SyncKiosk *sync_kiosk_new_at (KapkaTestCentre *centre, const char *library, const char *terminal);

/** Ends the test unless each request that a bad server has seen was as the protocol wants it. */
void sync_kiosk_free (SyncKiosk *kiosk);

/** Has all that the kiosk sends go through a bad server from now on. */
void sync_kiosk_put_bad_server (SyncKiosk *kiosk);

/** Connects the kiosk with a centre by a code, as its administrator does. */
void sync_kiosk_enrol (SyncKiosk *kiosk, const char *code);

/** Has its programs see the boot of its own machine instead of that of this one; needs the right to
 * mount. */
void sync_kiosk_make_machine (SyncKiosk *kiosk);

/** Copies its disk to @image, which must not exist: relative to its directory. */
void sync_kiosk_save_disk (SyncKiosk *kiosk, const char *image);

/** Puts the disk back to what it was then. Boot afterwards, but for a disk that turns back in the
 * middle of a boot. */
void sync_kiosk_restore_disk (SyncKiosk *kiosk, const char *image);

/** Returns: (transfer full): another machine with a copy of the disk, just booted; its counts begin
 * with nothing. */
SyncKiosk *sync_kiosk_clone (SyncKiosk *kiosk);

/** Boots the machine: what is counted from now on belongs to a new stream. */
void sync_kiosk_reboot (SyncKiosk *kiosk);

/** Writes kapka.conf with @lines as its group [sync]. */
void sync_kiosk_configure (SyncKiosk *kiosk, const char *lines);

/** Has the kiosk be on at @day with @visits people, who ask for three services and print. */
void sync_kiosk_work (SyncKiosk *kiosk, const char *day, guint visits);

/** Has the kiosk be on each day of a year from @first_day in one boot of its own, with a visit now
 * and then. */
void sync_kiosk_live_a_year (SyncKiosk *kiosk, const char *boot_id, const char *first_day);

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

/** Returns: the sum of a counter over all that the centre holds of its terminal. */
gint64 sync_kiosk_sum_at_centre (SyncKiosk *kiosk, const char *key);

/** Ends the test unless the centre counts @visits and @pages for its terminal and nothing is
 * pending. */
void sync_kiosk_assert_counted (SyncKiosk *kiosk, guint visits, guint pages);

/** Ends the test unless everything is pending and the centre knows of nothing. */
void sync_kiosk_assert_centre_empty (SyncKiosk *kiosk);

/** Ends the test unless nothing is pending and each counter at the centre equals the journal's. */
void sync_kiosk_assert_agrees (SyncKiosk *kiosk);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SyncKiosk, sync_kiosk_free)
