// SPDX-License-Identifier: GPL-3.0-or-later
//
// The sample forms and their guides as a screen reader meets them: the language and the order of
// reading are told by tags, every field stands among them, and no page depends on the fonts of a
// machine.

#include "test-form-files.h"

#define LANGUAGE "ru-RU"

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PopplerStructureElement, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PopplerStructureElementIter, poppler_structure_element_iter_free)

static guint
count_of_kind (GHashTable *counts, PopplerStructureElementKind kind) {
  return GPOINTER_TO_UINT (g_hash_table_lookup (counts, GINT_TO_POINTER (kind)));
}

static void
add_element (GHashTable *counts, PopplerStructureElement *element) {
  PopplerStructureElementKind kind = poppler_structure_element_get_kind (element);

  g_hash_table_insert (counts, GINT_TO_POINTER (kind),
                       GUINT_TO_POINTER (count_of_kind (counts, kind) + 1));
}

static void
add_elements (GHashTable *counts, PopplerStructureElementIter *iter) {
  do {
    g_autoptr (PopplerStructureElement) element = poppler_structure_element_iter_get_element (iter);
    g_autoptr (PopplerStructureElementIter) kids = poppler_structure_element_iter_get_child (iter);

    add_element (counts, element);
    if (kids != NULL)
      add_elements (counts, kids);
  } while (poppler_structure_element_iter_next (iter));
}

/* Returns: (transfer full): how many elements of each kind there are. */
static GHashTable *
count_elements (Form *form) {
  g_autoptr (PopplerStructureElementIter) iter = poppler_structure_element_iter_new (form);
  GHashTable *counts = g_hash_table_new (NULL, NULL);

  g_assert_nonnull (iter);
  add_elements (counts, iter);
  return counts;
}

/* Returns: (transfer full): the words in the order of the tags. Poppler's own interface spoils
 * Cyrillic letters there; its program does not. */
static char *
tagged_words (const char *path) {
  const char *argv[] = { "pdfinfo", "-enc", "UTF-8", "-struct-text", path, NULL };
  g_autoptr (GError) error = NULL;
  char *words = NULL;
  int status;

  g_spawn_sync (NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &words, NULL, &status,
                &error);
  g_assert_no_error (error);
  g_spawn_check_wait_status (status, &error);
  g_assert_no_error (error);
  return words;
}

static guint
count_fields (Form *form) {
  guint count = 0;

  for (int i = 0; i < poppler_document_get_n_pages (form); i++) {
    g_autoptr (Page) page = poppler_document_get_page (form, i);
    GList *mapping = poppler_page_get_form_field_mapping (page);

    count += g_list_length (mapping);
    poppler_page_free_form_field_mapping (mapping);
  }
  return count;
}

static void
test_elements (gconstpointer path) {
  g_autoptr (Form) form = form_open (path);
  g_autoptr (GHashTable) counts = count_elements (form);
  guint fields = count_fields (form);

  g_assert_cmpuint (count_of_kind (counts, POPPLER_STRUCTURE_ELEMENT_DOCUMENT), ==, 1);
  g_assert_cmpuint (count_of_kind (counts, POPPLER_STRUCTURE_ELEMENT_HEADING_1), ==, 1);
  g_assert_cmpuint (count_of_kind (counts, POPPLER_STRUCTURE_ELEMENT_FORM), ==, fields);
  g_assert_cmpuint (count_of_kind (counts, POPPLER_STRUCTURE_ELEMENT_OBJECT_REFERENCE), ==, fields);
}

/* What stands on every page is read once. */
static void
test_words (gconstpointer path) {
  g_autofree char *words = tagged_words (path);

  g_assert_cmpuint (form_count_of (words, FORM_MARK), ==, 1);
  g_assert_null (strstr (words, "Страница 1"));
}

static void
test_language (gconstpointer path) {
  g_autoptr (Form) form = form_open (path);
  g_autoptr (PopplerStructureElementIter) iter = poppler_structure_element_iter_new (form);
  g_autoptr (PopplerStructureElement) document = NULL;
  g_autofree char *language = NULL;

  g_assert_nonnull (iter);
  document = poppler_structure_element_iter_get_element (iter);
  language = poppler_structure_element_get_language (document);

  g_assert_cmpstr (language, ==, LANGUAGE);
}

static void
test_fonts (gconstpointer path) {
  g_autoptr (Form) form = form_open (path);
  PopplerFontInfo *info = poppler_font_info_new (form);
  PopplerFontsIter *iter = NULL;

  g_assert_true (poppler_font_info_scan (info, poppler_document_get_n_pages (form), &iter));
  do
    g_assert_true (poppler_fonts_iter_is_embedded (iter));
  while (poppler_fonts_iter_next (iter));
  poppler_fonts_iter_free (iter);
  g_object_unref (info);
}

static void
add_test (const char *group,
          const char *path,
          const char *name,
          void (*test) (gconstpointer path)) {
  g_autofree char *id = form_file_id (path);
  g_autofree char *full_name = g_strdup_printf ("/form-tags/%s/%s/%s", group, id, name);

  g_test_add_data_func_full (full_name, g_strdup (path), test, g_free);
}

static void
add_tests (const char *group, const char *path) {
  add_test (group, path, "elements", test_elements);
  add_test (group, path, "language", test_language);
  add_test (group, path, "fonts", test_fonts);
}

int
main (int argc, char **argv) {
  g_autofree char *directory = NULL;
  g_autofree char *guide_directory = NULL;
  g_auto (GStrv) samples = NULL;
  g_auto (GStrv) guides = NULL;

  g_test_init (&argc, &argv, NULL);
  directory = form_files_directory ();
  guide_directory = g_build_filename (directory, "guides", NULL);
  samples = form_files_list (directory);
  guides = form_files_list (guide_directory);
  g_assert_nonnull (samples[0]);
  for (guint i = 0; samples[i] != NULL; i++) {
    add_tests ("samples", samples[i]);
    add_test ("samples", samples[i], "words", test_words);
  }
  for (guint i = 0; guides[i] != NULL; i++)
    add_tests ("guides", guides[i]);
  return g_test_run ();
}
