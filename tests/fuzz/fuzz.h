// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stddef.h>
#include <stdint.h>

/**
 * LLVMFuzzerTestOneInput:
 * What a target tries with one input: it aborts when a promise is broken, whatever @data is. The
 * name is libFuzzer's; where libFuzzer is not there, replay.c calls it for each file it is given.
 *
 * Returns: 0, always.
 */
int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);
