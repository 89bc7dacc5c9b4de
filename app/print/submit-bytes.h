// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "print/submit.h"

/**
 * kapka_print_submit_bytes:
 * @order: what kapka_print_submit() needs, without a path
 * @pdf: what is printed
 * @runtime_dir: where nothing outlives the power
 *
 * The print system wants a file: it gets one that nobody else can read and that is gone when this
 * returns.
 *
 * Errors: those of kapka_print_submit(), and FULL, READ_ONLY, DENIED.
 *
 * Returns: (transfer full): the job that the print system accepted, or %NULL.
 */
KapkaJobTicket *kapka_print_submit_bytes (const KapkaPrintOrder *order,
                                          GBytes *pdf,
                                          const char *runtime_dir,
                                          GError **error);

/** Removes the papers from @runtime_dir that a program has left there which died while it handed
 * them to the print system; written before @before, in seconds since 1970. */
void kapka_print_remove_papers (const char *runtime_dir, gint64 before);
