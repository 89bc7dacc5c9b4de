// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

#include "ui/shell/session.h"

/** KapkaPrintQueue: what waits at the printer, without a word of what it is; a librarian takes jobs
 * back, sets the printer going after paper was added, and tries it. */
#define KAPKA_TYPE_PRINT_QUEUE (kapka_print_queue_get_type ())
G_DECLARE_FINAL_TYPE (KapkaPrintQueue, kapka_print_queue, KAPKA, PRINT_QUEUE, GtkWidget)

/** Looks at the printer of @session, and again every few seconds for as long as @queue shows. */
void kapka_print_queue_start (KapkaPrintQueue *queue, KapkaSession *session);
