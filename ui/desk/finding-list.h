// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

#include "ui/shell/session.h"

/** KapkaFindingList: what is wrong with the kiosk, the worst first, each with what to do; not there
 * while nothing is known. */
#define KAPKA_TYPE_FINDING_LIST (kapka_finding_list_get_type ())
G_DECLARE_FINAL_TYPE (KapkaFindingList, kapka_finding_list, KAPKA, FINDING_LIST, GtkBox)

/** Looks at the kiosk in a thread of its own, and then shows what it finds. */
void kapka_finding_list_load (KapkaFindingList *list, KapkaSession *session);
