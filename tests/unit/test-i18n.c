// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/i18n.h"

#define SENTENCE "Please wait a little and try again."
#define SENTENCE_RU "Подождите немного и попробуйте ещё раз."

static void
assert_texts (const char *language, const char *back, const char *sentence) {
  kapka_i18n_set_language (language);
  g_assert_cmpstr (kapka_i18n_get_language (), ==, language);
  g_assert_cmpstr (_ ("Back"), ==, back);
  g_assert_cmpstr (_ (SENTENCE), ==, sentence);
}

/* A text once said is remembered by gettext, so each language is heard twice. */
static void
test_switch (void) {
  for (guint i = 0; i < 2; i++) {
    assert_texts ("ru", "Назад", SENTENCE_RU);
    assert_texts ("udm", "Берлань", SENTENCE_RU);
    assert_texts ("en", "Back", SENTENCE);
  }
}

static void
test_context (void) {
  kapka_i18n_set_language ("udm");
  g_assert_cmpstr (C_ ("keyboard", "Erase"), ==, "Ӵушоно");
  g_assert_cmpstr (C_ ("keyboard", "Space"), ==, "Пробел");
}

static void
assert_pages (guint pages, const char *expected) {
  g_autofree char *text = g_strdup_printf (
      g_dngettext (NULL, "%u page will be printed.", "%u pages will be printed.", pages), pages);

  g_assert_cmpstr (text, ==, expected);
}

/* The catalogue of Udmurt has one form: a Russian text in its stead has three nevertheless. */
static void
test_plural (void) {
  kapka_i18n_set_language ("udm");
  assert_pages (1, "Будет напечатана 1 страница.");
  assert_pages (3, "Будут напечатаны 3 страницы.");
  assert_pages (11, "Будет напечатано 11 страниц.");
  kapka_i18n_set_language ("en");
  assert_pages (1, "1 page will be printed.");
  assert_pages (3, "3 pages will be printed.");
}

static void
test_environment (void) {
  g_setenv ("LANGUAGE", "en_GB:ru", TRUE);
  g_assert_cmpstr (kapka_i18n_get_language (), ==, "en");
  g_setenv ("LANGUAGE", "tt:ru", TRUE);
  g_assert_cmpstr (kapka_i18n_get_language (), ==, "ru");
  g_unsetenv ("LANGUAGE");
  g_assert_cmpstr (kapka_i18n_get_language (), ==, "ru");
}

int
main (int argc, char *argv[]) {
  g_test_init (&argc, &argv, NULL);
  kapka_i18n_init ("ru");
  g_test_add_func ("/i18n/switch", test_switch);
  g_test_add_func ("/i18n/context", test_context);
  g_test_add_func ("/i18n/plural", test_plural);
  g_test_add_func ("/i18n/environment", test_environment);
  return g_test_run ();
}
