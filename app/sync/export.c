// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/export.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#include "base/durable.h"
#include "base/error.h"
#include "sync/accepted.h"
#include "sync/day-json.h"
#include "sync/run-private.h"
#include "sync/signed-answer.h"
#include "sync/upload-body.h"

// More requests than are remembered could not be answered.
#define MAX_REQUESTS 60

/* A file on its way. */
typedef struct {
  const KapkaRunSetup *setup;
  const char *quick_check;
  FILE *file;
  GPtrArray *documents; // All that is pending.
  GPtrArray *fragments;
  guint n_days; // So many of them are written.
  guint n_fragments;
  guint days_a_request;
  guint fragments_a_request;
  guint n_requests;
} Export;

/* Returns (transfer container): at most @most items of @all from @first on. */
static GPtrArray *
slice (GPtrArray *all, guint first, guint most) {
  GPtrArray *part = g_ptr_array_new ();

  for (guint i = first; i < all->len && i - first < most; i++)
    g_ptr_array_add (part, g_ptr_array_index (all, i));
  return part;
}

static KapkaJson *
note_days (GPtrArray *documents) {
  KapkaJson *days = kapka_json_new_array ();

  for (guint i = 0; i < documents->len; i++) {
    const KapkaDayDocument *document = g_ptr_array_index (documents, i);
    KapkaJson *row = kapka_json_new_array ();

    kapka_json_append_string (row, document->stream_id);
    kapka_json_append_string (row, document->day);
    kapka_json_append_int (row, document->revision);
    kapka_json_append_string (row, document->digest);
    kapka_json_append_take (days, row);
  }
  return days;
}

static KapkaJson *
note_fragments (GPtrArray *fragments) {
  KapkaJson *rows = kapka_json_new_array ();

  for (guint i = 0; i < fragments->len; i++) {
    const KapkaFragment *fragment = g_ptr_array_index (fragments, i);
    KapkaJson *row = kapka_json_new_array ();

    kapka_json_append_string (row, fragment->stream_id);
    kapka_json_append_int (row, fragment->seq);
    kapka_json_append_string (row, fragment->day);
    kapka_json_append_take (rows, row);
  }
  return rows;
}

/* Goes before the file, so that no document is abroad whose answer would not be understood. */
static gboolean
remember (const Export *export,
          const char *request_id,
          GPtrArray *documents,
          GPtrArray *fragments,
          GError **error) {
  g_autoptr (KapkaJson) note = kapka_json_new_object ();
  g_autofree char *text = NULL;

  kapka_json_set_string (note, "receiver_id", export->setup->enrolment->receiver_id);
  kapka_json_set_take (note, "days", note_days (documents));
  kapka_json_set_take (note, "fragments", note_fragments (fragments));
  text = kapka_json_to_string (note);
  return kapka_upload_note_export (export->setup->journal, request_id, text, error);
}

static gboolean
write_pair (const Export *export, const char *body, const char *path, GError **error) {
  g_autofree char *text = NULL;
  guint8 mac[KAPKA_DIGEST_BYTES];

  kapka_signature_make (export->setup->enrolment->token, body, strlen (body), mac);
  text = kapka_digest_to_base64 (mac, sizeof mac);
  return fprintf (export->file, "%s\n%s\n", body, text) >= 0 ||
         kapka_error_set_errno (error, errno, path);
}

/* Writes one request; one that is too long is made smaller. */
static gboolean
write_request (Export *export, const char *path, GError **error) {
  g_autoptr (GPtrArray) documents =
      slice (export->documents, export->n_days, export->days_a_request);
  g_autoptr (GPtrArray) fragments =
      slice (export->fragments, export->n_fragments, export->fragments_a_request);
  g_autofree char *request_id = g_uuid_string_random ();
  g_autofree char *body = kapka_upload_body_build (export->setup, export->quick_check, request_id,
                                                   documents, fragments, error);

  if (body == NULL)
    return FALSE;
  if (strlen (body) > KAPKA_DAY_JSON_MAX_BYTES && documents->len + fragments->len > 1) {
    export->days_a_request = MAX (documents->len / 2, 1);
    export->fragments_a_request = MAX (fragments->len / 2, 1);
    return TRUE;
  }
  if (!remember (export, request_id, documents, fragments, error) ||
      !write_pair (export, body, path, error))
    return FALSE;
  export->n_requests++;
  export->n_days += documents->len;
  export->n_fragments += fragments->len;
  return TRUE;
}

static gboolean
write_all (Export *export, const char *path, GError **error) {
  while (export->n_requests < MAX_REQUESTS &&
         (export->n_days < export->documents->len || export->n_fragments < export->fragments->len))
    if (!write_request (export, path, error))
      return FALSE;
  return TRUE;
}

/* The receiver's figure may rise by what is in the file, whenever that arrives. */
static gboolean
announce (const Export *export, GError **error) {
  g_auto (KapkaAccepted) accepted = { 0 };

  if (!kapka_accepted_load (&accepted, export->setup->journal, error))
    return FALSE;
  kapka_accepted_send (&accepted, export->n_days + export->n_fragments);
  return kapka_accepted_save (&accepted, export->setup->journal, error);
}

/* Fills a file beside the real one, which takes its place when it is whole. */
static gboolean
write_file (Export *export, const char *path, GError **error) {
  g_autofree char *beside = g_strconcat (path, ".part", NULL);
  gboolean good;

  export->file = g_fopen (beside, "we");
  if (export->file == NULL)
    return kapka_error_set_errno (error, errno, beside);
  good = write_all (export, path, error);
  if (fclose (export->file) != 0 && good)
    good = kapka_error_set_errno (error, errno, path);
  good = good && announce (export, error) && kapka_durable_rename (beside, path, error);
  if (!good)
    g_unlink (beside);
  return good;
}

gboolean
kapka_export (const KapkaRunSetup *setup,
              const char *path,
              KapkaExportTotals *totals,
              GError **error) {
  g_autoptr (GPtrArray) documents = NULL;
  g_autoptr (GPtrArray) fragments = NULL;
  Export export = {
    .setup = setup,
    .quick_check = kapka_upload_quick_check (setup->journal),
    .days_a_request = KAPKA_DAY_JSON_MAX_DAYS,
    .fragments_a_request = KAPKA_DAY_JSON_MAX_FRAGMENTS,
  };

  if (!kapka_run_take_identity (setup, error))
    return FALSE;
  documents =
      kapka_upload_list_pending (setup->journal, MAX_REQUESTS * KAPKA_DAY_JSON_MAX_DAYS, error);
  if (documents == NULL)
    return FALSE;
  fragments = kapka_upload_list_pending_fragments (
      setup->journal, MAX_REQUESTS * KAPKA_DAY_JSON_MAX_FRAGMENTS, error);
  if (fragments == NULL)
    return FALSE;
  export.documents = documents;
  export.fragments = fragments;
  if (documents->len + fragments->len > 0 && !write_file (&export, path, error))
    return FALSE;
  *totals = (KapkaExportTotals){ export.n_requests, export.n_days, export.n_fragments };
  return TRUE;
}
