// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paper/print-words.h"

#include <glib/gi18n.h>

#include "base/error.h"

KapkaPrintWords
kapka_print_words_for_error (const GError *error) {
  if (g_error_matches (error, KAPKA_ERROR, KAPKA_ERROR_NOT_FOUND))
    return (KapkaPrintWords){ N_ ("The printer was not found. Please call a librarian."), "bad" };
  if (g_error_matches (error, KAPKA_ERROR, KAPKA_ERROR_BUSY))
    return (KapkaPrintWords){
      N_ ("The printer is switched off or stopped. Please call a librarian."), "bad"
    };
  if (g_error_matches (error, KAPKA_ERROR, KAPKA_ERROR_NETWORK))
    return (KapkaPrintWords){ N_ ("The printer does not answer. Please call a librarian."), "bad" };
  return (KapkaPrintWords){
    N_ ("The printer did not accept the document. Please call a librarian."), "bad"
  };
}

/* What there is to be done first comes first. */
static const struct {
  KapkaPrinterTrouble trouble;
  const char *text;
} needs[] = {
  { KAPKA_PRINTER_NO_PAPER,
    N_ ("The printer has run out of paper. Please call a librarian, and printing will go on.") },
  { KAPKA_PRINTER_JAM,
    N_ ("Paper is jammed in the printer. Please call a librarian, and printing will go on.") },
  { KAPKA_PRINTER_OPEN,
    N_ ("A cover of the printer is open. Please call a librarian, and printing will go on.") },
  { KAPKA_PRINTER_NO_INK,
    N_ ("The printer has run out of ink. Please call a librarian, and printing will go on.") },
  { KAPKA_PRINTER_OFFLINE,
    N_ ("The printer is switched off. Please call a librarian, and printing will go on.") },
};

static const char *
text_for_need (KapkaPrinterTrouble trouble) {
  for (gsize i = 0; i < G_N_ELEMENTS (needs); i++)
    if (trouble & needs[i].trouble)
      return needs[i].text;
  return N_ ("The printer has stopped. Please call a librarian, and printing will go on.");
}

KapkaPrintWords
kapka_print_words_for_state (const KapkaJobState *state) {
  switch (state->stage) {
  case KAPKA_JOB_PRINTING:
    return (KapkaPrintWords){ N_ ("The document is being printed. Please take your sheets."),
                              "good" };
  case KAPKA_JOB_STUCK:
    return (KapkaPrintWords){ text_for_need (state->trouble), "bad" };
  case KAPKA_JOB_DONE:
    return (KapkaPrintWords){ N_ ("The document is printed. Please take your sheets."), "good" };
  case KAPKA_JOB_CANCELLED:
    return (KapkaPrintWords){ N_ ("Printing was cancelled. Please ask a librarian."), "bad" };
  case KAPKA_JOB_FAILED:
    return (KapkaPrintWords){ N_ ("The document could not be printed. Please call a librarian."),
                              "bad" };
  case KAPKA_JOB_WAITING:
  default:
    return (KapkaPrintWords){
      N_ ("The printer has accepted the document. Please take your sheets."), "good"
    };
  }
}
