// SPDX-License-Identifier: GPL-3.0-or-later
#include "portals/ca-store.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "base/error.h"

/* The places of Debian's package ca-certificates. */
#define PROGRAM "/usr/sbin/update-ca-certificates"
#define LOCAL_DIR "/usr/local/share/ca-certificates"
#define OWN_DIR LOCAL_DIR "/kapka"
#define CERTS_DIR "/etc/ssl/certs"
#define BUNDLE CERTS_DIR "/ca-certificates.crt"

static char *
get_path (const KapkaCaStore *store, const char *path) {
  return g_strconcat (store->root, path, NULL);
}

static char *
get_file (const KapkaCaStore *store, const KapkaAuthority *authority) {
  return g_strconcat (store->root, OWN_DIR "/", authority->id, ".crt", NULL);
}

char *
kapka_ca_store_get_bundle (const KapkaCaStore *store) {
  return get_path (store, BUNDLE);
}

KapkaCaFile *
kapka_ca_store_find (const KapkaCaStore *store, const KapkaAuthority *authority) {
  g_autofree char *path = get_file (store, authority);
  g_autoptr (GPtrArray) files = kapka_ca_file_read (path, NULL);

  if (files == NULL || files->len != 1 ||
      !g_str_equal (((const KapkaCaFile *)g_ptr_array_index (files, 0))->sha256, authority->sha256))
    return NULL;
  return g_ptr_array_steal_index (files, 0);
}

/* Every folder is named, so that another root is really another one. */
static gboolean
update_bundle (const KapkaCaStore *store, GError **error) {
  g_autofree char *conf = get_path (store, "/etc/ca-certificates.conf");
  g_autofree char *packaged = get_path (store, "/usr/share/ca-certificates");
  g_autofree char *local = get_path (store, LOCAL_DIR);
  g_autofree char *certs = get_path (store, CERTS_DIR);
  g_autofree char *hooks = get_path (store, "/etc/ca-certificates/update.d");
  g_autoptr (GError) failure = NULL;
  g_autofree char *said = NULL;
  // --fresh takes away the links to certificates that are no more.
  g_autoptr (GSubprocess) program = g_subprocess_new (
      G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_PIPE, &failure, PROGRAM,
      "--fresh", "--certsconf", conf, "--certsdir", packaged, "--localcertsdir", local,
      "--etccertsdir", certs, "--hooksdir", hooks, NULL);

  if (program != NULL &&
      g_subprocess_communicate_utf8 (program, NULL, NULL, NULL, &said, &failure) &&
      g_subprocess_get_successful (program))
    return TRUE;
  g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_IO, "%s: %s", PROGRAM,
               failure != NULL ? failure->message : said);
  return FALSE;
}

static gboolean
make_folder (const KapkaCaStore *store, GError **error) {
  g_autofree char *folder = get_path (store, OWN_DIR);
  int saved_errno;

  if (g_mkdir_with_parents (folder, 0755) == 0)
    return TRUE;
  saved_errno = errno;
  kapka_error_set_errno (error, saved_errno, folder);
  return FALSE;
}

static gboolean
write_file (const KapkaCaStore *store, const KapkaCaFile *file, GError **error) {
  const KapkaAuthority *authority = kapka_authorities_find (store->authorities, file->sha256);
  g_autofree char *path = get_file (store, authority);
  g_autoptr (GError) failure = NULL;

  if (g_file_set_contents_full (path, file->pem, -1,
                                G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0644,
                                &failure))
    return TRUE;
  g_set_error_literal (error, KAPKA_ERROR,
                       g_error_matches (failure, G_FILE_ERROR, G_FILE_ERROR_ACCES)
                           ? KAPKA_ERROR_READ_ONLY
                           : KAPKA_ERROR_IO,
                       failure->message);
  return FALSE;
}

/* Those of @files that are not there yet. */
static GPtrArray *
list_new (const KapkaCaStore *store, const GPtrArray *files) {
  GPtrArray *authorities = g_ptr_array_new ();

  for (guint i = 0; i < files->len; i++) {
    const KapkaCaFile *file = g_ptr_array_index (files, i);
    const KapkaAuthority *authority = kapka_authorities_find (store->authorities, file->sha256);
    g_autoptr (KapkaCaFile) before = kapka_ca_store_find (store, authority);

    if (before == NULL)
      g_ptr_array_add (authorities, (gpointer)authority);
  }
  return authorities;
}

gboolean
kapka_ca_store_install (const KapkaCaStore *store, const GPtrArray *files, GError **error) {
  g_autoptr (GPtrArray) added = list_new (store, files);
  gboolean good = make_folder (store, error);

  for (guint i = 0; good && i < files->len; i++)
    good = write_file (store, g_ptr_array_index (files, i), error);
  if (good && update_bundle (store, error))
    return TRUE;
  // The first failure is the one to tell; a bundle that was not made still is the old one.
  kapka_ca_store_remove (store, added, NULL);
  return FALSE;
}

gboolean
kapka_ca_store_remove (const KapkaCaStore *store, const GPtrArray *authorities, GError **error) {
  for (guint i = 0; i < authorities->len; i++) {
    g_autofree char *path = get_file (store, g_ptr_array_index (authorities, i));
    int saved_errno;

    if (g_unlink (path) == 0 || errno == ENOENT)
      continue;
    saved_errno = errno;
    kapka_error_set_errno (error, saved_errno, path);
    return FALSE;
  }
  return update_bundle (store, error);
}
