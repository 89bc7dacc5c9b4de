// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cairo.h>
#include <gio/gio.h>

#include "paper/document-fields.h"

/**
 * KapkaFilling:
 * What the visitor has written into one form, whose file is read once. It stays when the form is
 * left and come back to. All that needs the PDF library runs in a worker thread, on a copy of what
 * is written.
 *
 * Properties:
 *  - `fillable` (boolean): whether the form has fields; FALSE until that is known.
 *
 * Signals:
 *  - `changed`: something is written or erased.
 */
#define KAPKA_TYPE_FILLING (kapka_filling_get_type ())
G_DECLARE_FINAL_TYPE (KapkaFilling, kapka_filling, KAPKA, FILLING, GObject)

/**
 * kapka_filling_new:
 * @blank: path of the form
 * @visit_over: is cancelled at the end of the visit
 *
 * Returns: (transfer full): nothing is written yet.
 */
KapkaFilling *kapka_filling_new (const char *blank, GCancellable *visit_over);

/** Returns: (transfer none) (element-type KapkaField): all fields, none until the form is
 * `fillable`. */
const GPtrArray *kapka_filling_get_fields (KapkaFilling *filling);

/** Returns: (transfer none): what stands in @field now. */
const char *kapka_filling_get (KapkaFilling *filling, const KapkaField *field);

/** Writes @value into @field and all others of its name. */
void kapka_filling_set (KapkaFilling *filling, const KapkaField *field, const char *value);

/** Erases all that was written. */
void kapka_filling_clear (KapkaFilling *filling);

/** Returns: whether the form is as the blank has it. */
gboolean kapka_filling_is_empty (KapkaFilling *filling);

/** KapkaFilledPage: a page as it will be printed, and those texts that have too little room on it.
 */
typedef struct {
  cairo_surface_t *surface; // (nullable): when there was no memory for it.
  GPtrArray *overfull;      // Of KapkaField.
  GHashTable *values;       // What was written when it was drawn.
} KapkaFilledPage;

/** Returns: (transfer none): what stands in @field on @page. */
const char *kapka_filled_page_get (const KapkaFilledPage *page, const KapkaField *field);

void kapka_filled_page_free (KapkaFilledPage *page);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaFilledPage, kapka_filled_page_free)

/** Draws the page @index, @width pixels wide, with what is written now. */
void kapka_filling_draw_async (KapkaFilling *filling,
                               guint index,
                               int width,
                               GAsyncReadyCallback callback,
                               gpointer user_data);

/** Returns: (transfer full): the page; NULL on error, CANCELLED at the end of the visit. */
KapkaFilledPage *
kapka_filling_draw_finish (KapkaFilling *filling, GAsyncResult *result, GError **error);

/**
 * kapka_filling_write_async:
 * @directory: of the visit
 * @name: of the form, without ending
 * @cancellable: says that nobody waits for this sheet any more
 *
 * Writes the form with what is written now, to be printed, each time into a file of its own: the
 * printer may be reading the last one.
 */
void kapka_filling_write_async (KapkaFilling *filling,
                                const char *directory,
                                const char *name,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);

/** Returns: (transfer full): path of the file; NULL on error, CANCELLED by @cancellable and at the
 * end of the visit. */
char *kapka_filling_write_finish (KapkaFilling *filling, GAsyncResult *result, GError **error);

/** Waits until no worker has anything of @filling any more. For a worker thread. */
void kapka_filling_wait (KapkaFilling *filling);
