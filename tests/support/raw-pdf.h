// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tmpdir.h"

/**
 * kapka_test_raw_pdf_write:
 * @name: of the file in @dir
 * @objects: the objects from number 1 on, as they stand in a PDF; the first is the catalogue
 *
 * Writes a PDF of these objects, whatever they are, with a table of where each begins.
 *
 * Returns: (transfer full): the path of the file
 */
char *kapka_test_raw_pdf_write (KapkaTestDir *dir, const char *name, const char *const *objects);
