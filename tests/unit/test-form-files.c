// SPDX-License-Identifier: GPL-3.0-or-later
#include "test-form-files.h"

#include <math.h>

#define A4_WIDTH 595.276
#define A4_HEIGHT 841.89

char *
form_files_directory (void) {
  const char *directory = g_getenv ("KAPKA_FORMS_DIR");

  if (directory != NULL)
    return g_strdup (directory);
  return g_test_build_filename (G_TEST_DIST, "..", "..", "resources", "forms", NULL);
}

GStrv
form_files_list (const char *directory) {
  g_autoptr (GStrvBuilder) paths = g_strv_builder_new ();
  g_autoptr (GDir) dir = g_dir_open (directory, 0, NULL);
  const char *file;

  while (dir != NULL && (file = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (file, ".pdf")) {
      g_autofree char *path = g_build_filename (directory, file, NULL);

      g_strv_builder_add (paths, path);
    }
  return g_strv_builder_end (paths);
}

char *
form_file_id (const char *path) {
  char *name = g_path_get_basename (path);

  name[strlen (name) - strlen (".pdf")] = '\0';
  return name;
}

Form *
form_read (GBytes *bytes) {
  g_autoptr (GError) error = NULL;
  Form *form = poppler_document_new_from_bytes (bytes, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (form);
  return form;
}

Form *
form_open (const char *path) {
  g_autoptr (GError) error = NULL;
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, &error);
  g_autoptr (GBytes) bytes = NULL;

  g_assert_no_error (error);
  bytes = g_mapped_file_get_bytes (file);
  return form_read (bytes);
}

char *
form_page_words (Page *page) {
  g_autofree char *text = poppler_page_get_text (page);
  g_auto (GStrv) words = g_strsplit_set (text, " \n\f", -1);
  g_autoptr (GString) joined = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      g_string_append_printf (joined, "%s%s", joined->len > 0 ? " " : "", words[i]);
  return g_string_free (g_steal_pointer (&joined), FALSE);
}

guint
form_count_of (const char *text, const char *part) {
  guint count = 0;

  for (const char *found = strstr (text, part); found != NULL; found = strstr (found + 1, part))
    count++;
  return count;
}

void
form_check_sheets (Form *form) {
  g_autofree char *title = poppler_document_get_title (form);
  int pages = poppler_document_get_n_pages (form);

  g_assert_nonnull (title);
  g_assert_cmpstr (title, !=, "");
  g_assert_cmpint (pages, >, 0);
  for (int i = 0; i < pages; i++) {
    g_autoptr (Page) page = poppler_document_get_page (form, i);
    double width, height;

    poppler_page_get_size (page, &width, &height);
    g_assert_cmpfloat_with_epsilon (width, A4_WIDTH, 0.5);
    g_assert_cmpfloat_with_epsilon (height, A4_HEIGHT, 0.5);
  }
}
