// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

/**
 * KapkaCover:
 * Lets one widget lie over another for a while: what is below takes neither touches nor keys
 * meanwhile, is not there for a screen reader, and gets the focus back where it was.
 */
#define KAPKA_TYPE_COVER (kapka_cover_get_type ())
G_DECLARE_FINAL_TYPE (KapkaCover, kapka_cover, KAPKA, COVER, GObject)

/** Returns: (transfer full): shows and hides @over, both in the same overlay as siblings. */
KapkaCover *kapka_cover_new (GtkWidget *over, GtkWidget *below);

/** Lays it over what is below; the focus goes into it. */
void kapka_cover_show (KapkaCover *cover);

/**
 * kapka_cover_hide:
 *
 * Takes it away.
 *
 * Returns: whether the focus is back where it was; %FALSE as well when nothing was shown.
 */
gboolean kapka_cover_hide (KapkaCover *cover);

gboolean kapka_cover_is_shown (KapkaCover *cover);
