// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

#include "ui/desk/desk-context.h"

/** KapkaPeoplePage: who may enter the staff's side; an administrator adds people, changes PINs and
 * roles, and takes people away. */
#define KAPKA_TYPE_PEOPLE_PAGE (kapka_people_page_get_type ())
G_DECLARE_FINAL_TYPE (KapkaPeoplePage, kapka_people_page, KAPKA, PEOPLE_PAGE, GtkWidget)

/** Returns: (transfer floating): the page. */
GtkWidget *kapka_people_page_new (KapkaDeskContext *context);
