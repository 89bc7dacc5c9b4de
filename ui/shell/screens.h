// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/aside.h"
#include "ui/shell/header.h"

/**
 * KapkaScreens:
 * The screens of a visit on top of each other, from home to the one that shows; below them lies
 * the waiting screen. Header, session, keyboard and focus follow the one on top, and who does not
 * see it hears where he is.
 */
#define KAPKA_TYPE_SCREENS (kapka_screens_get_type ())
G_DECLARE_FINAL_TYPE (KapkaScreens, kapka_screens, KAPKA, SCREENS, GObject)

/**
 * kapka_screens_new:
 * @stack: (transfer none): empty; the screens become its children
 * @attract: (transfer floating): the waiting screen, which shows at once
 * @header: (transfer none): outlives the screens, as @stack does
 * @aside: keeps the keyboard while a screen of choices shows
 * @keyboard: is told that a field has gone with its screen
 *
 * Returns: (transfer full): no screen yet
 */
KapkaScreens *kapka_screens_new (KapkaSession *session,
                                 GtkStack *stack,
                                 GtkWidget *attract,
                                 KapkaHeader *header,
                                 KapkaAside *aside,
                                 KapkaKeyboardBridge *keyboard);

/** Returns: (transfer none) (nullable): the screen on top; %NULL when there is no visit. */
GtkWidget *kapka_screens_get_top (KapkaScreens *screens);

/** Returns: (transfer none) (nullable): the lowest; %NULL when there is no visit. */
GtkWidget *kapka_screens_get_home (KapkaScreens *screens);

/** Shows @screen (transfer floating) on top of the others. */
void kapka_screens_push (KapkaScreens *screens, GtkWidget *screen);

/** Returns: whether a screen of @type lies there already; those above it are gone then. */
gboolean kapka_screens_return_to (KapkaScreens *screens, GType type);

/** Takes the topmost screen away, but for home. */
void kapka_screens_pop (KapkaScreens *screens);

/** Takes all screens away but home. */
void kapka_screens_go_home (KapkaScreens *screens);

/** Takes all screens away; the waiting screen shows. */
void kapka_screens_clear (KapkaScreens *screens);

/** The focus goes to what shows. */
void kapka_screens_focus (KapkaScreens *screens);

/** A screen reader says what shows. */
void kapka_screens_announce (KapkaScreens *screens);
