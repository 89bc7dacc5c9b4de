// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paper/form-words.h"

#include "base/calendar.h"
#include "base/i18n.h"
#include "ui/access/language-names.h"

KapkaFormState
kapka_form_words_look (KapkaSession *session, const KapkaTile *form) {
  KapkaInstant now;

  kapka_clock_now (kapka_session_get_clock (session), &now);
  return kapka_form_state_of (form, now.day);
}

/* The catalogue lets nothing but days through. */
static char *
say_day (const char *day) {
  g_autofree char *midnight = g_strconcat (day, "T00:00:00Z", NULL);
  g_autoptr (GDateTime) date = g_date_time_new_from_iso8601 (midnight, NULL);

  return kapka_calendar_format_date (kapka_i18n_get_language (), date);
}

static char *
words_for_ready (const KapkaTile *form) {
  g_autofree char *until = form->valid_to == NULL ? NULL : say_day (form->valid_to);
  g_autofree char *since = form->valid_from == NULL ? NULL : say_day (form->valid_from);

  if (until != NULL)
    return g_strdup_printf (_ ("Accepted until %s"), until);
  return since == NULL ? NULL : g_strdup_printf (_ ("Accepted since %s"), since);
}

static char *
words_for_not_yet (const KapkaTile *form) {
  g_autofree char *since = say_day (form->valid_from);

  return g_strdup_printf (_ ("Not accepted yet: from %s on"), since);
}

static char *
words_for_outdated (const KapkaTile *form) {
  g_autofree char *until = say_day (form->valid_to);

  return g_strdup_printf (_ ("Out of date: was accepted until %s"), until);
}

char *
kapka_form_words_state (const KapkaTile *form, KapkaFormState state) {
  switch (state) {
  case KAPKA_FORM_READY:
    return words_for_ready (form);
  case KAPKA_FORM_NOT_YET:
    return words_for_not_yet (form);
  case KAPKA_FORM_OUTDATED:
    return words_for_outdated (form);
  case KAPKA_FORM_NO_BLANK:
    return g_strdup (_ ("The blank is not here yet"));
  case KAPKA_FORM_MISSING:
  case KAPKA_FORM_CHANGED:
    return g_strdup (_ ("Cannot be printed, call a librarian"));
  }
  return NULL;
}

static void
append_line (GString *text, const char *label, const char *value) {
  if (value != NULL)
    g_string_append_printf (text, "%s%s: %s", text->len > 0 ? "\n" : "", label, value);
}

static void
append_day (GString *text, const char *label, const char *day) {
  g_autofree char *words = day == NULL ? NULL : say_day (day);

  append_line (text, label, words);
}

/* A language is called as it calls itself. */
static void
append_languages (GString *text, const KapkaTile *form) {
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; form->languages != NULL && form->languages[i] != NULL; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "",
                            kapka_language_get_name (form->languages[i]));
  append_line (text, _ ("Languages"), names->len > 0 ? names->str : NULL);
}

char *
kapka_form_words_facts (const KapkaTile *form, const char *language) {
  GString *text = g_string_new (NULL);

  append_line (text, _ ("To"), kapka_local_text_get (&form->authority, language));
  append_line (text, _ ("For"), kapka_local_text_get (&form->audience, language));
  append_languages (text, form);
  append_line (text, _ ("Form"), form->form_number);
  append_line (text, _ ("Basis"), form->legal_act);
  append_day (text, _ ("Accepted from"), form->valid_from);
  append_day (text, _ ("Accepted until"), form->valid_to);
  append_line (text, _ ("Published"), form->source);
  append_day (text, _ ("Compared with the source"), form->checked_on);
  return g_string_free (text, FALSE);
}
