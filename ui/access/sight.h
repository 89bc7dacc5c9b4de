// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib-object.h>

/** Colours of the screen; in the schemes text has a contrast of 7:1 or more. */
typedef enum {
  KAPKA_SCHEME_USUAL,
  KAPKA_SCHEME_BLACK_ON_WHITE,
  KAPKA_SCHEME_WHITE_ON_BLACK,
  KAPKA_SCHEME_NAVY_ON_BLUE,
  KAPKA_SCHEME_BROWN_ON_BEIGE,
  KAPKA_SCHEME_GREEN_ON_BROWN,
  KAPKA_N_SCHEMES,
} KapkaScheme;

/** Room between letters or lines. */
typedef enum {
  KAPKA_SPACING_USUAL,
  KAPKA_SPACING_MEDIUM,
  KAPKA_SPACING_LARGE,
  KAPKA_N_SPACINGS,
} KapkaSpacing;

/** KapkaSightChoices: all that a visitor with low vision may choose. */
typedef struct {
  guint text_percent; // 100, 150 or 200.
  KapkaScheme scheme;
  KapkaSpacing letters;
  KapkaSpacing lines;
  gboolean pictures; // Whether there are any.
  gboolean motion;   // Whether anything may move by itself.
} KapkaSightChoices;

/**
 * KapkaSight:
 * How the visitor who is here sees best. The screen follows it and a portal its size of text; it
 * belongs to the visit and is usual again for the next.
 *
 * Signals:
 *  - `changed`: the choices are others now.
 */
#define KAPKA_TYPE_SIGHT (kapka_sight_get_type ())
G_DECLARE_FINAL_TYPE (KapkaSight, kapka_sight, KAPKA, SIGHT, GObject)

/** Returns: (transfer full): the usual version. */
KapkaSight *kapka_sight_new (void);

/** Returns: (transfer none): what is chosen now. */
const KapkaSightChoices *kapka_sight_get (KapkaSight *sight);

/** Chooses @choices; `changed` follows when they are others. */
void kapka_sight_set (KapkaSight *sight, const KapkaSightChoices *choices);

/** Returns: whether nothing is chosen, the usual version. */
gboolean kapka_sight_is_usual (KapkaSight *sight);

/** Back to the usual version. */
void kapka_sight_reset (KapkaSight *sight);
