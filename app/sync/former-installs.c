// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/former-installs.h"

#include <string.h>

#include "base/digest.h"
#include "sync/secret-file.h"

static void
former_free (KapkaFormerInstall *former) {
  g_free (former->install_id);
  kapka_secret_free (former->token);
  g_free (former);
}

GPtrArray *
kapka_former_installs_new (void) {
  return g_ptr_array_new_with_free_func ((GDestroyNotify)former_free);
}

void
kapka_former_installs_add (GPtrArray *formers, const char *install_id, const char *token) {
  KapkaFormerInstall *former;

  if (formers->len == KAPKA_FORMER_INSTALLS_MAX)
    return;
  former = g_new0 (KapkaFormerInstall, 1);
  former->install_id = g_strdup (install_id);
  former->token = g_strdup (token);
  g_ptr_array_add (formers, former);
}

void
kapka_former_installs_add_all (GPtrArray *formers, const GPtrArray *others) {
  for (guint i = 0; i < others->len; i++) {
    const KapkaFormerInstall *other = g_ptr_array_index (others, i);

    kapka_former_installs_add (formers, other->install_id, other->token);
  }
}

gboolean
kapka_former_installs_contain (const GPtrArray *formers, const char *install_id) {
  for (guint i = 0; i < formers->len; i++) {
    const KapkaFormerInstall *former = g_ptr_array_index (formers, i);

    if (g_str_equal (former->install_id, install_id))
      return TRUE;
  }
  return FALSE;
}

static gboolean
read_one (GPtrArray *formers, const KapkaJson *json, GError **error) {
  g_autofree char *install_id = NULL;
  char *token = NULL;

  if (!kapka_secret_file_take (json, "install_id", kapka_secret_is_uuid, &install_id, error) ||
      !kapka_secret_file_take (json, "token", kapka_secret_is_token, &token, error))
    return FALSE;
  kapka_former_installs_add (formers, install_id, token);
  kapka_secret_free (token);
  return TRUE;
}

gboolean
kapka_former_installs_read (GPtrArray *formers,
                            const KapkaJson *json,
                            const char *key,
                            GError **error) {
  const KapkaJson *array =
      kapka_json_has (json, key) ? kapka_json_get_array (json, key, error) : NULL;

  if (array == NULL)
    return !kapka_json_has (json, key);
  for (gsize i = 0; i < kapka_json_get_length (array); i++) {
    const KapkaJson *element = kapka_json_get_element (array, i, error);

    if (element == NULL || !read_one (formers, element, error))
      return FALSE;
  }
  return TRUE;
}

void
kapka_former_installs_write (const GPtrArray *formers,
                             guint first,
                             KapkaJson *json,
                             const char *key) {
  KapkaJson *array;

  if (first >= formers->len)
    return;
  array = kapka_json_new_array ();
  for (guint i = first; i < formers->len; i++) {
    const KapkaFormerInstall *former = g_ptr_array_index (formers, i);
    KapkaJson *object = kapka_json_new_object ();

    kapka_json_set_string (object, "install_id", former->install_id);
    kapka_json_set_string (object, "token", former->token);
    kapka_json_append_take (array, object);
  }
  kapka_json_set_take (json, key, array);
}

char *
kapka_former_install_get_token (const char *install_id) {
  g_autofree char *text = g_strconcat ("kapka install ", install_id, NULL);
  guint8 hash[KAPKA_DIGEST_BYTES];

  kapka_digest_sha256 (text, strlen (text), hash);
  return kapka_digest_to_base64url (hash, sizeof hash);
}
