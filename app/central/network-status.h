// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/json.h"
#include "central/store.h"

/** KapkaTrouble: what there is to look after at a terminal; more than one may be. */
typedef enum {
  KAPKA_TROUBLE_NEVER = 1 << 0,       // No kiosk of it was ever heard.
  KAPKA_TROUBLE_SILENT = 1 << 1,      // Heard, but not in the last days.
  KAPKA_TROUBLE_NO_PRESENCE = 1 << 2, // Heard, but its screen was never on in these days.
  KAPKA_TROUBLE_NO_USERS = 1 << 3,    // On, but nobody used it in these days.
  KAPKA_TROUBLE_PENDING = 1 << 4,     // It could not send everything.
  KAPKA_TROUBLE_CLOCK = 1 << 5,       // Its clock is not synchronised, or is wrong.
  KAPKA_TROUBLE_JOURNAL = 1 << 6,     // Its journal was damaged.
  KAPKA_TROUBLE_CLONE = 1 << 7,       // Two machines use one enrolment.
  KAPKA_TROUBLE_FINDINGS = 1 << 8,    // It has found something wrong with itself.
} KapkaTrouble;

#define KAPKA_N_TROUBLES 9

/** KapkaTerminalStatus: a terminal in service. */
typedef struct {
  char *library;
  char *name; // (nullable) Of the library, at present.
  char *terminal;
  guint troubles; // Of KapkaTrouble.
  gint64 last_seen_ms;
  gint64 enrolled_ms;   // First enrolment; 0: none.
  gint64 clone_ms;      // When two machines were last noticed; 0: never.
  char *last_on;        // (nullable) Last day in these days on which its screen was on.
  char *last_users;     // (nullable) …and on which somebody used it.
  char *install_id;     // (nullable) Of the kiosk that was heard last.
  char *state;          // (nullable) What that kiosk says of itself (sync.md §4).
  char *last_reason;    // (nullable)
  char *oldest_pending; // (nullable)
  gint64 pending_days;
  KapkaJson *findings; // (nullable) What it found of itself: severities by code.
  gint64 skew_ms;      // Its clock minus ours, as far as it says so.
} KapkaTerminalStatus;

/** KapkaDayConflict: one revision of a day with two contents; a person decides (sync.md §4). */
typedef struct {
  char *library;
  char *terminal; // (nullable)
  char *install_id;
  char *stream_id;
  char *day;
  gint64 revision;
  gint64 n_versions;
} KapkaDayConflict;

/** KapkaNetworkStatus: who has reported, and what there is to look after. */
typedef struct {
  gint64 now_ms;
  guint n_days;
  GPtrArray *terminals; // (element-type KapkaTerminalStatus): by library and terminal.
  GPtrArray *conflicts; // (element-type KapkaDayConflict)
} KapkaNetworkStatus;

/**
 * kapka_network_status_new:
 * @n_days: after how many days without a word a terminal is silent
 *
 * Retired terminals are left out. Errors: those of kapka_store_transact().
 */
KapkaNetworkStatus *
kapka_network_status_new (KapkaStore *store, KapkaClock *clock, guint n_days, GError **error);
void kapka_network_status_free (KapkaNetworkStatus *status);

/** Returns: the word that names one trouble in JSON, as in `no_users`. */
const char *kapka_trouble_to_string (KapkaTrouble trouble);

guint kapka_network_status_count (const KapkaNetworkStatus *status, KapkaTrouble trouble);

/** Returns: (transfer full): the status for people, in their language. */
char *kapka_network_status_to_text (const KapkaNetworkStatus *status);

/** Returns: (transfer full): the status as one JSON object, every terminal in it. */
char *kapka_network_status_to_json (const KapkaNetworkStatus *status);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaNetworkStatus, kapka_network_status_free)
