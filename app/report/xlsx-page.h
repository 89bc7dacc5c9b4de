// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>
#include <xlsxwriter.h>

/**
 * kapka_xlsx_page_set:
 * @title: of the report, below each page
 * @width: of all columns, in digits
 * @height: of all rows, in points
 *
 * Makes a sheet ready for the printer: A4, upright or lying as it is read best, as wide as the
 * page, on one page where that can be read; its pages numbered.
 *
 * Returns: the first mistake of the library, or LXW_NO_ERROR.
 */
lxw_error
kapka_xlsx_page_set (lxw_worksheet *worksheet, const char *title, double width, double height);
