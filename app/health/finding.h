// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/problems.h"

/** KapkaSeverity: how urgent a finding is. */
typedef enum {
  KAPKA_SEVERITY_ERROR,   // Something does not work until somebody has helped.
  KAPKA_SEVERITY_WARNING, // It works, and somebody should look after it.
  KAPKA_SEVERITY_NOTE,    // It may be meant.
} KapkaSeverity;

/** KapkaFindingKind: what may be wrong with a kiosk, the worst first within a severity. */
typedef enum {
  KAPKA_FINDING_KIOSK_CLOSED,
  KAPKA_FINDING_JOURNAL_DAMAGED,
  KAPKA_FINDING_JOURNAL_NEWER,
  KAPKA_FINDING_JOURNAL_UNREADABLE,
  KAPKA_FINDING_DISK_FULL,
  KAPKA_FINDING_DISK_READ_ONLY,
  KAPKA_FINDING_DISK_FROZEN,
  KAPKA_FINDING_DESK_DAMAGED,
  KAPKA_FINDING_STAFF_DAMAGED,
  KAPKA_FINDING_ENROLMENT_DAMAGED,
  KAPKA_FINDING_SYNC_FAILING,
  KAPKA_FINDING_CLOCK_WRONG,
  KAPKA_FINDING_PRINTER_GONE,
  KAPKA_FINDING_PRINTER_STOPPED,
  KAPKA_FINDING_CA_EXPIRED,
  KAPKA_FINDING_CONFIG,
  KAPKA_FINDING_CATALOG,
  KAPKA_FINDING_FORMS_CHANGED,
  KAPKA_FINDING_SLIDES,
  KAPKA_FINDING_KEYBOARD,
  KAPKA_FINDING_KIOSK_ENDED,
  KAPKA_FINDING_JOURNAL_REPLACED,
  KAPKA_FINDING_BALLAST_MISSING,
  KAPKA_FINDING_DISK_LOW,
  KAPKA_FINDING_DISK_MOVED,
  KAPKA_FINDING_SYNC_LATE,
  KAPKA_FINDING_SYNC_NEVER,
  KAPKA_FINDING_NOT_ENROLLED,
  KAPKA_FINDING_ENROLLED_OTHERWISE,
  KAPKA_FINDING_PIN_MISSING,
  KAPKA_FINDING_BACKUP_OLD,
  KAPKA_FINDING_PRINTER_ATTENTION,
  KAPKA_FINDING_CA_EXPIRES,
  KAPKA_FINDING_PORTALS_DOWN,
  KAPKA_FINDING_FORMS_OUTDATED,
  KAPKA_FINDING_LIST_UNAPPROVED,
  KAPKA_FINDING_NO_CENTRE,
  KAPKA_FINDING_PRINTER_NONE,
  KAPKA_FINDING_CLOCK_UNSYNCED,
  KAPKA_N_FINDING_KINDS,
} KapkaFindingKind;

/** KapkaFinding: one thing that is wrong, and what to do about it. */
typedef struct {
  KapkaFindingKind kind;
  char *file; // (nullable) Where it is.
  guint line; // From 1; 0 when it is the whole file.
  char *text; // What is wrong, in the language of the program.
  int exit_code;
} KapkaFinding;

/** KapkaFindings: an array of owned #KapkaFinding. */
typedef GPtrArray KapkaFindings;

/** Returns: (transfer full): an empty list; free with g_ptr_array_unref(). */
KapkaFindings *kapka_findings_new (void);

/**
 * kapka_findings_add:
 * @file: (nullable): where it is
 * @line: from 1; 0 for the whole file
 * @text: what is wrong
 */
void kapka_findings_add (KapkaFindings *findings,
                         KapkaFindingKind kind,
                         const char *file,
                         guint line,
                         const char *text);

/** Adds what @error says about @file; a program that ends because of it has the exit code of
 * @error. */
void kapka_findings_add_error (KapkaFindings *findings,
                               KapkaFindingKind kind,
                               const char *file,
                               const GError *error);

/** Adds each of @problems. */
void kapka_findings_add_problems (KapkaFindings *findings,
                                  KapkaFindingKind kind,
                                  const KapkaProblems *problems);

/** Puts the worst first; what is alike stays in the order in which it was found. */
void kapka_findings_sort (KapkaFindings *findings);

/** Returns: whether the next of sorted @findings is of another kind than the one at @index, so that
 * what to do about its kind is to be said here. */
gboolean kapka_findings_end_kind (const KapkaFindings *findings, guint index);

/** Returns: the exit code of a program that tells sorted @findings: that of the worst error, 0
 * without one. */
int kapka_findings_get_exit_code (const KapkaFindings *findings);

/** Returns: the code that stays the same for ever, as in `DISK-LOW`. */
const char *kapka_finding_get_code (const KapkaFinding *finding);
KapkaSeverity kapka_finding_get_severity (const KapkaFinding *finding);

/** Returns: what to do, in the language of the program. */
const char *kapka_finding_get_advice (const KapkaFinding *finding);

/** Returns: `error`, `warning` or `note`, for machines. */
const char *kapka_severity_to_string (KapkaSeverity severity);

/** Returns: (transfer full): `FILE:LINE: text`, with the severity in it unless it is an error of a
 * file. */
char *kapka_finding_to_string (const KapkaFinding *finding);
