// SPDX-License-Identifier: GPL-3.0-or-later
#include <string.h>

#include "files/file-name.h"

typedef struct {
  const char *suggested;
  const char *ending;
  const char *expected;
} Case;

static const Case cases[] = {
  { "справка.pdf", "pdf", "справка.pdf" },
  { "Справка.PDF", "pdf", "Справка.PDF" },
  { "справка", "pdf", "справка.pdf" },
  { "Приказ от 01.02.2026", "pdf", "Приказ от 01.02.2026.pdf" },
  { "Ӵукна но ӝыт.docx", "docx", "Ӵукна но ӝыт.docx" },
  { "и\xCC\x86.txt", "txt", "й.txt" }, // Two characters that are one letter.
  { NULL, "pdf", "документ.pdf" },
  { "", "pdf", "документ.pdf" },
  { "   ", "pdf", "документ.pdf" },
  { ".pdf", "pdf", "документ.pdf" },
  { "..", "pdf", "документ.pdf" },
  { "../../etc/passwd", "txt", "passwd.txt" },
  { "/etc/passwd", "txt", "passwd.txt" },
  { "C:\\Users\\я\\справка.pdf", "pdf", "справка.pdf" },
  { "справка.pdf/", "pdf", "документ.pdf" },
  { "...скрытый.pdf", "pdf", "скрытый.pdf" },
  { "точки...", "pdf", "точки.pdf" },
  { "a\tb\nc\x7f\x01.pdf", "pdf", "a b c.pdf" },
  { "  много   пробелов\xC2\xA0.pdf", "pdf", "много пробелов.pdf" },
  { "spravka\xE2\x80\xAE"
    "fdp.exe",
    "pdf", "spravkafdp.exe.pdf" }, // Right to left from there on.
  { "a\xE2\x81\xA6\xE2\x80\x8B\xEF\xBB\xBF\xC2\xAD\xE2\x80\xA8"
    "b.pdf",
    "pdf", "a b.pdf" },
  { "\xEE\x80\x80\xF3\xB0\x80\x80.pdf", "pdf", "документ.pdf" }, // Private characters.
  { "<b>\"a\"|b?*:$`%s.pdf", "pdf", "_b__a__b______s.pdf" },
  { "\xD1\xEF\xF0.pdf", "pdf", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD.pdf" }, // Not UTF-8.
  { "con.pdf", "pdf", "_con.pdf" }, // A device of Windows, as are those that follow.
  { "NUL.tar.gz", NULL, "_NUL.tar.gz" },
  { " ..Aux .pdf", "pdf", "_Aux.pdf" },
  { "prn", NULL, "_prn" },
  { "COM1.pdf", "pdf", "_COM1.pdf" },
  { "LPT\xC2\xB2.pdf", "pdf", "_LPT\xC2\xB2.pdf" },
  { "Console.pdf", "pdf", "Console.pdf" },
  { "COM10.pdf", "pdf", "COM10.pdf" },
  { "compact.pdf", "pdf", "compact.pdf" },
  { "LPT.pdf", "pdf", "LPT.pdf" },
  { "фото.tar.gz", NULL, "фото.tar.gz" },
  { "без окончания", NULL, "без окончания" },
  { "a.", NULL, "a" },
  { NULL, NULL, "документ" },
};

static void
test_clean (void) {
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *name = kapka_file_name_clean (cases[i].suggested, cases[i].ending, "документ");

    g_assert_cmpstr (name, ==, cases[i].expected);
  }
}

static void
assert_short (const char *letter, guint n, const char *ending) {
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *tail = g_strconcat (".", ending, NULL);
  g_autofree char *name = NULL;

  for (guint i = 0; i < n; i++)
    g_string_append (text, letter);
  name = kapka_file_name_clean (text->str, ending, "документ");
  g_assert_true (g_utf8_validate (name, -1, NULL));
  g_assert_true (g_str_has_suffix (name, tail));
  g_assert_cmpuint (strlen (name), <=, KAPKA_FILE_NAME_MAX_BYTES);
  g_assert_cmpint (g_utf8_strlen (name, -1), <=, KAPKA_FILE_NAME_MAX_CHARS);
  g_assert_cmpint (g_utf8_strlen (name, -1), >=, 40);
}

static void
test_length (void) {
  g_autofree char *tail = g_strnfill (300, 'x');
  g_autofree char *long_ending = g_strconcat ("a.", tail, NULL);
  g_autofree char *name = kapka_file_name_clean (long_ending, NULL, "документ");

  assert_short ("x", 5000, "pdf");
  assert_short ("ж", 5000, "pdf");
  assert_short ("\xF0\x9F\x93\x84", 5000, "docx");
  assert_short ("и\xCC\x86", 5000, "pdf");
  g_assert_cmpstr (name, ==, "a");
}

static void
test_number (void) {
  g_autofree char *second = kapka_file_name_number ("справка.pdf", 2);
  g_autofree char *twelfth = kapka_file_name_number ("без окончания", 12);

  g_assert_cmpstr (second, ==, "справка (2).pdf");
  g_assert_cmpstr (twelfth, ==, "без окончания (12)");
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/file-name/clean", test_clean);
  g_test_add_func ("/file-name/length", test_length);
  g_test_add_func ("/file-name/number", test_number);
  return g_test_run ();
}
