// SPDX-License-Identifier: GPL-3.0-or-later
#include "guard/compositor.h"

#include <stdlib.h>

GStrv
kapka_compositor_build_command (const KapkaSettings *settings, const char *const *inside) {
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  g_strv_builder_add_many (builder, "cage", "-d", NULL);
  // Each turns by a quarter, clockwise.
  for (int degrees = atoi (settings->rotation); degrees >= 90; degrees -= 90)
    g_strv_builder_add (builder, "-r");
  g_strv_builder_add (builder, "--");
  g_strv_builder_addv (builder, (const char **)inside);
  return g_strv_builder_end (builder);
}
