// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/** KapkaXlsxScratch: a directory that nobody else can enter, for what is laid aside while a
 * workbook is made. */
typedef struct {
  char *directory;
  char *workbook; // The file that is made in it.
} KapkaXlsxScratch;

/**
 * kapka_xlsx_scratch_make:
 * @scratch: (out)
 * @places: (array zero-terminated=1): directories to make it in, the best one first
 * @needed: bytes that have to fit
 * @error: return location
 *
 * libxlsxwriter writes its parts without looking whether they reach the disk, so that a full one
 * would give a workbook that cannot be opened; the room is asked for beforehand.
 *
 * Errors: FULL, IO.
 */
gboolean kapka_xlsx_scratch_make (KapkaXlsxScratch *scratch,
                                  const char *const *places,
                                  guint64 needed,
                                  GError **error);

/** Removes it with all that is in it. */
void kapka_xlsx_scratch_clear (KapkaXlsxScratch *scratch);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KapkaXlsxScratch, kapka_xlsx_scratch_clear)
