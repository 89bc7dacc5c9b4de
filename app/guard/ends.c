// SPDX-License-Identifier: GPL-3.0-or-later
#include "guard/ends.h"

gboolean
kapka_ends_add (KapkaEnds *self, gint64 now_us) {
  gint64 oldest;

  self->at_us[self->next] = now_us;
  self->next = (self->next + 1) % KAPKA_ENDS_MOST;
  oldest = self->at_us[self->next];
  return oldest > 0 && now_us - oldest <= KAPKA_ENDS_WINDOW_S * G_USEC_PER_SEC;
}

void
kapka_ends_forget (KapkaEnds *self) {
  *self = (KapkaEnds){ 0 };
}
