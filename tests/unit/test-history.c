// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/history.h"

#include <string.h>

#include "base/error.h"
#include "test-desk-place.h"
#include "tmpdir.h"

/** Returns: the figures that hold, one a line. */
static char *
print_figures (KapkaDeskPlace *place) {
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) figures = kapka_history_list (place->desk, &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < figures->len; i++) {
    const KapkaPastFigure *figure = g_ptr_array_index (figures, i);

    g_string_append_printf (text, "%d %s=%" G_GINT64_FORMAT " %s/%s\n", figure->year, figure->key,
                            figure->value, figure->source, figure->author);
  }
  return g_string_free (text, FALSE);
}

static void
assert_figures (KapkaDeskPlace *place, const char *expected) {
  g_autofree char *figures = print_figures (place);

  g_assert_cmpstr (figures, ==, expected);
}

static void
set (KapkaDeskPlace *place, int year, const char *key, gint64 value) {
  g_autoptr (GError) error = NULL;

  kapka_history_set (place->desk, year, key, value, "отчёт", &error);
  g_assert_no_error (error);
}

static void
refuse (KapkaDeskPlace *place,
        int year,
        const char *key,
        gint64 value,
        const char *source,
        const char *part) {
  g_autoptr (GError) error = NULL;

  g_assert_false (kapka_history_set (place->desk, year, key, value, source, &error));
  g_assert_error (error, KAPKA_ERROR, KAPKA_ERROR_DATA);
  if (strstr (error->message, part) == NULL)
    g_error ("expected \"%s\", got \"%s\"", part, error->message);
}

static void
test_set (void) {
  g_autoptr (KapkaDeskPlace) place = kapka_desk_place_new ();
  g_autoptr (GError) error = NULL;

  set (place, 2016, "users", 13868);
  set (place, 2015, "s6", 0);
  set (place, 2015, "rural_users", 4486);
  set (place, 2015, "users", 10747);
  set (place, 2015, "users", 10748);
  assert_figures (place, "2015 users=10748 отчёт/Анна\n2015 rural_users=4486 отчёт/Анна\n"
                         "2015 s6=0 отчёт/Анна\n2016 users=13868 отчёт/Анна\n");

  // What stands there already is no new line.
  set (place, 2015, "users", 10748);
  g_assert_cmpint (kapka_desk_place_read_int (place, "SELECT count(*) FROM past_line"), ==, 5);

  g_assert_true (kapka_history_remove (place->desk, 2015, "users", &error));
  g_assert_false (kapka_history_remove (place->desk, 2015, "users", &error));
  g_assert_error (error, KAPKA_ERROR, KAPKA_ERROR_USAGE);
  assert_figures (place, "2015 rural_users=4486 отчёт/Анна\n2015 s6=0 отчёт/Анна\n"
                         "2016 users=13868 отчёт/Анна\n");
  set (place, 2015, "users", 10748);
  kapka_desk_place_reopen (place, NULL, KAPKA_ROLE_LIBRARIAN);
  assert_figures (place, "2015 users=10748 отчёт/Анна\n2015 rural_users=4486 отчёт/Анна\n"
                         "2015 s6=0 отчёт/Анна\n2016 users=13868 отчёт/Анна\n");
}

/* All figures of a year change in one act, or none does. */
static void
test_set_year (void) {
  static const gint64 full[8] = { 18240, 4137, 5823, 1461, 15559, 4464, 7735, 2505 };
  static const gint64 fewer[8] = { 4000, 3999, -1, -1, -1, -1, -1, 0 };
  static const gint64 wrong[8] = { 4000, 4001, 1, 1, 1, 1, 1, 1 };
  static const gint64 none[8] = { -1, -1, -1, -1, -1, -1, -1, -1 };
  g_autoptr (KapkaDeskPlace) place = kapka_desk_place_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (kapka_history_set_year (place->desk, 2018, full, "отчёт", &error));
  g_assert_cmpint (kapka_desk_place_read_int (place, "SELECT sum(value) FROM past_now"), ==,
                   18240 + 4137 + 37547);
  g_assert_true (kapka_history_set_year (place->desk, 2018, fewer, "отчёт", &error));
  assert_figures (place, "2018 users=4000 отчёт/Анна\n2018 rural_users=3999 отчёт/Анна\n"
                         "2018 s6=0 отчёт/Анна\n");
  g_assert_false (kapka_history_set_year (place->desk, 2018, wrong, "отчёт", &error));
  g_assert_error (error, KAPKA_ERROR, KAPKA_ERROR_DATA);
  g_clear_error (&error);
  assert_figures (place, "2018 users=4000 отчёт/Анна\n2018 rural_users=3999 отчёт/Анна\n"
                         "2018 s6=0 отчёт/Анна\n");
  g_assert_true (kapka_history_set_year (place->desk, 2018, none, "отчёт", &error));
  assert_figures (place, "");
}

static void
test_refused (void) {
  g_autoptr (KapkaDeskPlace) place = kapka_desk_place_new ();
  g_autofree char *long_source = g_strnfill (201, 'x');

  refuse (place, 1899, "users", 1, "отчёт", "from 1900 to 2026");
  refuse (place, 2027, "users", 1, "отчёт", "from 1900 to 2026");
  refuse (place, 2018, "visitors", 1, "отчёт", "rural_users");
  refuse (place, 2018, "users", -1, "отчёт", "from 0");
  refuse (place, 2018, "users", 1000000000, "отчёт", "from 0");
  refuse (place, 2018, "users", 1, "", "fill in");
  refuse (place, 2018, "users", 1, " \t", "not a line");
  refuse (place, 2018, "users", 1, "  ", "fill in");
  refuse (place, 2018, "users", 1, long_source, "201");
  set (place, 2018, "users", 10);
  refuse (place, 2018, "rural_users", 11, "отчёт", "rural");
  set (place, 2018, "rural_users", 10);
  refuse (place, 2018, "users", 9, "отчёт", "rural");
  assert_figures (place, "2018 users=10 отчёт/Анна\n2018 rural_users=10 отчёт/Анна\n");
}

/** Imports @text and returns how many figures were taken. */
static int
import (KapkaDeskPlace *place, const char *text, KapkaProblems *problems) {
  g_autoptr (KapkaTestDir) dir = kapka_test_dir_new ();
  g_autofree char *path = kapka_test_dir_write (dir, "history.csv", text);
  g_autoptr (GError) error = NULL;
  int n_figures = kapka_history_import (place->desk, path, problems, &error);

  g_assert_no_error (error);
  return n_figures;
}

static void
import_well (KapkaDeskPlace *place, const char *text, int expected) {
  g_autoptr (GPtrArray) problems = kapka_problems_new ();
  int n_figures = import (place, text, problems);

  for (guint i = 0; i < problems->len; i++)
    g_test_message ("%s", ((KapkaProblem *)g_ptr_array_index (problems, i))->text);
  g_assert_cmpint (n_figures, ==, expected);
  g_assert_cmpuint (problems->len, ==, 0);
}

static void
import_badly (KapkaDeskPlace *place, const char *text, guint line, const char *part) {
  g_autoptr (GPtrArray) problems = kapka_problems_new ();
  const KapkaProblem *problem;

  g_assert_cmpint (import (place, text, problems), ==, 0);
  g_assert_cmpuint (problems->len, ==, 1);
  problem = g_ptr_array_index (problems, 0);
  g_assert_cmpuint (problem->line, ==, line);
  if (strstr (problem->text, part) == NULL)
    g_error ("expected \"%s\", got \"%s\"", part, problem->text);
}

#define SEED                                                                                       \
  "2015 users=10748 отчёт/Анна\n2015 rural_users=4486 отчёт/Анна\n"              \
  "2016 users=13868 отчёт/Анна\n2016 rural_users=4379 отчёт/Анна\n"

static void
test_import (void) {
  g_autoptr (KapkaDeskPlace) place = kapka_desk_place_new ();

  import_well (place,
               "year,key,value,source\n2015,rural_users,4486,отчёт\n2015,users,10748,отчёт\n"
               "2016,users,13868,отчёт\n2016,rural_users,4379,отчёт\n",
               4);
  assert_figures (place, SEED);
  // Once more as a Russian spreadsheet saves it: «отчёт» in Windows-1251, figures in groups.
  import_well (place,
               "key;year;source;value\r\nusers;2016;\xEE\xF2\xF7\xB8\xF2;13\xA0"
               "868\r\nusers;2015;\xEE\xF2\xF7\xB8\xF2;10 748\r\n",
               2);
  import_well (place, "\xEF\xBB\xBFyear;key;value;source\r\n2016;rural_users;4379;отчёт\r\n", 1);
  assert_figures (place, SEED);
  g_assert_cmpint (kapka_desk_place_read_int (place, "SELECT count(*) FROM past_line"), ==, 4);
}

static void
test_import_refused (void) {
  g_autoptr (KapkaDeskPlace) place = kapka_desk_place_new ();

#define HEADER "year,key,value,source\n2015,users,10748,отчёт\n"
  import_badly (place, HEADER "2016,users,-1,отчёт\n", 3, "whole number");
  import_badly (place, HEADER "2016,users,1.5,отчёт\n", 3, "whole number");
  import_badly (place, HEADER "2016,users,,отчёт\n", 3, "whole number");
  import_badly (place, HEADER "2016,users,5,\n", 3, "source");
  import_badly (place, HEADER "16,users,5,отчёт\n", 3, "from 1900");
  import_badly (place, HEADER "two,users,5,отчёт\n", 3, "as in 2018");
  import_badly (place, HEADER "2016,visits,5,отчёт\n", 3, "rural_users");
  import_badly (place, HEADER "2015,users,5,отчёт\n", 3, "line 2");
  import_badly (place, HEADER "2015,rural_users,10749,отчёт\n", 3, "rural");
  import_badly (place, HEADER "2016,users,5\n", 3, "fields in this line");
  import_badly (place, "year,key,value,source\n", 0, "no figures");
  import_badly (place, "year,key,value\n2015,users,1\n", 1, "\"source\" is missing");
  import_badly (place, "year,key,value,source,note\n2015,users,1,отчёт,x\n", 1, "\"note\"");
  assert_figures (place, "");
}

/** A figure that is there and one of the file are judged together. */
static void
test_import_beside (void) {
  g_autoptr (KapkaDeskPlace) place = kapka_desk_place_new ();

  set (place, 2015, "rural_users", 4486);
  import_badly (place, "year,key,value,source\n2015,users,4485,отчёт\n", 2, "rural");
  assert_figures (place, "2015 rural_users=4486 отчёт/Анна\n");
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/history/set", test_set);
  g_test_add_func ("/history/set-year", test_set_year);
  g_test_add_func ("/history/refused", test_refused);
  g_test_add_func ("/history/import", test_import);
  g_test_add_func ("/history/import-refused", test_import_refused);
  g_test_add_func ("/history/import-beside", test_import_beside);
  return g_test_run ();
}
