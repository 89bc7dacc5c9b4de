// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gdk/gdk.h>

#include "ui/visit/trace.h"

/** KapkaClipboards: the trace that copying leaves: the clipboard and the primary selection, which
 * holds whatever was marked last. */
#define KAPKA_TYPE_CLIPBOARDS (kapka_clipboards_get_type ())
G_DECLARE_FINAL_TYPE (KapkaClipboards, kapka_clipboards, KAPKA, CLIPBOARDS, GObject)

/** Returns: (transfer full): the clipboards of @display. */
KapkaClipboards *kapka_clipboards_new (GdkDisplay *display);
