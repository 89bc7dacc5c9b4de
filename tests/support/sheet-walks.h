// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sheet.h"

/** What is done in a kiosk while pictures are taken. A walk begins and ends without a kiosk. */

/** The waiting screen: as it comes, with slides and hours, and at night. */
void sheet_take_waiting (Sheet *sheet);

/** What the search finds, and when it finds nothing. */
void sheet_take_search (Sheet *sheet);

/** Doors, forms, help, focus and goodbye, with the real catalogue. */
void sheet_take_doors (Sheet *sheet);

/** A portal with its tools and the keyboard in each of its layouts, and a page that crashes. */
void sheet_take_keyboard (Sheet *sheet);

/** What a portal gives, takes and asks, and all that can go wrong with it. */
void sheet_take_portals (Sheet *sheet);

/** Documents of the visit on their way to a flash drive, and a file of one on its way to the
 * printer; needs root. */
void sheet_take_drives (Sheet *sheet);

/** A mistake in the settings, then a journal that cannot be written, and a visitor who says
 * nothing. */
void sheet_take_notes (Sheet *sheet);

/** The first question of a kiosk. */
void sheet_take_first_start (Sheet *sheet);

/** The way in of the staff with its refusals, and a desk at which nothing has been written yet. */
void sheet_take_entrance (Sheet *sheet);

/** The desk of the librarian: the diary, lists of visits, a visit and its corrections. */
void sheet_take_journal (Sheet *sheet);

/** What a librarian writes down: people helped, a paper diary, events, publications, years before
 * Kapka, the closing of a month. */
void sheet_take_registers (Sheet *sheet);

/** The desk of an administrator: reports of an invented year, the upload, the machine, the staff.
 */
void sheet_take_administration (Sheet *sheet);
