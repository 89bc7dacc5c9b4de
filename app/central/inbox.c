// SPDX-License-Identifier: GPL-3.0-or-later
#include "central/inbox.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/digest.h"
#include "base/error.h"
#include "base/pair-reader.h"
#include "central/batch.h"
#include "central/signed-answer.h"
#include "central/store-ask.h"
#include "central/upload-answer.h"

/* Pairs in one transaction: as many as lie in memory with ease. */
#define MAX_BATCH 32

/* More complaints than a person reads. */
#define MAX_PROBLEMS 1000

/* One right pair. */
typedef struct {
  guint line;
  KapkaUploadRequest *upload;
  KapkaPair *pair;
  char *token_sha256; // (nullable) Of the install that the upload names; NULL: there is none.
} Item;

typedef struct {
  KapkaStore *store;
  KapkaClock *clock;
  const char *path;
  GOutputStream *answers; // (nullable)
  KapkaInboxTotals *totals;
  KapkaProblems *problems;
  GPtrArray *items; // Of owned Item: those of the next batch.
} Inbox;

static void
item_free (gpointer data) {
  Item *item = data;

  kapka_upload_request_free (item->upload);
  kapka_pair_free (item->pair);
  g_free (item->token_sha256);
  g_free (item);
}

static void
refuse (Inbox *inbox, guint line, const char *text) {
  inbox->totals->n_refused++;
  if (inbox->problems->len < MAX_PROBLEMS)
    kapka_problems_add (inbox->problems, inbox->path, line, "%s", text);
}

static gboolean
find_token (KapkaStore *store, Item *item, GError **error) {
  g_autoptr (KapkaSqlRows) rows =
      kapka_store_ask (store, error, "SELECT token_sha256 FROM install WHERE install_id = ?", "t",
                       item->upload->install_id);

  g_clear_pointer (&item->token_sha256, g_free);
  if (rows != NULL && kapka_sql_rows_get_length (rows) > 0)
    item->token_sha256 = g_strdup (kapka_sql_rows_get_text (rows, 0, 0));
  return rows != NULL;
}

static gboolean
find_tokens_cb (KapkaStore *store, gpointer user_data, GError **error) {
  GPtrArray *items = user_data;

  for (guint i = 0; i < items->len; i++)
    if (!find_token (store, g_ptr_array_index (items, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
is_signed (const Item *item) {
  const GString *document = item->pair->document;
  guint8 expected[KAPKA_DIGEST_BYTES];
  guint8 mac[KAPKA_DIGEST_BYTES];

  kapka_answer_sign (item->token_sha256, document->str, document->len, expected);
  return kapka_digest_from_base64 (item->pair->mac, mac, sizeof mac) &&
         kapka_digest_equal (mac, expected, sizeof mac);
}

/* Until here anybody may have written the line. */
static gboolean
check_item (Inbox *inbox, const Item *item) {
  if (item->token_sha256 == NULL)
    refuse (inbox, item->line, _ ("no kiosk that is known here has written this"));
  else if (!is_signed (item))
    refuse (inbox, item->line,
            _ ("the MAC is wrong: the line was changed, or is not from this "
               "kiosk"));
  else
    return TRUE;
  return FALSE;
}

static void
count_results (KapkaInboxTotals *totals, const KapkaBatchEntry *entry) {
  totals->n_taken++;
  for (guint i = 0; i < entry->results->len; i++) {
    const KapkaBatchResult *result = g_ptr_array_index (entry->results, i);

    if (g_str_equal (result->status, "stored"))
      totals->n_days++;
    else if (g_str_equal (result->status, "unchanged") || g_str_equal (result->status, "stale"))
      totals->n_known++;
    else
      totals->n_rejected++;
  }
  for (guint i = 0; i < entry->fragment_results->len; i++) {
    const KapkaBatchResult *result = g_ptr_array_index (entry->fragment_results, i);

    if (result->error == NULL)
      totals->n_fragments++;
    else
      totals->n_rejected++;
  }
}

static gboolean
write_answer (Inbox *inbox, const KapkaBatchEntry *entry, const char *receiver_id, GError **error) {
  g_autoptr (KapkaJson) body = kapka_upload_answer_build (entry, receiver_id);
  g_autoptr (KapkaResponse) response = kapka_signed_answer_new (body, entry->token_sha256);
  const char *mac = kapka_response_get_header (response, "Ack-Mac");
  g_autoptr (GError) failure = NULL;

  if (g_output_stream_write_all (inbox->answers, g_bytes_get_data (response->body, NULL),
                                 g_bytes_get_size (response->body), NULL, NULL, &failure) &&
      g_output_stream_printf (inbox->answers, NULL, NULL, &failure, "\n%s\n", mac))
    return TRUE;
  g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_IO, _ ("cannot write the answers: %s"),
               failure->message);
  return FALSE;
}

static gboolean
settle (Inbox *inbox,
        const Item *item,
        const KapkaBatchEntry *entry,
        const char *receiver_id,
        GError **error) {
  switch (entry->outcome) {
  case KAPKA_BATCH_BAD_TOKEN:
    refuse (inbox, item->line, _ ("no kiosk that is known here has written this"));
    return TRUE;
  case KAPKA_BATCH_REVOKED:
    refuse (inbox, item->line,
            _ ("this kiosk may no longer upload; it needs a new enrolment "
               "code"));
    return TRUE;
  case KAPKA_BATCH_STORED:
  default:
    count_results (inbox->totals, entry);
    return inbox->answers == NULL || write_answer (inbox, entry, receiver_id, error);
  }
}

static void
prepare (KapkaBatchEntry *entry, const Item *item, gint64 now_ms) {
  entry->upload = item->upload;
  entry->now_ms = now_ms;
  g_strlcpy (entry->token_sha256, item->token_sha256, sizeof entry->token_sha256);
}

static gboolean
store_items (Inbox *inbox, Item **items, guint n_items, GError **error) {
  g_autofree KapkaBatchEntry *entries = g_new0 (KapkaBatchEntry, n_items);
  g_autofree char *receiver_id = NULL;
  KapkaInstant now;
  gboolean good;

  kapka_clock_now (inbox->clock, &now);
  for (guint i = 0; i < n_items; i++)
    prepare (&entries[i], items[i], now.utc_ms);
  good = kapka_batch_store (inbox->store, entries, n_items, &receiver_id, error);
  for (guint i = 0; i < n_items; i++) {
    good = good && settle (inbox, items[i], &entries[i], receiver_id, error);
    kapka_batch_entry_clear (&entries[i]);
  }
  return good;
}

/* An upload that the store refuses for what it holds keeps no other back. */
static gboolean
store_one (Inbox *inbox, Item *item, GError **error) {
  g_autoptr (GError) failure = NULL;

  if (store_items (inbox, &item, 1, &failure))
    return TRUE;
  if (!g_error_matches (failure, KAPKA_ERROR, KAPKA_ERROR_DATA)) {
    g_propagate_error (error, g_steal_pointer (&failure));
    return FALSE;
  }
  refuse (inbox, item->line, failure->message);
  return TRUE;
}

static gboolean
store_batch (Inbox *inbox, GPtrArray *good_items, GError **error) {
  g_autoptr (GError) failure = NULL;

  if (good_items->len == 0 ||
      store_items (inbox, (Item **)good_items->pdata, good_items->len, &failure))
    return TRUE;
  if (!g_error_matches (failure, KAPKA_ERROR, KAPKA_ERROR_DATA)) {
    g_propagate_error (error, g_steal_pointer (&failure));
    return FALSE;
  }
  for (guint i = 0; i < good_items->len; i++)
    if (!store_one (inbox, g_ptr_array_index (good_items, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
flush (Inbox *inbox, GError **error) {
  g_autoptr (GPtrArray) good_items = g_ptr_array_new ();

  if (inbox->items->len == 0)
    return TRUE;
  if (!kapka_store_transact (inbox->store, KAPKA_STORE_READ, find_tokens_cb, inbox->items, error))
    return FALSE;
  for (guint i = 0; i < inbox->items->len; i++) {
    Item *item = g_ptr_array_index (inbox->items, i);

    if (check_item (inbox, item))
      g_ptr_array_add (good_items, item);
  }
  if (!store_batch (inbox, good_items, error))
    return FALSE;
  g_ptr_array_set_size (inbox->items, 0);
  return TRUE;
}

static void
add_pair (Inbox *inbox, KapkaPair *pair) {
  g_autoptr (KapkaPair) owned = pair;
  g_autoptr (GError) error = NULL;
  KapkaUploadRequest *upload;
  Item *item;

  if (pair->wrong != NULL) {
    refuse (inbox, pair->line, pair->wrong);
    return;
  }
  upload = kapka_upload_request_parse (pair->document->str, pair->document->len, &error);
  if (upload == NULL) {
    refuse (inbox, pair->line, error->message);
    return;
  }
  item = g_new0 (Item, 1);
  item->line = pair->line;
  item->upload = upload;
  item->pair = g_steal_pointer (&owned);
  g_ptr_array_add (inbox->items, item);
}

static gboolean
receive_all (Inbox *inbox, KapkaPairReader *reader, GError **error) {
  g_autoptr (GError) failure = NULL;
  KapkaPair *pair;

  while ((pair = kapka_pair_reader_next (reader, &failure)) != NULL) {
    add_pair (inbox, pair);
    if (inbox->items->len == MAX_BATCH && !flush (inbox, error))
      return FALSE;
  }
  if (!flush (inbox, error)) // Also what came before a bad spot of the drive.
    return FALSE;
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

gboolean
kapka_inbox_receive (KapkaStore *store,
                     KapkaClock *clock,
                     const char *path,
                     GOutputStream *answers,
                     KapkaInboxTotals *totals,
                     KapkaProblems *problems,
                     GError **error) {
  g_autoptr (KapkaPairReader) reader = NULL;
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (item_free);
  Inbox inbox = { store, clock, path, answers, totals, problems, items };

  *totals = (KapkaInboxTotals){ 0 };
  reader = kapka_pair_reader_new (path, error);
  return reader != NULL && receive_all (&inbox, reader, error);
}
