// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

#include "ui/shell/session.h"

/**
 * KapkaDriveChooser:
 * Chooses a table (a file whose name ends in `.csv` or `.txt`) on a flash drive. Nothing else of
 * this machine can be seen.
 *
 * Signals:
 *  - `chosen` (pointer source): a #KapkaFileSource, for the time of the emission.
 *  - `cancelled`: nothing was chosen.
 */
#define KAPKA_TYPE_DRIVE_CHOOSER (kapka_drive_chooser_get_type ())
G_DECLARE_FINAL_TYPE (KapkaDriveChooser, kapka_drive_chooser, KAPKA, DRIVE_CHOOSER, GtkWidget)

/** Returns: (transfer floating): the chooser. */
GtkWidget *kapka_drive_chooser_new (KapkaSession *session);

/** Begins anew, with the drives that are there. */
void kapka_drive_chooser_start (KapkaDriveChooser *chooser);
