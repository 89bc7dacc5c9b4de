// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/** kapka_test_assert_has: fails the test, and shows @text, unless @part is in it; @text: (nullable)
 */
void kapka_test_assert_has (const char *text, const char *part);
