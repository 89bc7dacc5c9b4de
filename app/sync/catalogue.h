// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bundle/install.h"
#include "http/transport.h"

/** KapkaCatalogueFetch: what the catalogue of the centre is fetched with; borrowed. */
typedef struct {
  KapkaBundlePlace place;
  const KapkaTransport *transport;
  const char *token;
  guint total_seconds; // How long it may take.
} KapkaCatalogueFetch;

/**
 * kapka_catalogue_fetch:
 * @out_version: (out): the version that is in use from now on; 0 when nothing changed
 *
 * Asks the centre for its catalogue, unless what is here is the same, and takes it into use. What
 * is damaged here is asked for again. A centre that publishes none is no error.
 *
 * Errors: those of kapka_bundle_install(); NETWORK; PROTOCOL.
 *
 * Returns: whether what is in use is what the centre has.
 */
gboolean
kapka_catalogue_fetch (const KapkaCatalogueFetch *fetch, gint64 *out_version, GError **error);
