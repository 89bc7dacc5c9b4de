// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/**
 * kapka_field_script_ask:
 *
 * Scrolls the field that has the focus into view, now and once more when the keyboard has made the
 * page lower.
 *
 * Returns: the body of a function in JavaScript that tells what confirming the field does, as the
 * attribute enterkeyhint names it, or nothing. Pages seldom say it, but a field of several lines
 * and one for searching are known by themselves.
 */
const char *kapka_field_script_ask (void);

/**
 * kapka_field_script_next:
 *
 * Returns: the body of a function in JavaScript that puts the focus into the next field in which
 * one can type: the engine offers no way to press its Tab key.
 */
const char *kapka_field_script_next (void);
