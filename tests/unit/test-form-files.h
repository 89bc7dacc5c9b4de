// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <poppler.h>

/* What the sample forms say on every page. */
#define FORM_MARK "Образец. Не является официальным бланком"

// This poppler declares no automatic cleanup and a later one may; names of our own suit both.
typedef PopplerDocument Form;
typedef PopplerPage Page;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Form, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Page, g_object_unref)

/* Returns: (transfer full): where the forms are; KAPKA_FORMS_DIR or the source tree tells. */
char *form_files_directory (void);

/* Returns: (transfer full): paths of the PDFs in @directory, which may be none. */
GStrv form_files_list (const char *directory);

/* Returns: (transfer full): the name of the file @path without its ending. */
char *form_file_id (const char *path);

Form *form_open (const char *path);
Form *form_read (GBytes *bytes);

/* Returns: (transfer full): the words of @page with one space between each two; extraction breaks
 * lines where it likes, and only the words and their order are of interest. */
char *form_page_words (Page *page);

/* Returns: how often @part is in @text. */
guint form_count_of (const char *text, const char *part);

/* Fails unless @form has a title and all pages of it are A4. */
void form_check_sheets (Form *form);
