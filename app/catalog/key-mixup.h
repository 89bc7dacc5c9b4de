// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/** KapkaMixup: the layout a keyboard had while its user thought it had the other one. */
typedef enum {
  KAPKA_MIXUP_LATIN,    // ghbdtn was meant to be привет.
  KAPKA_MIXUP_CYRILLIC, // пщыгыдгпш was meant to be gosuslugi.
} KapkaMixup;

/** Returns: (transfer full) (nullable): what the keys of @text give in the other layout; %NULL when
 * it has no letter of the layout @mixup. */
char *kapka_mixup_undo (const char *text, KapkaMixup mixup);
