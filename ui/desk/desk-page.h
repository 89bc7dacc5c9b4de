// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

/** KapkaDeskPage: a page of the desk, one entry of its rail. */
#define KAPKA_TYPE_DESK_PAGE (kapka_desk_page_get_type ())
G_DECLARE_INTERFACE (KapkaDeskPage, kapka_desk_page, KAPKA, DESK_PAGE, GtkWidget)

struct _KapkaDeskPageInterface {
  GTypeInterface parent_interface;

  void (*show) (KapkaDeskPage *page);
};

/** The page comes into sight, at its beginning: it loads what it shows. */
void kapka_desk_page_show (KapkaDeskPage *page);
