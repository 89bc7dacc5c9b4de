// SPDX-License-Identifier: GPL-3.0-or-later
#include "health/finding.h"

#include <sysexits.h>

#include "base/error.h"
#include "base/i18n.h"

typedef struct {
  const char *code;
  KapkaSeverity severity;
  int exit_code; // Of an error.
  const char *advice;
} Meaning;

#define FAULT KAPKA_SEVERITY_ERROR
#define WARNING KAPKA_SEVERITY_WARNING
#define NOTE KAPKA_SEVERITY_NOTE

static const Meaning meanings[KAPKA_N_FINDING_KINDS] = {
  [KAPKA_FINDING_KIOSK_CLOSED] = { "KIOSK-CLOSED", FAULT, EX_UNAVAILABLE,
                                   N_ ("Set the print system going: systemctl restart cups. If "
                                       "there "
                                       "is none any more, remove this file.") },
  [KAPKA_FINDING_JOURNAL_DAMAGED] = { "JOURNAL-DAMAGED", FAULT, EX_IOERR,
                                      N_ ("Restart the kiosk: it puts the journal aside and saves "
                                          "what survived. Then look at the disk; it may be "
                                          "failing.") },
  [KAPKA_FINDING_JOURNAL_NEWER] = { "JOURNAL-NEWER", FAULT, EX_CONFIG,
                                    N_ ("Install the newer version of Kapka again. Until then "
                                        "visits are counted beside the journal.") },
  [KAPKA_FINDING_JOURNAL_UNREADABLE] = { "JOURNAL-UNREADABLE", FAULT, EX_IOERR,
                                         N_ ("Run this as root or kapka. If it stays so, look at "
                                             "the disk; it may be failing.") },
  [KAPKA_FINDING_DISK_FULL] = { "DISK-FULL", FAULT, EX_CANTCREAT,
                                N_ ("Make room on the disk; visits wait in memory and are not "
                                    "counted for good.") },
  [KAPKA_FINDING_DISK_READ_ONLY] = { "DISK-READONLY", FAULT, EX_CANTCREAT,
                                     N_ ("Save what is on the disk and have it checked (fsck); the "
                                         "system stops writing to a disk that fails.") },
  [KAPKA_FINDING_DISK_FROZEN] = { "DISK-FROZEN", FAULT, EX_CONFIG,
                                  N_ ("Take the folder of the journal out of the protection that "
                                      "puts the disk back at each start.") },
  [KAPKA_FINDING_DESK_DAMAGED] = { "DESK-DAMAGED", FAULT, EX_IOERR,
                                   N_ ("Open the librarian's screens: the newest good backup takes "
                                       "its place.") },
  [KAPKA_FINDING_STAFF_DAMAGED] = { "STAFF-DAMAGED", FAULT, EX_CONFIG,
                                    N_ ("Nobody can open the librarian's screens. Mend what is "
                                        "said here, or remove the file and name the people anew: "
                                        "kapkactl pin") },
  [KAPKA_FINDING_ENROLMENT_DAMAGED] = { "ENROLMENT-DAMAGED", FAULT, EX_CONFIG,
                                        N_ ("Mend what is said here, or connect the kiosk anew by "
                                            "a code: kapkactl enroll CODE") },
  [KAPKA_FINDING_SYNC_FAILING] = { "SYNC-FAILING", FAULT, EX_UNAVAILABLE,
                                   N_ ("The counts are kept here. See what was tried: journalctl "
                                       "-t kapka-sync") },
  [KAPKA_FINDING_CLOCK_WRONG] = { "CLOCK-WRONG", FAULT, EX_CONFIG,
                                  N_ ("Set the clock and switch its setting by the network on: "
                                      "timedatectl set-ntp true. If it is wrong after each power "
                                      "cut, replace the battery of the mainboard.") },
  [KAPKA_FINDING_PRINTER_GONE] = { "PRINTER-GONE", FAULT, EX_UNAVAILABLE,
                                   N_ ("Set the printer up in the print system, or correct "
                                       "\"printer\" in group [print] of kapka.conf. The names it "
                                       "knows: lpstat -e") },
  [KAPKA_FINDING_PRINTER_STOPPED] = { "PRINTER-STOPPED", FAULT, EX_UNAVAILABLE,
                                      N_ ("Switch the printer on, check its cable, then press "
                                          "\"Paper was added\" on the librarian's page "
                                          "\"Equipment\".") },
  [KAPKA_FINDING_CA_EXPIRED] = { "CA-EXPIRED", FAULT, EX_CONFIG,
                                 N_ ("Install its successor: kapkactl ca import FILE…") },
  [KAPKA_FINDING_CONFIG] = { "CONFIG", FAULT, EX_CONFIG,
                             N_ ("Correct the settings file; where there is none yet, kapkactl "
                                 "setup writes it. Until then the kiosk runs by the settings of "
                                 "its "
                                 "last good start.") },
  [KAPKA_FINDING_CATALOG] = { "CATALOG", FAULT, EX_CONFIG,
                              N_ ("Correct the list. Until then the entries in question are left "
                                  "out.") },
  [KAPKA_FINDING_FORMS_CHANGED] = { "FORMS-CHANGED", FAULT, EX_CONFIG,
                                    N_ ("They are not printed. Import them again: kapkactl forms "
                                        "import FILE. See more: kapkactl forms check") },
  [KAPKA_FINDING_SLIDES] = { "SLIDES", FAULT, EX_CONFIG,
                             N_ ("Correct the folder of the slides. The others are shown.") },
  [KAPKA_FINDING_KEYBOARD] = { "KEYBOARD", FAULT, EX_CONFIG,
                               N_ ("Correct the layout. The installed ones are in use.") },
  [KAPKA_FINDING_KIOSK_ENDED] = { "KIOSK-ENDED", WARNING, EX_OK,
                                  N_ ("Codes are in the manual, kapka-guard(8). When it goes on, "
                                      "send what happened to those who look after Kapka: kapkactl "
                                      "logs --for-support FILE") },
  [KAPKA_FINDING_JOURNAL_REPLACED] = { "JOURNAL-REPLACED", WARNING, 0,
                                       N_ ("What survived is saved and counts again. Look at the "
                                           "disk and its cable: it may be failing.") },
  [KAPKA_FINDING_BALLAST_MISSING] = { "BALLAST-MISSING", WARNING, 0,
                                      N_ ("Make room on the disk. Visits are still counted, from a "
                                          "reserve of about a month.") },
  [KAPKA_FINDING_DISK_LOW] = { "DISK-LOW", WARNING, 0,
                               N_ ("Make room on the disk before it is full.") },
  [KAPKA_FINDING_DISK_MOVED] = { "DISK-MOVED", WARNING, 0,
                                 N_ ("Connect the kiosk anew by a code: kapkactl enroll CODE. Its "
                                     "data is sent meanwhile.") },
  [KAPKA_FINDING_SYNC_LATE] = { "SYNC-LATE", WARNING, 0,
                                N_ ("Check the network. It may still come right by itself; no data "
                                    "will be lost.") },
  [KAPKA_FINDING_SYNC_NEVER] = { "SYNC-NEVER", WARNING, 0,
                                 N_ ("Press \"Send now\" on the librarian's page \"Upload\", or: "
                                     "runuser -u kapka -- kapka-sync --once") },
  [KAPKA_FINDING_NOT_ENROLLED] = { "NOT-ENROLLED", WARNING, 0,
                                   N_ ("Connect the kiosk with its centre by a code: kapkactl "
                                       "enroll CODE") },
  [KAPKA_FINDING_ENROLLED_OTHERWISE] = { "ENROLLED-OTHERWISE", WARNING, 0,
                                         N_ ("The centre decides where the counts go. Correct "
                                             "group [terminal] of kapka.conf, or connect the kiosk "
                                             "anew by a code for the right computer: kapkactl "
                                             "enroll CODE") },
  [KAPKA_FINDING_PIN_MISSING] = { "PIN-MISSING", WARNING, 0,
                                  N_ ("Name an administrator and set the PIN: kapkactl pin set "
                                      "--role=administrator NAME") },
  [KAPKA_FINDING_BACKUP_OLD] = { "BACKUP-OLD", WARNING, 0,
                                 N_ ("Check \"backup_dir\" in group [storage] of kapka.conf: is "
                                     "the disk there, has it room, does the folder belong to "
                                     "kapka, and may the kiosk write there (ReadWritePaths= in "
                                     "systemctl edit kapka)?") },
  [KAPKA_FINDING_PRINTER_ATTENTION] = { "PRINTER-ATTENTION", WARNING, 0,
                                        N_ ("Look at the printer: it shows itself what it "
                                            "needs.") },
  [KAPKA_FINDING_CA_EXPIRES] = { "CA-EXPIRES", WARNING, 0,
                                 N_ ("Install its successor: kapkactl ca import FILE…") },
  [KAPKA_FINDING_PORTALS_DOWN] = { "PORTALS-DOWN", WARNING, 0,
                                   N_ ("See each with what to do: kapkactl portal-check") },
  [KAPKA_FINDING_FORMS_OUTDATED] = { "FORMS-OUTDATED", WARNING, 0,
                                     N_ ("Import what has taken their place: kapkactl forms import "
                                         "FILE") },
  [KAPKA_FINDING_LIST_UNAPPROVED] = { "LIST-UNAPPROVED", WARNING, 0,
                                      N_ ("Give the list a number, a date and who has approved it, "
                                          "in group [List].") },
  [KAPKA_FINDING_NO_CENTRE] = { "NO-CENTRE", NOTE, 0,
                                N_ ("If there is a centre, set \"url\" in group [sync] of "
                                    "kapka.conf.") },
  [KAPKA_FINDING_PRINTER_NONE] = { "PRINTER-NONE", NOTE, 0,
                                   N_ ("If there is one, set it up in the print system.") },
  [KAPKA_FINDING_CLOCK_UNSYNCED] = { "CLOCK-UNSYNCED", NOTE, 0,
                                     N_ ("Compare it, or have the network set it: timedatectl "
                                         "set-ntp true") },
};

static void
finding_free (gpointer data) {
  KapkaFinding *finding = data;

  g_free (finding->file);
  g_free (finding->text);
  g_free (finding);
}

KapkaFindings *
kapka_findings_new (void) {
  return g_ptr_array_new_with_free_func (finding_free);
}

static void
add (KapkaFindings *findings,
     KapkaFindingKind kind,
     const char *file,
     guint line,
     const char *text,
     int exit_code) {
  KapkaFinding *finding = g_new0 (KapkaFinding, 1);

  finding->kind = kind;
  finding->file = g_strdup (file);
  finding->line = line;
  finding->text = g_strdup (text);
  finding->exit_code = exit_code;
  g_ptr_array_add (findings, finding);
}

void
kapka_findings_add (KapkaFindings *findings,
                    KapkaFindingKind kind,
                    const char *file,
                    guint line,
                    const char *text) {
  add (findings, kind, file, line, text, meanings[kind].exit_code);
}

void
kapka_findings_add_error (KapkaFindings *findings,
                          KapkaFindingKind kind,
                          const char *file,
                          const GError *error) {
  add (findings, kind, file, 0, error->message, kapka_error_exit_code (error));
}

void
kapka_findings_add_problems (KapkaFindings *findings,
                             KapkaFindingKind kind,
                             const KapkaProblems *problems) {
  for (guint i = 0; i < problems->len; i++) {
    const KapkaProblem *problem = g_ptr_array_index (problems, i);

    kapka_findings_add (findings, kind, problem->file, problem->line, problem->text);
  }
}

static int
compare (gconstpointer a, gconstpointer b) {
  const KapkaFinding *first = *(const KapkaFinding *const *)a;
  const KapkaFinding *second = *(const KapkaFinding *const *)b;
  int severity = (int)meanings[first->kind].severity - (int)meanings[second->kind].severity;

  return severity != 0 ? severity : (int)first->kind - (int)second->kind;
}

void
kapka_findings_sort (KapkaFindings *findings) {
  // GLib's sort keeps the order of what is alike.
  g_ptr_array_sort (findings, compare);
}

gboolean
kapka_findings_end_kind (const KapkaFindings *findings, guint index) {
  const KapkaFinding *finding = g_ptr_array_index (findings, index);
  const KapkaFinding *next =
      index + 1 < findings->len ? g_ptr_array_index (findings, index + 1) : NULL;

  return next == NULL || next->kind != finding->kind;
}

int
kapka_findings_get_exit_code (const KapkaFindings *findings) {
  const KapkaFinding *worst = findings->len == 0 ? NULL : g_ptr_array_index (findings, 0);

  return worst != NULL && kapka_finding_get_severity (worst) == FAULT ? worst->exit_code : EX_OK;
}

const char *
kapka_finding_get_code (const KapkaFinding *finding) {
  return meanings[finding->kind].code;
}

KapkaSeverity
kapka_finding_get_severity (const KapkaFinding *finding) {
  return meanings[finding->kind].severity;
}

const char *
kapka_finding_get_advice (const KapkaFinding *finding) {
  return _ (meanings[finding->kind].advice);
}

const char *
kapka_severity_to_string (KapkaSeverity severity) {
  static const char *const words[] = { "error", "warning", "note" };

  return words[severity];
}

static char *
describe_place (const KapkaFinding *finding) {
  if (finding->file == NULL)
    return g_strdup ("");
  return finding->line == 0 ? g_strdup_printf ("%s: ", finding->file)
                            : g_strdup_printf ("%s:%u: ", finding->file, finding->line);
}

char *
kapka_finding_to_string (const KapkaFinding *finding) {
  static const char *const words[] = { N_ ("error"), N_ ("warning"), N_ ("note") };
  KapkaSeverity severity = kapka_finding_get_severity (finding);
  g_autofree char *place = describe_place (finding);

  if (severity == FAULT && finding->file != NULL)
    return g_strconcat (place, finding->text, NULL);
  return g_strconcat (place, _ (words[severity]), ": ", finding->text, NULL);
}
