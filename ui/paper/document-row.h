// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

#include "ui/paper/saved-document.h"
#include "ui/shell/session.h"

/** KapkaDocumentRow: a document of the visit in the list, with what can be done with it: a PDF
 * activates `win.paper`, and each `win.save`. */
#define KAPKA_TYPE_DOCUMENT_ROW (kapka_document_row_get_type ())
G_DECLARE_FINAL_TYPE (KapkaDocumentRow, kapka_document_row, KAPKA, DOCUMENT_ROW, GtkWidget)

/** Returns: (transfer floating): the row of @document, in the language of @session. */
GtkWidget *kapka_document_row_new (KapkaSession *session, KapkaSavedDocument *document);
