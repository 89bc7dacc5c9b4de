// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/form-state.h"

#include <glib/gstdio.h>

#include "catalog/form-groups.h"
#include "tmpdir.h"

#define PAPER "%PDF"
#define PAPER_SHA256 "315d429b7714cedb6ad04ac31240145257692630457f3c88253c5beceac76027"

#define EVENTS "[birth]\nName=Birth\n[moving]\nName=Moving\n[debt]\nName=Debt\n"

typedef struct {
  KapkaTestDir *dir;
  KapkaCatalog *catalog;
} Fixture;

static void
write_file (Fixture *f, const char *name, const char *text) {
  g_autofree char *path = kapka_test_dir_write (f->dir, name, text);
}

static void
set_up (Fixture *f, gconstpointer data) {
  f->dir = kapka_test_dir_new ();
  write_file (f, "catalog/events.ini", EVENTS);
  write_file (f, "forms/a.pdf", PAPER);
}

static void
tear_down (Fixture *f, gconstpointer data) {
  kapka_catalog_free (f->catalog);
  kapka_test_dir_free (f->dir);
}

static void
load (Fixture *f, const char *forms) {
  write_file (f, "catalog/forms.ini", forms);
  g_clear_pointer (&f->catalog, kapka_catalog_free);
  f->catalog = kapka_catalog_load (kapka_test_dir_get_path (f->dir), NULL, NULL);
}

static KapkaFormState
state_on (Fixture *f, const char *today) {
  return kapka_form_state_of (kapka_catalog_find_tile (f->catalog, "a"), today);
}

static void
test_days (Fixture *f, gconstpointer data) {
  load (f, "[a]\nName=A\nFile=a.pdf\nValidFrom=2026-01-01\nValidTo=2026-12-31\n");
  g_assert_cmpint (state_on (f, "2025-12-31"), ==, KAPKA_FORM_NOT_YET);
  g_assert_cmpint (state_on (f, "2026-01-01"), ==, KAPKA_FORM_READY);
  g_assert_cmpint (state_on (f, "2026-12-31"), ==, KAPKA_FORM_READY);
  g_assert_cmpint (state_on (f, "2027-01-01"), ==, KAPKA_FORM_OUTDATED);
  load (f, "[a]\nName=A\nFile=a.pdf\n");
  g_assert_cmpint (state_on (f, "2026-01-01"), ==, KAPKA_FORM_READY);
}

static void
test_file (Fixture *f, gconstpointer data) {
  g_autofree char *path = kapka_test_dir_join (f->dir, "forms/a.pdf");

  load (f, "[a]\nName=A\nFile=a.pdf\nSha256=" PAPER_SHA256 "\nValidTo=2026-12-31\n");
  g_assert_cmpint (state_on (f, "2026-01-01"), ==, KAPKA_FORM_READY);
  write_file (f, "forms/a.pdf", PAPER " ");
  g_assert_cmpint (state_on (f, "2026-01-01"), ==, KAPKA_FORM_CHANGED);
  g_assert_cmpint (state_on (f, "2027-01-01"), ==, KAPKA_FORM_CHANGED);
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (state_on (f, "2026-01-01"), ==, KAPKA_FORM_MISSING);
  load (f, "[a]\nName=A\nValidFrom=2027-01-01\n");
  g_assert_cmpint (state_on (f, "2026-01-01"), ==, KAPKA_FORM_NO_BLANK);
}

static void
test_printable (void) {
  g_assert_true (kapka_form_state_is_printable (KAPKA_FORM_READY));
  g_assert_true (kapka_form_state_is_printable (KAPKA_FORM_NOT_YET));
  g_assert_true (kapka_form_state_is_printable (KAPKA_FORM_OUTDATED));
  g_assert_false (kapka_form_state_is_printable (KAPKA_FORM_NO_BLANK));
  g_assert_false (kapka_form_state_is_printable (KAPKA_FORM_MISSING));
  g_assert_false (kapka_form_state_is_printable (KAPKA_FORM_CHANGED));
}

/* Writes the groups as `Name: form form, `. */
static void
assert_groups (GPtrArray *groups, const char *expected) {
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < groups->len; i++) {
    const KapkaFormGroup *group = g_ptr_array_index (groups, i);

    g_string_append_printf (text, "%s:", group->name == NULL ? "-" : group->name->ru);
    for (guint j = 0; j < group->forms->len; j++)
      g_string_append_printf (text, " %s",
                              ((const KapkaTile *)g_ptr_array_index (group->forms, j))->id);
    g_string_append (text, ", ");
  }
  g_assert_cmpstr (text->str, ==, expected);
  g_ptr_array_unref (groups);
}

/* Nothing is left out, and what can be printed stands before what cannot. */
static void
test_groups (Fixture *f, gconstpointer data) {
  g_autoptr (GPtrArray) forms = NULL;

  load (f, "[none]\nName=N\nAuthority=Z\nEvents=moving;birth;\n[alone]\nName=A\n"
           "[tax]\nName=T\nFile=a.pdf\nAuthority=F\nEvents=moving;\n"
           "[lost]\nName=L\nAuthority=F\nEvents=nowhere;\n"
           "[sample]\nName=S\nFile=a.pdf\nEvents=debt;\n");
  forms = kapka_catalog_list_door (f->catalog, KAPKA_SERVICE_FORMS);
  assert_groups (kapka_form_groups_by_event (f->catalog, forms),
                 "Moving: tax none, Debt: sample, Birth: none, -: alone lost, ");
  assert_groups (kapka_form_groups_by_authority (forms), "F: tax lost, -: sample alone, Z: none, ");
}

#define ADD(name, function) g_test_add (name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[]) {
  g_test_init (&argc, &argv, NULL);
  ADD ("/form-state/days", test_days);
  ADD ("/form-state/file", test_file);
  g_test_add_func ("/form-state/printable", test_printable);
  ADD ("/form-state/groups", test_groups);
  return g_test_run ();
}
