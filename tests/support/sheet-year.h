// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kiosk.h"

/** SheetYear: an invented year, for all desks that pictures are taken of. */
typedef struct _SheetYear SheetYear;

SheetYear *sheet_year_new (void);
void sheet_year_free (SheetYear *year);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SheetYear, sheet_year_free)

/** Puts the year into the state directory of a kiosk that has not begun to write there. */
void sheet_year_give (SheetYear *year, KapkaTestKiosk *kiosk);
