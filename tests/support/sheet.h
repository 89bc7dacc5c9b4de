// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kiosk.h"
#include "sheet-words.h"
#include "sheet-year.h"

#define SHEET_DEADLINE_MS 60000

/** A version of the screen, by the buttons that choose it, as they are called in Russian. */
typedef struct {
  const char *name;
  const char *text;   // (nullable): the size of letters.
  const char *scheme; // (nullable): the colours.
} SheetVersion;

/** What goes on in all pictures of one size, language and version. */
typedef struct {
  const char *directory;
  const char *const *pictures; // (nullable): which alone are wanted, by their names.
  const char *size;            // As 1280x1024.
  guint width;
  guint height;
  const char *language; // As of the settings: ru, udm, en.
  const SheetVersion *version;
  SheetWords *words;
  KapkaTestPrintServer *print_server;
  SheetYear *year;       // What the desk has to show.
  KapkaTestKiosk *kiosk; // The one that is running.
} Sheet;

/** Returns: whether this is what a visitor sees who has chosen nothing. */
gboolean sheet_is_plain (const Sheet *sheet);

/** Makes a kiosk of the size, which can be configured until it starts. */
void sheet_open_kiosk (Sheet *sheet);
void sheet_close_kiosk (Sheet *sheet);

/** Starts the kiosk and begins a visit. */
void sheet_start (Sheet *sheet);

/** Begins a visit in the language and the version of the sheet. */
void sheet_begin (Sheet *sheet);

/** Takes a picture, where it is wanted, when nothing moves any more; what turns for ever is taken
 * as it is. */
void sheet_picture (Sheet *sheet, const char *name);

/** Press a button, wait for a text: both are said in Russian, whatever the language is. */
void sheet_press (Sheet *sheet, const char *russian);
void sheet_expect (Sheet *sheet, const char *russian);

/** What the desk is told, which speaks Russian alone: a choice of several, and the text of a field.
 */
void sheet_choose (Sheet *sheet, const char *name);
void sheet_fill (Sheet *sheet, const char *name, const char *text);

/** Types on the real keyboard. */
void sheet_type_key (Sheet *sheet, const char *key);
