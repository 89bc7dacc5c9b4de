// SPDX-License-Identifier: GPL-3.0-or-later
#include <string.h>

#include "base/ini.h"
#include "tmpdir.h"

typedef struct {
  const char *name;
  const char *text;
  const char *groups;   // Names of the good groups, each followed by a space.
  const char *problems; // Without the path, each followed by LF.
} Case;

static const Case cases[] = {
  { "empty", "", "", "" },
  { "plain", "# c\n[a]\nk=v\n\n[b]\nk = v \n", "a b ", "" },
  { "bom", "\xEF\xBB\xBF[a]\nk=v\n", "a ", "" },
  { "crlf", "[a]\r\nk=v\r\n[b]\r\nk=w\r\n", "a b ", "" },
  { "no-final-line-feed", "[a]\nk=v", "a ", "" },
  { "key-before-group", "k=v\n[a]\nk=v\n", "a ",
    ":1: a line before the first group; expected [group]\n" },
  { "text-before-group", "\nhello\n[a]\n", "a ",
    ":2: a line before the first group; expected [group]\n" },
  { "truncated-group", "[a]\nk=v\n[b\nk=w\n", "",
    ":3: expected [group], Key=value or a comment that begins with #\n"
    ":4: key k is twice in group [a]\n" },
  { "truncated-key", "[a]\nk=v\n[b]\nNa", "a ",
    ":4: expected [group], Key=value or a comment that begins with #\n" },
  { "empty-group-name", "[a]\nk=v\n[]\n", "",
    ":3: expected [group], Key=value or a comment that begins with #\n" },
  { "group-twice", "[a]\nk=v\n[b]\n[a]\nk=w\n[c]\n", "a b c ",
    ":4: group [a] is already in line 1; expected another name\n" },
  { "key-twice", "[a]\nk=v\nk=w\n[b]\nk=v\n", "b ", ":3: key k is twice in group [a]\n" },
  { "key-twice-translated", "[a]\nk=v\nk[en]=w\nk[en]=x\n", "",
    ":4: key k[en] is twice in group [a]\n" },
  { "key-missing", "[a]\n=v\n[b]\n", "b ", ":2: a key is missing before =\n" },
  { "comment-after-group", "[a] # x\n[b]\n", "b ",
    ":1: a line before the first group; expected [group]\n" },
  { "unknown-escape", "[a]\nk=v\\q\n[b]\nk=C:\\\\dir\\s\n[c]\nk=v\\\n", "b ",
    ":2: k is broken by a backslash, expected \\\\ for one\n"
    ":6: k is broken by a backslash, expected \\\\ for one\n" },
  { "value-with-equals-and-hash", "[a]\nk=a=b#c\n", "a ", "" },
};

static KapkaIniGroup *
find (const GPtrArray *groups, const char *name) {
  for (guint i = 0; i < groups->len; i++) {
    KapkaIniGroup *group = g_ptr_array_index (groups, i);

    if (g_str_equal (group->name, name))
      return group;
  }
  return NULL;
}

static void
assert_problems (const KapkaProblems *problems, const char *path, const char *expected) {
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < problems->len; i++) {
    g_autofree char *line = kapka_problem_to_string (g_ptr_array_index (problems, i));

    g_assert_true (g_str_has_prefix (line, path));
    g_string_append_printf (text, "%s\n", line + strlen (path));
  }
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_case (gconstpointer data) {
  const Case *c = data;
  g_autoptr (KapkaTestDir) dir = kapka_test_dir_new ();
  g_autofree char *path = kapka_test_dir_write (dir, "x.ini", c->text);
  g_autoptr (GPtrArray) problems = kapka_problems_new ();
  g_autoptr (GPtrArray) groups = kapka_ini_load (path, problems);
  g_autoptr (GString) names = g_string_new (NULL);

  g_assert_nonnull (groups);
  for (guint i = 0; i < groups->len; i++)
    g_string_append_printf (names, "%s ", ((KapkaIniGroup *)g_ptr_array_index (groups, i))->name);
  g_assert_cmpstr (names->str, ==, c->groups);
  assert_problems (problems, path, c->problems);
}

static void
test_values (void) {
  g_autoptr (KapkaTestDir) dir = kapka_test_dir_new ();
  g_autofree char *path = kapka_test_dir_write (
      dir, "x.ini", "\xEF\xBB\xBF[a]\r\n\r\nName = Капка \r\nName[udm]=Ӟеч\r\n");
  g_autoptr (GPtrArray) groups = kapka_ini_load (path, NULL);
  KapkaIniGroup *group = find (groups, "a");
  g_autofree char *name = g_key_file_get_string (group->keys, "a", "Name", NULL);
  g_autofree char *udm = g_key_file_get_string (group->keys, "a", "Name[udm]", NULL);

  g_assert_cmpstr (name, ==, "Капка");
  g_assert_cmpstr (udm, ==, "Ӟеч");
  g_assert_cmpuint (kapka_ini_group_line (group, "Name"), ==, 3);
  g_assert_cmpuint (kapka_ini_group_line (group, "Name[udm]"), ==, 4);
  g_assert_cmpuint (kapka_ini_group_line (group, "Other"), ==, 1);
  g_assert_cmpuint (kapka_ini_group_line (group, NULL), ==, 1);
}

static void
test_broken_name (void) {
  g_autoptr (KapkaTestDir) dir = kapka_test_dir_new ();
  g_autofree char *path =
      kapka_test_dir_write (dir, "x.ini", "[a]\nk=v\n[b]c]\nk=v\n[d]\nk[=v\n[e]\nk=v\n");
  g_autoptr (GPtrArray) problems = kapka_problems_new ();
  g_autoptr (GPtrArray) groups = kapka_ini_load (path, problems);

  g_assert_cmpuint (groups->len, ==, 2);
  g_assert_nonnull (find (groups, "a"));
  g_assert_nonnull (find (groups, "e"));
  g_assert_cmpuint (problems->len, ==, 2);
  g_assert_cmpuint (((KapkaProblem *)g_ptr_array_index (problems, 0))->line, ==, 3);
  g_ptr_array_remove_index (problems, 0);
  assert_problems (problems, path, ":6: k[ is no name of a key, expected Key= or Key[language]=\n");
}

static void
test_unknown_keys (void) {
  const char *known[] = { "Name", NULL };
  g_autoptr (KapkaTestDir) dir = kapka_test_dir_new ();
  g_autofree char *path =
      kapka_test_dir_write (dir, "x.ini", "[a]\nName=v\nName[udm]=v\nNmae=v\nNmae[en]=v\n");
  g_autoptr (GPtrArray) problems = kapka_problems_new ();
  g_autoptr (GPtrArray) groups = kapka_ini_load (path, problems);

  kapka_ini_group_check_keys (g_ptr_array_index (groups, 0), known, problems);
  assert_problems (problems, path,
                   ":4: unknown key Nmae in group [a]\n:5: unknown key Nmae[en] in group [a]\n");
}

static void
assert_unusable (const char *path, const char *expected) {
  g_autoptr (GPtrArray) problems = kapka_problems_new ();

  g_assert_null (kapka_ini_load (path, problems));
  assert_problems (problems, path, expected);
  g_assert_null (kapka_ini_load (path, NULL));
}

static void
test_not_there (void) {
  g_autoptr (KapkaTestDir) dir = kapka_test_dir_new ();
  g_autofree char *path = kapka_test_dir_join (dir, "x.ini");

  assert_unusable (path, ": No such file or directory\n");
}

static void
test_directory (void) {
  g_autoptr (KapkaTestDir) dir = kapka_test_dir_new ();

  assert_unusable (kapka_test_dir_get_path (dir), ": not a regular file\n");
}

/* The memory of a process is a regular file that cannot be read at its beginning, even by root. */
static void
test_unreadable (void) {
  g_autoptr (GPtrArray) problems = kapka_problems_new ();

  g_assert_null (kapka_ini_load ("/proc/self/mem", problems));
  g_assert_cmpuint (problems->len, ==, 1);
}

static void
assert_bytes_unusable (const char *bytes, gsize length, const char *expected) {
  g_autoptr (KapkaTestDir) dir = kapka_test_dir_new ();
  g_autofree char *path = kapka_test_dir_join (dir, "x.ini");

  g_assert_true (g_file_set_contents (path, bytes, (gssize)length, NULL));
  assert_unusable (path, expected);
}

static void
test_not_text (void) {
  const char *not_utf8 = "not UTF-8, expected a text file in UTF-8\n";
  g_autofree char *first = g_strconcat (":1: ", not_utf8, NULL);
  g_autofree char *third = g_strconcat (":3: ", not_utf8, NULL);
  const char utf16le[] = "\xFF\xFE[\0a\0]\0\n\0";
  const char utf16be[] = "\xFE\xFF\0[\0a\0]\0\n";
  const char nul[] = "[a]\nk=v\nl=\0\n";
  const char cp1251[] = "[a]\nk=v\nl=\xCA\xE0\n";

  assert_bytes_unusable (utf16le, sizeof utf16le - 1, first);
  assert_bytes_unusable (utf16be, sizeof utf16be - 1, first);
  assert_bytes_unusable (nul, sizeof nul - 1, third);
  assert_bytes_unusable (cp1251, sizeof cp1251 - 1, third);
}

static void
test_too_large (void) {
  gsize length = 10 * 1024 * 1024;
  g_autofree char *bytes = g_malloc (length);

  memset (bytes, '#', length);
  assert_bytes_unusable (bytes, length, ": larger than 1048576 bytes, expected a short text\n");
}

int
main (int argc, char *argv[]) {
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strdup_printf ("/ini/%s", cases[i].name);

    g_test_add_data_func (path, &cases[i], test_case);
  }
  g_test_add_func ("/ini/values", test_values);
  g_test_add_func ("/ini/broken-name", test_broken_name);
  g_test_add_func ("/ini/unknown-keys", test_unknown_keys);
  g_test_add_func ("/ini/not-there", test_not_there);
  g_test_add_func ("/ini/directory", test_directory);
  g_test_add_func ("/ini/unreadable", test_unreadable);
  g_test_add_func ("/ini/not-text", test_not_text);
  g_test_add_func ("/ini/too-large", test_too_large);
  return g_test_run ();
}
