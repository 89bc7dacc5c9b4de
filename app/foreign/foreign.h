// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gio/gio.h>

#include "foreign/drawing.h"

/** Limits of what is opened: anything beyond is not meant for a visitor's printer. */
#define KAPKA_FOREIGN_MAX_BYTES (32 * 1024 * 1024)

/** KapkaForeignView: how a page of a file is to be seen. */
typedef enum {
  KAPKA_FOREIGN_SLIDE, // As large as the place allows.
  KAPKA_FOREIGN_SHEET, // As it will lie on a sheet of A4.
} KapkaForeignView;

/**
 * kapka_foreign_draw:
 * @path: a PDF or a picture that anybody may have made: a document of a portal, a file of a flash
 * drive, a slide
 * @page: from 0
 * @width: of the place for it in pixels, and so @height; at most %KAPKA_DRAWING_MAX_SIDE
 *
 * Has the page drawn in a sandbox, where a hostile file can do no harm. It takes long, so call it
 * in a thread that may wait; a file that keeps the helper busy is given up.
 *
 * Errors, whose words name nothing of the file: those of kapka_helper_run(), and NOT_FOUND when it
 * is not there.
 *
 * Returns: (transfer full): the page, or %NULL.
 */
KapkaDrawing *kapka_foreign_draw (const char *path,
                                  KapkaForeignView view,
                                  guint page,
                                  int width,
                                  int height,
                                  GCancellable *cancellable,
                                  GError **error);

/**
 * kapka_foreign_make_printable:
 * @path: as for kapka_foreign_draw()
 * @to: where to; it is there whole or not at all, and one that is there already stays
 *
 * Has all of the file drawn anew into a PDF of sheets of A4, in the sandbox too: nothing but what
 * is to be seen of it comes to the print system. It takes long. Errors as for kapka_foreign_draw(),
 * and what the system says of @to.
 *
 * Returns: whether @to is there.
 */
gboolean kapka_foreign_make_printable (const char *path,
                                       const char *to,
                                       GCancellable *cancellable,
                                       GError **error);
