// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "print/printer.h"

/** Returns: (transfer full): @trouble in plain words. */
char *kapka_printer_words (KapkaPrinterTrouble trouble);

/** Returns: (transfer full): what is known of the paper, in plain words. */
char *kapka_printer_words_for_paper (KapkaPrinterTrouble trouble);
