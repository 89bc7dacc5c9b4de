// SPDX-License-Identifier: GPL-3.0-or-later
#include "portals/results.h"

#include <string.h>

#include "base/error.h"

#define VERSION 1
#define MAX_BYTES (256 * 1024)
#define MAX_MS (24 * 3600 * 1000)

// A clock that was put right by a little does not spoil a result.
#define MAX_AHEAD_MS (5 * 60 * 1000)

KapkaPortalResult *
kapka_portal_result_new (const char *id, const KapkaPortalLook *look, gint64 at_ms) {
  KapkaPortalResult *result = g_new0 (KapkaPortalResult, 1);

  result->id = g_strdup (id);
  result->look = *look;
  result->at_ms = at_ms;
  return result;
}

void
kapka_portal_result_free (KapkaPortalResult *result) {
  g_free (result->id);
  kapka_portal_look_clear (&result->look);
  g_free (result);
}

gint64
kapka_portal_result_remaining_ms (const KapkaPortalResult *result, gint64 now_ms) {
  gboolean short_lived =
      kapka_portal_verdict_get_state (result->look.verdict) == KAPKA_PORTAL_NO_NETWORK;
  gint64 seconds =
      short_lived ? KAPKA_PORTAL_NO_NETWORK_RESULT_SECONDS : KAPKA_PORTAL_RESULT_SECONDS;
  gint64 age_ms = now_ms - result->at_ms;

  return age_ms < -MAX_AHEAD_MS ? 0 : MAX (seconds * 1000 - MAX (age_ms, 0), 0);
}

KapkaJson *
kapka_portal_result_to_json (const KapkaPortalResult *result) {
  KapkaJson *json = kapka_json_new_object ();

  kapka_json_set_string (json, "id", result->id);
  kapka_json_set_string (json, "verdict", kapka_portal_verdict_to_string (result->look.verdict));
  kapka_json_set_int (json, "status", result->look.status);
  kapka_json_set_int (json, "ms", result->look.ms);
  kapka_json_set_int (json, "at_ms", result->at_ms);
  kapka_json_set_string (json, "detail", result->look.detail);
  return json;
}

static KapkaPortalResult *
read_result (const KapkaJson *json, GError **error) {
  const char *id = kapka_json_get_string (json, "id", error);
  const char *word = id == NULL ? NULL : kapka_json_get_string (json, "verdict", error);
  KapkaPortalLook look = { 0 };
  const char *detail;
  gint64 status;
  gint64 at_ms;

  if (word == NULL)
    return NULL;
  if (!kapka_portal_verdict_from_string (word, &look.verdict)) {
    g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_DATA, "\"verdict\" is not known");
    return NULL;
  }
  if (!kapka_json_get_int (json, "status", 0, 999, &status, error) ||
      !kapka_json_get_int (json, "ms", 0, MAX_MS, &look.ms, error) ||
      !kapka_json_get_int (json, "at_ms", 0, KAPKA_JSON_INT_LIMIT - 1, &at_ms, error))
    return NULL;
  detail = kapka_json_get_string (json, "detail", error);
  if (detail == NULL)
    return NULL;
  look.status = (int)status;
  look.detail = g_strdup (detail);
  return kapka_portal_result_new (id, &look, at_ms);
}

static GPtrArray *
read_results (const KapkaJson *portals, GError **error) {
  g_autoptr (GPtrArray) results =
      g_ptr_array_new_with_free_func ((GDestroyNotify)kapka_portal_result_free);

  for (gsize i = 0; i < kapka_json_get_length (portals); i++) {
    const KapkaJson *json = kapka_json_get_element (portals, i, error);
    KapkaPortalResult *result = json == NULL ? NULL : read_result (json, error);

    if (result == NULL)
      return NULL;
    g_ptr_array_add (results, result);
  }
  return g_steal_pointer (&results);
}

GPtrArray *
kapka_portal_results_load (const char *state_dir, GError **error) {
  g_autofree char *path = g_build_filename (state_dir, KAPKA_PORTAL_RESULTS_FILE, NULL);
  g_autoptr (KapkaJson) json = NULL;
  g_autoptr (GError) failure = NULL;
  g_autofree char *text = NULL;
  const KapkaJson *portals;
  gint64 version;
  gsize length;

  if (!g_file_get_contents (path, &text, &length, &failure)) {
    g_set_error_literal (error, KAPKA_ERROR,
                         g_error_matches (failure, G_FILE_ERROR, G_FILE_ERROR_NOENT)
                             ? KAPKA_ERROR_NOT_FOUND
                             : KAPKA_ERROR_IO,
                         failure->message);
    return NULL;
  }
  json = kapka_json_parse (text, length, MAX_BYTES, NULL, error);
  if (json == NULL || !kapka_json_get_int (json, "v", VERSION, VERSION, &version, error))
    return NULL;
  portals = kapka_json_get_array (json, "portals", error);
  return portals == NULL ? NULL : read_results (portals, error);
}

static gboolean
has_id (const GPtrArray *results, const char *id) {
  for (guint i = 0; i < results->len; i++)
    if (g_str_equal (((const KapkaPortalResult *)g_ptr_array_index (results, i))->id, id))
      return TRUE;
  return FALSE;
}

/* What cannot be read is replaced: the next check knows better anyway. */
static void
append_kept (KapkaJson *portals, const GPtrArray *results, const char *state_dir, gint64 now_ms) {
  g_autoptr (GPtrArray) before = kapka_portal_results_load (state_dir, NULL);

  for (guint i = 0; before != NULL && i < before->len; i++) {
    const KapkaPortalResult *result = g_ptr_array_index (before, i);

    if (!has_id (results, result->id) && kapka_portal_result_remaining_ms (result, now_ms) > 0)
      kapka_json_append_take (portals, kapka_portal_result_to_json (result));
  }
}

gboolean
kapka_portal_results_save (const GPtrArray *results,
                           const char *state_dir,
                           gint64 now_ms,
                           GError **error) {
  g_autofree char *path = g_build_filename (state_dir, KAPKA_PORTAL_RESULTS_FILE, NULL);
  g_autoptr (KapkaJson) json = kapka_json_new_object ();
  KapkaJson *portals = kapka_json_new_array ();
  g_autoptr (GError) failure = NULL;
  g_autofree char *text = NULL;

  for (guint i = 0; i < results->len; i++)
    kapka_json_append_take (portals, kapka_portal_result_to_json (g_ptr_array_index (results, i)));
  append_kept (portals, results, state_dir, now_ms);
  kapka_json_set_int (json, "v", VERSION);
  kapka_json_set_take (json, "portals", portals);
  text = kapka_json_to_string (json);
  // Nothing in it is a secret, and the kiosk reads it whoever has run the check.
  if (g_file_set_contents_full (path, text, -1,
                                G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0644,
                                &failure))
    return TRUE;
  g_set_error_literal (error, KAPKA_ERROR, KAPKA_ERROR_IO, failure->message);
  return FALSE;
}
