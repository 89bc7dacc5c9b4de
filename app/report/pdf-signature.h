// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/pdf-page.h"

/** Writes the lines to sign on, with the date, all on one page. */
void kapka_pdf_signature_write (KapkaPdfPage *page);
