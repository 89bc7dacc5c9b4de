// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

#include "ui/paper/attachments.h"
#include "ui/shell/session.h"

/** KapkaDriveWish: what is looked for on the flash drives. Texts are not translated yet. */
typedef struct {
  const char *title;                    // Where all begins.
  const char *none;                     // Of a folder in which there is no such file.
  gboolean (*is_wanted) (const char *); // (nullable): Whether a file is to be seen, by its name.
  gboolean can_cancel;                  // By a button of its own.
} KapkaDriveWish;

/**
 * KapkaDriveChooser:
 * Chooses one file on a flash drive by a touch. Nothing else of this machine can be seen.
 *
 * Signals:
 *  - `chosen` (pointer source): a #KapkaFileSource, for the time of the emission.
 *  - `cancelled`: nothing was chosen.
 */
#define KAPKA_TYPE_DRIVE_CHOOSER (kapka_drive_chooser_get_type ())
G_DECLARE_FINAL_TYPE (KapkaDriveChooser, kapka_drive_chooser, KAPKA, DRIVE_CHOOSER, GtkWidget)

/**
 * kapka_drive_chooser_new:
 * @wish: lives as long as the program
 *
 * Returns: (transfer floating): the chooser.
 */
GtkWidget *kapka_drive_chooser_new (KapkaSession *session, const KapkaDriveWish *wish);

/** Begins anew, with the drives that are there. */
void kapka_drive_chooser_start (KapkaDriveChooser *chooser);

/** Leaves a folder; returns: %FALSE when the chooser itself is to be left. */
gboolean kapka_drive_chooser_go_back (KapkaDriveChooser *chooser);

/**
 * kapka_drive_chooser_say:
 * @style: as for kapka_answer_show()
 * @words: (nullable): not translated yet
 */
void kapka_drive_chooser_say (KapkaDriveChooser *chooser, const char *style, const char *words);
