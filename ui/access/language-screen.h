// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

#include "ui/shell/session.h"

/**
 * KapkaLanguageScreen:
 * One large button for each language of the settings, equal in size, Russian first. A touch speaks
 * that language (`win.speak`), and Back keeps the one that is on.
 */
#define KAPKA_TYPE_LANGUAGE_SCREEN (kapka_language_screen_get_type ())
G_DECLARE_FINAL_TYPE (KapkaLanguageScreen, kapka_language_screen, KAPKA, LANGUAGE_SCREEN, GtkWidget)

/** Returns: (transfer floating): the languages of @session. */
GtkWidget *kapka_language_screen_new (KapkaSession *session);
