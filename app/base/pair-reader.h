// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/** The longest line: 256 KiB, as a request may have (sync.md §4). */
#define KAPKA_PAIR_MAX_BYTES (256 * 1024)

/** KapkaPairReader: takes pairs of lines from a file that may hold anything. */
typedef struct _KapkaPairReader KapkaPairReader;

/** KapkaPair: what stands in two lines, or why it is none. */
typedef struct {
  guint line;        // Of the document, or of what stands in its place.
  GString *document; // (nullable) With @mac.
  char *mac;         // (nullable)
  const char *wrong; // (nullable) What is wrong, translated; then there is no document.
} KapkaPair;

/** Opens @path, a regular file. Errors: NOT_FOUND, DATA, IO. */
KapkaPairReader *kapka_pair_reader_new (const char *path, GError **error);
void kapka_pair_reader_free (KapkaPairReader *reader);

/**
 * kapka_pair_reader_next:
 *
 * No line is kept beyond the longest that is right.
 *
 * Returns: (transfer full): the next pair, or mistake; %NULL at the end, and with @error (IO).
 */
KapkaPair *kapka_pair_reader_next (KapkaPairReader *reader, GError **error);
void kapka_pair_free (KapkaPair *pair);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaPairReader, kapka_pair_reader_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaPair, kapka_pair_free)
