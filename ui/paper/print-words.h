// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "print/job.h"

/** KapkaPrintWords: an answer to the visitor, as it stands in the source: not translated yet. */
typedef struct {
  const char *text;
  const char *css_class;
} KapkaPrintWords;

/** Returns: why a document did not get into the print system. */
KapkaPrintWords kapka_print_words_for_error (const GError *error);

/** Returns: how it goes on with a document that the print system has accepted. */
KapkaPrintWords kapka_print_words_for_state (const KapkaJobState *state);
