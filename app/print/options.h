// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog/print-profile.h"
#include "print/printer.h"

/** KapkaPrintOptions: what a job asks of its printer, as IPP calls it; %NULL leaves it to the
 * printer. */
typedef struct {
  const char *sides;
  const char *media;
  const char *colour_mode;
  const char *scaling;
} KapkaPrintOptions;

/**
 * kapka_print_options_choose:
 * @profile: how the paper should come out
 * @page_media: (nullable): paper as large as the page, for a profile that names none
 * @printer: what the printer can do
 *
 * A printer is never asked for what it lacks: where it prints on one side alone two pages take two
 * sheets, and for a paper it does not know it takes its own. The scale is never left to it.
 */
void kapka_print_options_choose (const KapkaPrintProfile *profile,
                                 const char *page_media,
                                 const KapkaPrinter *printer,
                                 KapkaPrintOptions *out_options);
