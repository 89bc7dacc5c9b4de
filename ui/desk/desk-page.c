// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desk/desk-page.h"

G_DEFINE_INTERFACE (KapkaDeskPage, kapka_desk_page, GTK_TYPE_WIDGET)

static void
kapka_desk_page_default_init (KapkaDeskPageInterface *iface) {
}

void
kapka_desk_page_show (KapkaDeskPage *page) {
  KapkaDeskPageInterface *iface = KAPKA_DESK_PAGE_GET_IFACE (page);

  if (iface->show != NULL)
    iface->show (page);
}
