// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "wait.h"

#define DEADLINE_MS 60000

static gboolean
read_parent (const char *pid, GPid *out_parent, gboolean *out_is_page) {
  g_autofree char *path = g_strdup_printf ("/proc/%s/stat", pid);
  g_autofree char *stat = NULL;
  const char *after;

  if (!g_file_get_contents (path, &stat, NULL, NULL) || (after = strrchr (stat, ')')) == NULL)
    return FALSE;
  *out_is_page = strstr (stat, "(WebKitWebProces") != NULL;
  return sscanf (after, ") %*c %d", out_parent) == 1;
}

static gboolean
is_descendant (GPid pid, GPid ancestor) {
  gboolean is_page;

  while (pid > 1 && pid != ancestor) {
    g_autofree char *name = g_strdup_printf ("%d", pid);

    if (!read_parent (name, &pid, &is_page))
      return FALSE;
  }
  return pid == ancestor;
}

guint
kapka_test_pages_signal (KapkaTestKiosk *kiosk, int signal_number) {
  GPid kiosk_pid = kapka_test_program_get_pid (kapka_test_kiosk_get_program (kiosk));
  g_autoptr (GDir) dir = g_dir_open ("/proc", 0, NULL);
  guint count = 0;
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL) {
    GPid parent;
    gboolean is_page;

    if (!g_ascii_isdigit (*name) || !read_parent (name, &parent, &is_page) || !is_page ||
        !is_descendant (parent, kiosk_pid))
      continue;
    count++;
    kill ((GPid)g_ascii_strtoll (name, NULL, 10), signal_number);
  }
  return count;
}

static gboolean
has_none_cb (gpointer data) {
  return kapka_test_pages_signal (data, 0) == 0;
}

void
kapka_test_pages_expect_none (KapkaTestKiosk *kiosk) {
  if (!kapka_test_wait_until (has_none_cb, kiosk, DEADLINE_MS))
    g_error ("%u processes that show pages are still there", kapka_test_pages_signal (kiosk, 0));
}
