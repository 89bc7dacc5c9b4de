// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/pdf-page.h"
#include "report/report.h"

/** Writes @table with its title; its headings are repeated on each page that it goes on to. */
void kapka_pdf_table_write (KapkaPdfPage *page, const KapkaReportTable *table);
