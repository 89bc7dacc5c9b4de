// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/** Bytes of a signature (Ed25519, RFC 8032). */
#define KAPKA_SIGNATURE_BYTES 64

/** KapkaSigningKey: the secret with which somebody signs; wiped from memory when it is freed. */
typedef struct _KapkaSigningKey KapkaSigningKey;

/** Returns: (transfer full): a new key from the system's random numbers. */
KapkaSigningKey *kapka_signing_key_new (void);
void kapka_signing_key_free (KapkaSigningKey *key);

/**
 * kapka_signing_key_save:
 * @path: a file that is not there yet: a key that is lost cannot be made again
 *
 * Writes the key for its owner alone (mode 0600), whole or not at all, on the disk when it returns.
 *
 * Errors: USAGE when the file is there; those of kapka_error_from_errno().
 */
gboolean kapka_signing_key_save (const KapkaSigningKey *key, const char *path, GError **error);

/**
 * kapka_signing_key_load:
 *
 * Errors: NOT_FOUND; CONFIG when others may read the file; DATA when it holds no key; IO.
 *
 * Returns: (transfer full): the key, or %NULL.
 */
KapkaSigningKey *kapka_signing_key_load (const char *path, GError **error);

/** Returns: (transfer full): the secret, as the file of kapka_signing_key_save() holds it. */
char *kapka_signing_key_to_text (const KapkaSigningKey *key);

/** Returns: (transfer full) (nullable): the key of such a text, %NULL when it is none. */
KapkaSigningKey *kapka_signing_key_new_from_text (const char *text);

/** Returns: (transfer full): the public key, as in `ed25519:…`, which settings can name. */
char *kapka_signing_key_get_public (const KapkaSigningKey *key);

/** Writes the signature of @data. */
void kapka_signing_key_sign (const KapkaSigningKey *key,
                             const void *data,
                             gsize length,
                             guint8 signature[KAPKA_SIGNATURE_BYTES]);

/** Returns: whether @text is a public key that could have been printed by
 * kapka_signing_key_get_public(). */
gboolean kapka_public_key_is_valid (const char *text);

/** Returns: whether @signature of @data was made with the secret of @public_key. */
gboolean kapka_public_key_verify (const char *public_key,
                                  const void *data,
                                  gsize length,
                                  const guint8 signature[KAPKA_SIGNATURE_BYTES]);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaSigningKey, kapka_signing_key_free)
