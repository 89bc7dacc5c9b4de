// SPDX-License-Identifier: GPL-3.0-or-later
// Each test runs on every kind of store.
#include <string.h>

#include "base/error.h"
#include "central/library-csv.h"
#include "central/library-register.h"
#include "test-store-place.h"

#define LIST                                                                                       \
  "SELECT l.library_id, l.code, p.valid_from, p.name, p.district, p.rural, l.tz FROM library l "   \
  "JOIN library_period p ON p.library_id = l.library_id ORDER BY l.library_id, p.valid_from"

static KapkaLibrary *
make (const char *code, const char *name, gboolean rural, const char *from) {
  KapkaLibrary *library = kapka_library_new ();

  library->code = g_strdup (code);
  library->name = g_strdup (name);
  library->district = g_strdup ("Район");
  library->tz = g_strdup ("Europe/Samara");
  library->rural = rural;
  g_strlcpy (library->from, from, sizeof library->from);
  return library;
}

static void
add (KapkaStorePlace *place, const char *code, const char *name, gboolean rural) {
  g_autoptr (KapkaLibrary) library = make (code, name, rural, "2026-03-01");
  g_autoptr (GError) error = NULL;

  kapka_library_add (place->store, library, &error);
  g_assert_no_error (error);
}

static void
test_add (KapkaStorePlace *place, gconstpointer data) {
  g_autoptr (KapkaLibrary) other = make ("18-1", "Другая", FALSE, "2026-03-01");
  g_autoptr (GError) error = NULL;

  add (place, "18-1", "Первая", TRUE);
  add (place, "18-2", "Вторая", FALSE);
  add (place, "18-1", "Первая", TRUE); // The same again.
  g_assert_false (kapka_library_add (place->store, other, &error));
  g_assert_error (error, KAPKA_ERROR, KAPKA_ERROR_USAGE);
  kapka_store_assert_answer (place->store, LIST,
                             "1 18-1 2026-03-01 Первая Район 1 Europe/Samara "
                             "2 18-2 2026-03-01 Вторая Район 0 Europe/Samara");
}

static void
test_refused (KapkaStorePlace *place, gconstpointer data) {
  static const struct {
    const char *code;
    const char *name;
    const char *from;
  } cases[] = {
    { "", "Имя", "2026-03-01" },
    { "-x", "Имя", "2026-03-01" },
    { "a b", "Имя", "2026-03-01" },
    { "18'1", "Имя", "2026-03-01" },
    { "\xFF", "Имя", "2026-03-01" },
    { "18-1", "", "2026-03-01" },
    { "18-1", "две\nстроки", "2026-03-01" },
    { "18-1", "\xCF\xF0", "2026-03-01" },
    { "18-1", "Имя", "2026-03-02" },
    { "18-1", "Имя", "2026-13-01" },
    { "18-1", "Имя", "2026-3-01" },
    { "18-1", "Имя", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (KapkaLibrary) library = make (cases[i].code, cases[i].name, TRUE, cases[i].from);
    g_autoptr (GError) error = NULL;

    g_assert_false (kapka_library_add (place->store, library, &error));
    g_assert_error (error, KAPKA_ERROR, KAPKA_ERROR_DATA);
  }
  kapka_store_assert_answer (place->store, LIST, "");
}

static void
test_zone (KapkaStorePlace *place, gconstpointer data) {
  g_autoptr (KapkaLibrary) library = make ("18-1", "Имя", TRUE, "2026-03-01");
  g_autoptr (GError) error = NULL;

  g_free (library->tz);
  library->tz = g_strdup ("Europe/Izhevsk");
  g_assert_false (kapka_library_add (place->store, library, &error));
  g_assert_error (error, KAPKA_ERROR, KAPKA_ERROR_DATA);
}

static void
change (KapkaStorePlace *place, KapkaLibraryChange what) {
  g_autoptr (GError) error = NULL;

  kapka_library_change (place->store, &what, &error);
  g_assert_no_error (error);
}

static void
test_change (KapkaStorePlace *place, gconstpointer data) {
  add (place, "18-1", "Первая", TRUE);
  change (place, (KapkaLibraryChange){ "18-1", NULL, "Город", NULL, 0, "2027-01-01" });
  change (place, (KapkaLibraryChange){ "18-1", "Новая", NULL, NULL, -1, "2028-01-01" });
  kapka_store_assert_answer (place->store, LIST,
                             "1 18-1 2026-03-01 Первая Район 1 Europe/Samara "
                             "1 18-1 2027-01-01 Первая Город 0 Europe/Samara "
                             "1 18-1 2028-01-01 Новая Город 0 Europe/Samara");
  change (place, (KapkaLibraryChange){ "18-1", NULL, "Город2", "Asia/Omsk", -1, "2027-01-01" });
  change (place, (KapkaLibraryChange){ "18-1", NULL, NULL, NULL, -1, "2027-06-01" });
  kapka_store_assert_answer (place->store, LIST,
                             "1 18-1 2026-03-01 Первая Район 1 Asia/Omsk "
                             "1 18-1 2027-01-01 Первая Город2 0 Asia/Omsk "
                             "1 18-1 2028-01-01 Новая Город 0 Asia/Omsk");
}

static void
test_change_refused (KapkaStorePlace *place, gconstpointer data) {
  g_autoptr (GError) unknown = NULL;
  g_autoptr (GError) month = NULL;
  g_autoptr (GError) empty = NULL;

  add (place, "18-1", "Первая", TRUE);
  g_assert_false (kapka_library_change (
      place->store, &(KapkaLibraryChange){ "18-2", "Имя", NULL, NULL, -1, "2027-01-01" },
      &unknown));
  g_assert_error (unknown, KAPKA_ERROR, KAPKA_ERROR_NOT_FOUND);
  g_assert_false (kapka_library_change (
      place->store, &(KapkaLibraryChange){ "18-1", "Имя", NULL, NULL, -1, "2027-01-15" }, &month));
  g_assert_error (month, KAPKA_ERROR, KAPKA_ERROR_DATA);
  g_assert_false (kapka_library_change (
      place->store, &(KapkaLibraryChange){ "18-1", "", NULL, NULL, -1, "2027-01-01" }, &empty));
  g_assert_error (empty, KAPKA_ERROR, KAPKA_ERROR_DATA);
  kapka_store_assert_answer (place->store, LIST, "1 18-1 2026-03-01 Первая Район 1 Europe/Samara");
}

static KapkaLibraryImport
import (KapkaStorePlace *place, const char *text) {
  g_autofree char *path = kapka_test_dir_write (place->dir, "list.csv", text);
  g_autoptr (GPtrArray) problems = g_ptr_array_new ();
  g_autoptr (GPtrArray) libraries =
      kapka_library_read_csv (path, "Europe/Samara", "2026-03-01", problems);
  g_autoptr (GError) error = NULL;
  KapkaLibraryImport result = { 0 };

  g_assert_cmpuint (problems->len, ==, 0);
  kapka_library_import (place->store, libraries, &result, &error);
  g_assert_no_error (error);
  return result;
}

static void
test_import (KapkaStorePlace *place, gconstpointer data) {
  const char *list = "code,name,district,rural,tz,from\n"
                     "18-1,Первая,Район,да,,\n"
                     "18-2,Вторая,Район,0,Europe/Moscow,2020-01-01\n"
                     "18-2,Вторая,Район,1,Europe/Moscow,2025-01-01\n";
  const char *expected = "1 18-1 2026-03-01 Первая Район 1 Europe/Samara "
                         "2 18-2 2020-01-01 Вторая Район 0 Europe/Moscow "
                         "2 18-2 2025-01-01 Вторая Район 1 Europe/Moscow";
  KapkaLibraryImport first = import (place, list);
  KapkaLibraryImport again = import (place, list);

  g_assert_cmpuint (first.added, ==, 2);
  g_assert_cmpuint (first.changed, ==, 1);
  g_assert_cmpuint (again.added + again.changed, ==, 0);
  g_assert_cmpuint (again.unchanged, ==, 3);
  kapka_store_assert_answer (place->store, LIST, expected);
}

static void
test_import_problems (KapkaStorePlace *place, gconstpointer data) {
  g_autofree char *path = kapka_test_dir_write (place->dir, "list.csv",
                                                "code,name,district,rural,tz,from\n"
                                                "18-1,Первая,Район,может быть,,\n"
                                                "18-2,,Район,0,,\n"
                                                "18-3,Третья,Район,0,Europe/Izhevsk,\n"
                                                "18-4,Четвёртая,Район,0,,2026-03-15\n"
                                                "18-5,Пятая,Район,0,,\n"
                                                "18-5,Пятая снова,Район,0,,2026-03-01\n");
  g_autoptr (GPtrArray) problems = kapka_problems_new ();
  g_autoptr (GPtrArray) libraries =
      kapka_library_read_csv (path, "Europe/Samara", "2026-03-01", problems);
  static const guint lines[] = { 2, 3, 4, 5, 7 };

  g_assert_cmpuint (libraries->len, ==, 1);
  g_assert_cmpuint (problems->len, ==, G_N_ELEMENTS (lines));
  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    g_assert_cmpuint (((KapkaProblem *)g_ptr_array_index (problems, i))->line, ==, lines[i]);
}

/* A first period holds for the time before it, too. */
static void
test_spans (KapkaStorePlace *place, gconstpointer data) {
  add (place, "18-1", "Первая", TRUE);
  change (place, (KapkaLibraryChange){ "18-1", NULL, NULL, NULL, 0, "2027-01-01" });
  kapka_store_assert_answer (place->store,
                             "SELECT first_month, end_month, rural FROM library_span "
                             "ORDER BY first_month",
                             "0001-01-01 2027-01-01 1 2027-01-01 9999-01-01 0");
}

static void
test_list (KapkaStorePlace *place, gconstpointer data) {
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) libraries = NULL;
  const KapkaLibrary *last;

  add (place, "18-2", "Вторая", TRUE);
  add (place, "18-1", "Первая", FALSE);
  libraries = kapka_library_list (place->store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (libraries->len, ==, 2);
  last = g_ptr_array_index (libraries, 1);
  g_assert_cmpstr (last->code, ==, "18-2");
  g_assert_true (last->rural);
  g_assert_cmpstr (last->from, ==, "2026-03-01");
}

int
main (int argc, char **argv) {
  static const KapkaStorePlaceCase tests[] = {
    { "add", test_add },
    { "refused", test_refused },
    { "zone", test_zone },
    { "change", test_change },
    { "change-refused", test_change_refused },
    { "import", test_import },
    { "import-problems", test_import_problems },
    { "spans", test_spans },
    { "list", test_list },
  };
  KapkaStoreServer server = { 0 };

  g_test_init (&argc, &argv, NULL);
  kapka_store_place_add_both ("central-library", tests, G_N_ELEMENTS (tests), &server);
  return kapka_store_place_run_all (&server);
}
