// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

#include "ui/shell/session.h"

/**
 * KapkaHeader:
 * The head of every screen of a visit: the way back, what the screen itself puts there, the
 * documents of the visit, help, language and sight.
 */
#define KAPKA_TYPE_HEADER (kapka_header_get_type ())
G_DECLARE_FINAL_TYPE (KapkaHeader, kapka_header, KAPKA, HEADER, GtkWidget)

/** To be called once: the header follows the visits of @session. */
void kapka_header_set_session (KapkaHeader *header, KapkaSession *session);

/** @screen has come; its tools have their place here until kapka_header_remove(). */
void kapka_header_add (KapkaHeader *header, GtkWidget *screen);

/** @screen goes. */
void kapka_header_remove (KapkaHeader *header, GtkWidget *screen);

/**
 * kapka_header_show:
 * @screen: the screen below from now on
 * @at_home: whether it is the first of the visit, from which no way leads back
 */
void kapka_header_show (KapkaHeader *header, GtkWidget *screen, gboolean at_home);

/** The focus goes to the way back. */
void kapka_header_focus (KapkaHeader *header);
