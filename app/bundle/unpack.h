// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bundle/bundle.h"

/** The head of a bundle beside its files, by which they can be checked at any time. */
#define KAPKA_BUNDLE_HEAD_FILE "bundle.head"

/**
 * kapka_bundle_unpack:
 * @directory: one that is not there yet
 *
 * Writes the files of @bundle and its head; they are on the disk when it returns.
 *
 * Errors: those of kapka_error_from_errno().
 */
gboolean kapka_bundle_unpack (const KapkaBundle *bundle, const char *directory, GError **error);

/** Removes @path with everything in it, following no link; errors are for the next who comes by.
 */
void kapka_bundle_remove_tree (const char *path);
