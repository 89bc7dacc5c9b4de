// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/desk/desk-context.h"

/** KapkaPublicity: the page of printed products and of publications, a register each. */
#define KAPKA_TYPE_PUBLICITY (kapka_publicity_get_type ())
G_DECLARE_FINAL_TYPE (KapkaPublicity, kapka_publicity, KAPKA, PUBLICITY, GtkWidget)

/** Returns: (transfer floating): the page, a #KapkaDeskPage. */
GtkWidget *kapka_publicity_new (KapkaDeskContext *context);
