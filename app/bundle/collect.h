// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/problems.h"

/**
 * kapka_bundle_collect:
 * @directory: what the centre publishes, laid out as the folder of `[catalog] dir=`: lists, forms/,
 * slides/, hours.ini
 * @data_dir: installed data: a list that @directory does not have is taken from here, and so are
 * the PDFs that the list of forms names
 * @problems: everything that is wrong with the catalogue
 *
 * Gathers a catalogue that is whole in itself, so that it means the same on each kiosk whatever is
 * installed there.
 *
 * Errors: NOT_FOUND when there is no @directory; IO.
 *
 * Returns: (transfer full) (element-type KapkaBundleFile): the files of a bundle; of no use when
 * there are problems; %NULL on error.
 */
GPtrArray *kapka_bundle_collect (const char *directory,
                                 const char *data_dir,
                                 KapkaProblems *problems,
                                 GError **error);
