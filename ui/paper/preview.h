// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

/**
 * KapkaPreview:
 * One page of a document at a time as it will lie on the paper, with buttons to turn pages. Opening
 * and drawing run away from the screen, so that a slow document never holds it.
 *
 * Signal `loaded`: the document is open and its first page shows, or it cannot be shown.
 */
#define KAPKA_TYPE_PREVIEW (kapka_preview_get_type ())
G_DECLARE_FINAL_TYPE (KapkaPreview, kapka_preview, KAPKA, PREVIEW, GtkWidget)

/** Opens the PDF at @path, which Kapka itself has brought or made. */
void kapka_preview_load (KapkaPreview *preview, const char *path);

/** Opens the PDF or the picture at @path, which anybody may have made: it is drawn in a sandbox. */
void kapka_preview_load_foreign (KapkaPreview *preview, const char *path);

/** Says the place in the document again, in the language that is on. */
void kapka_preview_translate (KapkaPreview *preview);

/** Returns: (nullable): why nothing can be shown; see kapka_pages_draw_finish(). */
const GError *kapka_preview_get_error (KapkaPreview *preview);

/** Returns: number of pages, 0 while there is no open document. */
guint kapka_preview_get_n_pages (KapkaPreview *preview);
