// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "portals/authorities.h"
#include "portals/ca-file.h"

/**
 * KapkaCaStore:
 * The authorities that this machine was told to trust by Kapka: files in a folder of their own
 * below /usr/local/share/ca-certificates, from where Debian's update-ca-certificates(8) puts them
 * into the one bundle that OpenSSL, and so libcurl, and GnuTLS, and so WebKitGTK, read.
 */
typedef struct {
  const char *root;             // The system's is ""; a test has one of its own.
  const GPtrArray *authorities; // (element-type KapkaAuthority): that may be trusted.
} KapkaCaStore;

/** Returns: (transfer full): the bundle of certificates of @store. */
char *kapka_ca_store_get_bundle (const KapkaCaStore *store);

/** Returns: (transfer full) (nullable): the certificate of @authority if it is installed and the
 * right one. */
KapkaCaFile *kapka_ca_store_find (const KapkaCaStore *store, const KapkaAuthority *authority);

/**
 * kapka_ca_store_install:
 * @files: (element-type KapkaCaFile): each of them of an authority of @store
 * @error: return location: READ_ONLY for who is not root, IO
 *
 * Makes this machine trust @files: all of them, or things stay as they were.
 */
gboolean kapka_ca_store_install (const KapkaCaStore *store, const GPtrArray *files, GError **error);

/**
 * kapka_ca_store_remove:
 * @authorities: (element-type KapkaAuthority): that shall not be trusted any more
 * @error: return location: READ_ONLY for who is not root, IO
 *
 * Undoes kapka_ca_store_install().
 */
gboolean
kapka_ca_store_remove (const KapkaCaStore *store, const GPtrArray *authorities, GError **error);
