// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/** KapkaPrinterTrouble: what keeps paper from coming out, or soon will. */
typedef enum {
  KAPKA_PRINTER_FINE = 0,
  KAPKA_PRINTER_NONE = 1 << 0, // There is no such queue, or no print system.
  KAPKA_PRINTER_STOPPED = 1 << 1,
  KAPKA_PRINTER_REFUSING = 1 << 2, // It takes no jobs.
  KAPKA_PRINTER_OFFLINE = 1 << 3,
  KAPKA_PRINTER_NO_PAPER = 1 << 4,
  KAPKA_PRINTER_LOW_PAPER = 1 << 5,
  KAPKA_PRINTER_JAM = 1 << 6,
  KAPKA_PRINTER_OPEN = 1 << 7, // A door or cover is.
  KAPKA_PRINTER_NO_INK = 1 << 8,
  KAPKA_PRINTER_LOW_INK = 1 << 9,
  KAPKA_PRINTER_OTHER = 1 << 10,
  KAPKA_PRINTER_CONNECTING = 1 << 11, // For a moment all do; one that is off does so for long.
} KapkaPrinterTrouble;

/** With one of these no sheet comes out until somebody has helped. */
#define KAPKA_PRINTER_IN_NEED                                                                      \
  (KAPKA_PRINTER_STOPPED | KAPKA_PRINTER_OFFLINE | KAPKA_PRINTER_NO_PAPER | KAPKA_PRINTER_JAM |    \
   KAPKA_PRINTER_OPEN | KAPKA_PRINTER_NO_INK)

/** Returns: the trouble that a word of IPP, as in `media-empty-error`, names; one that only reports
 * is none. */
KapkaPrinterTrouble kapka_printer_trouble_read (const char *word);

/** Returns: the trouble that the print system tells in a sentence alone: it cannot reach the
 * printer. */
KapkaPrinterTrouble kapka_printer_trouble_read_message (const char *message);
