// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/settings.h"
#include "keyboard/layout.h"

/** KapkaLayouts: an array of owned #KapkaKeyboardLayout in the order in which they are offered; to
 * be read, never changed. */
typedef GPtrArray KapkaLayouts;

/**
 * kapka_layouts_load:
 * @data_dir: installed data, with `keyboard/` in it
 * @settings: `[keyboard] dir=` names a folder whose `*.keys` are added, or take the place of an
 * installed one of the same name; `layouts=` the alphabets and their order
 * @problems: what is wrong, by file and line
 *
 * A layout with a mistake is left out; the installed one stays in its place. Digits and signs are
 * there always.
 *
 * Returns: (transfer full): the layouts in any case; free with g_ptr_array_unref().
 */
KapkaLayouts *
kapka_layouts_load (const char *data_dir, const KapkaSettings *settings, KapkaProblems *problems);

/** Returns: (transfer none) (nullable): the layout called @id. */
const KapkaKeyboardLayout *kapka_layouts_find (const KapkaLayouts *layouts, const char *id);

/**
 * kapka_layouts_choose:
 * @purpose: kind of the field, as GtkInputPurpose names it
 * @language: of the visit
 *
 * Returns: (transfer none) (nullable): the layout that a field opens: of those that serve @purpose
 * the one that speaks @language, else the first.
 */
const KapkaKeyboardLayout *
kapka_layouts_choose (const KapkaLayouts *layouts, const char *purpose, const char *language);

/**
 * kapka_layouts_next_alphabet:
 * @from: where the search begins
 *
 * Returns: (transfer none): the alphabet after @from, round about; @from when there is no other.
 */
const KapkaKeyboardLayout *kapka_layouts_next_alphabet (const KapkaLayouts *layouts,
                                                        const KapkaKeyboardLayout *from);
