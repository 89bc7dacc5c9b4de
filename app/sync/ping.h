// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/transport.h"
#include "sync/reason.h"

/** The version of the protocol that this program speaks (sync.md §4). */
#define KAPKA_PING_VERSION 1

/**
 * kapka_ping_ask:
 * @transport: the way to the centre
 * @out_detail: (out) (transfer full) (nullable): what an administrator may want to know
 *
 * Asks `GET /v1/ping` whether a receiver of Kapka answers at the address, and whether it speaks a
 * version that we do; the highest common one is the one to use, and so far that is
 * %KAPKA_PING_VERSION or none.
 *
 * Returns: OK, or why nothing can be sent there.
 */
KapkaSyncReason kapka_ping_ask (const KapkaTransport *transport, char **out_detail);

/** Returns: (transfer full): what a person who waits for the answer is told. Other than of an
 * upload, which comes back to it by itself. */
char *kapka_ping_describe (KapkaSyncReason reason);
