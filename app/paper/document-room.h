// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "paper/document-fields.h"

/**
 * kapka_document_list_overfull:
 * @document: filled in with @values
 * @page: from 0
 *
 * Returns: (transfer container) (element-type KapkaField): those texts of @fields on that page that
 * are not on the paper to their last letter.
 */
GPtrArray *kapka_document_list_overfull (KapkaDocument *document,
                                         guint page,
                                         const GPtrArray *fields,
                                         GHashTable *values);
