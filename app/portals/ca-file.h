// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/** From so many days on the end of a certificate is worth a warning. */
#define KAPKA_CA_WARN_DAYS 60

/** KapkaCaFile: what a certificate of an authority says of itself. */
typedef struct {
  char *pem;
  char *sha256;  // Of its DER, 64 lower-case hex digits.
  char *subject; // Whose it is, and …
  char *issuer;  // … who says so, as `CN=…,O=…`.
  GDateTime *until;
} KapkaCaFile;

void kapka_ca_file_free (KapkaCaFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaCaFile, kapka_ca_file_free)

/**
 * kapka_ca_file_read:
 * @path: a file with one or several certificates in PEM, as hostile as it may be
 * @error: return location: NOT_FOUND, IO, DATA
 *
 * Returns: (transfer full) (element-type KapkaCaFile): its certificates, at least one.
 */
GPtrArray *kapka_ca_file_read (const char *path, GError **error);

/** Returns: how many whole days @file is still valid at @now_ms (UTC, since 1970); below 0 once it
 * is over. */
gint64 kapka_ca_file_count_days (const KapkaCaFile *file, gint64 now_ms);
