// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "central/store.h"

/** What the kiosk of the fuzzer sends, and what its bearer is. */
#define FUZZ_TOKEN "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
#define FUZZ_INSTALL "7f1c0000-0000-4000-8000-000000000007"

/** Wrote streams too: the predecessor of that install, in another library. */
#define FUZZ_PREDECESSOR "7f1c0000-0000-4000-8000-000000000006"

/** Nobody here has its token. */
#define FUZZ_STRANGER "7f1c0000-0000-4000-8000-000000000005"

/** What the store holds of that install: revision 41 of 2026-03-02 in this stream. */
#define FUZZ_HELD_STREAM "b0010000-0000-4000-8000-000000000004"
#define FUZZ_HELD_DIGEST "sha256:036547b4ec2296594ecd4e8540ffdebe2a08fc6447979e6b2e8c5707177ef9fb"

/** An enrolment code that nobody has used. */
#define FUZZ_CODE "K7QF-2M8P-XW3D"

/**
 * fuzz_receiver_store_new:
 * @directory: where its file goes
 *
 * Returns: (transfer full): a store with the schema of a centre and nothing in it.
 */
KapkaStore *fuzz_receiver_store_new (const char *directory);

/** Leaves two libraries with their terminals, the installs and the code, and one day of the kiosk.
 */
void fuzz_receiver_store_reset (KapkaStore *store);

/** Returns: how many rows there are of all that somebody outside may add. */
gint64 fuzz_receiver_store_count_rows (KapkaStore *store);

/** Ends the program when a row belongs to somebody whose token was not shown, or when what is held
 * has gone back. */
void fuzz_receiver_store_check (KapkaStore *store);

/** Returns: one number, the answer to @sql. */
gint64 fuzz_receiver_store_read_int (KapkaStore *store, const char *sql);
