// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/** What spreadsheet programs allow, in units of UTF-16. */
#define KAPKA_XLSX_NAME_MAX 31

/**
 * kapka_xlsx_name_new:
 * @title: any text: of «Таблица А. Динамика показателей» the words before the full stop stay
 * @taken: (element-type utf8): names of the other sheets
 *
 * Returns: (transfer full): a name that a sheet may have and none of @taken is, whatever the case
 * of its letters.
 */
char *kapka_xlsx_name_new (const char *title, GPtrArray *taken);
