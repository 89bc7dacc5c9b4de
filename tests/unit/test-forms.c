// SPDX-License-Identifier: GPL-3.0-or-later
//
// The sample forms as the programs meet them: each opens, is A4, says on every page that it is a
// sample, and takes Russian and Udmurt text that is still there after printing. The directory of
// the forms comes from KAPKA_FORMS_DIR or stands in the source tree.

#include <cairo-pdf.h>
#include <math.h>
#include <poppler.h>

#define MARK "Образец. Не является официальным бланком"
#define TYPED "Ёжик Ӝ ӝ Ӟ ӟ Ӥ ӥ Ӧ ӧ Ӵ ӵ"

#define A4_WIDTH 595.276
#define A4_HEIGHT 841.89

#define FEWEST_FORMS 6
#define FEWEST_FIELDS 6

// This poppler declares no automatic cleanup and a later one may; names of our own suit both.
typedef PopplerDocument Form;
typedef PopplerPage Page;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Form, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Page, g_object_unref)

static char *
forms_directory (void) {
  const char *directory = g_getenv ("KAPKA_FORMS_DIR");

  if (directory != NULL)
    return g_strdup (directory);
  return g_test_build_filename (G_TEST_DIST, "..", "..", "resources", "forms", NULL);
}

static Form *
read_form (GBytes *bytes) {
  g_autoptr (GError) error = NULL;
  Form *form = poppler_document_new_from_bytes (bytes, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (form);
  return form;
}

static Form *
open_form (const char *path) {
  g_autoptr (GError) error = NULL;
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, &error);
  g_autoptr (GBytes) bytes = NULL;

  g_assert_no_error (error);
  bytes = g_mapped_file_get_bytes (file);
  return read_form (bytes);
}

// Extraction breaks lines where it likes; only the words and their order are of interest.
static char *
page_words (Page *page) {
  g_autofree char *text = poppler_page_get_text (page);
  g_auto (GStrv) words = g_strsplit_set (text, " \n\f", -1);
  g_autoptr (GString) joined = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      g_string_append_printf (joined, "%s%s", joined->len > 0 ? " " : "", words[i]);
  return g_string_free (g_steal_pointer (&joined), FALSE);
}

static guint
count_of (const char *text, const char *part) {
  guint count = 0;

  for (const char *found = strstr (text, part); found != NULL; found = strstr (found + 1, part))
    count++;
  return count;
}

static void
check_page (Page *page) {
  g_autofree char *words = page_words (page);
  double width, height;

  poppler_page_get_size (page, &width, &height);
  g_assert_cmpfloat_with_epsilon (width, A4_WIDTH, 0.5);
  g_assert_cmpfloat_with_epsilon (height, A4_HEIGHT, 0.5);
  g_assert_nonnull (strstr (words, MARK));
}

static void
test_pages (gconstpointer path) {
  g_autoptr (Form) form = open_form (path);
  g_autofree char *title = poppler_document_get_title (form);
  int pages = poppler_document_get_n_pages (form);

  g_assert_nonnull (title);
  g_assert_cmpstr (title, !=, "");
  g_assert_cmpint (pages, >, 0);
  for (int i = 0; i < pages; i++) {
    g_autoptr (Page) page = poppler_document_get_page (form, i);

    check_page (page);
  }
}

static void
check_field (PopplerFormField *field, GHashTable *names) {
  char *name = poppler_form_field_get_name (field);
  g_autofree char *tip = poppler_form_field_get_alternate_ui_name (field);

  g_assert_cmpint (poppler_form_field_get_field_type (field), ==, POPPLER_FORM_FIELD_TEXT);
  g_assert_false (poppler_form_field_is_read_only (field));
  g_assert_nonnull (name);
  g_assert_true (g_regex_match_simple ("^[a-z][a-z0-9_]*$", name, 0, 0));
  g_assert_true (g_hash_table_add (names, name));
  g_assert_nonnull (tip);
  g_assert_cmpint (g_utf8_strlen (tip, -1), >, 3);
}

static void
test_fields (gconstpointer path) {
  g_autoptr (Form) form = open_form (path);
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (int i = 0; i < poppler_document_get_n_pages (form); i++) {
    g_autoptr (Page) page = poppler_document_get_page (form, i);
    GList *mapping = poppler_page_get_form_field_mapping (page);

    for (GList *l = mapping; l != NULL; l = l->next)
      check_field (((PopplerFormFieldMapping *)l->data)->field, names);
    poppler_page_free_form_field_mapping (mapping);
  }
  g_assert_cmpuint (g_hash_table_size (names), >=, FEWEST_FIELDS);
}

// Fills each field long enough for the sample and answers how many there were.
static guint
fill_page (Page *page) {
  GList *mapping = poppler_page_get_form_field_mapping (page);
  guint filled = 0;

  for (GList *l = mapping; l != NULL; l = l->next) {
    PopplerFormField *field = ((PopplerFormFieldMapping *)l->data)->field;

    if (poppler_form_field_text_get_max_len (field) > 0)
      continue;
    poppler_form_field_text_set_text (field, TYPED);
    filled++;
  }
  poppler_page_free_form_field_mapping (mapping);
  return filled;
}

static cairo_status_t
append_cb (void *closure, const unsigned char *data, unsigned int length) {
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static GBytes *
print_page (Page *page) {
  GByteArray *bytes = g_byte_array_new ();
  cairo_surface_t *surface =
      cairo_pdf_surface_create_for_stream (append_cb, bytes, A4_WIDTH, A4_HEIGHT);
  cairo_t *cr = cairo_create (surface);

  poppler_page_render_for_printing (page, cr);
  cairo_show_page (cr);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  g_assert_cmpint (cairo_surface_status (surface), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (surface);
  return g_byte_array_free_to_bytes (bytes);
}

static char *
printed_words (Page *page) {
  g_autoptr (GBytes) bytes = print_page (page);
  g_autoptr (Form) printed = read_form (bytes);
  g_autoptr (Page) first = poppler_document_get_page (printed, 0);

  return page_words (first);
}

static void
test_filled (gconstpointer path) {
  g_autoptr (Form) form = open_form (path);
  guint filled = 0;

  for (int i = 0; i < poppler_document_get_n_pages (form); i++) {
    g_autoptr (Page) page = poppler_document_get_page (form, i);
    guint expected = fill_page (page);
    g_autofree char *words = printed_words (page);

    g_assert_cmpuint (count_of (words, TYPED), ==, expected);
    filled += expected;
  }
  g_assert_cmpuint (filled, >, 0);
}

static void
add_tests (const char *directory, const char *file) {
  g_autofree char *id = g_strndup (file, strlen (file) - strlen (".pdf"));
  g_autofree char *pages = g_strdup_printf ("/forms/%s/pages", id);
  g_autofree char *fields = g_strdup_printf ("/forms/%s/fields", id);
  g_autofree char *filled = g_strdup_printf ("/forms/%s/filled", id);
  char *path = g_build_filename (directory, file, NULL);

  g_test_add_data_func_full (pages, g_strdup (path), test_pages, g_free);
  g_test_add_data_func_full (fields, g_strdup (path), test_fields, g_free);
  g_test_add_data_func_full (filled, path, test_filled, g_free);
}

static void
test_enough (gconstpointer count) {
  g_assert_cmpuint (GPOINTER_TO_UINT (count), >=, FEWEST_FORMS);
}

int
main (int argc, char **argv) {
  g_autofree char *directory = NULL;
  g_autoptr (GDir) dir = NULL;
  g_autoptr (GError) error = NULL;
  const char *file;
  guint count = 0;

  g_test_init (&argc, &argv, NULL);
  directory = forms_directory ();
  dir = g_dir_open (directory, 0, &error);
  g_assert_no_error (error);
  while ((file = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (file, ".pdf")) {
      add_tests (directory, file);
      count++;
    }
  g_test_add_data_func ("/forms/enough", GUINT_TO_POINTER (count), test_enough);
  return g_test_run ();
}
