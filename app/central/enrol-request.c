// SPDX-License-Identifier: GPL-3.0-or-later
#include <string.h>

#include "base/error.h"
#include "central/enrol-code.h"
#include "central/enrol.h"
#include "central/request-fields.h"

#define CODE_MAX_BYTES 64
#define TOKEN_LENGTH 43

/* What a kiosk names beyond these is left out: none is enrolled so often. */
#define MAX_FORMERS 64

static void
former_free (KapkaEnrolFormer *former) {
  g_free (former->install_id);
  g_free (former);
}

void
kapka_enrol_request_free (KapkaEnrolRequest *request) {
  if (request == NULL)
    return;
  g_free (request->request_id);
  g_free (request->code_sha256);
  g_free (request->install_id);
  g_free (request->token_sha256);
  g_free (request->machine_hash);
  g_ptr_array_unref (request->formers);
  g_free (request);
}

static gboolean
is_code (const char *text) {
  return strlen (text) <= CODE_MAX_BYTES;
}

static gboolean
is_token (const char *text) {
  guint8 bytes[KAPKA_DIGEST_BYTES];

  return kapka_digest_from_base64url (text, bytes, sizeof bytes);
}

static gboolean
read_former (const KapkaJson *object, KapkaEnrolRequest *request, GError **error) {
  KapkaEnrolFormer *former;
  const char *install_id = kapka_field_get (object, "install_id", kapka_field_is_uuid, error);
  const char *token =
      install_id == NULL ? NULL : kapka_field_get (object, "token", is_token, error);
  g_autofree char *hash = NULL;

  if (token == NULL)
    return FALSE;
  hash = kapka_digest_sha256_hex (token, TOKEN_LENGTH);
  // A kiosk is not its own predecessor.
  if (g_str_equal (install_id, request->install_id) || g_str_equal (hash, request->token_sha256)) {
    g_set_error_literal (error, KAPKA_ERROR, KAPKA_ERROR_DATA,
                         "\"predecessor\" is the same install");
    return FALSE;
  }
  former = g_new0 (KapkaEnrolFormer, 1);
  former->install_id = g_strdup (install_id);
  g_strlcpy (former->token_sha256, hash, sizeof former->token_sha256);
  g_ptr_array_add (request->formers, former);
  return TRUE;
}

static gboolean
read_earlier (const KapkaJson *json, KapkaEnrolRequest *request, GError **error) {
  const KapkaJson *array = kapka_json_get_array (json, "earlier", error);

  if (array == NULL)
    return FALSE;
  for (gsize i = 0; i < MIN (kapka_json_get_length (array), MAX_FORMERS); i++) {
    const KapkaJson *object = kapka_json_get_element (array, i, error);

    if (object == NULL || !read_former (object, request, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
read_formers (const KapkaJson *json, KapkaEnrolRequest *request, GError **error) {
  const KapkaJson *predecessor;

  if (!kapka_json_has (json, "predecessor"))
    return TRUE;
  predecessor = kapka_json_get_object (json, "predecessor", error);
  return predecessor != NULL && read_former (predecessor, request, error) &&
         (!kapka_json_has (json, "earlier") || read_earlier (json, request, error));
}

static gboolean
read_names (const KapkaJson *json, KapkaEnrolRequest *request, GError **error) {
  const char *code;

  request->request_id = g_strdup (kapka_field_get (json, "request_id", kapka_field_is_uuid, error));
  if (request->request_id == NULL)
    return FALSE;
  request->install_id = g_strdup (kapka_field_get (json, "install_id", kapka_field_is_uuid, error));
  if (request->install_id == NULL)
    return FALSE;
  request->token_sha256 =
      g_strdup (kapka_field_get (json, "token_sha256", kapka_field_is_hash, error));
  if (request->token_sha256 == NULL)
    return FALSE;
  code = kapka_field_get (json, "code", is_code, error);
  request->code_sha256 = code == NULL ? NULL : kapka_enrol_code_hash (code);
  return code != NULL;
}

static gboolean
read_machine (const KapkaJson *json, KapkaEnrolRequest *request, GError **error) {
  if (!kapka_json_has (json, "machine_hash"))
    return TRUE;
  request->machine_hash =
      g_strdup (kapka_field_get (json, "machine_hash", kapka_field_is_hash, error));
  return request->machine_hash != NULL;
}

KapkaEnrolRequest *
kapka_enrol_request_parse (const void *data, gsize length, GError **error) {
  g_autoptr (KapkaJson) json =
      kapka_json_parse (data, length, KAPKA_REQUEST_MAX_BYTES, NULL, error);
  g_autoptr (KapkaEnrolRequest) request = g_new0 (KapkaEnrolRequest, 1);
  gint64 version;

  request->formers = g_ptr_array_new_with_free_func ((GDestroyNotify)former_free);
  if (json == NULL || !kapka_json_get_int (json, "v", 1, 1, &version, error) ||
      !read_names (json, request, error) || !read_machine (json, request, error) ||
      !read_formers (json, request, error))
    return NULL;
  return g_steal_pointer (&request);
}
