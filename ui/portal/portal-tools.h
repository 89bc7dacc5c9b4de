// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

/**
 * KapkaPortalTools:
 * What a portal puts into the header: size of the letters, reload, keyboard, print. They speak
 * through the actions `portal.…` of the group that the portal gives them.
 */
#define KAPKA_TYPE_PORTAL_TOOLS (kapka_portal_tools_get_type ())
G_DECLARE_FINAL_TYPE (KapkaPortalTools, kapka_portal_tools, KAPKA, PORTAL_TOOLS, GtkWidget)

/** Returns: (transfer floating): the tools. */
GtkWidget *kapka_portal_tools_new (void);
