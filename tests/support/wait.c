// SPDX-License-Identifier: GPL-3.0-or-later
#include "wait.h"

#define PAUSE_USEC (10 * G_TIME_SPAN_MILLISECOND)

gboolean
kapka_test_wait_until (KapkaTestCondition condition, gpointer data, guint deadline_ms) {
  gint64 deadline_usec = g_get_monotonic_time () + deadline_ms * G_TIME_SPAN_MILLISECOND;

  while (!condition (data)) {
    if (g_get_monotonic_time () >= deadline_usec)
      return FALSE;
    g_usleep (PAUSE_USEC);
  }
  return TRUE;
}
