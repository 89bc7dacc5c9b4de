// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/answer.h"

#include <glib/gi18n.h>

#include "base/error.h"
#include "ui/access/announcer.h"

void
kapka_answer_show (GtkLabel *label, const char *style, const char *text) {
  const char *classes[] = { "answer", style, NULL };

  gtk_widget_set_css_classes (GTK_WIDGET (label), classes);
  gtk_label_set_label (label, text == NULL ? "" : text);
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL);
  if (text != NULL)
    kapka_announce (GTK_WIDGET (label), text);
}

/* What the librarian can act on is a sentence already; the rest is for whoever looks after the
 * kiosk. */
static gboolean
is_sentence (const GError *error) {
  return g_error_matches (error, KAPKA_ERROR, KAPKA_ERROR_USAGE) ||
         g_error_matches (error, KAPKA_ERROR, KAPKA_ERROR_DENIED) ||
         g_error_matches (error, KAPKA_ERROR, KAPKA_ERROR_DATA) ||
         g_error_matches (error, KAPKA_ERROR, KAPKA_ERROR_NOT_FOUND);
}

/* An error begins with a small letter, so that a program may write its name before it. */
static char *
make_sentence (const char *message) {
  g_autofree char *first = g_utf8_substring (message, 0, MIN (g_utf8_strlen (message, -1), 1));
  g_autofree char *capital = g_utf8_strup (first, -1);

  return g_strconcat (capital, message + strlen (first), NULL);
}

void
kapka_answer_show_error (GtkLabel *label, const GError *error) {
  g_autofree char *text = is_sentence (error)
                              ? make_sentence (error->message)
                              : g_strdup_printf (_ ("It did not work: %s"), error->message);

  kapka_answer_show (label, "bad", text);
}
