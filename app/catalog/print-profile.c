// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/print-profile.h"

#define A4 "iso_a4_210x297mm"

/* A tax form is read by a machine: nothing may be scaled, and its bar code needs a back of its own.
 * A registration form is one sheet with two sides, as large as its page says. */
static const KapkaPrintProfile profiles[] = {
  { KAPKA_PRINT_PROFILE_DEFAULT, TRUE, KAPKA_SIDES_ONE, A4, FALSE },
  { "own-sample", TRUE, KAPKA_SIDES_ONE, A4, FALSE },
  { "fns-a4-100-onesided", TRUE, KAPKA_SIDES_ONE, A4, TRUE },
  { "twosided-a5-a4", TRUE, KAPKA_SIDES_TWO_LONG_EDGE, NULL, FALSE },
};

const KapkaPrintProfile *
kapka_print_profile_find (const char *name) {
  for (guint i = 0; i < G_N_ELEMENTS (profiles); i++)
    if (g_str_equal (profiles[i].name, name))
      return &profiles[i];
  return NULL;
}

char *
kapka_print_profile_list_names (void) {
  const char *names[G_N_ELEMENTS (profiles) + 1] = { NULL };

  for (guint i = 0; i < G_N_ELEMENTS (profiles); i++)
    names[i] = profiles[i].name;
  return g_strjoinv (", ", (GStrv)names);
}
