// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/attract/slide-cache.h"

/* A dozen slides of a large screen. */
#define MAX_BYTES (96 * 1024 * 1024)

struct _KapkaSlideCache {
  GHashTable *entries; // Page and path → KapkaSlideEntry.
  gsize bytes;
};

static void
entry_free (KapkaSlideEntry *entry) {
  g_clear_object (&entry->texture);
  g_free (entry);
}

KapkaSlideCache *
kapka_slide_cache_new (void) {
  KapkaSlideCache *cache = g_new0 (KapkaSlideCache, 1);

  cache->entries =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)entry_free);
  return cache;
}

void
kapka_slide_cache_free (KapkaSlideCache *cache) {
  if (cache == NULL)
    return;
  g_hash_table_unref (cache->entries);
  g_free (cache);
}

static char *
make_key (const KapkaSlide *slide, guint page) {
  return g_strdup_printf ("%u %s", page, slide->path);
}

const KapkaSlideEntry *
kapka_slide_cache_find (KapkaSlideCache *cache, const KapkaSlide *slide, guint page) {
  g_autofree char *key = make_key (slide, page);
  const KapkaSlideEntry *entry = g_hash_table_lookup (cache->entries, key);

  if (entry == NULL || entry->changed_usec != slide->changed_usec || entry->size != slide->size)
    return NULL;
  return entry;
}

void
kapka_slide_cache_put (KapkaSlideCache *cache,
                       const KapkaSlide *slide,
                       guint page,
                       GdkTexture *texture,
                       guint n_pages) {
  KapkaSlideEntry *entry = g_new0 (KapkaSlideEntry, 1);
  gsize bytes = 0;

  entry->changed_usec = slide->changed_usec;
  entry->size = slide->size;
  entry->n_pages = n_pages;
  if (texture != NULL) {
    entry->texture = g_object_ref (texture);
    bytes = (gsize)gdk_texture_get_width (texture) * (gsize)gdk_texture_get_height (texture) * 4;
  }
  if (cache->bytes + bytes > MAX_BYTES)
    kapka_slide_cache_clear (cache);
  cache->bytes += bytes;
  g_hash_table_replace (cache->entries, make_key (slide, page), entry);
}

void
kapka_slide_cache_clear (KapkaSlideCache *cache) {
  g_hash_table_remove_all (cache->entries);
  cache->bytes = 0;
}
