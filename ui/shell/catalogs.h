// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib-object.h>

#include "catalog/catalog.h"
#include "config/settings.h"

/**
 * KapkaCatalogs:
 * The catalogue in use, and those that were in use before it since the start.
 *
 * Signal `changed`: another one is in use.
 */
#define KAPKA_TYPE_CATALOGS (kapka_catalogs_get_type ())
G_DECLARE_FINAL_TYPE (KapkaCatalogs, kapka_catalogs, KAPKA, CATALOGS, GObject)

/**
 * kapka_catalogs_new:
 * @data_dir: as for kapka_catalog_load()
 * @settings: name the layers above it, see kapka_bundle_list_layers()
 *
 * Reads the catalogue and logs what is wrong with it.
 *
 * Returns: (transfer full): never without a catalogue.
 */
KapkaCatalogs *kapka_catalogs_new (const char *data_dir, KapkaSettings *settings);

/** Returns: (transfer none): the catalogue in use; it lives as long as @catalogs, also when another
 * one is in use by then. */
const KapkaCatalog *kapka_catalogs_get (KapkaCatalogs *catalogs);

/**
 * kapka_catalogs_renew:
 *
 * Reads the catalogue again when its files have changed since they were read; not for the time of a
 * visit. One with more mistakes than the one in use is logged and left alone until its files change
 * again.
 */
void kapka_catalogs_renew (KapkaCatalogs *catalogs);
