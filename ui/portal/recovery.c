// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/portal/recovery.h"

#include <string.h>

#define WINDOW_USEC (KAPKA_RECOVERY_WINDOW_SECONDS * G_USEC_PER_SEC)

KapkaRecoveryAdvice
kapka_recovery_fall (KapkaRecovery *recovery, gint64 now_usec) {
  gint64 oldest_usec = recovery->fell_usec[KAPKA_RECOVERY_FALLS - 1];
  gboolean again =
      recovery->n_falls == KAPKA_RECOVERY_FALLS && now_usec - oldest_usec < WINDOW_USEC;

  memmove (recovery->fell_usec + 1, recovery->fell_usec,
           (KAPKA_RECOVERY_FALLS - 1) * sizeof *recovery->fell_usec);
  recovery->fell_usec[0] = now_usec;
  recovery->n_falls = MIN (recovery->n_falls + 1, KAPKA_RECOVERY_FALLS);
  return again ? KAPKA_RECOVERY_GIVE_UP : KAPKA_RECOVERY_OFFER;
}
