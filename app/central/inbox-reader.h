// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/** KapkaInboxReader: takes pairs of lines from a file that may hold anything. */
typedef struct _KapkaInboxReader KapkaInboxReader;

/** KapkaInboxPair: what stands in two lines, or why it is none. */
typedef struct {
  guint line;        // Of the document, or of what stands in its place.
  GString *document; // (nullable) With @mac.
  char *mac;         // (nullable)
  const char *wrong; // (nullable) What is wrong, translated; then there is no document.
} KapkaInboxPair;

/** Opens @path, a regular file. Errors: NOT_FOUND, DATA, IO. */
KapkaInboxReader *kapka_inbox_reader_new (const char *path, GError **error);
void kapka_inbox_reader_free (KapkaInboxReader *reader);

/**
 * kapka_inbox_reader_next:
 *
 * No line is kept beyond the longest that is right.
 *
 * Returns: (transfer full): the next pair, or mistake; %NULL at the end, and with @error (IO).
 */
KapkaInboxPair *kapka_inbox_reader_next (KapkaInboxReader *reader, GError **error);
void kapka_inbox_pair_free (KapkaInboxPair *pair);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaInboxReader, kapka_inbox_reader_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaInboxPair, kapka_inbox_pair_free)
