// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/yearly.h"

/**
 * kapka_text_write_yearly:
 * @report: what to write
 *
 * The report as a page of plain text, 80 columns wide, in Russian whatever the language of the
 * user: it is a Russian official paper. A figure of a missing year is «—». Below the tables stand
 * what is counted and which period.
 *
 * Returns: (transfer full): the page as UTF-8.
 */
char *kapka_text_write_yearly (const KapkaYearlyReport *report);

/** The pieces of the page, for other papers with the same tables. */
void kapka_text_append_table_a (GString *text, const KapkaYearlyReport *report);
void kapka_text_append_table_b (GString *text, const KapkaYearlyReport *report);
void kapka_text_append_definitions (GString *text);
void kapka_text_append_period (GString *text, const KapkaYearlyReport *report);

/** Appends @paragraph, wrapped at the width of the page. */
void kapka_text_append_paragraph (GString *text, const char *paragraph);

/** Returns: (transfer full): a figure as it is printed, «—» when it is not known. */
char *kapka_text_format_figure (gboolean known, gint64 value);
