// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/json.h"

/** Characters of a UUID and of `sha256:` with its digits. */
#define KAPKA_UUID_LENGTH 36
#define KAPKA_DIGEST_TEXT_LENGTH 71

/** Returns: whether @text is a UUID in lower case: the one form that is equal to itself in every
 * database. */
gboolean kapka_field_is_uuid (const char *text);

/** Returns: whether @text is `sha256:` and 64 hex digits in lower case. */
gboolean kapka_field_is_digest (const char *text);

/** Returns: whether @text is 64 hex digits in lower case. */
gboolean kapka_field_is_hash (const char *text);

/** Returns: whether @text is 1…64 characters of a line that can be printed. */
gboolean kapka_field_is_word (const char *text);

/**
 * kapka_field_get:
 * @object: a JSON object
 * @key: member that has to be there
 * @is_good: what its text has to be
 * @error: return location
 *
 * The text stays out of the message, for it may be a secret. Errors: DATA.
 *
 * Returns: (transfer none): the text, or %NULL.
 */
const char *kapka_field_get (const KapkaJson *object,
                             const char *key,
                             gboolean (*is_good) (const char *text),
                             GError **error);

/** Like kapka_field_get() for an element of an array. */
const char *kapka_field_get_element (const KapkaJson *array,
                                     gsize index,
                                     gboolean (*is_good) (const char *text),
                                     GError **error);
