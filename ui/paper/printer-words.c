// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paper/printer-words.h"

#include <glib/gi18n.h>

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
kapka_printer_words (KapkaPrinterTrouble trouble) {
  static const Words words[] = {
    { KAPKA_PRINTER_NONE, N_ ("not found") },
    { KAPKA_PRINTER_OFFLINE, N_ ("switched off or not connected") },
    { KAPKA_PRINTER_CONNECTING, N_ ("does not answer yet") },
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
kapka_printer_words_for_paper (KapkaPrinterTrouble trouble) {
  static const Words words[] = {
    { KAPKA_PRINTER_NONE, N_ ("not known") },
    { KAPKA_PRINTER_NO_PAPER, N_ ("none is left") },
    { KAPKA_PRINTER_LOW_PAPER, N_ ("little is left") },
  };

  return join (trouble, words, G_N_ELEMENTS (words), _ ("the printer asks for none"));
}
