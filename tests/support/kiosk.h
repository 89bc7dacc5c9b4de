// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop.h"
#include "print-server.h"
#include "program.h"
#include "screen.h"
#include "tmpdir.h"

/**
 * KapkaTestKiosk: the real program `kapka` on a desktop of its own, with a configuration, a list of
 * portals and a state directory made for one test.
 */
typedef struct _KapkaTestKiosk KapkaTestKiosk;

/**
 * kapka_test_kiosk_new:
 * @width: of the screen, in pixels
 * @height: of the screen, in pixels
 *
 * The program is found by the environment variable KAPKA, its data by KAPKA_DATA_DIR; both are set
 * by meson, and KAPKA_PAPER_DIR says where its helper lies unless that is beside it.
 *
 * Returns: (transfer full): a kiosk that is not started yet
 */
KapkaTestKiosk *kapka_test_kiosk_new (guint width, guint height);

/** kapka_test_kiosk_free: @kiosk: (nullable) (transfer full): killed if it still runs, and removed
 */
void kapka_test_kiosk_free (KapkaTestKiosk *kiosk);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaTestKiosk, kapka_test_kiosk_free)

/** kapka_test_kiosk_set: sets a key of kapka.conf for the next start */
void
kapka_test_kiosk_set (KapkaTestKiosk *kiosk, const char *group, const char *key, const char *value);

/** kapka_test_kiosk_write_config: @text takes the place of the whole kapka.conf; no key can be set
 * afterwards */
void kapka_test_kiosk_write_config (KapkaTestKiosk *kiosk, const char *text);

/**
 * kapka_test_kiosk_add_portal:
 * @id: of the tile
 * @name: what the visitor reads
 * @url: its address
 * @services: as in portals.ini, primary first: "s3;s5"
 */
void kapka_test_kiosk_add_portal (KapkaTestKiosk *kiosk,
                                  const char *id,
                                  const char *name,
                                  const char *url,
                                  const char *services);

/** kapka_test_kiosk_use_installed_portals: shows the list of portals of the program itself; added
 * ones are left out */
void kapka_test_kiosk_use_installed_portals (KapkaTestKiosk *kiosk);

/** kapka_test_kiosk_set_print_server: @server must outlive @kiosk */
void kapka_test_kiosk_set_print_server (KapkaTestKiosk *kiosk, KapkaTestPrintServer *server);

/** kapka_test_kiosk_set_environment: gives the program a variable from the next start on */
void kapka_test_kiosk_set_environment (KapkaTestKiosk *kiosk, const char *name, const char *value);

/** kapka_test_kiosk_cut_network: from the next start on the program has no network at all; needs
 * the right to make one */
void kapka_test_kiosk_cut_network (KapkaTestKiosk *kiosk);

/**
 * kapka_test_kiosk_set_mount:
 * @source: a file
 * @target: what the program finds in its place from the next start on; needs the right to mount
 */
void kapka_test_kiosk_set_mount (KapkaTestKiosk *kiosk, const char *source, const char *target);

/** kapka_test_kiosk_start: starts the program and waits until its waiting screen shows, or the
 * question of its very first start */
void kapka_test_kiosk_start (KapkaTestKiosk *kiosk);

/**
 * kapka_test_kiosk_start_guard:
 * @kiosk_dir: where the guard finds a program `kapka`, its kiosk
 * @name: something its window shows
 *
 * Starts the program that KAPKA_GUARD names, which starts the kiosk, in the place of the kiosk
 * itself, and waits until @name shows.
 */
void kapka_test_kiosk_start_guard (KapkaTestKiosk *kiosk, const char *kiosk_dir, const char *name);

/** kapka_test_kiosk_stop: ends the program by SIGTERM and expects exit status 0 */
void kapka_test_kiosk_stop (KapkaTestKiosk *kiosk);

/** kapka_test_kiosk_kill: ends the program and all its processes by SIGKILL */
void kapka_test_kiosk_kill (KapkaTestKiosk *kiosk);

KapkaTestScreen *kapka_test_kiosk_get_screen (KapkaTestKiosk *kiosk);
KapkaTestDesktop *kapka_test_kiosk_get_desktop (KapkaTestKiosk *kiosk);
KapkaTestProgram *kapka_test_kiosk_get_program (KapkaTestKiosk *kiosk);

/** kapka_test_kiosk_get_config: Returns: (transfer none): path of kapka.conf, for the other
 * programs */
const char *kapka_test_kiosk_get_config (KapkaTestKiosk *kiosk);

/** kapka_test_kiosk_get_state_dir: Returns: (transfer none): the state directory, made on first
 * start */
const char *kapka_test_kiosk_get_state_dir (KapkaTestKiosk *kiosk);

/** kapka_test_kiosk_press: presses the button @name (may end in `*`) as soon as it shows */
void kapka_test_kiosk_press (KapkaTestKiosk *kiosk, const char *name);

/** kapka_test_kiosk_shows: Returns: whether something named @name (may end in `*`) shows now,
 * whatever its role */
gboolean kapka_test_kiosk_shows (KapkaTestKiosk *kiosk, const char *name);

/** kapka_test_kiosk_count_surfaces: Returns: how many windows, menus and popovers of the kiosk lie
 * on the screen */
guint kapka_test_kiosk_count_surfaces (KapkaTestKiosk *kiosk);

/** kapka_test_kiosk_expect: waits until something named @name shows, whatever its role */
void kapka_test_kiosk_expect (KapkaTestKiosk *kiosk, const char *name);

/**
 * kapka_test_kiosk_query:
 * @sql: a statement with one column
 *
 * Returns: (transfer full): the rows of the answer of the journal, joined by spaces; NULL values
 * are "-"
 */
char *kapka_test_kiosk_query (KapkaTestKiosk *kiosk, const char *sql);

/** kapka_test_kiosk_expect_query: waits until @sql answers @answer, and fails the test when it does
 * not in time */
void kapka_test_kiosk_expect_query (KapkaTestKiosk *kiosk, const char *sql, const char *answer);

/**
 * kapka_test_kiosk_expect_counts:
 * @counts: today's counters as "key=value" joined by spaces, sorted by key, without `_on`
 *
 * Waits until `day_count` holds exactly these.
 */
void kapka_test_kiosk_expect_counts (KapkaTestKiosk *kiosk, const char *counts);
