// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gio/gio.h>

#include "ui/paper/saved-document.h"

/** How many documents one visit may take. */
#define KAPKA_DOCUMENTS_MAX 50

/**
 * KapkaDocuments:
 * What the portals gave in one visit, the newest last: a #GListModel of #KapkaSavedDocument. The
 * files lie in the private directory of the visit and go with it: `incoming/` while nobody knows
 * what they are, `documents/` afterwards.
 */
#define KAPKA_TYPE_DOCUMENTS (kapka_documents_get_type ())
G_DECLARE_FINAL_TYPE (KapkaDocuments, kapka_documents, KAPKA, DOCUMENTS, GObject)

/**
 * kapka_documents_new:
 * @max_bytes: the largest document
 * @max_total_bytes: the most that all of them may be together
 *
 * Returns: (transfer full): an empty list.
 */
KapkaDocuments *kapka_documents_new (guint64 max_bytes, guint64 max_total_bytes);

/** Returns: how many bytes one document may have; less when the others leave no more room. */
guint64 kapka_documents_get_room (KapkaDocuments *documents);

/** Returns: how many bytes all of them may still have. */
guint64 kapka_documents_get_total_room (KapkaDocuments *documents);

/**
 * kapka_documents_reserve:
 * @visit_dir: the private directory of the visit
 * @error: FULL when the list is full, otherwise what the system says
 *
 * Returns: (transfer full): where a file may be written that somebody wants to be taken; %NULL on
 * error.
 */
char *kapka_documents_reserve (KapkaDocuments *documents, const char *visit_dir, GError **error);

/**
 * kapka_documents_take:
 * @path: a finished file, as given by kapka_documents_reserve()
 * @name: (nullable): as the portal suggests it
 * @type: (nullable): media type as the portal announces it
 * @portal: tile that gave it
 * @error: DATA when it is nothing that is taken, FULL when there is no room for it, otherwise what
 * the system says
 *
 * Judges the file by its content and puts it into the list under a name of its own. A file that is
 * not taken is removed.
 *
 * Returns: (transfer none): the new document, or %NULL.
 */
KapkaSavedDocument *kapka_documents_take (KapkaDocuments *documents,
                                          const char *path,
                                          const char *name,
                                          const char *type,
                                          const char *portal,
                                          GError **error);

/** Returns: (transfer none) (nullable): the document at @path. */
KapkaSavedDocument *kapka_documents_find (KapkaDocuments *documents, const char *path);

/**
 * kapka_documents_list_unkept:
 *
 * Returns: (transfer full) (element-type KapkaSavedDocument): the documents that the visitor has
 * neither on a flash drive nor on paper.
 */
GPtrArray *kapka_documents_list_unkept (KapkaDocuments *documents);

/**
 * kapka_documents_list_to_save:
 * @path: of one document; empty: all of which the visitor has no copy on a flash drive, or all
 * when there are no such
 *
 * Returns: (transfer full) (element-type KapkaSavedDocument): what is to be saved.
 */
GPtrArray *kapka_documents_list_to_save (KapkaDocuments *documents, const char *path);
