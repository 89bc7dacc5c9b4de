// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

#include "ui/shell/session.h"

/**
 * KapkaFirstStart:
 * Asks, before the first visitor has come, who administers this kiosk, and for the PIN. Once there
 * are people or visits it is never asked again: then a stranger might be the one who answers.
 *
 * Signals:
 *  - `entered` (string name, uint role): the administrator is in the list.
 */
#define KAPKA_TYPE_FIRST_START (kapka_first_start_get_type ())
G_DECLARE_FINAL_TYPE (KapkaFirstStart, kapka_first_start, KAPKA, FIRST_START, GtkWidget)

/** Begins anew for the kiosk of @session. */
void kapka_first_start_begin (KapkaFirstStart *page, KapkaSession *session);

/** Forgets what was typed. */
void kapka_first_start_clear (KapkaFirstStart *page);

/** Looks whether to ask; @callback is answered when the journal is there. */
void kapka_first_start_look_async (KapkaSession *session,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean kapka_first_start_look_finish (GAsyncResult *result);
