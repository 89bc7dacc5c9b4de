// SPDX-License-Identifier: GPL-3.0-or-later
#include "bundle/install.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "base/durable.h"
#include "base/error.h"
#include "bundle/bundle-version.h"
#include "bundle/bundle.h"
#include "bundle/hours.h"
#include "bundle/installed.h"
#include "bundle/unpack.h"
#include "catalog/catalog.h"

#define DRAFT "new"
#define NEXT_LINK "next"
#define FLOOR "floor"
#define LOCK "lock"

/* The journal lies on the same disk, and counts more than a catalogue. */
#define SPARE_BYTES (32 * 1024 * 1024)

/* One bundle on its way. */
typedef struct {
  const KapkaBundlePlace *place;
  KapkaBundle *bundle;
  KapkaInstalledBundle *before; // (nullable)
  char *home;
  char *draft;
  char *name; // Of the directory it will have.
  int lock_fd;
} Install;

static void
install_clear (Install *install) {
  g_clear_pointer (&install->bundle, kapka_bundle_free);
  g_clear_pointer (&install->before, kapka_installed_bundle_free);
  g_free (install->home);
  g_free (install->draft);
  g_free (install->name);
  if (install->lock_fd >= 0)
    close (install->lock_fd);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Install, install_clear)

static gboolean
take_lock (Install *install, GError **error) {
  g_autofree char *path = g_build_filename (install->home, LOCK, NULL);

  if (g_mkdir (install->home, 0755) != 0 && errno != EEXIST)
    return kapka_error_set_errno (error, errno, install->home);
  install->lock_fd = open (path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0644);
  if (install->lock_fd < 0)
    return kapka_error_set_errno (error, errno, path);
  if (flock (install->lock_fd, LOCK_EX | LOCK_NB) == 0)
    return TRUE;
  g_set_error_literal (error, KAPKA_ERROR, KAPKA_ERROR_BUSY,
                       _ ("somebody else is changing the catalogue of the centre"));
  return FALSE;
}

/* What cannot be read says nothing: the version in use is a floor as well. */
static gint64
read_floor (const Install *install) {
  g_autofree char *path = g_build_filename (install->home, FLOOR, NULL);
  g_autofree char *text = NULL;
  gint64 floor = 0;

  if (g_file_get_contents (path, &text, NULL, NULL))
    kapka_bundle_version_parse (g_strchomp (text), &floor);
  return MAX (floor, install->before != NULL ? install->before->version : 0);
}

static gboolean
write_floor (const Install *install, GError **error) {
  g_autofree char *path = g_build_filename (install->home, FLOOR, NULL);
  g_autoptr (GError) local_error = NULL;
  char version[KAPKA_BUNDLE_VERSION_SIZE];

  kapka_bundle_version_format (install->bundle->manifest->version, version);
  if (g_file_set_contents_full (path, version, -1,
                                G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0644,
                                &local_error))
    return TRUE;
  g_set_error_literal (error, KAPKA_ERROR, KAPKA_ERROR_IO, local_error->message);
  return FALSE;
}

static gboolean
check_version (const Install *install, GError **error) {
  gint64 floor = read_floor (install);
  char version[KAPKA_BUNDLE_VERSION_SIZE];
  char last[KAPKA_BUNDLE_VERSION_SIZE];

  if (install->bundle->manifest->version >= floor)
    return TRUE;
  kapka_bundle_version_format (install->bundle->manifest->version, version);
  kapka_bundle_version_format (floor, last);
  g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_DENIED,
               _ ("version %s is older than %s, which was in use here"), version, last);
  return FALSE;
}

/* One of the same version that was damaged is no reason to do without. */
static gboolean
is_in_use (const Install *install) {
  g_autoptr (KapkaManifest) manifest = NULL;

  if (install->before == NULL || install->before->version != install->bundle->manifest->version)
    return FALSE;
  manifest = kapka_installed_bundle_check (install->before, install->place->public_key, NULL);
  return manifest != NULL;
}

static char *
choose_name (const Install *install) {
  char version[KAPKA_BUNDLE_VERSION_SIZE];

  kapka_bundle_version_format (install->bundle->manifest->version, version);
  return g_strconcat (
      version, install->before != NULL && g_str_equal (install->before->name, version) ? ".r" : "",
      NULL);
}

/* Returns the name of the newest that is older than @name: the one before. */
static char *
find_previous (const Install *install, const char *name) {
  g_autoptr (GDir) dir = g_dir_open (install->home, 0, NULL);
  g_autofree char *previous = NULL;
  const char *child;
  gint64 version = 0;
  gint64 highest = 0;
  gint64 limit = 0;

  kapka_installed_bundle_parse_name (name, &limit);
  while (dir != NULL && (child = g_dir_read_name (dir)) != NULL)
    if (kapka_installed_bundle_parse_name (child, &version) && version < limit &&
        version > highest) {
      highest = version;
      g_free (previous);
      previous = g_strdup (child);
    }
  return g_steal_pointer (&previous);
}

/* Removes all but the one in use, @name (nullable), and the one before it. */
static void
clear_leftovers (const Install *install, const char *name) {
  static const char *const kept[] = { FLOOR, LOCK, KAPKA_BUNDLE_LINK, "etag", NULL };
  g_autofree char *previous = name == NULL ? NULL : find_previous (install, name);
  g_autoptr (GDir) dir = g_dir_open (install->home, 0, NULL);
  const char *child;

  while (dir != NULL && (child = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (install->home, child, NULL);

    if (!g_strv_contains (kept, child) && g_strcmp0 (child, name) != 0 &&
        g_strcmp0 (child, previous) != 0)
      kapka_bundle_remove_tree (path);
  }
}

static gboolean
check_room (const Install *install, GError **error) {
  guint64 needed = g_bytes_get_size (install->bundle->contents) + SPARE_BYTES;
  struct statvfs disk;

  if (statvfs (install->home, &disk) != 0)
    return kapka_error_set_errno (error, errno, install->home);
  if ((guint64)disk.f_bavail * disk.f_frsize >= needed)
    return TRUE;
  return kapka_error_set_errno (error, ENOSPC, install->home);
}

/* It has to mean the same on each kiosk, so nothing that is installed helps it out. */
static gboolean
check_catalogue (const Install *install, GError **error) {
  const char *const dirs[] = { install->draft, NULL };
  g_autoptr (GPtrArray) problems = kapka_problems_new ();
  g_autoptr (KapkaCatalog) catalog = kapka_catalog_load (install->draft, dirs, problems);
  g_autofree char *hours = kapka_hours_file_read (install->draft, "", problems);
  g_autofree char *first = NULL;

  if (problems->len == 0)
    return TRUE;
  first = kapka_problem_to_string (g_ptr_array_index (problems, 0));
  g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_DATA,
               _ ("the catalogue of the bundle has mistakes (%u): %s"), problems->len, first);
  return FALSE;
}

/* The name of a directory that is whole. */
static gboolean
give_name (const Install *install, GError **error) {
  g_autofree char *directory = g_build_filename (install->home, install->name, NULL);

  return kapka_durable_rename (install->draft, directory, error);
}

static gboolean
switch_link (const Install *install, GError **error) {
  g_autofree char *next = g_build_filename (install->home, NEXT_LINK, NULL);
  g_autofree char *current = g_build_filename (install->home, KAPKA_BUNDLE_LINK, NULL);

  if (symlink (install->name, next) != 0)
    return kapka_error_set_errno (error, errno, next);
  return kapka_durable_rename (next, current, error);
}

static gboolean
put_in_use (const Install *install, GError **error) {
  clear_leftovers (install, install->before == NULL ? NULL : install->before->name);
  if (check_room (install, error) && kapka_bundle_unpack (install->bundle, install->draft, error) &&
      check_catalogue (install, error) && give_name (install, error) &&
      write_floor (install, error) && switch_link (install, error)) {
    clear_leftovers (install, install->name);
    return TRUE;
  }
  kapka_bundle_remove_tree (install->draft);
  return FALSE;
}

static KapkaInstallOutcome
run (Install *install, GError **error) {
  if (!take_lock (install, error))
    return KAPKA_INSTALL_REFUSED;
  install->before = kapka_installed_bundle_find (install->place->state_dir);
  if (!check_version (install, error))
    return KAPKA_INSTALL_REFUSED;
  if (is_in_use (install))
    return KAPKA_INSTALL_SAME;
  install->name = choose_name (install);
  return put_in_use (install, error) ? KAPKA_INSTALL_DONE : KAPKA_INSTALL_REFUSED;
}

KapkaInstallOutcome
kapka_bundle_install (const KapkaBundlePlace *place,
                      GBytes *bytes,
                      gint64 *out_version,
                      GError **error) {
  g_auto (Install) install = { .place = place, .lock_fd = -1 };
  KapkaInstallOutcome outcome;

  install.bundle = kapka_bundle_read (bytes, place->public_key, error);
  if (install.bundle == NULL)
    return KAPKA_INSTALL_REFUSED;
  install.home = g_build_filename (place->state_dir, KAPKA_BUNDLE_FOLDER, NULL);
  install.draft = g_build_filename (install.home, DRAFT, NULL);
  outcome = run (&install, error);
  if (outcome != KAPKA_INSTALL_REFUSED)
    *out_version = install.bundle->manifest->version;
  return outcome;
}
