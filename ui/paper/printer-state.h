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
} KapkaPrinterTrouble;

/** Returns: the troubles that the words of IPP (`media-empty-error,toner-low-warning`) name; those
 * that only report are none. */
KapkaPrinterTrouble kapka_printer_state_read_reasons (const char *reasons);

/**
 * kapka_printer_state_look:
 * @queue: name of the CUPS queue; empty: the default one
 * @out_name: (out) (nullable): the queue that was found
 *
 * Asks the print system, which may take some seconds. Returns: what is wrong.
 */
KapkaPrinterTrouble kapka_printer_state_look (const char *queue, char **out_name);

/** Returns: (transfer full): @trouble in plain words. */
char *kapka_printer_state_describe (KapkaPrinterTrouble trouble);

/** Returns: (transfer full): what is known of the paper, in plain words. */
char *kapka_printer_state_describe_paper (KapkaPrinterTrouble trouble);
