// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gio/gio.h>

/**
 * kapka_printable_make_async:
 * @path: a PDF or a picture that anybody may have made
 * @directory: of the visit, with which the sheets go
 *
 * Has what is to be printed of it drawn anew in a sandbox, away from the screen; once for a path in
 * a visit.
 */
void kapka_printable_make_async (const char *path,
                                 const char *directory,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);

/** Errors: those of kapka_foreign_make_printable(). Returns: (transfer full): path of a PDF that
 * may be printed, or %NULL. */
char *kapka_printable_make_finish (GAsyncResult *result, GError **error);
