// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bad-server.h"

/** KapkaTestStore: what a receiver keeps, and the words it has for what is sent. Not thread-safe.
 */
typedef struct _KapkaTestStore KapkaTestStore;

KapkaTestStore *kapka_test_store_new (const char *install_id, const char *receiver_id);
void kapka_test_store_free (KapkaTestStore *store);

/**
 * kapka_test_store_take:
 * @mood: what is wrong with the answer
 * @body: a request
 * @length: its bytes
 * @complaint: (out): what is wrong with the request, when %NULL is returned
 *
 * Stores the days of a request.
 *
 * Returns: (transfer full) (nullable): the answer
 */
char *kapka_test_store_take (KapkaTestStore *store,
                             KapkaTestMood mood,
                             const char *body,
                             gsize length,
                             char **complaint);

guint kapka_test_store_count_words (KapkaTestStore *store, const char *word);
guint kapka_test_store_count_days (KapkaTestStore *store);
gint64 kapka_test_store_sum (KapkaTestStore *store, const char *key);
