// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

#include "files/drives.h"

/**
 * KapkaDrivePicker:
 * The flash drives that are in the machine now, to write something on one of them. One that is put
 * in shows by itself.
 *
 * Signals:
 *  - `chosen` (pointer drive): a #KapkaDrive was pressed and is open to be written; it lives during
 * the signal, and whoever takes it releases it.
 */
#define KAPKA_TYPE_DRIVE_PICKER (kapka_drive_picker_get_type ())
G_DECLARE_FINAL_TYPE (KapkaDrivePicker, kapka_drive_picker, KAPKA, DRIVE_PICKER, GtkWidget)

/** Gives @picker the drives it shows, once. */
void kapka_drive_picker_set_drives (KapkaDrivePicker *picker, KapkaDrives *drives);

/** Says everything again, in the language that is on. */
void kapka_drive_picker_translate (KapkaDrivePicker *picker);
