// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gio/gio.h>

/** KapkaLogEntry: what a program of Kapka has logged. */
typedef struct {
  gint64 time_us; // UTC.
  char *program;
  char *event;
  char *message;
  GStrv words; // `name=value` of each other field of Kapka, in the order of their names.
} KapkaLogEntry;

/** KapkaLogEntries: the log of Kapka as the journal of the system has it. */
typedef struct {
  GPtrArray *list; // (element-type KapkaLogEntry) The oldest first.
  guint dropped;   // Entries of its programs that are none of ours, or have unknown fields.
} KapkaLogEntries;

/**
 * kapka_log_entries_read:
 * @since_us: UTC; earlier entries are left out
 * @error: return location
 *
 * Asks journalctl for what the programs of Kapka have logged. What is not exactly what log.h writes
 * is counted and dropped: others may write under our names.
 *
 * Errors: NOT_FOUND when the system keeps no journal, or none that we may read; IO.
 *
 * Returns: (transfer full): the entries, or %NULL.
 */
KapkaLogEntries *kapka_log_entries_read (gint64 since_us, GError **error);

/**
 * kapka_log_entries_count_others:
 *
 * Returns: (transfer full): how many warnings and errors other programs have logged since
 * @since_us, by their names: `name` → GUINT_TO_POINTER(); %NULL on error.
 */
GHashTable *kapka_log_entries_count_others (gint64 since_us, GError **error);

void kapka_log_entries_free (KapkaLogEntries *entries);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaLogEntries, kapka_log_entries_free)
