// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bundle/manifest.h"

/*
 * What a kiosk has of the centre lies in `bundle` within its state_dir:
 *
 *   2026112701/   an unpacked bundle, and the one that was in use before it; `2026112701.r` is one
 *                 that was unpacked again because the first had been damaged
 *   current       a symbolic link to the one in use: it is switched by rename(2) and nothing else
 *   floor         the highest version that was ever in use
 *   etag          what the centre called its bundle when it was asked last
 *   lock          held by whoever changes anything here
 *   new, next     of somebody who was interrupted
 */
#define KAPKA_BUNDLE_FOLDER "bundle"
#define KAPKA_BUNDLE_LINK "current"

/** KapkaInstalledBundle: the bundle in use. */
typedef struct {
  char *directory; // Its own, not that of the link: it stays when another is in use.
  char *name;      // Of this directory.
  gint64 version;
  gint64 since_usec; // When it was taken into use, UTC.
} KapkaInstalledBundle;

/** Returns: (transfer full) (nullable): the bundle in use; %NULL without one. */
KapkaInstalledBundle *kapka_installed_bundle_find (const char *state_dir);
void kapka_installed_bundle_free (KapkaInstalledBundle *installed);

/**
 * kapka_installed_bundle_check:
 *
 * Reads every file and holds it against what was signed.
 *
 * Errors: DATA when a file is missing or has changed; DENIED when it was signed with another key.
 *
 * Returns: (transfer full): what the bundle holds, or %NULL.
 */
KapkaManifest *kapka_installed_bundle_check (const KapkaInstalledBundle *installed,
                                             const char *public_key,
                                             GError **error);

/** Reads the version of the name of a directory of `bundle`. Returns: whether it is such a name. */
gboolean kapka_installed_bundle_parse_name (const char *name, gint64 *out_version);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaInstalledBundle, kapka_installed_bundle_free)
