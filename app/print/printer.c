// SPDX-License-Identifier: GPL-3.0-or-later
#include "print/printer-private.h"

#include "base/error.h"

static const char *const wanted[] = {
  "printer-name",
  "printer-state",
  "printer-state-reasons",
  "printer-state-message",
  "printer-is-accepting-jobs",
  "sides-supported",
  "media-supported",
  "print-color-mode-supported",
};

/* The name of the queue that is meant; with none there is no printer. */
static char *
find_name (http_t *http, const char *queue, GError **error) {
  const char *name = *queue == '\0' ? cupsGetDefault2 (http) : queue;

  if (name == NULL)
    g_set_error_literal (error, KAPKA_ERROR, KAPKA_ERROR_NOT_FOUND, "there is no default printer");
  return g_strdup (name);
}

static GStrv
read_words (ipp_t *answer, const char *name) {
  ipp_attribute_t *attribute = ippFindAttribute (answer, name, IPP_TAG_ZERO);
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();

  for (int i = 0; attribute != NULL && i < ippGetCount (attribute); i++) {
    const char *word = ippGetString (attribute, i, NULL);

    if (word != NULL)
      g_strv_builder_add (words, word);
  }
  return g_strv_builder_end (words);
}

static KapkaPrinterTrouble
read_trouble (ipp_t *answer) {
  ipp_attribute_t *state = ippFindAttribute (answer, "printer-state", IPP_TAG_ENUM);
  ipp_attribute_t *accepting =
      ippFindAttribute (answer, "printer-is-accepting-jobs", IPP_TAG_BOOLEAN);
  g_auto (GStrv) reasons = read_words (answer, "printer-state-reasons");
  g_auto (GStrv) messages = read_words (answer, "printer-state-message");
  KapkaPrinterTrouble trouble = KAPKA_PRINTER_FINE;

  for (guint i = 0; reasons[i] != NULL; i++)
    trouble |= kapka_printer_trouble_read (reasons[i]);
  for (guint i = 0; messages[i] != NULL; i++)
    trouble |= kapka_printer_trouble_read_message (messages[i]);
  if (state != NULL && ippGetInteger (state, 0) == IPP_PSTATE_STOPPED)
    trouble |= KAPKA_PRINTER_STOPPED;
  if (accepting != NULL && !ippGetBoolean (accepting, 0))
    trouble |= KAPKA_PRINTER_REFUSING;
  return trouble;
}

KapkaPrinter *
kapka_printer_look_through (http_t *http, const char *queue, GError **error) {
  g_autofree char *name = find_name (http, queue, error);
  g_autoptr (ipp_t) answer = NULL;
  ipp_t *request;
  KapkaPrinter *printer;

  if (name == NULL)
    return NULL;
  request = kapka_print_request_new (IPP_OP_GET_PRINTER_ATTRIBUTES, name);
  ippAddStrings (request, IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "requested-attributes",
                 G_N_ELEMENTS (wanted), NULL, wanted);
  answer = kapka_print_ask (http, request, name, NULL, error);
  if (answer == NULL)
    return NULL;
  printer = g_new0 (KapkaPrinter, 1);
  printer->name = g_steal_pointer (&name);
  printer->trouble = read_trouble (answer);
  printer->sides = read_words (answer, "sides-supported");
  printer->media = read_words (answer, "media-supported");
  printer->colour_modes = read_words (answer, "print-color-mode-supported");
  return printer;
}

KapkaPrinter *
kapka_printer_look (const char *queue, GError **error) {
  g_autoptr (http_t) http = kapka_print_connect (error);

  return http == NULL ? NULL : kapka_printer_look_through (http, queue, error);
}

void
kapka_printer_free (KapkaPrinter *printer) {
  if (printer == NULL)
    return;
  g_free (printer->name);
  g_strfreev (printer->sides);
  g_strfreev (printer->media);
  g_strfreev (printer->colour_modes);
  g_free (printer);
}
