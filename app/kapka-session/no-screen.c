// SPDX-License-Identifier: GPL-3.0-or-later
#include "kapka-session/no-screen.h"

#include <stdio.h>
#include <unistd.h>

#include "base/i18n.h"
#include "guard/end-code.h"

/* UTF-8 on (ESC % G), attributes off, the screen cleared, the cursor hidden and at the top:
 * console_codes(4). */
#define BEGIN "\033%G\033[0m\033[2J\033[?25l\033[4;1H"

void
kapka_no_screen_tell (int terminal, guint rest_min) {
  if (!isatty (terminal))
    return;
  dprintf (terminal, "%s%s\n\n", BEGIN, _ ("The kiosk does not work just now"));
  dprintf (terminal, _ ("Code %u"), KAPKA_END_CODE_SCREEN);
  dprintf (terminal, "\n\n");
  dprintf (terminal,
           g_dngettext (NULL,
                        "Please call the librarian and tell the code.\n"
                        "In %u minute the kiosk will try to start by itself.",
                        "Please call the librarian and tell the code.\n"
                        "In %u minutes the kiosk will try to start by itself.",
                        rest_min),
           rest_min);
  dprintf (terminal, "\n");
}
