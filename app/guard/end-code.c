// SPDX-License-Identifier: GPL-3.0-or-later
#include "guard/end-code.h"

#include <sys/wait.h>

guint
kapka_end_code (int wait_status) {
  if (WIFSIGNALED (wait_status))
    return KAPKA_END_CODE_SIGNAL + (guint)WTERMSIG (wait_status);
  return KAPKA_END_CODE_EXIT + (guint)WEXITSTATUS (wait_status);
}
