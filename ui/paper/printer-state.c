// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paper/printer-state.h"

#include <cups/cups.h>
#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

/* As printers say it (RFC 8011, 5.4.12), each with `-error`, `-warning`, `-report` or nothing
 * behind it. */
static const struct {
  const char *word;
  KapkaPrinterTrouble trouble;
} reasons_of_ipp[] = {
  { "offline", KAPKA_PRINTER_OFFLINE },
  { "connecting-to-device", KAPKA_PRINTER_FINE },
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

static KapkaPrinterTrouble
read_reason (const char *word) {
  for (gsize i = 0; i < G_N_ELEMENTS (reasons_of_ipp); i++) {
    gsize length = strlen (reasons_of_ipp[i].word);

    if (strncmp (word, reasons_of_ipp[i].word, length) == 0 &&
        (word[length] == '\0' || word[length] == '-'))
      return reasons_of_ipp[i].trouble;
  }
  return g_str_has_suffix (word, "-report") ? KAPKA_PRINTER_FINE : KAPKA_PRINTER_OTHER;
}

KapkaPrinterTrouble
kapka_printer_state_read_reasons (const char *reasons) {
  g_auto (GStrv) words = g_strsplit (reasons == NULL ? "" : reasons, ",", -1);
  KapkaPrinterTrouble trouble = KAPKA_PRINTER_FINE;

  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      trouble |= read_reason (words[i]);
  return trouble;
}

static const char *
get_option (const cups_dest_t *queue, const char *name) {
  return cupsGetOption (name, queue->num_options, queue->options);
}

static KapkaPrinterTrouble
read_queue (const cups_dest_t *queue) {
  const char *state = get_option (queue, "printer-state");
  const char *accepting = get_option (queue, "printer-is-accepting-jobs");
  KapkaPrinterTrouble trouble =
      kapka_printer_state_read_reasons (get_option (queue, "printer-state-reasons"));

  if (state != NULL && atoi (state) == IPP_PSTATE_STOPPED)
    trouble |= KAPKA_PRINTER_STOPPED;
  if (g_strcmp0 (accepting, "false") == 0)
    trouble |= KAPKA_PRINTER_REFUSING;
  return trouble;
}

KapkaPrinterTrouble
kapka_printer_state_look (const char *queue_name, char **out_name) {
  cups_dest_t *queue =
      cupsGetNamedDest (CUPS_HTTP_DEFAULT, *queue_name == '\0' ? NULL : queue_name, NULL);
  KapkaPrinterTrouble trouble = queue == NULL ? KAPKA_PRINTER_NONE : read_queue (queue);

  *out_name = queue == NULL ? NULL : g_strdup (queue->name);
  if (queue != NULL)
    cupsFreeDests (1, queue);
  return trouble;
}

/** Words: in plain words, the worst first. */
typedef struct {
  KapkaPrinterTrouble trouble;
  const char *text;
} Words;

static char *
join (KapkaPrinterTrouble trouble, const Words *words, gsize n_words, const char *otherwise) {
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; i < n_words; i++)
    if (trouble & words[i].trouble)
      g_string_append_printf (text, "%s%s", text->len == 0 ? "" : ", ", _ (words[i].text));
  return g_strdup (text->len == 0 ? otherwise : text->str);
}

char *
kapka_printer_state_describe (KapkaPrinterTrouble trouble) {
  static const Words words[] = {
    { KAPKA_PRINTER_NONE, N_ ("not found") },
    { KAPKA_PRINTER_OFFLINE, N_ ("switched off or not connected") },
    { KAPKA_PRINTER_STOPPED, N_ ("stopped") },
    { KAPKA_PRINTER_REFUSING, N_ ("takes no jobs") },
    { KAPKA_PRINTER_JAM, N_ ("paper is jammed") },
    { KAPKA_PRINTER_OPEN, N_ ("a cover is open") },
    { KAPKA_PRINTER_NO_INK, N_ ("no toner or ink") },
    { KAPKA_PRINTER_LOW_INK, N_ ("little toner or ink") },
    { KAPKA_PRINTER_OTHER, N_ ("asks for attention") },
  };

  return join (trouble, words, G_N_ELEMENTS (words), _ ("ready"));
}

char *
kapka_printer_state_describe_paper (KapkaPrinterTrouble trouble) {
  static const Words words[] = {
    { KAPKA_PRINTER_NONE, N_ ("not known") },
    { KAPKA_PRINTER_NO_PAPER, N_ ("none is left") },
    { KAPKA_PRINTER_LOW_PAPER, N_ ("little is left") },
  };

  return join (trouble, words, G_N_ELEMENTS (words), _ ("the printer asks for none"));
}
