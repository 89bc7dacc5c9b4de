// SPDX-License-Identifier: GPL-3.0-or-later
#include <glib/gi18n.h>
#include <sys/stat.h>
#include <sysexits.h>

#include "base/error.h"
#include "bundle/bundle-version.h"
#include "bundle/bundle.h"
#include "bundle/install.h"
#include "config/owner.h"
#include "kapkactl/catalog-actions.h"

/* A flash drive may hold anything. */
static GBytes *
read_bundle (const char *path, GError **error) {
  g_autoptr (GError) local_error = NULL;
  struct stat info;
  char *data;
  gsize size;

  if (stat (path, &info) == 0 &&
      (!S_ISREG (info.st_mode) || info.st_size > KAPKA_BUNDLE_MAX_BYTES)) {
    g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_DATA, _ ("%s is no bundle"), path);
    return NULL;
  }
  if (g_file_get_contents (path, &data, &size, &local_error))
    return g_bytes_new_take (data, size);
  g_set_error_literal (error, KAPKA_ERROR,
                       g_error_matches (local_error, G_FILE_ERROR, G_FILE_ERROR_NOENT)
                           ? KAPKA_ERROR_NOT_FOUND
                           : KAPKA_ERROR_IO,
                       local_error->message);
  return NULL;
}

static gboolean
tell (KapkaInstallOutcome outcome, gint64 version, GError **error) {
  char name[KAPKA_BUNDLE_VERSION_SIZE];
  g_autofree char *text = NULL;

  kapka_bundle_version_format (version, name);
  text = g_strdup_printf (
      outcome == KAPKA_INSTALL_SAME
          ? _ ("Version %s is in use already\n")
          : _ ("Version %s is in use now; the kiosk shows it from the next visit on\n"),
      name);
  return kapka_command_print (text, error);
}

static gboolean
import (const KapkaCommandContext *context, const char *path, GError **error) {
  g_autoptr (KapkaSettings) settings =
      kapka_command_load_settings (context, KAPKA_MISTAKES_TOLERATE, error);
  g_autoptr (GBytes) bytes = NULL;
  KapkaInstallOutcome outcome;
  gint64 version;

  if (settings == NULL)
    return FALSE;
  if (*settings->catalog_key == '\0') {
    g_set_error_literal (error, KAPKA_ERROR, KAPKA_ERROR_CONFIG,
                         _ ("the key of the centre is not known here: name it in kapka.conf, "
                            "[catalog] key="));
    return FALSE;
  }
  bytes = read_bundle (path, error);
  // A flash drive may be for root alone; what is written has to be the kiosk's own.
  if (bytes == NULL || !kapka_settings_become_owner (settings, error))
    return FALSE;
  outcome = kapka_bundle_install (&(KapkaBundlePlace){ settings->state_dir, settings->catalog_key },
                                  bytes, &version, error);
  return outcome != KAPKA_INSTALL_REFUSED && tell (outcome, version, error);
}

int
kapka_catalog_import (const KapkaCommandContext *context, GStrv arguments, GError **error) {
  const GOptionEntry entries[] = { G_OPTION_ENTRY_NULL };
  g_auto (GStrv) words = kapka_command_parse_words (
      _ ("FILE"),
      _ ("Takes the catalogue that the centre has published from FILE, where no network brings "
         "it. Signature and content are checked as ever."),
      entries, arguments, error);

  if (words == NULL)
    return EX_USAGE;
  return import (context, words[0], error) ? EX_OK : EX_SOFTWARE;
}
