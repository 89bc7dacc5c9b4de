// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "central/store.h"

/** Returns: (transfer full): the id that this store has among all stores (sync.md §1, rule 8);
 * %NULL with CORRUPT when it has none. Inside a transaction. */
char *kapka_receiver_id_read (KapkaStore *store, GError **error);
