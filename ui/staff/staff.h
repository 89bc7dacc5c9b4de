// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

#include "ui/shell/session.h"

/**
 * KapkaStaff:
 * The staff's side of the kiosk, a layer over everything the window shows: the PIN pad, then the
 * desk. The hidden gesture (#KapkaCorner) opens it; it closes by itself when nothing is touched,
 * after 30 seconds at the pad and `[staff] idle_seconds` at the desk. It needs no network, no web
 * process, no catalogue and no journal.
 */
#define KAPKA_TYPE_STAFF (kapka_staff_get_type ())
G_DECLARE_FINAL_TYPE (KapkaStaff, kapka_staff, KAPKA, STAFF, GtkWidget)

/** Lays the staff's side over the content of @window, closed. Returns: (transfer none): it, visible
 * while it is open. */
GtkWidget *kapka_staff_attach (GtkWindow *window, KapkaSession *session);
