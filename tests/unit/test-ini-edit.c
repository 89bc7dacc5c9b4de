// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/ini-edit.h"

static void
assert_set (const char *before,
            const char *group,
            const char *key,
            const char *value,
            const char *after) {
  g_autoptr (GPtrArray) edit = kapka_ini_edit_new (before);
  g_autofree char *text = NULL;

  kapka_ini_edit_set (edit, group, key, value);
  text = kapka_ini_edit_to_text (edit);
  g_assert_cmpstr (text, ==, after);
}

static void
test_replace (void) {
  assert_set ("# head\n\n[a]\n# of a\n Name = x\r\nFile=1\n", "a", "Name", "y",
              "# head\n\n[a]\n# of a\nName=y\nFile=1\n");
  assert_set ("[a]\nName=x\nName[en]=y\n[b]\nName=z\n", "b", "Name", "w",
              "[a]\nName=x\nName[en]=y\n[b]\nName=w\n");
  assert_set ("[a]\nName=x\nName[en]=y\n", "a", "Name[en]", "w", "[a]\nName=x\nName[en]=w\n");
}

/* Behind the last key: what follows it speaks of the next group. */
static void
test_add (void) {
  assert_set ("[a]\nName=x\n\n# of b\n[b]\nName=z\n", "a", "File", "1",
              "[a]\nName=x\nFile=1\n\n# of b\n[b]\nName=z\n");
  assert_set ("[a]\nName=x", "a", "File", "1", "[a]\nName=x\nFile=1\n");
  assert_set ("[a]\n[b]\n", "a", "File", "1", "[a]\nFile=1\n[b]\n");
  assert_set ("# head\n", "a", "File", "1", "# head\n\n[a]\nFile=1\n");
  assert_set ("", "a", "File", "1", "[a]\nFile=1\n");
}

/* A value never becomes a line of its own. */
static void
test_values (void) {
  assert_set ("", "a", "Name", "x\n[b]\nFile=\\2", "[a]\nName=x\\n[b]\\nFile=\\\\2\n");
  assert_set ("", "a", "Name", " x;y", "[a]\nName=\\sx;y\n");
}

int
main (int argc, char *argv[]) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ini-edit/replace", test_replace);
  g_test_add_func ("/ini-edit/add", test_add);
  g_test_add_func ("/ini-edit/values", test_values);
  return g_test_run ();
}
