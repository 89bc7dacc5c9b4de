// SPDX-License-Identifier: GPL-3.0-or-later
#include "text.h"

#include <glib.h>
#include <string.h>

void
kapka_test_assert_has (const char *text, const char *part) {
  if (text == NULL || strstr (text, part) == NULL)
    g_error ("expected \"%s\" in:\n%s", part, text == NULL ? "nothing" : text);
}
