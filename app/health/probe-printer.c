// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/i18n.h"
#include "health/probes.h"
#include "print/printer.h"
#include "print/queue.h"

/* Nothing comes out, whatever the printer itself shows. */
#define STOPPED                                                                                    \
  (KAPKA_PRINTER_STOPPED | KAPKA_PRINTER_REFUSING | KAPKA_PRINTER_OFFLINE |                        \
   KAPKA_PRINTER_CONNECTING)

static void
add_missing (KapkaHealth *health) {
  const char *queue = health->settings->printer;
  g_autofree char *text = NULL;

  if (*queue == '\0') {
    health->printer = "none";
    kapka_findings_add (health->findings, KAPKA_FINDING_PRINTER_NONE, NULL, 0,
                        _ ("there is no printer; forms can be looked at only"));
    return;
  }
  health->printer = "gone";
  text = g_strdup_printf (_ ("the print system has no printer \"%s\""), queue);
  kapka_findings_add (health->findings, KAPKA_FINDING_PRINTER_GONE, NULL, 0, text);
}

static void
add_trouble (KapkaHealth *health, KapkaFindingKind kind, const char *format, const char *name) {
  g_auto (GStrv) around = g_strsplit (format, "%s", 2);
  g_autofree char *text = g_strjoinv (name, around);

  kapka_findings_add (health->findings, kind, NULL, 0, text);
}

/* The kiosk itself keeps the note while something of a visitor's is in the print system, and opens
 * for nobody else before that is gone. */
static void
probe_note (KapkaHealth *health) {
  g_autofree char *note = g_build_filename (health->settings->state_dir, "printing", NULL);

  if (g_file_test (note, G_FILE_TEST_EXISTS) && !kapka_queue_is_reachable ())
    kapka_findings_add (health->findings, KAPKA_FINDING_KIOSK_CLOSED, note, 0,
                        _ ("the kiosk lets nobody in: a paper of the last visitor is in the print "
                           "system, which does not answer"));
}

void
kapka_probe_printer (KapkaHealth *health) {
  g_autoptr (KapkaPrinter) printer = kapka_printer_look (health->settings->printer, NULL);

  probe_note (health);
  if (printer == NULL) {
    add_missing (health);
  } else if ((printer->trouble & STOPPED) != 0) {
    health->printer = "stopped";
    add_trouble (health, KAPKA_FINDING_PRINTER_STOPPED,
                 _ ("the printer %s has stopped or cannot be reached"), printer->name);
  } else if (printer->trouble != KAPKA_PRINTER_FINE) {
    health->printer = "attention";
    add_trouble (health, KAPKA_FINDING_PRINTER_ATTENTION,
                 _ ("the printer %s needs paper, ink or a look"), printer->name);
  } else {
    health->printer = "ready";
  }
}
