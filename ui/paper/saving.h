// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "files/drive.h"
#include "ui/shell/session.h"

/**
 * KapkaSaving:
 * Documents of the visit on their way to a flash drive, one after another. A visit that ends
 * meanwhile begins none any more, and is not wiped before the one that is under way has ended.
 *
 * Signals:
 *  - `moved`: one more document is on the drive.
 */
#define KAPKA_TYPE_SAVING (kapka_saving_get_type ())
G_DECLARE_FINAL_TYPE (KapkaSaving, kapka_saving, KAPKA, SAVING, GObject)

/**
 * kapka_saving_start_async:
 * @documents: (element-type KapkaSavedDocument): which ones; not changed
 *
 * Returns: (transfer full): what has begun. It lives at least until the answer.
 */
KapkaSaving *kapka_saving_start_async (KapkaSession *session,
                                       const KapkaDrive *drive,
                                       GPtrArray *documents,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);

/**
 * Returns: whether all documents are on the drive, and it may be taken out. Errors: FULL,
 * READ_ONLY, DENIED, IO, NOT_FOUND when the drive was pulled; G_IO_ERROR_CANCELLED when the visit
 * is over. Documents that got there before are whole.
 */
gboolean kapka_saving_finish (KapkaSaving *saving, GAsyncResult *result, GError **error);

/** Returns: (transfer none) (element-type utf8): the names on the drive of what is there so far. */
GPtrArray *kapka_saving_get_names (KapkaSaving *saving);

/** Returns: how many documents there are in all. */
guint kapka_saving_get_n_documents (KapkaSaving *saving);
