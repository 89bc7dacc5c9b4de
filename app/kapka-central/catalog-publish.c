// SPDX-License-Identifier: GPL-3.0-or-later
#include <glib/gi18n.h>
#include <stdlib.h>

#include "base/error.h"
#include "bundle/bundle-version.h"
#include "bundle/bundle.h"
#include "bundle/collect.h"
#include "bundle/published.h"
#include "kapka-central/catalog-actions.h"
#include "slides/slide-folder.h"

typedef struct {
  char *key;
  char *version;
} Options;

static void
options_clear (Options *options) {
  g_free (options->key);
  g_free (options->version);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* Returns the one word of the command, the folder. */
static GStrv
parse_options (Options *options, GStrv arguments, GError **error) {
  const GOptionEntry entries[] = {
    kapka_command_make_key_entry (&options->key),
    { "version", 0, 0, G_OPTION_ARG_STRING, &options->version,
      N_ ("Day and number of the day (default: today's next)"), N_ ("YYYYMMDDNN") },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) words = kapka_command_parse_words (
      _ ("DIR"),
      _ ("Checks the catalogue in DIR, laid out as the folder of [catalog] dir= at a kiosk, signs "
         "it and gives it to every kiosk that knows the key."),
      entries, arguments, error);

  return g_steal_pointer (&words);
}

/* A version of a day to come would keep all others out until then. */
static gboolean
check_version (gint64 version, gint64 published, gint64 first, GError **error) {
  char text[KAPKA_BUNDLE_VERSION_SIZE];
  char last[KAPKA_BUNDLE_VERSION_SIZE];
  char today[KAPKA_BUNDLE_VERSION_SIZE];

  if (version > published && version < first + KAPKA_BUNDLE_VERSIONS_PER_DAY)
    return TRUE;
  kapka_bundle_version_format (version, text);
  kapka_bundle_version_format (published, last);
  kapka_bundle_version_format (first, today);
  g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_USAGE,
               _ ("version %s does not do: expected one above %s, which is published, and of no "
                  "later day than %s"),
               text, last, today);
  return FALSE;
}

static gboolean
parse_version (const char *text, gint64 *out_version, GError **error) {
  if (kapka_bundle_version_parse (text, out_version))
    return TRUE;
  g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_USAGE,
               _ ("--version is \"%s\", expected a day and a number, as in %s"), text,
               "2026112701");
  return FALSE;
}

static gboolean
choose_version (const Options *options, gint64 published, gint64 *out_version, GError **error) {
  g_autoptr (KapkaClock) clock = kapka_command_new_clock (error);
  KapkaInstant now;
  gint64 first;

  if (clock == NULL)
    return FALSE;
  kapka_clock_now (clock, &now);
  first = kapka_bundle_version_first_of (now.day);
  *out_version = MAX (first, published + 1);
  if (options->version != NULL && !parse_version (options->version, out_version, error))
    return FALSE;
  return check_version (*out_version, published, first, error);
}

static gboolean
check_slides (const char *directory, KapkaProblems *problems, GError **error) {
  g_autofree char *path = g_build_filename (directory, "slides", NULL);
  g_autoptr (GPtrArray) slides = NULL;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  slides = kapka_slide_folder_read (path, problems, error);
  return slides != NULL;
}

/* Returns the files of the bundle; with a mistake, none of them goes out. */
static GPtrArray *
collect (const KapkaCommandContext *context, const char *directory, GError **error) {
  g_autoptr (GPtrArray) problems = kapka_problems_new ();
  g_autoptr (GPtrArray) files =
      kapka_bundle_collect (directory, kapka_command_get_data_dir (context), problems, error);

  if (files == NULL || !check_slides (directory, problems, error) ||
      !kapka_command_check_problems (problems, error))
    return NULL;
  return g_steal_pointer (&files);
}

static gboolean
publish (const KapkaCommandContext *context,
         const Options *options,
         const char *path,
         const char *directory,
         GError **error) {
  g_autofree char *key_path = kapka_command_get_key (path, options->key);
  g_autoptr (KapkaSigningKey) key = kapka_signing_key_load (key_path, error);
  g_autofree char *public_key = key == NULL ? NULL : kapka_signing_key_get_public (key);
  g_autoptr (GPtrArray) files = NULL;
  g_autoptr (GBytes) published = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (KapkaBundle) bundle = NULL;
  g_autofree char *text = NULL;
  char name[KAPKA_BUNDLE_VERSION_SIZE];
  gint64 version;

  if (key == NULL || !kapka_published_read (path, &published, error) ||
      !choose_version (options, kapka_published_get_version (published), &version, error))
    return FALSE;
  files = collect (context, directory, error);
  if (files == NULL)
    return FALSE;
  bytes = kapka_bundle_build (version, files, key);
  // It is read as every kiosk will before it goes out.
  bundle = kapka_bundle_read (bytes, public_key, error);
  if (bundle == NULL || !kapka_published_put (path, bytes, error))
    return FALSE;
  kapka_bundle_version_format (version, name);
  text = g_strdup_printf (_ ("Version %s is published: files %u, %u KiB, in %s\nKey: %s\n"), name,
                          files->len, (guint)(g_bytes_get_size (bytes) / 1024), path, public_key);
  return kapka_command_print (text, error);
}

int
kapka_catalog_publish (const KapkaCommandContext *context, GStrv arguments, GError **error) {
  g_auto (Options) options = { 0 };
  g_auto (GStrv) words = parse_options (&options, arguments, error);

  g_autofree char *database = words == NULL ? NULL : kapka_command_get_database (context, error);
  g_autofree char *path = database == NULL ? NULL : kapka_command_get_bundle (context, database);

  return path != NULL && publish (context, &options, path, words[0], error) ? EXIT_SUCCESS
                                                                            : EXIT_FAILURE;
}
