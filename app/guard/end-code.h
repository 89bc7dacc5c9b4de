// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/**
 * Why the kiosk ended, as a number that a librarian can tell by telephone: its hundreds are the
 * kind, the rest says more.
 */
#define KAPKA_END_CODE_EXIT 100   // + exit status.
#define KAPKA_END_CODE_SIGNAL 400 // + number of the signal.
#define KAPKA_END_CODE_SILENT 500 // It lived and did nothing any more.
#define KAPKA_END_CODE_LATE 510   // It lived and never came up.
#define KAPKA_END_CODE_START 520  // It could not be started.
#define KAPKA_END_CODE_SCREEN 530 // The screen could not be opened for it.

/** Returns: the code of @wait_status, as waitpid(2) gives it. */
guint kapka_end_code (int wait_status);
