// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

#include "ui/desk/desk-context.h"
#include "ui/desk/month-sheet.h"

/** Rows of the diary: each is read by a screen reader as a whole. All are (transfer floating). */

/** What the columns mean. */
GtkWidget *kapka_diary_row_new_heading (KapkaDeskContext *context);

/** A button that asks for `journal.day`, empty. */
GtkWidget *kapka_diary_row_new_day (void);
void kapka_diary_row_set_day (GtkWidget *row,
                              KapkaDeskContext *context,
                              const KapkaSheetDay *day,
                              const char *today);

/** An empty row below the days. */
GtkWidget *kapka_diary_row_new_total (void);

/** @label is seen, @name is read. */
void kapka_diary_row_set_total (GtkWidget *row,
                                KapkaDeskContext *context,
                                const char *label,
                                const char *name,
                                const KapkaFigures *figures);
