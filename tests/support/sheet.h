// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kiosk.h"
#include "sheet-words.h"

#define SHEET_DEADLINE_MS 60000

/** What goes on in all pictures of one size, language and version. */
typedef struct {
  const char *directory;
  const char *size; // As 1280x1024.
  guint width;
  guint height;
  const char *language; // As of the settings: ru, udm, en.
  gboolean low_vision;  // White on black with letters twice as large.
  SheetWords *words;
  KapkaTestPrintServer *print_server;
  KapkaTestKiosk *kiosk; // The one that is running.
} Sheet;

/** Returns: (transfer none): the name of the version, usual or low-vision. */
const char *sheet_get_version (const Sheet *sheet);

/** Makes a kiosk of the size, which can be configured until it starts. */
void sheet_open_kiosk (Sheet *sheet);
void sheet_close_kiosk (Sheet *sheet);

/** Starts the kiosk, takes a picture of the waiting screen and begins a visit. */
void sheet_start (Sheet *sheet);

/** Begins a visit in the language and the version of the sheet. */
void sheet_begin (Sheet *sheet);

/** Takes a picture when nothing moves any more; what turns for ever is taken as it is. */
void sheet_picture (Sheet *sheet, const char *name);

/** Press a button, wait for a text: both are said in Russian, whatever the language is. */
void sheet_press (Sheet *sheet, const char *russian);
void sheet_expect (Sheet *sheet, const char *russian);

/** Types on the real keyboard. */
void sheet_type_key (Sheet *sheet, const char *key);
