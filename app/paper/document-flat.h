// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "paper/document.h"

/**
 * kapka_document_write_flat:
 * @path: a file that is not there yet
 * @error: IO
 *
 * Writes what the pages of @document look like now, with no fields any more: so a printer has
 * nothing to draw by its own lights, and every letter comes with its font.
 */
gboolean kapka_document_write_flat (KapkaDocument *document, const char *path, GError **error);
