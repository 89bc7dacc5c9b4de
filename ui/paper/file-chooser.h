// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

#include "ui/shell/session.h"

/**
 * KapkaFileChooser:
 * Chooses what a page gets: of the documents of this visit and of the files on a flash drive;
 * nothing else of this machine can be seen. What is chosen is copied first.
 *
 * Signals:
 *  - `chosen` (#GStrv): the paths of the copies.
 *  - `cancelled`: nothing was chosen.
 */
#define KAPKA_TYPE_FILE_CHOOSER (kapka_file_chooser_get_type ())
G_DECLARE_FINAL_TYPE (KapkaFileChooser, kapka_file_chooser, KAPKA, FILE_CHOOSER, GtkWidget)

/**
 * kapka_file_chooser_new:
 * @types: (nullable) (array zero-terminated=1): media types that the page asks for; files of others
 * are shown when the visitor wants to see them
 * @multiple: whether more than one file may be chosen
 *
 * Returns: (transfer floating): the chooser.
 */
GtkWidget *
kapka_file_chooser_new (KapkaSession *session, const char *const *types, gboolean multiple);

/** Leaves a folder; returns: %FALSE when the chooser itself is to be left. */
gboolean kapka_file_chooser_go_back (KapkaFileChooser *chooser);
