// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/enrolment.h"

#include "base/error.h"
#include "sync/former-installs.h"
#include "sync/secret-file.h"

#define FILE_NAME "enrol.json"

static gboolean
is_known_zone (const char *text) {
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (text);

  return zone != NULL;
}

static gboolean
read_machine (const KapkaJson *json, KapkaEnrolment *found, GError **error) {
  return !kapka_json_has (json, "machine_hash") ||
         kapka_secret_file_take (json, "machine_hash", kapka_secret_is_name, &found->machine,
                                 error);
}

gboolean
kapka_enrolment_take_place (KapkaEnrolment *enrolment, const KapkaJson *json, GError **error) {
  return kapka_secret_file_take (json, "library", kapka_secret_is_name, &enrolment->library,
                                 error) &&
         kapka_secret_file_take (json, "terminal", kapka_secret_is_name, &enrolment->terminal,
                                 error) &&
         kapka_secret_file_take (json, "tz", is_known_zone, &enrolment->time_zone, error);
}

KapkaEnrolment *
kapka_enrolment_new (void) {
  KapkaEnrolment *enrolment = g_new0 (KapkaEnrolment, 1);

  enrolment->formers = kapka_former_installs_new ();
  return enrolment;
}

static KapkaEnrolment *
read_json (const KapkaJson *json, GError **error) {
  g_autoptr (KapkaEnrolment) found = kapka_enrolment_new ();
  gint64 version;

  if (!kapka_json_get_int (json, "v", 1, 1, &version, error) ||
      !kapka_secret_file_take (json, "install_id", kapka_secret_is_uuid, &found->install_id,
                               error) ||
      !kapka_secret_file_take (json, "receiver_id", kapka_secret_is_uuid, &found->receiver_id,
                               error) ||
      !kapka_secret_file_take (json, "token", kapka_secret_is_token, &found->token, error) ||
      !kapka_enrolment_take_place (found, json, error) || !read_machine (json, found, error) ||
      !kapka_former_installs_read (found->formers, json, "former", error))
    return NULL;
  return g_steal_pointer (&found);
}

KapkaEnrolment *
kapka_enrolment_load (const char *state_dir, GError **error) {
  g_autoptr (KapkaJson) json = kapka_secret_file_load (state_dir, FILE_NAME, error);
  g_autoptr (GError) mistake = NULL;
  KapkaEnrolment *enrolment = json == NULL ? NULL : read_json (json, &mistake);

  if (mistake != NULL)
    g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_CONFIG, FILE_NAME ": %s", mistake->message);
  return enrolment;
}

gboolean
kapka_enrolment_save (const KapkaEnrolment *enrolment, const char *state_dir, GError **error) {
  g_autoptr (KapkaJson) json = kapka_json_new_object ();

  kapka_json_set_int (json, "v", 1);
  kapka_json_set_string (json, "install_id", enrolment->install_id);
  kapka_json_set_string (json, "token", enrolment->token);
  kapka_json_set_string (json, "receiver_id", enrolment->receiver_id);
  kapka_json_set_string (json, "library", enrolment->library);
  kapka_json_set_string (json, "terminal", enrolment->terminal);
  kapka_json_set_string (json, "tz", enrolment->time_zone);
  if (enrolment->machine != NULL)
    kapka_json_set_string (json, "machine_hash", enrolment->machine);
  kapka_former_installs_write (enrolment->formers, 0, json, "former");
  return kapka_secret_file_save (json, state_dir, FILE_NAME, error);
}

void
kapka_enrolment_free (KapkaEnrolment *enrolment) {
  if (enrolment == NULL)
    return;
  kapka_secret_free (enrolment->token);
  g_free (enrolment->install_id);
  g_free (enrolment->receiver_id);
  g_free (enrolment->library);
  g_free (enrolment->terminal);
  g_free (enrolment->time_zone);
  g_free (enrolment->machine);
  g_ptr_array_unref (enrolment->formers);
  g_free (enrolment);
}
