// SPDX-License-Identifier: GPL-3.0-or-later
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "slides/slide-folder.h"
#include "tmpdir.h"

static void
add (KapkaTestDir *dir, const char *name, const char *text) {
  g_autofree char *path = kapka_test_dir_write (dir, name, text);
}

/* Names of the slides that are due on @day. */
static char *
read_names (KapkaTestDir *dir, const char *day, KapkaProblems *problems) {
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) slides =
      kapka_slide_folder_read (kapka_test_dir_get_path (dir), problems, &error);
  g_autoptr (GString) names = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < slides->len; i++) {
    const KapkaSlide *slide = g_ptr_array_index (slides, i);

    if (kapka_slide_is_due (slide, day))
      g_string_append_printf (names, "%s ", slide->name);
  }
  return g_strchomp (g_strdup (names->str));
}

static void
expect_names (KapkaTestDir *dir, const char *day, const char *wanted) {
  g_autofree char *names = read_names (dir, day, NULL);

  g_assert_cmpstr (names, ==, wanted);
}

static void
test_order (void) {
  g_autoptr (KapkaTestDir) dir = kapka_test_dir_new ();

  expect_names (dir, "2026-11-26", "");
  add (dir, "10.png", "");
  add (dir, "9.jpeg", "");
  add (dir, "2 афиша.PDF", "");
  add (dir, "b.svg", "");
  add (dir, "a.JPG", "");
  add (dir, "notes.txt", "");
  add (dir, "slides.ini", "");
  expect_names (dir, "2026-11-26", "2 афиша.PDF 9.jpeg 10.png a.JPG b.svg");
}

static void
test_no_files (void) {
  g_autoptr (KapkaTestDir) dir = kapka_test_dir_new ();
  g_autofree char *pipe = kapka_test_dir_join (dir, "pipe.png");
  g_autofree char *link = kapka_test_dir_join (dir, "link.png");
  g_autofree char *invalid = kapka_test_dir_join (dir, "\xff\xfe.png");
  g_autofree char *folder = kapka_test_dir_make (dir, "folder.png");

  add (dir, ".hidden.png", "");
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  g_assert_cmpint (symlink ("/etc/passwd", link), ==, 0);
  g_assert_true (g_file_set_contents (invalid, "", 0, NULL));
  add (dir, "good.png", "");
  expect_names (dir, "2026-11-26", "good.png");
}

static void
test_days (void) {
  g_autoptr (KapkaTestDir) dir = kapka_test_dir_new ();

  add (dir, "always.png", "");
  add (dir, "from.png", "");
  add (dir, "until.png", "");
  add (dir, "both.png", "");
  add (dir, "slides.ini",
       "[from.png]\nFrom=2026-11-26\n[until.png]\nUntil=2026-11-26\n"
       "[both.png]\nFrom=2026-11-25\nUntil=2026-11-25\nText=Занятия\nText[udm]=Дышетскон\n");
  expect_names (dir, "2026-11-25", "always.png both.png until.png");
  expect_names (dir, "2026-11-26", "always.png from.png until.png");
  expect_names (dir, "2026-11-27", "always.png from.png");
}

static void
test_text (void) {
  g_autoptr (KapkaTestDir) dir = kapka_test_dir_new ();
  g_autoptr (GPtrArray) slides = NULL;
  const KapkaSlide *slide;

  add (dir, "a.png", "");
  add (dir, "slides.ini", "[a.png]\nText=Занятия\nText[en]=Lessons\n");
  slides = kapka_slide_folder_read (kapka_test_dir_get_path (dir), NULL, NULL);
  slide = g_ptr_array_index (slides, 0);
  g_assert_cmpstr (kapka_local_text_get (&slide->text, "ru"), ==, "Занятия");
  g_assert_cmpstr (kapka_local_text_get (&slide->text, "en"), ==, "Lessons");
}

static void
test_mistakes (void) {
  static const struct {
    const char *text;
    const char *problem;
    const char *names;
  } cases[] = {
    { "[a.png]\nUntil=26.11.2026\n",
      ":2: Until is \"26.11.2026\", expected a day, as in 2026-12-31", "b.png" },
    { "[a.png]\nFrom=2026-02-30\n", ":2: From is \"2026-02-30\", expected a day, as in 2026-12-31",
      "b.png" },
    { "[c.png]\nFrom=2026-11-26\n", ":1: there is no slide c.png in the folder", "a.png b.png" },
    { "[../a.png]\n", ":1: there is no slide ../a.png in the folder", "a.png b.png" },
    { "[a.png]\nColour=red\n", ":2: unknown key Colour in group [a.png]", "a.png b.png" },
    { "From=2026-11-26\n", NULL, "a.png b.png" },
    { "\xff\xfe", NULL, "a.png b.png" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (KapkaTestDir) dir = kapka_test_dir_new ();
    g_autoptr (GPtrArray) problems = kapka_problems_new ();
    g_autofree char *names = NULL;
    g_autofree char *problem = NULL;

    add (dir, "a.png", "");
    add (dir, "b.png", "");
    add (dir, "slides.ini", cases[i].text);
    names = read_names (dir, "2026-11-26", problems);
    g_assert_cmpstr (names, ==, cases[i].names);
    g_assert_cmpuint (problems->len, >=, 1);
    problem = kapka_problem_to_string (g_ptr_array_index (problems, 0));
    if (cases[i].problem != NULL)
      g_assert_true (g_str_has_suffix (problem, cases[i].problem));
  }
}

static void
test_too_many (void) {
  g_autoptr (KapkaTestDir) dir = kapka_test_dir_new ();
  g_autoptr (GPtrArray) slides = NULL;

  for (guint i = 0; i < KAPKA_SLIDES_MAX + 5; i++) {
    g_autofree char *name = g_strdup_printf ("%u.png", i);

    add (dir, name, "");
  }
  slides = kapka_slide_folder_read (kapka_test_dir_get_path (dir), NULL, NULL);
  g_assert_cmpuint (slides->len, ==, KAPKA_SLIDES_MAX);
}

static void
test_gone (void) {
  g_autoptr (KapkaTestDir) dir = kapka_test_dir_new ();
  g_autofree char *nowhere = kapka_test_dir_join (dir, "nowhere");
  g_autofree char *file = kapka_test_dir_write (dir, "file", "");
  const char *const places[] = { nowhere, file };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (kapka_slide_folder_read (places[i], NULL, &error));
    g_assert_error (error, KAPKA_ERROR, KAPKA_ERROR_NOT_FOUND);
  }
}

static void
test_same (void) {
  g_autoptr (KapkaTestDir) dir = kapka_test_dir_new ();
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) after = NULL;

  add (dir, "a.png", "");
  add (dir, "b.png", "");
  before = kapka_slide_folder_read (kapka_test_dir_get_path (dir), NULL, NULL);
  add (dir, "b.png", "more");
  after = kapka_slide_folder_read (kapka_test_dir_get_path (dir), NULL, NULL);
  g_assert_true (kapka_slide_is_same (before->pdata[0], after->pdata[0]));
  g_assert_false (kapka_slide_is_same (before->pdata[1], after->pdata[1]));
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/slide-folder/order", test_order);
  g_test_add_func ("/slide-folder/no-files", test_no_files);
  g_test_add_func ("/slide-folder/days", test_days);
  g_test_add_func ("/slide-folder/text", test_text);
  g_test_add_func ("/slide-folder/mistakes", test_mistakes);
  g_test_add_func ("/slide-folder/too-many", test_too_many);
  g_test_add_func ("/slide-folder/gone", test_gone);
  g_test_add_func ("/slide-folder/same", test_same);
  return g_test_run ();
}
