// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

#include "ui/desk/desk-context.h"

/** KapkaMachinePage: printer, paper, disk, clock, journal and versions of this machine; an
 * administrator leaves the kiosk here, restarts the machine or switches it off. */
#define KAPKA_TYPE_MACHINE_PAGE (kapka_machine_page_get_type ())
G_DECLARE_FINAL_TYPE (KapkaMachinePage, kapka_machine_page, KAPKA, MACHINE_PAGE, GtkWidget)

/** Returns: (transfer floating): the page. */
GtkWidget *kapka_machine_page_new (KapkaDeskContext *context);
