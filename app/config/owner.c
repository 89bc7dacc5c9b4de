// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/owner.h"

#include <errno.h>
#include <grp.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"

gboolean
kapka_settings_become_owner (const KapkaSettings *settings, GError **error) {
  struct stat state;

  if (geteuid () != 0 || stat (settings->state_dir, &state) != 0 || state.st_uid == 0)
    return TRUE;
  if (setgroups (0, NULL) == 0 && setgid (state.st_gid) == 0 && setuid (state.st_uid) == 0)
    return TRUE;
  kapka_error_set_errno (error, errno, settings->state_dir);
  return FALSE;
}
