// SPDX-License-Identifier: GPL-3.0-or-later
#include "bundle/layers.h"

#include "bundle/hours.h"
#include "bundle/installed.h"

static KapkaInstalledBundle *
find (const KapkaSettings *settings) {
  return *settings->catalog_key == '\0' ? NULL : kapka_installed_bundle_find (settings->state_dir);
}

GStrv
kapka_bundle_list_layers (const KapkaSettings *settings) {
  g_autoptr (GStrvBuilder) layers = g_strv_builder_new ();
  g_autoptr (KapkaInstalledBundle) installed = find (settings);

  if (*settings->catalog_dir != '\0')
    g_strv_builder_add (layers, settings->catalog_dir);
  if (installed != NULL)
    g_strv_builder_add (layers, installed->directory);
  return g_strv_builder_end (layers);
}

char *
kapka_bundle_find_slides (const KapkaSettings *settings) {
  g_autoptr (KapkaInstalledBundle) installed =
      *settings->slides_dir == '\0' ? find (settings) : NULL;
  g_autofree char *slides =
      installed == NULL ? NULL : g_build_filename (installed->directory, "slides", NULL);

  if (slides != NULL && g_file_test (slides, G_FILE_TEST_IS_DIR))
    return g_steal_pointer (&slides);
  return g_strdup (settings->slides_dir);
}

char *
kapka_bundle_find_hours (const KapkaSettings *settings) {
  g_autoptr (KapkaInstalledBundle) installed = *settings->hours == '\0' ? find (settings) : NULL;

  if (installed == NULL)
    return g_strdup (settings->hours);
  return kapka_hours_file_read (installed->directory, settings->library, NULL);
}
