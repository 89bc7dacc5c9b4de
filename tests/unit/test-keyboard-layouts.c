// SPDX-License-Identifier: GPL-3.0-or-later
#include "keyboard/layouts.h"
#include "tmpdir.h"

#define GOOD(label)                                                                                \
  "[Layout]\nName=Буквы\nLabel=" label                                                             \
  "\nLetters=ӘӨҮ\nPurpose=free-form\n[Row]\nKeys=ә;ө;ү;{backspace};{enter};{layout};{hide}\n"

typedef struct {
  KapkaTestDir *dir;
  KapkaProblems *problems;
  KapkaSettings *settings;
  KapkaLayouts *layouts;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data) {
  f->dir = kapka_test_dir_new ();
  f->problems = kapka_problems_new ();
}

static void
tear_down (Fixture *f, gconstpointer data) {
  g_clear_pointer (&f->layouts, g_ptr_array_unref);
  g_clear_pointer (&f->settings, kapka_settings_unref);
  g_ptr_array_unref (f->problems);
  kapka_test_dir_free (f->dir);
}

/* Loads what is installed and what was written into the folder; @layouts is the setting. */
static void
load (Fixture *f, const char *layouts) {
  g_autofree char *text = g_strdup_printf ("[keyboard]\ndir=%s\nlayouts=%s\n",
                                           kapka_test_dir_get_path (f->dir), layouts);
  g_autofree char *path = kapka_test_dir_write (f->dir, "kapka.conf", text);

  f->settings = kapka_settings_load (path, f->problems);
  f->layouts = kapka_layouts_load (g_getenv ("KAPKA_DATA_DIR"), f->settings, f->problems);
}

static void
assert_ids (Fixture *f, const char *expected) {
  g_autoptr (GString) ids = g_string_new (NULL);

  for (guint i = 0; i < f->layouts->len; i++)
    g_string_append_printf (ids, "%s%s", i == 0 ? "" : ";",
                            ((const KapkaKeyboardLayout *)g_ptr_array_index (f->layouts, i))->id);
  g_assert_cmpstr (ids->str, ==, expected);
}

static void
write_file (Fixture *f, const char *name, const char *text) {
  g_free (kapka_test_dir_write (f->dir, name, text));
}

static void
test_installed (Fixture *f, gconstpointer data) {
  load (f, "");
  g_assert_cmpuint (f->problems->len, ==, 0);
  assert_ids (f, "russian;udmurt;latin;digits;symbols");
}

static void
test_wanted (Fixture *f, gconstpointer data) {
  load (f, "udmurt;russian");
  g_assert_cmpuint (f->problems->len, ==, 0);
  assert_ids (f, "udmurt;russian;digits;symbols");
}

static void
test_added (Fixture *f, gconstpointer data) {
  write_file (f, "tatar.keys", GOOD ("ТАТ"));
  write_file (f, "mari.keys", GOOD ("МАР"));
  write_file (f, "notes.txt", "nothing");
  load (f, "");
  g_assert_cmpuint (f->problems->len, ==, 0);
  assert_ids (f, "russian;udmurt;latin;mari;tatar;digits;symbols");
}

static void
test_added_and_wanted (Fixture *f, gconstpointer data) {
  write_file (f, "tatar.keys", GOOD ("ТАТ"));
  write_file (f, "mari.keys", GOOD ("МАР"));
  load (f, "russian;tatar");
  assert_ids (f, "russian;tatar;digits;symbols");
}

static void
test_replaced (Fixture *f, gconstpointer data) {
  write_file (f, "russian.keys", GOOD ("СВОЯ"));
  load (f, "");
  assert_ids (f, "russian;udmurt;latin;digits;symbols");
  g_assert_cmpstr (kapka_layouts_find (f->layouts, "russian")->label, ==, "СВОЯ");
}

static void
assert_problem (Fixture *f, guint at, const char *pattern) {
  g_autofree char *problem = NULL;

  g_assert_cmpuint (f->problems->len, >, at);
  problem = kapka_problem_to_string (g_ptr_array_index (f->problems, at));
  if (!g_pattern_match_simple (pattern, problem))
    g_error ("%s", problem);
}

/* A typing error must not take letters away. */
static void
test_broken (Fixture *f, gconstpointer data) {
  write_file (f, "russian.keys", "[Layout]\nName=A\n");
  load (f, "");
  assert_problem (f, 0, "*/russian.keys:1: [Layout] needs Name= and Label=");
  g_assert_cmpuint (f->problems->len, ==, 1);
  assert_ids (f, "russian;udmurt;latin;digits;symbols");
  g_assert_cmpstr (kapka_layouts_find (f->layouts, "russian")->label, ==, "РУС");
}

static void
test_unknown (Fixture *f, gconstpointer data) {
  load (f, "klingon");
  assert_problem (f, 0, "*/kapka.conf: [keyboard] layouts names klingon, of which*");
  assert_ids (f, "russian;udmurt;latin;digits;symbols");
}

static void
test_no_folder (Fixture *f, gconstpointer data) {
  g_autofree char *path =
      kapka_test_dir_write (f->dir, "kapka.conf", "[keyboard]\ndir=/nonexistent/kapka\n");

  f->settings = kapka_settings_load (path, f->problems);
  f->layouts = kapka_layouts_load (g_getenv ("KAPKA_DATA_DIR"), f->settings, f->problems);
  assert_problem (f, 0, "/nonexistent/kapka: *");
  assert_ids (f, "russian;udmurt;latin;digits;symbols");
}

#define assert_chosen(f, purpose, language, expected)                                              \
  g_assert_cmpstr (kapka_layouts_choose ((f)->layouts, purpose, language)->id, ==, expected)

static void
test_choose (Fixture *f, gconstpointer data) {
  load (f, "");
  assert_chosen (f, "free-form", "ru", "russian");
  assert_chosen (f, "free-form", "udm", "udmurt");
  assert_chosen (f, "name", "udm", "udmurt");
  assert_chosen (f, "free-form", "en", "latin");
  assert_chosen (f, "email", "udm", "latin");
  assert_chosen (f, "password", "ru", "latin");
  assert_chosen (f, "digits", "udm", "digits");
  assert_chosen (f, "phone", "en", "digits");
}

static void
test_choose_without (Fixture *f, gconstpointer data) {
  load (f, "russian;latin");
  assert_chosen (f, "free-form", "udm", "russian");
}

int
main (int argc, char *argv[]) {
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function)                                                                        \
  g_test_add ("/keyboard-layouts/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("installed", test_installed);
  ADD ("wanted", test_wanted);
  ADD ("added", test_added);
  ADD ("added-and-wanted", test_added_and_wanted);
  ADD ("replaced", test_replaced);
  ADD ("broken", test_broken);
  ADD ("unknown", test_unknown);
  ADD ("no-folder", test_no_folder);
  ADD ("choose", test_choose);
  ADD ("choose-without", test_choose_without);
#undef ADD
  return g_test_run ();
}
