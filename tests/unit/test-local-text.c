// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/local-text.h"
#include "tmpdir.h"

static void
read_name (KapkaLocalText *text, const char *content) {
  g_autoptr (KapkaTestDir) dir = kapka_test_dir_new ();
  g_autofree char *path = kapka_test_dir_write (dir, "x.ini", content);
  g_autoptr (GPtrArray) groups = kapka_ini_load (path, NULL);

  kapka_local_text_read (text, g_ptr_array_index (groups, 0), "Name");
}

static void
assert_texts (const KapkaLocalText *text, const char *ru, const char *udm, const char *en) {
  g_assert_cmpstr (kapka_local_text_get (text, "ru"), ==, ru);
  g_assert_cmpstr (kapka_local_text_get (text, "udm"), ==, udm);
  g_assert_cmpstr (kapka_local_text_get (text, "en"), ==, en);
  g_assert_cmpstr (kapka_local_text_get (text, "tt"), ==, ru);
}

static void
test_all (void) {
  KapkaLocalText text = { 0 };

  read_name (&text, "[a]\nName=Ворота\nName[udm]=Капка\nName[en]=Gate\n");
  assert_texts (&text, "Ворота", "Капка", "Gate");
  kapka_local_text_clear (&text);
  g_assert_null (text.ru);
  g_assert_null (text.udm);
  g_assert_null (text.en);
}

static void
test_fallback (void) {
  KapkaLocalText text = { 0 };

  read_name (&text, "[a]\nName=Ворота\nName[udm]=\nName[tt]=Капка\n");
  assert_texts (&text, "Ворота", "Ворота", "Ворота");
  g_assert_null (text.udm);
  kapka_local_text_clear (&text);
}

static void
test_missing (void) {
  KapkaLocalText text = { 0 };

  read_name (&text, "[a]\nName[en]=Gate\n");
  g_assert_null (text.ru);
  g_assert_cmpstr (text.en, ==, "Gate");
  kapka_local_text_clear (&text);
  read_name (&text, "[a]\nName=\n");
  g_assert_null (text.ru);
  kapka_local_text_clear (&text);
}

int
main (int argc, char *argv[]) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/local-text/all", test_all);
  g_test_add_func ("/local-text/fallback", test_fallback);
  g_test_add_func ("/local-text/missing", test_missing);
  return g_test_run ();
}
