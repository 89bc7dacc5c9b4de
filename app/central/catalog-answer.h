// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "central/message.h"

/**
 * kapka_catalog_answer_new:
 * @path: (nullable): the bundle for the kiosks
 * @if_none_match: (nullable): what the kiosk has
 *
 * The bundle goes out from its file: however many kiosks ask, it is not in memory. Its ETag is the
 * digest of its head, which says what all of it is.
 *
 * Returns: (transfer full) (nullable): an answer of status 200 or 304; %NULL when there is no
 * bundle.
 */
KapkaResponse *kapka_catalog_answer_new (const char *path, const char *if_none_match);
