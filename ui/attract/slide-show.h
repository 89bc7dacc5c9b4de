// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

#include "ui/shell/session.h"

/**
 * KapkaSlideShow:
 * The slides of the waiting screen, one after the other. It is visible as long as there is one that
 * can be drawn, and works only while it runs. A folder that is gone, or a file that is broken,
 * costs that slide and nothing else.
 */
#define KAPKA_TYPE_SLIDE_SHOW (kapka_slide_show_get_type ())
G_DECLARE_FINAL_TYPE (KapkaSlideShow, kapka_slide_show, KAPKA, SLIDE_SHOW, GtkWidget)

/** To be called once: the slides are those of the settings of @session. */
void kapka_slide_show_set_session (KapkaSlideShow *show, KapkaSession *session);

/** Begins with the first slide, or stops and lets the memory of all of them go. */
void kapka_slide_show_set_running (KapkaSlideShow *show, gboolean running);

/** Whether one slide follows the other by itself. */
void kapka_slide_show_set_moving (KapkaSlideShow *show, gboolean moving);
