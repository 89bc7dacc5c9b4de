// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "central/message.h"

/**
 * fuzz_receiver_read_input:
 * @data: a mark, then a request as text: method and path, headers, an empty line, the body; lines
 *   end with LF
 * @token: what an enrolled kiosk sends
 *
 * The mark says what is made right, because chance would not: `-` nothing, `+` type and token, `*`
 * these and the digest of each day. Without a mark the whole is `-`.
 *
 * Returns: (transfer full): the request, whatever @data is.
 */
KapkaRequest *fuzz_receiver_read_input (const uint8_t *data, size_t size, const char *token);
