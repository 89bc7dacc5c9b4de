// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/csv-reader.h"

#include <string.h>

#include "report/csv-writer.h"
#include "tmpdir.h"

enum { CODE, NAME, NOTE, N_COLUMNS };

static const KapkaCsvColumn columns[N_COLUMNS] = {
  [CODE] = { "code", TRUE },
  [NAME] = { "name", TRUE },
  [NOTE] = { "note", FALSE },
};

typedef struct {
  KapkaTestDir *dir;
  char *path;
  KapkaProblems *problems;
  KapkaCsv *csv;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data) {
  fixture->dir = kapka_test_dir_new ();
  fixture->problems = kapka_problems_new ();
}

static void
tear_down (Fixture *fixture, gconstpointer data) {
  kapka_csv_free (fixture->csv);
  g_ptr_array_unref (fixture->problems);
  g_free (fixture->path);
  kapka_test_dir_free (fixture->dir);
}

static void
load (Fixture *fixture, const char *text) {
  g_ptr_array_set_size (fixture->problems, 0);
  g_clear_pointer (&fixture->csv, kapka_csv_free);
  g_free (fixture->path);
  fixture->path = kapka_test_dir_write (fixture->dir, "list.csv", text);
  fixture->csv = kapka_csv_load (fixture->path, columns, N_COLUMNS, fixture->problems);
}

static void
assert_field (Fixture *fixture, guint row, guint column, const char *expected) {
  g_assert_cmpstr (kapka_csv_get (fixture->csv, row, column), ==, expected);
}

static void
assert_problem (Fixture *fixture, guint index, guint line, const char *part) {
  const KapkaProblem *problem;

  g_assert_cmpuint (fixture->problems->len, >, index);
  problem = g_ptr_array_index (fixture->problems, index);
  g_assert_cmpstr (problem->file, ==, fixture->path);
  g_assert_cmpuint (problem->line, ==, line);
  if (strstr (problem->text, part) == NULL)
    g_error ("expected \"%s\", got \"%s\"", part, problem->text);
}

static void
test_plain (Fixture *fixture, gconstpointer data) {
  load (fixture, "name,code\nЦентр,18-0142\n\n  Село , 18-0143 \r\n");
  g_assert_cmpuint (fixture->problems->len, ==, 0);
  g_assert_cmpuint (kapka_csv_get_length (fixture->csv), ==, 2);
  assert_field (fixture, 0, CODE, "18-0142");
  assert_field (fixture, 0, NAME, "Центр");
  assert_field (fixture, 0, NOTE, "");
  assert_field (fixture, 1, NAME, "Село");
  assert_field (fixture, 1, CODE, "18-0143");
  g_assert_cmpuint (kapka_csv_get_line (fixture->csv, 1), ==, 4);
}

static void
test_spreadsheet (Fixture *fixture, gconstpointer data) {
  load (fixture, "\xEF\xBB\xBF"
                 "code;name;note\r\n1;\"Дом \"\"Капка\"\"; 1\";\"две\nстроки\"\r\n2;Б;,");
  g_assert_cmpuint (fixture->problems->len, ==, 0);
  assert_field (fixture, 0, NAME, "Дом \"Капка\"; 1");
  assert_field (fixture, 0, NOTE, "две\nстроки");
  assert_field (fixture, 1, NOTE, ",");
  g_assert_cmpuint (kapka_csv_get_line (fixture->csv, 1), ==, 4);
}

static void
test_own_writing (Fixture *fixture, gconstpointer data) {
  g_autoptr (GString) csv = g_string_new ("code,name\n");

  kapka_csv_append_text (csv, "a,\"b\"\nc");
  g_string_append_c (csv, ',');
  kapka_csv_append_text (csv, "x;y");
  load (fixture, csv->str);
  g_assert_cmpuint (fixture->problems->len, ==, 0);
  assert_field (fixture, 0, CODE, "a,\"b\"\nc");
  assert_field (fixture, 0, NAME, "x;y");
}

static void
test_bad_header (Fixture *fixture, gconstpointer data) {
  load (fixture, "code,nmae,note,note\n1,2,3,4\n");
  g_assert_null (fixture->csv);
  g_assert_cmpuint (fixture->problems->len, ==, 3);
  assert_problem (fixture, 0, 1, "\"name\"");
  assert_problem (fixture, 1, 1, "\"nmae\"");
  assert_problem (fixture, 2, 1, "\"note\"");
  load (fixture, "");
  g_assert_null (fixture->csv);
  g_assert_cmpuint (fixture->problems->len, >, 0);
}

/* Each line is judged by itself, so that one reading names all mistakes. */
static void
test_bad_rows (Fixture *fixture, gconstpointer data) {
  load (fixture, "code,name\n1\n2,b\n3,b,c\n4,\"x\" y\n5,e\n6,\"never\nclosed\n");
  g_assert_nonnull (fixture->csv);
  g_assert_cmpuint (kapka_csv_get_length (fixture->csv), ==, 2);
  assert_field (fixture, 1, CODE, "5");
  g_assert_cmpuint (fixture->problems->len, ==, 4);
  assert_problem (fixture, 0, 2, "1");
  assert_problem (fixture, 1, 4, "3");
  assert_problem (fixture, 2, 5, "");
  assert_problem (fixture, 3, 7, "");
}

static void
test_no_text (Fixture *fixture, gconstpointer data) {
  g_autofree char *directory = kapka_test_dir_make (fixture->dir, "folder");
  g_autofree char *missing = kapka_test_dir_join (fixture->dir, "missing");

  // «Сёла» in the code page of DOS.
  load (fixture, "code,name\n1,\x91\xF1\xAB\xA0\n");
  g_assert_null (fixture->csv);
  assert_problem (fixture, 0, 2, "UTF-8");
  g_assert_null (kapka_csv_load (directory, columns, N_COLUMNS, fixture->problems));
  g_assert_null (kapka_csv_load (missing, columns, N_COLUMNS, fixture->problems));
  g_assert_null (kapka_csv_load ("/dev/zero", columns, N_COLUMNS, fixture->problems));
  g_assert_cmpuint (fixture->problems->len, ==, 4);
}

/* What Excel in Russian saves as "CSV". */
static void
test_windows_1251 (Fixture *fixture, gconstpointer data) {
  load (fixture, "code;name;note\r\n1;\xD1\xB8\xEB\xE0 \xABX\xBB;\xB9 1 \x97 2\r\n");
  g_assert_cmpuint (fixture->problems->len, ==, 0);
  assert_field (fixture, 0, NAME, "Сёла «X»");
  assert_field (fixture, 0, NOTE, "№ 1 — 2");
  // A mark says that it is UTF-8.
  load (fixture, "\xEF\xBB\xBF"
                 "code,name\n1,\xCF\xF0\n");
  g_assert_null (fixture->csv);
  assert_problem (fixture, 0, 2, "UTF-8");
}

static void
add (const char *path, void (*test) (Fixture *, gconstpointer)) {
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  add ("/csv-reader/plain", test_plain);
  add ("/csv-reader/spreadsheet", test_spreadsheet);
  add ("/csv-reader/own-writing", test_own_writing);
  add ("/csv-reader/bad-header", test_bad_header);
  add ("/csv-reader/bad-rows", test_bad_rows);
  add ("/csv-reader/no-text", test_no_text);
  add ("/csv-reader/windows-1251", test_windows_1251);
  return g_test_run ();
}
