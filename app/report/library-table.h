// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog/catalog.h"
#include "report/report.h"

/** KapkaWord: a code of the desk or the journal, and its word on paper. */
typedef struct {
  const char *code;
  const char *word;
} KapkaWord;

/** Returns: (transfer none): the word for @code, which stands for itself when it is not among
 * @words. */
const char *kapka_word_find (const KapkaWord *words, gsize n_words, const char *code);

/** Fills the next cell with the share of @part in @total; there is none of nothing. */
void kapka_library_table_add_share (KapkaReportTable *table, gint64 part, gint64 total);

/** Adds a column for each of the six services, under a number; what the numbers mean goes to the
 * remarks, since the official labels are whole sentences. */
void kapka_library_table_add_services (KapkaReportTable *table,
                                       KapkaReport *report,
                                       const KapkaCatalog *catalog);

/** Fills the next cell with @text; an empty one is not known. */
void kapka_library_table_add_text (KapkaReportTable *table, const char *text);

/** Adds a row of a list, with its @day (`YYYY-MM-DD`) as the first cell. @number is its key. */
void kapka_library_table_add_line (KapkaReportTable *table,
                                   guint number,
                                   const char *title,
                                   const char *day);
