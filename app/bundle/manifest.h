// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/** The most files of a bundle, and the most bytes of all of them. */
#define KAPKA_MANIFEST_MAX_FILES 1000
#define KAPKA_MANIFEST_MAX_CONTENT (32 * 1024 * 1024)

/** The longest text of a manifest. */
#define KAPKA_MANIFEST_MAX_BYTES (512 * 1024)

/** KapkaManifestFile: one file of a bundle. */
typedef struct {
  char *path; // As kapka_bundle_path_check() lets it be.
  gsize size;
  char *sha256; // In lower-case hex.
} KapkaManifestFile;

/** KapkaManifest: what a bundle holds: `{"files":[{"path":…,"sha256":…,"size":…}…],"v":1,
 * "version":2026112701}`. */
typedef struct {
  gint64 version;
  GPtrArray *files; // Of owned KapkaManifestFile, by path.
} KapkaManifest;

KapkaManifest *kapka_manifest_new (gint64 version);
void kapka_manifest_free (KapkaManifest *manifest);

/** Adds a file, whose path comes after that of the one before, by its bytes. */
void kapka_manifest_add (KapkaManifest *manifest, const char *path, const void *data, gsize size);

/** Returns: (transfer full): its text, of which there is one only. */
char *kapka_manifest_to_string (const KapkaManifest *manifest);

/**
 * kapka_manifest_parse:
 * @text: strict JSON from anywhere
 *
 * Refused are: paths that are not allowed or out of order, files that are too long each or all
 * together, too many files, versions that are no day, members that are not known.
 *
 * Errors: DATA.
 *
 * Returns: (transfer full): the manifest, or %NULL.
 */
KapkaManifest *kapka_manifest_parse (const void *text, gsize length, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaManifest, kapka_manifest_free)
