// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/signing.h"
#include "bundle/manifest.h"

/*
 * A bundle is one file:
 *
 *   "kapka-bundle 1\n"   15 bytes
 *   length               of the manifest, 4 bytes, the highest first
 *   manifest             JSON, see manifest.h
 *   signature            Ed25519 of everything before it, 64 bytes
 *   contents             of the files, one behind the other in the order of the manifest
 *
 * and ends there. All up to the contents is its head, which alone says what the contents are.
 */

/** The beginning of a bundle that says how long its head is. */
#define KAPKA_BUNDLE_PREFIX_BYTES 19

/** The longest bundle. */
#define KAPKA_BUNDLE_MAX_BYTES                                                                     \
  (KAPKA_BUNDLE_PREFIX_BYTES + KAPKA_MANIFEST_MAX_BYTES + KAPKA_SIGNATURE_BYTES +                  \
   KAPKA_MANIFEST_MAX_CONTENT)

/** KapkaBundle: a bundle whose signature is that of a key we trust, and whose files are those that
 * were signed. */
typedef struct {
  KapkaManifest *manifest;
  GBytes *head;
  GBytes *contents;
} KapkaBundle;

/** KapkaBundleFile: a file on its way into a bundle. */
typedef struct {
  char *path;
  GBytes *bytes;
} KapkaBundleFile;

/** Returns: (transfer full): a file at @path with @bytes: (transfer full). */
KapkaBundleFile *kapka_bundle_file_new (const char *path, GBytes *bytes);
void kapka_bundle_file_free (KapkaBundleFile *file);

/**
 * kapka_bundle_build:
 * @version: as kapka_bundle_version_is_valid() wants it
 * @files: (element-type KapkaBundleFile): in any order; sorted here
 *
 * Returns: (transfer full): the bundle, which whoever reads it checks.
 */
GBytes *kapka_bundle_build (gint64 version, GPtrArray *files, const KapkaSigningKey *key);

/**
 * kapka_bundle_head_length:
 * @prefix: (array fixed-size=19): the beginning of a file
 *
 * Returns: the length of its head, 0 when this is no bundle.
 */
gsize kapka_bundle_head_length (const guint8 prefix[KAPKA_BUNDLE_PREFIX_BYTES]);

/**
 * kapka_bundle_head_read:
 * @head: what may be the head of a bundle, or a whole one
 *
 * Before anything in the head is believed, its signature has to be that of @public_key.
 *
 * Errors: DATA; DENIED for a signature of another key, or of other bytes.
 *
 * Returns: (transfer full): what the bundle holds, or %NULL.
 */
KapkaManifest *kapka_bundle_head_read (GBytes *head, const char *public_key, GError **error);

/**
 * kapka_bundle_read:
 * @bytes: what may be a bundle
 *
 * Errors: those of kapka_bundle_head_read(); DATA when a file is not the one that was signed, or
 * the end is not where it should be.
 *
 * Returns: (transfer full): the bundle, or %NULL.
 */
KapkaBundle *kapka_bundle_read (GBytes *bytes, const char *public_key, GError **error);
void kapka_bundle_free (KapkaBundle *bundle);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaBundle, kapka_bundle_free)
