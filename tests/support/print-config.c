// SPDX-License-Identifier: GPL-3.0-or-later
#include "print-config.h"

#include <glib/gstdio.h>

char *
kapka_test_write_cupsd_config (KapkaTestDir *dir, const char *socket) {
  g_autofree char *text = g_strdup_printf ("Listen %s\n"
                                           "Browsing Off\n"
                                           "DefaultShared No\n"
                                           "WebInterface No\n"
                                           "LogLevel info\n"
                                           "JobRetryInterval 1\n"
                                           "<Location />\n"
                                           "Order allow,deny\n"
                                           "Allow all\n"
                                           "</Location>\n"
                                           "<Policy default>\n"
                                           "<Limit All>\n"
                                           "Order allow,deny\n"
                                           "Allow all\n"
                                           "</Limit>\n"
                                           "</Policy>\n",
                                           socket);

  return kapka_test_dir_write (dir, "cupsd.conf", text);
}

char *
kapka_test_write_cups_files_config (KapkaTestDir *dir, const char *state_dir) {
  g_autofree char *text = g_strdup_printf ("ServerRoot %1$s/root\n"
                                           "RequestRoot %1$s/spool\n"
                                           "CacheDir %1$s/cache\n"
                                           "StateDir %1$s/state\n"
                                           "TempDir %1$s/tmp\n"
                                           "AccessLog stderr\n"
                                           "ErrorLog stderr\n"
                                           "PageLog stderr\n"
                                           "User lp\n"
                                           "Group lp\n"
                                           "SystemGroup root\n",
                                           state_dir);

  return kapka_test_dir_write (dir, "cups-files.conf", text);
}

char *
kapka_test_write_avahi_config (KapkaTestDir *dir) {
  return kapka_test_dir_write (dir, "avahi.conf",
                               "[server]\n"
                               "host-name=kapka-test\n"
                               "[wide-area]\n"
                               "enable-wide-area=no\n"
                               "[publish]\n"
                               "disable-publishing=yes\n");
}

/* The printer handles one document at a time, so counting the files is enough for a number. While
 * there is a file `trouble` it says so and brings nothing out, as a printer without paper does. */
char *
kapka_test_write_receiver (KapkaTestDir *dir, const char *printed_dir) {
  g_autofree char *quoted = g_shell_quote (printed_dir);
  g_autofree char *text = g_strdup_printf ("#!/bin/sh\n"
                                           "cd %s || exit\n"
                                           "number=$(($(ls | grep -c pdf) + 1))\n"
                                           "while trouble=$(cat trouble 2>/dev/null); do\n"
                                           "  echo \"STATE: +$trouble\" >&2\n"
                                           "  while test -e trouble; do sleep 0.1; done\n"
                                           "  echo \"STATE: -$trouble\" >&2\n"
                                           "done\n"
                                           "echo \"${IPP_COPIES:-1}\" > $number.copies\n"
                                           "env | grep ^IPP_ > $number.attributes\n"
                                           "ln \"$1\" $number.pdf\n",
                                           quoted);
  char *path = kapka_test_dir_write (dir, "receive", text);

  g_chmod (path, 0700);
  return path;
}
