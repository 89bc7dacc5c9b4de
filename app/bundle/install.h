// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/** KapkaBundlePlace: the kiosk that gets a bundle; borrowed. */
typedef struct {
  const char *state_dir;
  const char *public_key; // Of the centre.
} KapkaBundlePlace;

/** KapkaInstallOutcome: what became of a bundle. */
typedef enum {
  KAPKA_INSTALL_REFUSED, // With an error; what was in use stays.
  KAPKA_INSTALL_SAME,    // It is in use already.
  KAPKA_INSTALL_DONE,    // It is in use now.
} KapkaInstallOutcome;

/**
 * kapka_bundle_install:
 * @bytes: what may be a bundle, from anywhere
 * @out_version: (out): its version, unless it was refused
 *
 * Checks signature, files, version and the catalogue, which has to be whole in itself, unpacks it
 * beside the one in use, and switches when all of it is on the disk. At any moment, a kill and a
 * power cut included, either the one before is in use as a whole or this one. The one before stays
 * for the visit that goes on.
 *
 * Errors: those of kapka_bundle_read(); DENIED for a version below one that was in use; DATA for a
 * catalogue with a mistake; BUSY when somebody else is at it; FULL, also when the journal would
 * have too little left; READ_ONLY, IO.
 *
 * Returns: what became of it.
 */
KapkaInstallOutcome kapka_bundle_install (const KapkaBundlePlace *place,
                                          GBytes *bytes,
                                          gint64 *out_version,
                                          GError **error);
