// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "central/store.h"

/** How long an enrolment code holds (sync.md §4). */
#define KAPKA_ENROL_CODE_DAYS 14

/** KapkaTerminal: a place where a kiosk stands; kiosks (installs) come and go. */
typedef struct {
  char *library;          // Code of the library.
  char *code;             // As in `PC-2`.
  char *retired_on;       // (nullable) Day.
  guint n_active;         // Installs that may upload.
  gint64 last_seen_ms;    // 0: never.
  gint64 code_expires_ms; // Of an unused enrolment code that still holds; 0: there is none.
} KapkaTerminal;

void kapka_terminal_free (KapkaTerminal *terminal);

/**
 * kapka_terminal_add:
 * @library: code of a library
 * @code: code of the new terminal within it
 *
 * Errors: NOT_FOUND (no such library), DATA (@code), USAGE (it is there already), those of
 * kapka_store_transact().
 *
 * Returns: (transfer full): an enrolment code for it, which the store keeps as a digest alone.
 */
char *kapka_terminal_add (KapkaStore *store,
                          KapkaClock *clock,
                          const char *library,
                          const char *code,
                          GError **error);

/**
 * kapka_terminal_renew_code:
 * Makes a new enrolment code; those that nobody has used hold no longer.
 *
 * Errors: NOT_FOUND, USAGE (the terminal is retired), those of kapka_store_transact().
 */
char *kapka_terminal_renew_code (KapkaStore *store,
                                 KapkaClock *clock,
                                 const char *library,
                                 const char *code,
                                 GError **error);

/**
 * kapka_terminal_revoke:
 * @out_n_installs: (out): how many could upload before
 *
 * Takes from every install of the terminal the right to upload, and from its enrolment codes the
 * right to be used. What they sent stays.
 */
gboolean kapka_terminal_revoke (KapkaStore *store,
                                KapkaClock *clock,
                                const char *library,
                                const char *code,
                                guint *out_n_installs,
                                GError **error);

/**
 * kapka_terminal_retire:
 * @day: (nullable): the day from which nobody waits for its reports; %NULL takes it into service
 * again
 *
 * Its kiosk may still send what it has. Errors: NOT_FOUND, DATA.
 */
gboolean kapka_terminal_retire (KapkaStore *store,
                                const char *library,
                                const char *code,
                                const char *day,
                                GError **error);

/**
 * kapka_terminal_list:
 * @library: (nullable): code of one library
 *
 * Returns: (transfer full) (element-type KapkaTerminal): terminals by library and code.
 */
GPtrArray *
kapka_terminal_list (KapkaStore *store, KapkaClock *clock, const char *library, GError **error);

/** Finds both ids of a terminal; inside a transaction. Errors: NOT_FOUND. */
gboolean kapka_terminal_find (KapkaStore *store,
                              const char *library,
                              const char *code,
                              gint64 *out_library_id,
                              gint64 *out_terminal_id,
                              GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaTerminal, kapka_terminal_free)
