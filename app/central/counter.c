// SPDX-License-Identifier: GPL-3.0-or-later
#include "central/counter.h"

/* Presence (`_on`) is what a kiosk says of itself, so nobody writes it. */
static const char *const known[] = {
  "users", "s1",       "s2",       "s3",      "s4",     "s5",           "s6",
  "pages", "assisted", "lang_udm", "lang_en", "events", "participants", NULL,
};

gboolean
kapka_counter_is_known (const char *key) {
  return g_strv_contains (known, key);
}
