// SPDX-License-Identifier: GPL-3.0-or-later
#include "guard/touch-rules.h"

static const struct {
  const char *rotation;
  const char *matrix;
} turns[] = {
  { "90", "0 1 0 -1 0 1" },
  { "180", "-1 0 1 0 -1 1" },
  { "270", "0 -1 1 1 0 0" },
};

static const char *
find_matrix (const KapkaSettings *settings) {
  if (*settings->touch_matrix != '\0')
    return settings->touch_matrix;
  for (gsize i = 0; i < G_N_ELEMENTS (turns); i++)
    if (g_str_equal (settings->rotation, turns[i].rotation))
      return turns[i].matrix;
  return NULL;
}

char *
kapka_touch_rules_build (const KapkaSettings *settings) {
  const char *matrix = find_matrix (settings);

  if (matrix == NULL)
    return g_strdup ("# Kapka: touches need no calibration.\n");
  return g_strdup_printf ("# Made by kapkactl touch-rules from kapka.conf.\n"
                          "ACTION!=\"remove\", SUBSYSTEM==\"input\", KERNEL==\"event*\", "
                          "ENV{ID_INPUT_TOUCHSCREEN}==\"1\", "
                          "ENV{LIBINPUT_CALIBRATION_MATRIX}=\"%s\"\n",
                          matrix);
}
