// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/** KapkaSides: how sheets are printed. */
typedef enum {
  KAPKA_SIDES_ONE,
  KAPKA_SIDES_TWO_LONG_EDGE,
} KapkaSides;

/** KapkaPrintProfile: how a form comes out right. */
typedef struct {
  const char *name; // As in forms.ini.
  gboolean exact;   // At 100 % of its size: a machine reads it, or a ruler would.
  KapkaSides sides;
  const char *media;   // (nullable): PWG name of the paper, as in `iso_a4_210x297mm`; %NULL: that
                       // of the page.
  gboolean monochrome; // In black, also where the printer has colours.
} KapkaPrintProfile;

/** What a form has whose profile nobody has decided upon yet. */
#define KAPKA_PRINT_PROFILE_DEFAULT "to-define"

/** Returns: (transfer none) (nullable): the profile of that name. */
const KapkaPrintProfile *kapka_print_profile_find (const char *name);

/** Returns: (transfer full): the names that there are, with commas between, for a message. */
char *kapka_print_profile_list_names (void);
