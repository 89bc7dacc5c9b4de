// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/**
 * KapkaLock:
 * The lock of a state directory, held while a journal is made or moved aside: two programs that
 * find the same wreck must not move each other's fresh journal into quarantine. A program that dies
 * loses it.
 */
typedef struct _KapkaLock KapkaLock;

/** Returns: (transfer full): the lock of @directory, waited for at most 10 seconds, or %NULL with
 * an error BUSY, NOT_FOUND or IO. */
KapkaLock *kapka_lock_take (const char *directory, GError **error);
void kapka_lock_release (KapkaLock *lock);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaLock, kapka_lock_release)
