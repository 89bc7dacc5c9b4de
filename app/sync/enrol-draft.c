// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/enrol-draft.h"

#include <string.h>
#include <sys/random.h>

#include "base/digest.h"
#include "base/error.h"
#include "staff/private-file.h"
#include "sync/former-installs.h"
#include "sync/secret-file.h"

#define FILE_NAME "enrol-draft.json"
#define CODE_LENGTH 12

static gboolean
is_separator (gunichar character) {
  return g_unichar_isspace (character) || g_unichar_type (character) == G_UNICODE_DASH_PUNCTUATION;
}

/* Letters that look alike are the receiver's business: it knows which ones it gives out. */
char *
kapka_enrol_code_normalize (const char *code) {
  g_autoptr (GString) plain = g_string_new (NULL);

  if (!g_utf8_validate (code, -1, NULL))
    return NULL;
  for (const char *next = code; *next != '\0'; next = g_utf8_next_char (next)) {
    gunichar character = g_utf8_get_char (next);

    if (is_separator (character))
      continue;
    if (!g_unichar_isalnum (character))
      return NULL;
    g_string_append_unichar (plain, g_unichar_toupper (character));
  }
  return g_utf8_strlen (plain->str, -1) == CODE_LENGTH ? g_strdup (plain->str) : NULL;
}

char *
kapka_enrol_token_new (void) {
  guint8 random[KAPKA_DIGEST_BYTES];
  char *token;

  if (getrandom (random, sizeof random, 0) != (gssize)sizeof random)
    g_error ("the kernel gives no random numbers");
  token = kapka_digest_to_base64url (random, sizeof random);
  explicit_bzero (random, sizeof random);
  return token;
}

KapkaEnrolDraft *
kapka_enrol_draft_new (void) {
  KapkaEnrolDraft *draft = g_new0 (KapkaEnrolDraft, 1);

  draft->formers = kapka_former_installs_new ();
  return draft;
}

static KapkaEnrolDraft *
read_json (const KapkaJson *json, GError **error) {
  g_autoptr (KapkaEnrolDraft) draft = kapka_enrol_draft_new ();
  gint64 version;

  if (!kapka_json_get_int (json, "v", 1, 1, &version, error) ||
      !kapka_secret_file_take (json, "code", kapka_secret_is_name, &draft->code, error) ||
      !kapka_secret_file_take (json, "install_id", kapka_secret_is_uuid, &draft->install_id,
                               error) ||
      !kapka_secret_file_take (json, "token", kapka_secret_is_token, &draft->token, error) ||
      !kapka_secret_file_take (json, "machine_hash", kapka_secret_is_name, &draft->machine,
                               error) ||
      !kapka_former_installs_read (draft->formers, json, "former", error))
    return NULL;
  return g_steal_pointer (&draft);
}

KapkaEnrolDraft *
kapka_enrol_draft_load (const char *state_dir, GError **error) {
  g_autoptr (KapkaJson) json = kapka_secret_file_load (state_dir, FILE_NAME, error);
  g_autoptr (GError) mistake = NULL;
  KapkaEnrolDraft *draft = json == NULL ? NULL : read_json (json, &mistake);

  if (mistake != NULL)
    g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_CONFIG, FILE_NAME ": %s", mistake->message);
  return draft;
}

gboolean
kapka_enrol_draft_save (const KapkaEnrolDraft *draft, const char *state_dir, GError **error) {
  g_autoptr (KapkaJson) json = kapka_json_new_object ();

  kapka_json_set_int (json, "v", 1);
  kapka_json_set_string (json, "code", draft->code);
  kapka_json_set_string (json, "install_id", draft->install_id);
  kapka_json_set_string (json, "token", draft->token);
  kapka_json_set_string (json, "machine_hash", draft->machine);
  kapka_former_installs_write (draft->formers, 0, json, "former");
  return kapka_secret_file_save (json, state_dir, FILE_NAME, error);
}

gboolean
kapka_enrol_draft_remove (const char *state_dir, GError **error) {
  g_autofree char *path = g_build_filename (state_dir, FILE_NAME, NULL);

  return kapka_private_file_remove (path, error);
}

void
kapka_enrol_draft_free (KapkaEnrolDraft *draft) {
  if (draft == NULL)
    return;
  g_free (draft->code);
  g_free (draft->install_id);
  kapka_secret_free (draft->token);
  g_free (draft->machine);
  g_ptr_array_unref (draft->formers);
  g_free (draft);
}

static KapkaJson *
build_predecessor (const KapkaFormerInstall *former) {
  KapkaJson *object = kapka_json_new_object ();

  kapka_json_set_string (object, "install_id", former->install_id);
  kapka_json_set_string (object, "token", former->token);
  return object;
}

char *
kapka_enrol_draft_build (const KapkaEnrolDraft *draft, const char *request_id) {
  g_autoptr (KapkaJson) body = kapka_json_new_object ();
  g_autofree char *hash = kapka_digest_sha256_hex (draft->token, strlen (draft->token));

  kapka_json_set_int (body, "v", 1);
  kapka_json_set_string (body, "request_id", request_id);
  kapka_json_set_string (body, "code", draft->code);
  kapka_json_set_string (body, "install_id", draft->install_id);
  kapka_json_set_string (body, "token_sha256", hash);
  kapka_json_set_string (body, "machine_hash", draft->machine);
  if (draft->formers->len > 0)
    kapka_json_set_take (body, "predecessor",
                         build_predecessor (g_ptr_array_index (draft->formers, 0)));
  kapka_former_installs_write (draft->formers, 1, body, "earlier");
  return kapka_json_to_string (body);
}
