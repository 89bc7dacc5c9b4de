// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

#include "ui/desk/desk-context.h"

/** KapkaUploadPage: how the upload is doing, what the centre has of each day, and a way to send it
 * now, over the network or on a flash drive. */
#define KAPKA_TYPE_UPLOAD_PAGE (kapka_upload_page_get_type ())
G_DECLARE_FINAL_TYPE (KapkaUploadPage, kapka_upload_page, KAPKA, UPLOAD_PAGE, GtkWidget)

/** Returns: (transfer floating): the page. */
GtkWidget *kapka_upload_page_new (KapkaDeskContext *context);
