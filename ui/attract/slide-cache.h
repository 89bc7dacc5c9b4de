// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

#include "slides/slide-folder.h"

/** KapkaSlideCache: slides that have been drawn, so that each is drawn once while nobody is here.
 */
typedef struct _KapkaSlideCache KapkaSlideCache;

/** KapkaSlideEntry: a page of a slide. */
typedef struct {
  gint64 changed_usec; // Of the file it was drawn from.
  guint64 size;
  guint n_pages;
  GdkTexture *texture; // (nullable) %NULL: the page cannot be drawn.
} KapkaSlideEntry;

/** Returns: (transfer full): nothing drawn yet. */
KapkaSlideCache *kapka_slide_cache_new (void);
void kapka_slide_cache_free (KapkaSlideCache *cache);

/** Returns: (transfer none) (nullable): what was drawn of @page of @slide as the file is now. */
const KapkaSlideEntry *
kapka_slide_cache_find (KapkaSlideCache *cache, const KapkaSlide *slide, guint page);

/** Keeps @texture, or that there is none. What is too much for memory takes the place of all that
 * was there before. */
void kapka_slide_cache_put (KapkaSlideCache *cache,
                            const KapkaSlide *slide,
                            guint page,
                            GdkTexture *texture,
                            guint n_pages);

/** Forgets everything. */
void kapka_slide_cache_clear (KapkaSlideCache *cache);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaSlideCache, kapka_slide_cache_free)
