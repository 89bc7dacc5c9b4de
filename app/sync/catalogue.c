// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/catalogue.h"

#include <string.h>

#include "base/error.h"
#include "bundle/bundle.h"
#include "bundle/installed.h"

#define ETAG_FILE "etag"
#define ETAG_MAX_BYTES 200

/* What the centre calls its bundle is sent back to it in a head: it may not have two lines. */
static gboolean
is_etag (const char *text) {
  gsize length = strlen (text);

  if (length < 2 || length > ETAG_MAX_BYTES || text[0] != '"' || text[length - 1] != '"')
    return FALSE;
  for (gsize i = 1; i < length - 1; i++)
    if (!g_ascii_isgraph (text[i]) || text[i] == '"')
      return FALSE;
  return TRUE;
}

static char *
find_etag_file (const KapkaCatalogueFetch *fetch) {
  return g_build_filename (fetch->place.state_dir, KAPKA_BUNDLE_FOLDER, ETAG_FILE, NULL);
}

/* Returns NULL when everything has to come again. */
static char *
load_etag (const KapkaCatalogueFetch *fetch) {
  g_autoptr (KapkaInstalledBundle) installed = kapka_installed_bundle_find (fetch->place.state_dir);
  g_autoptr (KapkaManifest) manifest =
      installed == NULL ? NULL
                        : kapka_installed_bundle_check (installed, fetch->place.public_key, NULL);
  g_autofree char *path = find_etag_file (fetch);
  g_autofree char *etag = NULL;

  if (manifest == NULL || !g_file_get_contents (path, &etag, NULL, NULL) || !is_etag (etag))
    return NULL;
  return g_steal_pointer (&etag);
}

/* Without it the next run asks once more, and finds the same. */
static void
save_etag (const KapkaCatalogueFetch *fetch, const char *etag) {
  g_autofree char *path = find_etag_file (fetch);

  if (etag != NULL && is_etag (etag))
    g_file_set_contents (path, etag, -1, NULL);
}

static gboolean
take (const KapkaCatalogueFetch *fetch,
      KapkaHttpAnswer *answer,
      gint64 *out_version,
      GError **error) {
  g_autoptr (GBytes) bytes = g_byte_array_free_to_bytes (g_steal_pointer (&answer->body));
  gint64 version = 0;
  KapkaInstallOutcome outcome = kapka_bundle_install (&fetch->place, bytes, &version, error);

  answer->body = g_byte_array_new ();
  if (outcome == KAPKA_INSTALL_REFUSED)
    return FALSE;
  save_etag (fetch, answer->etag);
  *out_version = outcome == KAPKA_INSTALL_DONE ? version : 0;
  return TRUE;
}

static gboolean
judge (const KapkaCatalogueFetch *fetch,
       KapkaHttpAnswer *answer,
       gint64 *out_version,
       GError **error) {
  *out_version = 0;
  if (answer->result != KAPKA_HTTP_ANSWERED) {
    g_set_error_literal (error, KAPKA_ERROR, KAPKA_ERROR_NETWORK, answer->message);
    return FALSE;
  }
  if (answer->status == 304 || answer->status == 404)
    return TRUE;
  if (answer->status == 200)
    return take (fetch, answer, out_version, error);
  g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_PROTOCOL, "the centre answers with status %d",
               answer->status);
  return FALSE;
}

gboolean
kapka_catalogue_fetch (const KapkaCatalogueFetch *fetch, gint64 *out_version, GError **error) {
  g_autofree char *etag = load_etag (fetch);
  const KapkaHttpQuestion question = {
    .path = "v1/catalog",
    .token = fetch->token,
    .accept = "application/octet-stream",
    .if_none_match = etag,
    .max_bytes = KAPKA_BUNDLE_MAX_BYTES,
    .total_seconds = fetch->total_seconds,
  };
  g_autoptr (KapkaHttpAnswer) answer = kapka_transport_ask (fetch->transport, &question);

  return judge (fetch, answer, out_version, error);
}
