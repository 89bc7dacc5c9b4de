// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/import.h"

#include <string.h>

#include "base/pair-reader.h"
#include "sync/receipt.h"
#include "sync/reconcile.h"
#include "sync/run-private.h"

/* What one exported request was about. */
typedef struct {
  char *request_id;
  char *receiver_id; // Whose acks counted then.
  GPtrArray *documents;
  GPtrArray *fragments;
} Note;

static void
note_clear (Note *note) {
  g_clear_pointer (&note->request_id, g_free);
  g_clear_pointer (&note->receiver_id, g_free);
  g_clear_pointer (&note->documents, g_ptr_array_unref);
  g_clear_pointer (&note->fragments, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Note, note_clear)

/* The journal wrote the note, so a mistake in it is a damaged journal, and ends as one. */
static gboolean
read_day (KapkaJournal *journal, GPtrArray *documents, const KapkaJson *row, GError **error) {
  g_autoptr (KapkaDayDocument) document = g_new0 (KapkaDayDocument, 1);
  const char *day;

  document->stream_id = g_strdup (kapka_json_get_element_string (row, 0, error));
  day = document->stream_id == NULL ? NULL : kapka_json_get_element_string (row, 1, error);
  if (day == NULL ||
      !kapka_json_get_element_int (row, 2, 1, KAPKA_JSON_INT_LIMIT - 1, &document->revision, error))
    return FALSE;
  g_strlcpy (document->day, day, sizeof document->day);
  document->digest = g_strdup (kapka_json_get_element_string (row, 3, error));
  if (document->digest == NULL ||
      !kapka_upload_find_stream (journal, document->stream_id, &document->stream_no, error))
    return FALSE;
  g_ptr_array_add (documents, g_steal_pointer (&document));
  return TRUE;
}

static gboolean
read_fragment (KapkaJournal *journal, GPtrArray *fragments, const KapkaJson *row, GError **error) {
  g_autoptr (KapkaFragment) fragment = g_new0 (KapkaFragment, 1);
  const char *day;

  fragment->stream_id = g_strdup (kapka_json_get_element_string (row, 0, error));
  if (fragment->stream_id == NULL ||
      !kapka_json_get_element_int (row, 1, 1, KAPKA_JSON_INT_LIMIT - 1, &fragment->seq, error))
    return FALSE;
  day = kapka_json_get_element_string (row, 2, error);
  if (day == NULL ||
      !kapka_upload_find_stream (journal, fragment->stream_id, &fragment->stream_no, error))
    return FALSE;
  g_strlcpy (fragment->day, day, sizeof fragment->day);
  g_ptr_array_add (fragments, g_steal_pointer (&fragment));
  return TRUE;
}

typedef gboolean (*ReadRow) (KapkaJournal *journal,
                             GPtrArray *items,
                             const KapkaJson *row,
                             GError **error);

static gboolean
read_rows (KapkaJournal *journal,
           const KapkaJson *rows,
           ReadRow read_row,
           GPtrArray *items,
           GError **error) {
  for (gsize i = 0; rows != NULL && i < kapka_json_get_length (rows); i++) {
    const KapkaJson *row = kapka_json_get_element_array (rows, i, error);

    if (row == NULL || !read_row (journal, items, row, error))
      return FALSE;
  }
  return rows != NULL;
}

static gboolean
read_note (KapkaJournal *journal, const char *text, Note *note, GError **error) {
  g_autoptr (KapkaJson) json =
      kapka_json_parse (text, strlen (text), KAPKA_PAIR_MAX_BYTES, NULL, error);

  if (json == NULL)
    return FALSE;
  note->receiver_id = g_strdup (kapka_json_get_string (json, "receiver_id", error));
  note->documents = g_ptr_array_new_with_free_func ((GDestroyNotify)kapka_day_document_free);
  note->fragments = g_ptr_array_new_with_free_func ((GDestroyNotify)kapka_fragment_free);
  return note->receiver_id != NULL &&
         read_rows (journal, kapka_json_get_array (json, "days", error), read_day, note->documents,
                    error) &&
         read_rows (journal, kapka_json_get_array (json, "fragments", error), read_fragment,
                    note->fragments, error);
}

/* Finds the note of the request that @document says it answers; nothing of it is believed yet. */
static gboolean
find_note (KapkaJournal *journal,
           const GString *document,
           Note *note,
           gboolean *out_found,
           GError **error) {
  g_autoptr (KapkaJson) json =
      kapka_json_parse (document->str, document->len, KAPKA_PAIR_MAX_BYTES, NULL, NULL);
  const char *request_id = json == NULL ? NULL : kapka_json_get_string (json, "request_id", NULL);
  g_autoptr (GError) failure = NULL;
  g_autofree char *text = NULL;

  // A pattern in the place of a UUID must not match.
  *out_found = FALSE;
  if (request_id == NULL || !g_uuid_string_is_valid (request_id))
    return TRUE;
  text = kapka_upload_find_export (journal, request_id, &failure);
  if (failure != NULL) {
    g_propagate_error (error, g_steal_pointer (&failure));
    return FALSE;
  }
  *out_found = text != NULL;
  note->request_id = g_strdup (request_id);
  return text == NULL || read_note (journal, text, note, error);
}

static KapkaReceipt *
verify (const KapkaRunSetup *setup, const KapkaPair *pair, const Note *note) {
  g_autoptr (KapkaHttpAnswer) answer = kapka_http_answer_new (KAPKA_HTTP_ANSWERED);

  answer->status = 200;
  answer->ack_mac = g_strdup (pair->mac);
  g_byte_array_append (answer->body, (const guint8 *)pair->document->str,
                       (guint)pair->document->len);
  return kapka_ack_parse (answer, setup->enrolment, note->request_id, note->documents, NULL);
}

/* A new receiver is followed only when nothing else was heard of since the export: the answer of an
 * earlier one, brought late, must not lead back to it. */
static gboolean
is_from_now (const KapkaRunSetup *setup, const KapkaReceipt *receipt, const Note *note) {
  return g_str_equal (receipt->receiver_id, setup->enrolment->receiver_id) ||
         g_str_equal (note->receiver_id, setup->enrolment->receiver_id);
}

static gboolean
apply (const KapkaRunSetup *setup,
       const KapkaReceipt *receipt,
       Note *note,
       KapkaRefusedDays *refused,
       KapkaImportTotals *totals,
       GError **error) {
  KapkaReceiptUse use = { setup->journal, setup->clock, note->fragments, refused };

  if (!g_str_equal (receipt->receiver_id, setup->enrolment->receiver_id) &&
      !kapka_run_adopt_receiver (setup, receipt->receiver_id, error))
    return FALSE;
  if (receipt->reconcile &&
      !kapka_reconcile_plan (setup->journal, setup->clock, KAPKA_RECONCILE_NOW, error))
    return FALSE;
  if (!kapka_receipt_apply (&use, receipt, error) ||
      !kapka_upload_drop_export (setup->journal, note->request_id, error))
    return FALSE;
  totals->n_taken++;
  totals->n_acked += use.n_acked;
  return TRUE;
}

static gboolean
take_pair (const KapkaRunSetup *setup,
           const KapkaPair *pair,
           KapkaRefusedDays *refused,
           KapkaImportTotals *totals,
           GError **error) {
  g_auto (Note) note = { 0 };
  g_autoptr (KapkaReceipt) receipt = NULL;
  gboolean found = FALSE;

  if (pair->document != NULL && !find_note (setup->journal, pair->document, &note, &found, error))
    return FALSE;
  receipt = found ? verify (setup, pair, &note) : NULL;
  if (receipt != NULL && is_from_now (setup, receipt, &note))
    return apply (setup, receipt, &note, refused, totals, error);
  if (pair->document == NULL || (found && receipt == NULL))
    totals->n_wrong++;
  else
    totals->n_foreign++;
  return TRUE;
}

gboolean
kapka_import (const KapkaRunSetup *setup,
              const char *path,
              KapkaRefusedDays *refused,
              KapkaImportTotals *totals,
              GError **error) {
  g_autoptr (KapkaPairReader) reader = kapka_pair_reader_new (path, error);
  g_autoptr (GError) failure = NULL;

  *totals = (KapkaImportTotals){ 0 };
  if (reader == NULL || !kapka_run_take_identity (setup, error))
    return FALSE;
  for (;;) {
    g_autoptr (KapkaPair) pair = kapka_pair_reader_next (reader, &failure);

    if (pair == NULL)
      break;
    if (!take_pair (setup, pair, refused, totals, error))
      return FALSE;
  }
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}
