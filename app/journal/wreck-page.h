// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/**
 * The pages and records of an SQLite file (its file format, version 3), read byte by byte and
 * believed in nothing: whatever the bytes are, nothing outside them is touched. What the salvage of
 * a wreck needs and no more.
 */

/** KapkaWreckCell: one entry of a page. */
typedef struct {
  gint64 rowid;        // Of a table with row numbers, else 0.
  gsize length;        // Of the whole payload.
  const guint8 *local; // What of it lies in this page.
  gsize local_length;  // How much that is.
  guint32 overflow;    // The page where it goes on; 0: all is here.
  gboolean of_table;   // The page is of a table with row numbers, not of an index; a table
                       // WITHOUT ROWID is stored as an index.
} KapkaWreckCell;

/** KapkaWreckType: what a column holds. */
typedef enum {
  KAPKA_WRECK_NULL,
  KAPKA_WRECK_INT,
  KAPKA_WRECK_TEXT,
  KAPKA_WRECK_OTHER, // A fraction, bytes, or text that is not UTF-8.
} KapkaWreckType;

/** KapkaWreckValue: one column of a record. */
typedef struct {
  KapkaWreckType type;
  gint64 number;
  const char *text; // Not ended by NUL.
  gsize length;
} KapkaWreckValue;

/** The most columns that a record of ours has. */
#define KAPKA_WRECK_COLUMNS 16

/** Returns: how many cells @page has; 0 when it is no page with rows. @offset is 100 for the first
 * page of a file, else 0. */
guint kapka_wreck_page_count_cells (const guint8 *page, gsize size, gsize offset);

/** Reads the cell @index. Returns: %FALSE when its bytes make no sense. */
gboolean kapka_wreck_page_get_cell (const guint8 *page,
                                    gsize size,
                                    gsize offset,
                                    guint index,
                                    KapkaWreckCell *cell);

/**
 * kapka_wreck_record_read:
 * @payload: bytes of a whole record; the values point into it
 * @length: how many
 * @values: (out): room for %KAPKA_WRECK_COLUMNS
 *
 * Returns: how many columns it has; 0 when it is no record, or has more columns than any of ours.
 */
guint kapka_wreck_record_read (const guint8 *payload, gsize length, KapkaWreckValue *values);
