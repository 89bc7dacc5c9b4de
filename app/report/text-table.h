// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/** Columns of a page that every terminal and every printer of plain text has. */
#define KAPKA_TEXT_PAGE_WIDTH 80

/** Returns: how many columns @text takes in a fixed-width font: wide characters two, combining
 * marks none. */
guint kapka_text_width (const char *text);

/**
 * kapka_text_wrap:
 * @text: UTF-8; spaces at its beginning indent every line
 * @width: columns that a line may take
 *
 * Breaks @text at spaces, and a word that is longer than a line where the line ends.
 *
 * Returns: (transfer full) (array zero-terminated=1): at least one line.
 */
GStrv kapka_text_wrap (const char *text, guint width);

/**
 * KapkaTextTable:
 * A table for plain text: labels on the left, wrapped where they are long, and figures on the
 * right, in the last line of their label.
 */
typedef struct _KapkaTextTable KapkaTextTable;

/**
 * kapka_text_table_new:
 * @headings: (array zero-terminated=1): one for the labels, then one for each column of figures
 *
 * Returns: (transfer full): a table with no rows.
 */
KapkaTextTable *kapka_text_table_new (const char *const *headings);

/** Like kapka_text_table_new() for columns of words, which stand on the left too. */
KapkaTextTable *kapka_text_table_new_words (const char *const *headings);
void kapka_text_table_free (KapkaTextTable *table);

/** Adds a row; @cells has as many texts as the headings of kapka_text_table_new(). */
void kapka_text_table_add_row (KapkaTextTable *table, const char *const *cells);

/** Appends the heading, a rule and the rows to @text, at most %KAPKA_TEXT_PAGE_WIDTH wide unless
 * the figures alone need more. */
void kapka_text_table_print (const KapkaTextTable *table, GString *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaTextTable, kapka_text_table_free)
