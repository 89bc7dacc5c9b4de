// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

#include "ui/paper/print-jobs.h"
#include "ui/shell/session.h"

/** KapkaPaper: what is printed; each is counted differently. */
typedef enum {
  KAPKA_PAPER_DOCUMENT, // A document that a portal gave.
  KAPKA_PAPER_PAGE,     // A page of a portal as it shows.
  KAPKA_PAPER_FORM,     // A form of the shelf.
  KAPKA_PAPER_GUIDE,    // How to fill in a form of the shelf.
  KAPKA_PAPER_OWN,      // A file that the visitor has brought.
} KapkaPaper;

/**
 * KapkaPrintSheet:
 * What stands beside the preview of whatever can be printed: number of copies, pages that are left,
 * one Print button, and a clear answer. The screen's own words stand above, in `head`, and scroll
 * with the rest where the letters are large; button and answer always show.
 *
 * Signal `accepted`: the printer has taken what was sent, while the visit went on; also after the
 * sheet has left the screen.
 */
#define KAPKA_TYPE_PRINT_SHEET (kapka_print_sheet_get_type ())
G_DECLARE_FINAL_TYPE (KapkaPrintSheet, kapka_print_sheet, KAPKA, PRINT_SHEET, GtkWidget)

/** Gives @sheet the visit that prints, once and before its document. */
void kapka_print_sheet_set_visit (KapkaPrintSheet *sheet,
                                  KapkaSession *session,
                                  KapkaPrintJobs *print_jobs);

/**
 * kapka_print_sheet_set_document:
 * @tile: (nullable): the form or the portal of the document
 * @path: the PDF that Print sends
 * @n_pages: its number of pages; 0 while it is not known, and nothing can be printed
 */
void kapka_print_sheet_set_document (KapkaPrintSheet *sheet,
                                     KapkaPaper paper,
                                     const KapkaTile *tile,
                                     const char *path,
                                     guint n_pages);
