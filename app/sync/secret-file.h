// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/json.h"

/** The longest of these files. */
#define KAPKA_SECRET_FILE_MAX_BYTES 8192

/** Returns: whether the text of a member is what it should be. */
typedef gboolean (*KapkaSecretCheck) (const char *text);

/**
 * kapka_secret_file_load:
 * @state_dir: directory of the file
 * @name: its name
 * @error: return location
 *
 * Reads a JSON file that holds a token: one that others may read (mode other than 0600), that is no
 * regular file or that is a symbolic link is refused.
 *
 * Errors: NOT_FOUND; CONFIG; IO.
 *
 * Returns: (transfer full): its content, or %NULL.
 */
KapkaJson *kapka_secret_file_load (const char *state_dir, const char *name, GError **error);

/** Puts @json in the place of the file, whole or not at all, on the disk when it returns, with mode
 * 0600. Errors: FULL, READ_ONLY, DENIED, IO. */
gboolean kapka_secret_file_save (const KapkaJson *json,
                                 const char *state_dir,
                                 const char *name,
                                 GError **error);

/**
 * kapka_secret_file_take:
 * @field: (out) (transfer full): the member @key of @json
 *
 * Errors: DATA, when the member is missing or @is_good is not content with it.
 */
gboolean kapka_secret_file_take (const KapkaJson *json,
                                 const char *key,
                                 KapkaSecretCheck is_good,
                                 char **field,
                                 GError **error);

/** Checks for kapka_secret_file_take(). */
gboolean kapka_secret_is_uuid (const char *text);
gboolean kapka_secret_is_token (const char *text);
gboolean kapka_secret_is_name (const char *text);

/** Frees @secret (nullable) and wipes it from memory. */
void kapka_secret_free (char *secret);
