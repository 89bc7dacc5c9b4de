// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cut-proxy.h"

/**
 * KapkaTestCentre: a real central library: `kapka-central serve` with a SQLite store of its own,
 * behind a stretch of network that can fail. The program is named by the environment variable
 * KAPKA_CENTRAL.
 */
typedef struct _KapkaTestCentre KapkaTestCentre;

/** Returns: (transfer full): a running centre that knows of no library. */
KapkaTestCentre *kapka_test_centre_new (void);

/** kapka_test_centre_free: @centre: (nullable) (transfer full): killed, its store removed */
void kapka_test_centre_free (KapkaTestCentre *centre);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaTestCentre, kapka_test_centre_free)

/** Returns: (transfer none): its address, which leads over the network. */
const char *kapka_test_centre_get_url (KapkaTestCentre *centre);

/** Returns: (transfer none): the address of its store. */
const char *kapka_test_centre_get_database (KapkaTestCentre *centre);

/** Returns: (transfer none): what is between a kiosk and the centre. */
KapkaTestCutProxy *kapka_test_centre_get_network (KapkaTestCentre *centre);

/** Returns: (transfer none): where it listens itself, as nginx names it: `unix:PATH`. */
const char *kapka_test_centre_get_upstream (KapkaTestCentre *centre);

/**
 * kapka_test_centre_run:
 * @command: words after the name of the program and its database; NULL-terminated
 *
 * Runs a command of `kapka-central`, and fails the test unless it exits with 0.
 *
 * Returns: (transfer full): what it printed
 */
char *kapka_test_centre_run (KapkaTestCentre *centre, const char *const *command);

/** Adds a terminal, and its library when that is new. Returns: (transfer full): a code for it. */
char *
kapka_test_centre_add_terminal (KapkaTestCentre *centre, const char *library, const char *terminal);

/** Returns: (transfer full): the enrolment code in what a command printed. */
char *kapka_test_centre_find_code (const char *text);

/** Returns: (transfer full): a new code for a terminal that is there. */
char *
kapka_test_centre_renew_code (KapkaTestCentre *centre, const char *library, const char *terminal);

/** Runs statements on the store, as if something there had gone wrong. */
void kapka_test_centre_change (KapkaTestCentre *centre, const char *sql);

/** Stops and starts the program; kiosks find nobody in the meantime. */
void kapka_test_centre_stop (KapkaTestCentre *centre);
void kapka_test_centre_start (KapkaTestCentre *centre);

/** Gives a stopped centre an empty store, as if there had never been one. */
void kapka_test_centre_empty (KapkaTestCentre *centre);

/**
 * kapka_test_centre_sum:
 * @library: (nullable): code; %NULL for all
 * @terminal: (nullable): code; %NULL for all of the library
 *
 * Returns: the sum of a counter over all days the centre holds.
 */
gint64 kapka_test_centre_sum (KapkaTestCentre *centre,
                              const char *library,
                              const char *terminal,
                              const char *key);

/** Returns: one number of its store. */
gint64 kapka_test_centre_read_int (KapkaTestCentre *centre, const char *sql);
