// SPDX-License-Identifier: GPL-3.0-or-later
// The catalogue that the receiver hands out.
#include "test-receiver-centre.h"

#include <string.h>

#include "bundle/bundle.h"

/* Asks for the catalogue, as who has @etag: (nullable). */
static KapkaResponse *
get_catalog (ReceiverCentre *centre, const CentreKiosk *kiosk, const char *etag) {
  KapkaRequest *request = centre_request_new (kiosk, "/v1/catalog", NULL);

  if (etag != NULL)
    kapka_request_add_header (request, "If-None-Match", etag);
  return kapka_receiver_handle (centre->receiver, request);
}

/* Returns the ETag of an answer with as many bytes. */
static char *
assert_catalog (KapkaResponse *response, gsize size) {
  char *etag = g_strdup (kapka_response_get_header (response, "ETag"));

  g_assert_cmpuint (response->status, ==, 200);
  g_assert_cmpint (response->fd, >=, 0);
  g_assert_cmpuint (response->fd_bytes, ==, size);
  g_assert_cmpuint (strlen (etag), ==, 66);
  kapka_response_free (response);
  return etag;
}

static void
assert_known_catalog (ReceiverCentre *centre,
                      const CentreKiosk *kiosk,
                      const char *before,
                      const char *etag,
                      const char *after) {
  g_autofree char *header = g_strconcat (before, etag, after, NULL);
  g_autoptr (KapkaResponse) response = get_catalog (centre, kiosk, header);

  g_assert_cmpuint (response->status, ==, 304);
  g_assert_cmpint (response->fd, ==, -1);
  g_assert_cmpuint (g_bytes_get_size (response->body), ==, 0);
  g_assert_cmpstr (kapka_response_get_header (response, "ETag"), ==, etag);
}

static gsize
write_bundle (const char *path, gint64 version) {
  g_autoptr (KapkaSigningKey) key = kapka_signing_key_new ();
  g_autoptr (GPtrArray) files = g_ptr_array_new ();
  g_autoptr (GBytes) bytes = kapka_bundle_build (version, files, key);
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  g_assert_true (g_file_set_contents (path, data, (gssize)size, NULL));
  return size;
}

static void
test_catalog (KapkaStorePlace *place, gconstpointer data) {
  g_auto (ReceiverCentre) centre = { 0 };
  CentreKiosk kiosk;
  g_autofree char *path = kapka_test_dir_join (place->dir, "catalog.kapka");
  g_autofree char *etag = NULL;
  g_autofree char *other = NULL;
  gsize size;

  receiver_centre_init (&centre, place);
  receiver_centre_add_kiosk (&centre, &kiosk, 1);
  receiver_assert_problem (get_catalog (&centre, &kiosk, NULL), 404, "not_found");
  kapka_receiver_set_bundle (centre.receiver, path);
  receiver_assert_problem (get_catalog (&centre, &kiosk, NULL), 404, "not_found");
  g_assert_true (g_file_set_contents (path, "rubbish", -1, NULL));
  receiver_assert_problem (get_catalog (&centre, &kiosk, NULL), 404, "not_found");
  size = write_bundle (path, G_GINT64_CONSTANT (2026112701));
  etag = assert_catalog (get_catalog (&centre, &kiosk, NULL), size);
  assert_known_catalog (&centre, &kiosk, "", etag, "");
  assert_known_catalog (&centre, &kiosk, "W/", etag, "");
  assert_known_catalog (&centre, &kiosk, "\"a\", ", etag, " , \"b\"");
  size = write_bundle (path, G_GINT64_CONSTANT (2026112702));
  other = assert_catalog (get_catalog (&centre, &kiosk, etag), size);
  g_assert_cmpstr (other, !=, etag);
  kapka_store_run_for_test (place->store, "UPDATE install SET status = 'revoked'");
  receiver_assert_problem (get_catalog (&centre, &kiosk, NULL), 403, "revoked");
}

static const KapkaStorePlaceCase cases[] = {
  { "catalog", test_catalog },
};

int
main (int argc, char **argv) {
  KapkaStoreServer server = { 0 };

  g_test_init (&argc, &argv, NULL);
  kapka_store_place_add_both ("receiver", cases, G_N_ELEMENTS (cases), &server);
  return kapka_store_place_run_all (&server);
}
