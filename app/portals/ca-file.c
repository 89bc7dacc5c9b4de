// SPDX-License-Identifier: GPL-3.0-or-later
#include "portals/ca-file.h"

#include <gio/gio.h>
#include <glib/gi18n.h>

#include "base/digest.h"
#include "base/error.h"

/* A certificate takes two or three KiB. */
#define MAX_BYTES (64 * 1024)
#define DAY_MS (24 * 3600 * G_GINT64_CONSTANT (1000))

void
kapka_ca_file_free (KapkaCaFile *file) {
  g_free (file->pem);
  g_free (file->sha256);
  g_free (file->subject);
  g_free (file->issuer);
  g_clear_pointer (&file->until, g_date_time_unref);
  g_free (file);
}

static KapkaCaFile *
read_certificate (GTlsCertificate *certificate) {
  g_autoptr (KapkaCaFile) file = g_new0 (KapkaCaFile, 1);
  g_autoptr (GByteArray) der = NULL;

  g_object_get (certificate, "certificate", &der, "certificate-pem", &file->pem, NULL);
  file->subject = g_tls_certificate_get_subject_name (certificate);
  file->issuer = g_tls_certificate_get_issuer_name (certificate);
  file->until = g_tls_certificate_get_not_valid_after (certificate);
  if (der == NULL || file->pem == NULL || file->subject == NULL || file->issuer == NULL ||
      file->until == NULL)
    return NULL;
  file->sha256 = kapka_digest_sha256_hex (der->data, der->len);
  return g_steal_pointer (&file);
}

static gboolean
check_size (const char *path, GError **error) {
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) failure = NULL;
  g_autoptr (GFileInfo) info =
      g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE "," G_FILE_ATTRIBUTE_STANDARD_TYPE,
                         G_FILE_QUERY_INFO_NONE, NULL, &failure);

  if (info == NULL) {
    gboolean missing = g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);

    g_set_error_literal (error, KAPKA_ERROR, missing ? KAPKA_ERROR_NOT_FOUND : KAPKA_ERROR_IO,
                         failure->message);
    return FALSE;
  }
  if (g_file_info_get_file_type (info) == G_FILE_TYPE_REGULAR &&
      g_file_info_get_size (info) <= MAX_BYTES)
    return TRUE;
  g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_DATA, _ ("%s: not a file with a certificate"), path);
  return FALSE;
}

GPtrArray *
kapka_ca_file_read (const char *path, GError **error) {
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func ((GDestroyNotify)kapka_ca_file_free);
  GList *certificates;

  if (!check_size (path, error))
    return NULL;
  certificates = g_tls_certificate_list_new_from_file (path, NULL);
  for (GList *link = certificates; link != NULL; link = link->next) {
    KapkaCaFile *file = read_certificate (link->data);

    if (file != NULL)
      g_ptr_array_add (files, file);
  }
  g_list_free_full (certificates, g_object_unref);
  if (files->len > 0)
    return g_steal_pointer (&files);
  g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_DATA, _ ("%s: no certificate in PEM is in it"),
               path);
  return NULL;
}

gint64
kapka_ca_file_count_days (const KapkaCaFile *file, gint64 now_ms) {
  gint64 left_ms = g_date_time_to_unix (file->until) * 1000 - now_ms;

  return left_ms < 0 ? -1 : left_ms / DAY_MS;
}
