// SPDX-License-Identifier: GPL-3.0-or-later
//
// The sample forms as the programs meet them: each opens, is A4, says on every page that it is a
// sample, and takes Russian and Udmurt text that is still there after printing.

#include "test-form-files.h"

#include <cairo-pdf.h>
#include <math.h>

#define TYPED "Ёжик Ӝ ӝ Ӟ ӟ Ӥ ӥ Ӧ ӧ Ӵ ӵ"

#define FEWEST_FORMS 12
#define FEWEST_FIELDS 6

static void
test_pages (gconstpointer path) {
  g_autoptr (Form) form = form_open (path);

  form_check_sheets (form);
  for (int i = 0; i < poppler_document_get_n_pages (form); i++) {
    g_autoptr (Page) page = poppler_document_get_page (form, i);
    g_autofree char *words = form_page_words (page);

    g_assert_nonnull (strstr (words, FORM_MARK));
  }
}

/* Squares that exclude one another are one field, and all have its name. */
static gboolean
is_one_of_several (PopplerFormField *field) {
  return poppler_form_field_get_field_type (field) == POPPLER_FORM_FIELD_BUTTON &&
         poppler_form_field_button_get_button_type (field) == POPPLER_FORM_BUTTON_RADIO;
}

static void
check_field (PopplerFormField *field, GHashTable *names) {
  char *name = poppler_form_field_get_name (field);
  g_autofree char *tip = poppler_form_field_get_alternate_ui_name (field);

  g_assert_false (poppler_form_field_is_read_only (field));
  g_assert_nonnull (name);
  g_assert_true (g_regex_match_simple ("^[a-z][a-z0-9_]*$", name, 0, 0));
  g_assert_true (g_hash_table_add (names, name) || is_one_of_several (field));
  g_assert_nonnull (tip);
  g_assert_cmpint (g_utf8_strlen (tip, -1), >, 3);
}

static void
test_fields (gconstpointer path) {
  g_autoptr (Form) form = form_open (path);
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

/* Writes into @field if it is long enough for the sample, and answers how much was written. */
static guint
fill_field (PopplerFormField *field) {
  switch (poppler_form_field_get_field_type (field)) {
  case POPPLER_FORM_FIELD_TEXT:
    if (poppler_form_field_text_get_max_len (field) > 0)
      return 0;
    poppler_form_field_text_set_text (field, TYPED);
    return 1;
  case POPPLER_FORM_FIELD_CHOICE:
    poppler_form_field_choice_set_text (field, TYPED);
    return 1;
  case POPPLER_FORM_FIELD_BUTTON:
    return 0;
  default:
    g_assert_not_reached ();
  }
}

static guint
fill_page (Page *page) {
  GList *mapping = poppler_page_get_form_field_mapping (page);
  guint filled = 0;

  for (GList *l = mapping; l != NULL; l = l->next)
    filled += fill_field (((PopplerFormFieldMapping *)l->data)->field);
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
  double width, height;
  cairo_surface_t *surface;
  cairo_t *cr;

  poppler_page_get_size (page, &width, &height);
  surface = cairo_pdf_surface_create_for_stream (append_cb, bytes, width, height);
  cr = cairo_create (surface);
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
  g_autoptr (Form) printed = form_read (bytes);
  g_autoptr (Page) first = poppler_document_get_page (printed, 0);

  return form_page_words (first);
}

static void
test_filled (gconstpointer path) {
  g_autoptr (Form) form = form_open (path);
  guint filled = 0;

  for (int i = 0; i < poppler_document_get_n_pages (form); i++) {
    g_autoptr (Page) page = poppler_document_get_page (form, i);
    guint expected = fill_page (page);
    g_autofree char *words = printed_words (page);

    g_assert_cmpuint (form_count_of (words, TYPED), ==, expected);
    filled += expected;
  }
  g_assert_cmpuint (filled, >, 0);
}

/* Ticks are lines, not letters: only a picture shows them. */
static guint
count_ink (Page *page, const PopplerRectangle *area) {
  int width = (int)ceil (area->x2 - area->x1), height = (int)ceil (area->y2 - area->y1);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, width, height);
  cairo_t *cr = cairo_create (surface);
  const unsigned char *rows;
  double page_height;
  guint ink = 0;

  poppler_page_get_size (page, NULL, &page_height);
  cairo_translate (cr, -area->x1, area->y2 - page_height);
  poppler_page_render_for_printing (page, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  rows = cairo_image_surface_get_data (surface);
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      ink += rows[y * cairo_image_surface_get_stride (surface) + x] > 127;
  cairo_surface_destroy (surface);
  return ink;
}

/* Of several that exclude one another the one touched last is ticked, and no other. */
static void
check_alone (GList *mapping, PopplerFormField *ticked) {
  for (GList *l = mapping; l != NULL; l = l->next) {
    PopplerFormField *other = ((PopplerFormFieldMapping *)l->data)->field;

    if (other != ticked && is_one_of_several (other) && is_one_of_several (ticked))
      g_assert_false (poppler_form_field_button_get_state (other));
  }
}

static void
check_ticks (Page *page) {
  GList *mapping = poppler_page_get_form_field_mapping (page);

  for (GList *l = mapping; l != NULL; l = l->next) {
    PopplerFormFieldMapping *entry = l->data;
    guint empty;

    if (poppler_form_field_get_field_type (entry->field) != POPPLER_FORM_FIELD_BUTTON)
      continue;
    empty = count_ink (page, &entry->area);
    poppler_form_field_button_set_state (entry->field, TRUE);
    g_assert_true (poppler_form_field_button_get_state (entry->field));
    g_assert_cmpuint (count_ink (page, &entry->area), >, empty + 5);
    check_alone (mapping, entry->field);
  }
  poppler_page_free_form_field_mapping (mapping);
}

static void
test_ticked (gconstpointer path) {
  g_autoptr (Form) form = form_open (path);

  for (int i = 0; i < poppler_document_get_n_pages (form); i++) {
    g_autoptr (Page) page = poppler_document_get_page (form, i);

    check_ticks (page);
  }
}

static void
add_tests (const char *path) {
  g_autofree char *id = form_file_id (path);
  g_autofree char *pages = g_strdup_printf ("/forms/%s/pages", id);
  g_autofree char *fields = g_strdup_printf ("/forms/%s/fields", id);
  g_autofree char *filled = g_strdup_printf ("/forms/%s/filled", id);
  g_autofree char *ticked = g_strdup_printf ("/forms/%s/ticked", id);

  g_test_add_data_func_full (pages, g_strdup (path), test_pages, g_free);
  g_test_add_data_func_full (fields, g_strdup (path), test_fields, g_free);
  g_test_add_data_func_full (filled, g_strdup (path), test_filled, g_free);
  g_test_add_data_func_full (ticked, g_strdup (path), test_ticked, g_free);
}

static void
test_enough (gconstpointer paths) {
  g_assert_cmpuint (g_strv_length ((GStrv)paths), >=, FEWEST_FORMS);
}

int
main (int argc, char **argv) {
  g_autofree char *directory = NULL;
  g_auto (GStrv) paths = NULL;

  g_test_init (&argc, &argv, NULL);
  directory = form_files_directory ();
  paths = form_files_list (directory);
  for (guint i = 0; paths[i] != NULL; i++)
    add_tests (paths[i]);
  g_test_add_data_func ("/forms/enough", paths, test_enough);
  return g_test_run ();
}
