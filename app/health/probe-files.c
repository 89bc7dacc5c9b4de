// SPDX-License-Identifier: GPL-3.0-or-later
#include <string.h>

#include "base/i18n.h"
#include "bundle/installed.h"
#include "bundle/layers.h"
#include "config/last-good.h"
#include "health/probes.h"
#include "portals/authorities.h"
#include "portals/white-list.h"
#include "slides/slide-folder.h"

static void
probe_settings (KapkaHealth *health, const KapkaHealthPlace *place) {
  g_autoptr (GPtrArray) problems = kapka_problems_new ();
  g_autoptr (KapkaSettings) settings = kapka_last_good_read (place->config_path, problems);

  kapka_findings_add_problems (health->findings, KAPKA_FINDING_CONFIG, problems);
  health->settings = kapka_settings_ref (place->in_use != NULL ? place->in_use : settings);
}

/* The list that is installed says «проект» and «Ожидает утверждения»: it is a proposal until a
 * library puts its own number and name there. */
static gboolean
list_is_approved (const KapkaCatalog *catalog) {
  const char *number = kapka_catalog_get_number (catalog);
  const char *approver = kapka_catalog_get_approver (catalog);

  return *number != '\0' && strstr (number, "проект") == NULL &&
         *kapka_catalog_get_date (catalog) != '\0' && *approver != '\0' &&
         !g_str_has_prefix (approver, "Ожидает");
}

static char *
find_portals_file (GStrv layers, const char *installed_dir) {
  for (guint i = 0; layers[i] != NULL; i++) {
    g_autofree char *file = g_build_filename (layers[i], "portals.ini", NULL);

    if (g_file_test (file, G_FILE_TEST_EXISTS))
      return g_steal_pointer (&file);
  }
  return g_build_filename (installed_dir, "portals.ini", NULL);
}

static void
probe_catalog (KapkaHealth *health, const KapkaHealthPlace *place) {
  const char *own_dir = health->settings->catalog_dir;
  g_auto (GStrv) layers = kapka_bundle_list_layers (health->settings);
  g_autofree char *installed_dir = g_build_filename (place->data_dir, "catalog", NULL);
  const char *const list_dirs[] = { *own_dir == '\0' ? installed_dir : own_dir, installed_dir,
                                    NULL };
  g_autofree char *portals = find_portals_file (layers, installed_dir);
  g_autoptr (GPtrArray) problems = kapka_problems_new ();
  g_autoptr (KapkaWhiteList) white_list = NULL;
  g_autoptr (GPtrArray) authorities = NULL;

  health->catalog = kapka_catalog_load (place->data_dir, (const char *const *)layers, problems);
  white_list = kapka_white_list_load (list_dirs, problems);
  authorities = kapka_authorities_load (place->data_dir, problems);
  kapka_findings_add_problems (health->findings, KAPKA_FINDING_CATALOG, problems);
  if (!list_is_approved (health->catalog))
    kapka_findings_add (health->findings, KAPKA_FINDING_LIST_UNAPPROVED, portals, 0,
                        _ ("the list of portals is not approved yet"));
}

/* The next upload brings it again. */
static void
probe_bundle (KapkaHealth *health) {
  const KapkaSettings *settings = health->settings;
  g_autoptr (KapkaInstalledBundle) installed =
      *settings->catalog_key == '\0' ? NULL : kapka_installed_bundle_find (settings->state_dir);
  g_autoptr (KapkaManifest) manifest = NULL;
  g_autoptr (GError) error = NULL;

  if (installed == NULL)
    return;
  manifest = kapka_installed_bundle_check (installed, settings->catalog_key, &error);
  if (manifest == NULL)
    kapka_findings_add (health->findings, KAPKA_FINDING_CATALOG, installed->directory, 0,
                        error->message);
}

static void
probe_slides (KapkaHealth *health) {
  g_autoptr (GPtrArray) problems = kapka_problems_new ();
  g_autoptr (GError) error = NULL;

  health->slides_dir = kapka_bundle_find_slides (health->settings);
  if (*health->slides_dir == '\0')
    return;
  health->slides = kapka_slide_folder_read (health->slides_dir, problems, &error);
  kapka_findings_add_problems (health->findings, KAPKA_FINDING_SLIDES, problems);
  if (health->slides == NULL)
    kapka_findings_add (health->findings, KAPKA_FINDING_SLIDES, health->slides_dir, 0,
                        error->message);
}

static void
probe_layouts (KapkaHealth *health, const KapkaHealthPlace *place) {
  g_autoptr (GPtrArray) problems = kapka_problems_new ();

  health->layouts = kapka_layouts_load (place->data_dir, health->settings, problems);
  kapka_findings_add_problems (health->findings, KAPKA_FINDING_KEYBOARD, problems);
}

void
kapka_probe_files (KapkaHealth *health, const KapkaHealthPlace *place) {
  probe_settings (health, place);
  probe_catalog (health, place);
  probe_bundle (health);
  probe_slides (health);
  probe_layouts (health, place);
}
