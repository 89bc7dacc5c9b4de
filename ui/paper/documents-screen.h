// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

#include "ui/shell/session.h"

/** KapkaDocumentsScreen: «My documents»: what the portals gave in this visit. */
#define KAPKA_TYPE_DOCUMENTS_SCREEN (kapka_documents_screen_get_type ())
G_DECLARE_FINAL_TYPE (KapkaDocumentsScreen,
                      kapka_documents_screen,
                      KAPKA,
                      DOCUMENTS_SCREEN,
                      GtkWidget)

/** Returns: (transfer floating): the list of the visit that is going on; it follows the visit. */
GtkWidget *kapka_documents_screen_new (KapkaSession *session);
