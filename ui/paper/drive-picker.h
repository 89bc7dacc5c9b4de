// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

/**
 * KapkaDrivePicker:
 * The flash drives that are in the machine now, to write something on one of them. One that is put
 * in shows by itself.
 *
 * Signals:
 *  - `chosen` (pointer drive): a #KapkaDrive was pressed, which lives during the signal.
 */
#define KAPKA_TYPE_DRIVE_PICKER (kapka_drive_picker_get_type ())
G_DECLARE_FINAL_TYPE (KapkaDrivePicker, kapka_drive_picker, KAPKA, DRIVE_PICKER, GtkWidget)

/** Says where drives are mounted besides the usual places, as `[storage] media_dir` does. */
void kapka_drive_picker_set_media_dir (KapkaDrivePicker *picker, const char *media_dir);

/** Says everything again, in the language that is on. */
void kapka_drive_picker_translate (KapkaDrivePicker *picker);
