// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/pdf-page.h"
#include "report/report.h"

/** Letters of a title that is repeated on another page. */
#define KAPKA_PDF_AGAIN_SIZE 9.0

/** Writes @table with its title; its headings are repeated on each page that it goes on to. */
void kapka_pdf_table_write (KapkaPdfPage *page, const KapkaReportTable *table);
