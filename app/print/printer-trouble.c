// SPDX-License-Identifier: GPL-3.0-or-later
#include "print/printer-trouble.h"

#include <string.h>

/* As printers say it (RFC 8011, 5.4.12), each with `-error`, `-warning`, `-report` or nothing
 * behind it; they do not agree on which of these keeps paper from coming out. */
static const struct {
  const char *word;
  KapkaPrinterTrouble trouble;
} reasons[] = {
  { "offline", KAPKA_PRINTER_OFFLINE },
  { "connecting-to-device", KAPKA_PRINTER_CONNECTING },
  { "shutdown", KAPKA_PRINTER_OFFLINE },
  { "timed-out", KAPKA_PRINTER_OFFLINE },
  { "paused", KAPKA_PRINTER_STOPPED },
  { "moving-to-paused", KAPKA_PRINTER_STOPPED },
  { "media-empty", KAPKA_PRINTER_NO_PAPER },
  { "media-needed", KAPKA_PRINTER_NO_PAPER },
  { "media-low", KAPKA_PRINTER_LOW_PAPER },
  { "media-jam", KAPKA_PRINTER_JAM },
  { "cover-open", KAPKA_PRINTER_OPEN },
  { "door-open", KAPKA_PRINTER_OPEN },
  { "interlock-open", KAPKA_PRINTER_OPEN },
  { "toner-empty", KAPKA_PRINTER_NO_INK },
  { "marker-supply-empty", KAPKA_PRINTER_NO_INK },
  { "toner-low", KAPKA_PRINTER_LOW_INK },
  { "marker-supply-low", KAPKA_PRINTER_LOW_INK },
  { "none", KAPKA_PRINTER_FINE },
  { "cups-waiting-for-job-completed", KAPKA_PRINTER_FINE },
};

KapkaPrinterTrouble
kapka_printer_trouble_read (const char *word) {
  for (gsize i = 0; i < G_N_ELEMENTS (reasons); i++) {
    gsize length = strlen (reasons[i].word);

    if (strncmp (word, reasons[i].word, length) == 0 &&
        (word[length] == '\0' || word[length] == '-'))
      return reasons[i].trouble;
  }
  return g_str_has_suffix (word, "-report") ? KAPKA_PRINTER_FINE : KAPKA_PRINTER_OTHER;
}

/* What the parts of CUPS say that talk to a printer by network or cable, for as long as they try;
 * some of them say nothing else. */
static const char *const unreachable[] = {
  "The printer is not responding.",
  "The printer is unreachable at this time.",
  "The printer may not exist or is unavailable at this time.",
  "Waiting for printer to become available.",
  NULL,
};

KapkaPrinterTrouble
kapka_printer_trouble_read_message (const char *message) {
  return g_strv_contains (unreachable, message) ? KAPKA_PRINTER_CONNECTING : KAPKA_PRINTER_FINE;
}
