// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <poppler.h>

#include "paper/document.h"

/** What the files of document* share: the names of the PDF library stay with them. */
struct _KapkaDocument {
  PopplerDocument *poppler;
  guint n_pages;
};

/* This poppler declares no automatic cleanup and a later one may; a name of our own suits both. */
typedef PopplerPage KapkaPopplerPage;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaPopplerPage, g_object_unref)
