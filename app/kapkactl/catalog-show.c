// SPDX-License-Identifier: GPL-3.0-or-later
#include <glib/gi18n.h>
#include <sysexits.h>

#include "bundle/bundle-version.h"
#include "bundle/installed.h"
#include "kapkactl/catalog-actions.h"

static char *
format_time (const KapkaSettings *settings, gint64 usec) {
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (settings->time_zone);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (usec / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local =
      zone == NULL ? g_date_time_ref (utc) : g_date_time_to_timezone (utc, zone);

  return g_date_time_format (local, "%Y-%m-%d %H:%M");
}

static char *
describe (const KapkaSettings *settings, const KapkaInstalledBundle *installed, GError **error) {
  g_autoptr (KapkaManifest) manifest =
      kapka_installed_bundle_check (installed, settings->catalog_key, error);
  g_autofree char *since = format_time (settings, installed->since_usec);
  char version[KAPKA_BUNDLE_VERSION_SIZE];

  if (manifest == NULL)
    return NULL;
  kapka_bundle_version_format (installed->version, version);
  return g_strdup_printf (
      _ ("Catalogue of the centre: version %s, in use since %s, files %u, all in "
         "order\nKey: %s\nFolder: %s\n"),
      version, since, manifest->files->len, settings->catalog_key, installed->directory);
}

static char *
describe_none (const KapkaSettings *settings) {
  if (*settings->catalog_key == '\0')
    return g_strdup (_ ("No catalogue comes from the centre: [catalog] key= is empty.\n"));
  return g_strdup_printf (_ ("No catalogue of the centre is here yet.\nKey: %s\n"),
                          settings->catalog_key);
}

static gboolean
show (const KapkaCommandContext *context, GError **error) {
  g_autoptr (KapkaSettings) settings =
      kapka_command_load_settings (context, KAPKA_MISTAKES_TOLERATE, error);
  g_autoptr (KapkaInstalledBundle) installed = NULL;
  g_autofree char *text = NULL;

  if (settings == NULL)
    return FALSE;
  if (*settings->catalog_key != '\0')
    installed = kapka_installed_bundle_find (settings->state_dir);
  text = installed == NULL ? describe_none (settings) : describe (settings, installed, error);
  return text != NULL && kapka_command_print (text, error);
}

int
kapka_catalog_show (const KapkaCommandContext *context, GStrv arguments, GError **error) {
  const GOptionEntry entries[] = { G_OPTION_ENTRY_NULL };

  if (!kapka_command_parse (
          _ ("Says which version is in use, since when, and whether its files are "
             "those that were signed."),
          entries, arguments, error))
    return EX_USAGE;
  return show (context, error) ? EX_OK : EX_SOFTWARE;
}
