// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/problems.h"

/**
 * KapkaWhiteList:
 * Hosts that open even while a mobile operator lets nothing else through, from white-list.ini.
 */
typedef struct _KapkaWhiteList KapkaWhiteList;

/**
 * kapka_white_list_load:
 * @dirs: (array zero-terminated=1): folders of a catalogue, the strongest first; the first that has
 * a white-list.ini gives it
 * @problems: (nullable): what is wrong, by file and line
 *
 * Returns: (transfer full): a list in any case; empty where there is none.
 */
KapkaWhiteList *kapka_white_list_load (const char *const *dirs, KapkaProblems *problems);
void kapka_white_list_free (KapkaWhiteList *list);

/** Returns: whether the host of @url is on @list. */
gboolean kapka_white_list_has (const KapkaWhiteList *list, const char *url);

/** Returns: (transfer none) (array zero-terminated=1): addresses that answer wherever there is a
 * network. */
const char *const *kapka_white_list_get_witnesses (const KapkaWhiteList *list);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaWhiteList, kapka_white_list_free)
