// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/receipt.h"

static void
add_held (GPtrArray *held, const KapkaDayAck *ack) {
  KapkaDayDocument *document = g_memdup2 (ack->document, sizeof *document);

  document->revision = ack->revision;
  document->digest = ack->digest;
  g_ptr_array_add (held, document);
}

static gboolean
take_ack (KapkaReceiptUse *use, const KapkaDayAck *ack, GPtrArray *held, GError **error) {
  // Two copies of this stream have gone apart: nothing more may be written to it.
  if ((ack->status == KAPKA_ACK_STALE || ack->status == KAPKA_ACK_CONFLICT) &&
      !kapka_upload_close_stream (use->journal, ack->document->stream_id, error))
    return FALSE;
  if (ack->status == KAPKA_ACK_CONFLICT)
    kapka_refused_days_add (use->refused, ack->document, NULL);
  else if (ack->status == KAPKA_ACK_REJECTED)
    kapka_refused_days_add (use->refused, ack->document, ack->error);
  else
    add_held (held, ack);
  return TRUE;
}

static const char *
find_refusal (const KapkaReceipt *receipt, const KapkaFragment *fragment) {
  for (guint i = 0; i < receipt->refusals->len; i++) {
    const KapkaFragmentRefusal *refusal = g_ptr_array_index (receipt->refusals, i);

    if (refusal->seq == fragment->seq && g_str_equal (refusal->stream_id, fragment->stream_id))
      return refusal->error;
  }
  return NULL;
}

/* Those that the receiver does not take are left out of the next request, so that it can store the
 * others. Without a name it takes none. */
static void
refuse_fragments (KapkaReceiptUse *use, const KapkaReceipt *receipt) {
  guint known = kapka_refused_days_get_length (use->refused);

  for (guint i = 0; i < use->fragments->len; i++) {
    const KapkaFragment *fragment = g_ptr_array_index (use->fragments, i);
    const char *why = find_refusal (receipt, fragment);

    if (why != NULL)
      kapka_refused_days_add_fragment (use->refused, fragment, why);
  }
  use->fragments_refused =
      use->fragments->len > 0 && kapka_refused_days_get_length (use->refused) == known;
}

gboolean
kapka_receipt_apply (KapkaReceiptUse *use, const KapkaReceipt *receipt, GError **error) {
  g_autoptr (GPtrArray) held = g_ptr_array_new_with_free_func (g_free);
  GPtrArray *fragments = receipt->fragments_stored ? use->fragments : NULL;
  KapkaInstant now;

  for (guint i = 0; i < receipt->days->len; i++)
    if (!take_ack (use, g_ptr_array_index (receipt->days, i), held, error))
      return FALSE;
  kapka_clock_now (use->clock, &now);
  if (!kapka_upload_write_acks (use->journal, receipt->receiver_id, held, fragments, now.utc_ms,
                                error))
    return FALSE;
  use->n_acked = held->len + (fragments == NULL ? 0 : fragments->len);
  if (fragments == NULL)
    refuse_fragments (use, receipt);
  return TRUE;
}
