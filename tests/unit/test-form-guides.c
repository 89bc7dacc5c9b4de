// SPDX-License-Identifier: GPL-3.0-or-later
//
// Every sample form is in the catalogue, says there that it is a sample, and has a guide of one
// page that tells how to fill it in.

#include "test-form-files.h"

#include "catalog/catalog.h"

#define TITLE "Как заполнить: "

static KapkaCatalog *
load_catalog (void) {
  g_autoptr (GPtrArray) problems = kapka_problems_new ();

  return kapka_catalog_load (g_getenv ("KAPKA_DATA_DIR"), NULL, problems);
}

static void
test_catalogue (gconstpointer path) {
  g_autoptr (KapkaCatalog) catalog = load_catalog ();
  g_autofree char *id = form_file_id (path);
  const KapkaTile *tile = kapka_catalog_find_tile (catalog, id);

  g_assert_nonnull (tile);
  g_assert_cmpint (tile->kind, ==, KAPKA_TILE_FORM);
  g_assert_true (tile->sample);
  g_assert_true (tile->enabled);
  g_assert_nonnull (tile->file);
  g_assert_nonnull (tile->guide);
}

static void
test_guide (gconstpointer path) {
  g_autoptr (KapkaCatalog) catalog = load_catalog ();
  g_autofree char *id = form_file_id (path);
  g_autoptr (Form) guide = form_open (kapka_catalog_find_tile (catalog, id)->guide);
  g_autofree char *title = poppler_document_get_title (guide);
  g_autoptr (Page) page = poppler_document_get_page (guide, 0);
  g_autofree char *words = form_page_words (page);
  GList *fields = poppler_page_get_form_field_mapping (page);

  form_check_sheets (guide);
  g_assert_cmpint (poppler_document_get_n_pages (guide), ==, 1);
  g_assert_true (g_str_has_prefix (title, TITLE));
  g_assert_nonnull (strstr (words, TITLE));
  g_assert_null (fields);
}

static void
add_tests (const char *path) {
  g_autofree char *id = form_file_id (path);
  g_autofree char *catalogue = g_strdup_printf ("/form-guides/%s/catalogue", id);
  g_autofree char *guide = g_strdup_printf ("/form-guides/%s/guide", id);

  g_test_add_data_func_full (catalogue, g_strdup (path), test_catalogue, g_free);
  g_test_add_data_func_full (guide, g_strdup (path), test_guide, g_free);
}

int
main (int argc, char **argv) {
  g_autofree char *directory = NULL;
  g_auto (GStrv) paths = NULL;

  g_test_init (&argc, &argv, NULL);
  directory = form_files_directory ();
  paths = form_files_list (directory);
  g_assert_nonnull (paths[0]);
  for (guint i = 0; paths[i] != NULL; i++)
    add_tests (paths[i]);
  return g_test_run ();
}
