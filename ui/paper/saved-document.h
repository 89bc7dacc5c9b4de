// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib-object.h>

#include "files/file-format.h"

/** KapkaDocumentKept: how a visitor takes a document along. */
typedef enum {
  KAPKA_DOCUMENT_ON_DRIVE = 1 << 0,
  KAPKA_DOCUMENT_ON_PAPER = 1 << 1,
} KapkaDocumentKept;

/**
 * KapkaSavedDocument:
 * A document that a portal gave in this visit; it does not change.
 *
 * Signals:
 *  - `kept`: the visitor has it in one more way.
 */
#define KAPKA_TYPE_SAVED_DOCUMENT (kapka_saved_document_get_type ())
G_DECLARE_FINAL_TYPE (KapkaSavedDocument, kapka_saved_document, KAPKA, SAVED_DOCUMENT, GObject)

/**
 * kapka_saved_document_new:
 * @path: of the file; its last part is the name
 * @format: (transfer none): what it is
 * @size: in bytes
 * @portal: tile that gave it
 *
 * Returns: (transfer full): the document.
 */
KapkaSavedDocument *kapka_saved_document_new (const char *path,
                                              const KapkaFileFormat *format,
                                              guint64 size,
                                              const char *portal);

/** Returns: (transfer none): the name to show, in UTF-8. */
const char *kapka_saved_document_get_name (KapkaSavedDocument *document);

/** Returns: (transfer none): the file. */
const char *kapka_saved_document_get_path (KapkaSavedDocument *document);

KapkaFileKind kapka_saved_document_get_kind (KapkaSavedDocument *document);

/** Returns: its size in bytes. */
guint64 kapka_saved_document_get_size (KapkaSavedDocument *document);

/** Returns: (transfer none): id of the tile that gave it. */
const char *kapka_saved_document_get_portal (KapkaSavedDocument *document);

/** Returns: every #KapkaDocumentKept that the visitor has it by; 0: it would be lost at the end. */
guint kapka_saved_document_get_kept (KapkaSavedDocument *document);

/** The visitor has it by @kept as well. */
void kapka_saved_document_keep (KapkaSavedDocument *document, KapkaDocumentKept kept);
