// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "keyboard/layout.h"

/**
 * kapka_key_spec_read:
 * @token: what the file says of the key: a text, or a command in braces as `{space 3}`
 * @shifted: what it types with capital letters; empty: the capitals of @token
 * @out_wrong: (transfer none): what is wrong with @token, or %NULL
 *
 * Returns: (transfer full): a key in any case.
 */
KapkaKeySpec *kapka_key_spec_read (const char *token, const char *shifted, const char **out_wrong);

void kapka_key_spec_free (KapkaKeySpec *key);

/** Returns: the name of @action in a layout file, as `backspace`. */
const char *kapka_key_action_name (KapkaKeyAction action);
