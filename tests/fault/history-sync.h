// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history.h"
#include "sync/reason.h"

/** One run of the upload of @kiosk. Returns: why it ended. */
KapkaSyncReason history_sync (History *history, HistoryKiosk *kiosk);

/** Enrols @kiosk at its terminal of the library where it stands, with a new code. Returns: whether
 * that succeeded. */
gboolean history_enrol (History *history, HistoryKiosk *kiosk);
