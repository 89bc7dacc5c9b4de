// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "print/printer-trouble.h"

/** KapkaPrinter: what a queue of the print system is like at one moment. */
typedef struct {
  char *name;
  KapkaPrinterTrouble trouble;
  GStrv sides; // What it can do, as IPP calls it.
  GStrv media;
  GStrv colour_modes;
} KapkaPrinter;

/**
 * kapka_printer_look:
 * @queue: name of a queue; empty: the system's default one
 *
 * Asks the print system, which may take some seconds. Errors: NOT_FOUND, NETWORK, IO.
 *
 * Returns: (transfer full): the queue, or %NULL.
 */
KapkaPrinter *kapka_printer_look (const char *queue, GError **error);
void kapka_printer_free (KapkaPrinter *printer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaPrinter, kapka_printer_free)
