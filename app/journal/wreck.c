// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/wreck.h"

#include <string.h>

#include "journal/wreck-file.h"
#include "journal/wreck-page.h"

/** KapkaWreckRef: where a row lies. */
typedef struct {
  gint64 stream_no;
  gint64 seq;
  guint32 page;
  guint cell;
} KapkaWreckRef;

struct _KapkaWreck {
  KapkaWreckFile *file;
  GArray *events;     // Of KapkaWreckRef, sorted by stream, number and place.
  GArray *counts;     // Of KapkaWreckRef, sorted likewise.
  GHashTable *by_no;  // Of gint64 to borrowed KapkaWreckStream.
  GPtrArray *streams; // Of owned KapkaWreckStream, sorted by stream_no once all are read.
  GHashTable *acks;   // Of owned text: each acked document.
  GHashTable *acked;  // Of owned gint64: each stream with an ack.
  char *install_id;   // (nullable)
};

/** What the record of an event holds, in its order. */
enum {
  EVENT_STREAM_NO,
  EVENT_SEQ,
  EVENT_ID,
  EVENT_KIND,
  EVENT_VISIT,
  EVENT_ITEM,
  EVENT_SERVICE,
  EVENT_DAY,
  EVENT_CORRECTS,
  EVENT_AUTHOR,
  EVENT_REASON,
  EVENT_UTC_MS,
  EVENT_BOOTTIME_MS,
  EVENT_UTC_OFF_MIN,
  EVENT_CLOCK_OK,
  EVENT_ROW_SUM,
};

static char *
dup_text (const KapkaWreckValue *value) {
  return value->type == KAPKA_WRECK_TEXT ? g_strndup (value->text, value->length) : NULL;
}

static void
fold_free (KapkaWreckFold *fold) {
  g_free (fold->day);
  g_free (fold->counts);
  g_free (fold->digest);
  g_free (fold);
}

static void
stream_free (KapkaWreckStream *stream) {
  g_ptr_array_unref (stream->ids);
  g_ptr_array_unref (stream->folds);
  g_free (stream->boot_id);
  g_free (stream->install_id);
  g_free (stream->state);
  g_free (stream);
}

static KapkaWreckStream *
ensure_stream (KapkaWreck *wreck, gint64 stream_no) {
  KapkaWreckStream *stream = g_hash_table_lookup (wreck->by_no, &stream_no);

  if (stream != NULL)
    return stream;
  stream = g_new0 (KapkaWreckStream, 1);
  stream->stream_no = stream_no;
  stream->ids = g_ptr_array_new_with_free_func (g_free);
  stream->folds = g_ptr_array_new_with_free_func ((GDestroyNotify)fold_free);
  g_ptr_array_add (wreck->streams, stream);
  g_hash_table_insert (wreck->by_no, &stream->stream_no, stream);
  return stream;
}

static void
add_id (KapkaWreckStream *stream, const KapkaWreckValue *value) {
  g_autofree char *id = dup_text (value);

  if (g_uuid_string_is_valid (id) &&
      !g_ptr_array_find_with_equal_func (stream->ids, id, g_str_equal, NULL))
    g_ptr_array_add (stream->ids, g_steal_pointer (&id));
}

static void
add_ref (GArray *refs, const KapkaWreckValue *values, guint32 page, guint cell) {
  KapkaWreckRef ref = { values[0].number, values[1].number, page, cell };

  g_array_append_val (refs, ref);
}

static void
add_stream (KapkaWreck *wreck, gint64 stream_no, const KapkaWreckValue *values) {
  KapkaWreckStream *stream = ensure_stream (wreck, stream_no);

  add_id (stream, &values[1]);
  if (stream->boot_id != NULL)
    return;
  stream->boot_id = dup_text (&values[2]);
  stream->install_id = dup_text (&values[3]);
  stream->started_ms = values[4].number;
  stream->state = dup_text (&values[5]);
}

static void
add_fold (KapkaWreck *wreck, const KapkaWreckValue *values) {
  KapkaWreckFold *fold = g_new0 (KapkaWreckFold, 1);

  fold->day = dup_text (&values[1]);
  fold->revision = values[2].number;
  fold->counts = dup_text (&values[3]);
  fold->digest = dup_text (&values[4]);
  g_ptr_array_add (ensure_stream (wreck, values[0].number)->folds, fold);
}

static char *
name_document (gint64 stream_no, const char *day, gint64 revision, const char *digest) {
  return g_strdup_printf ("%" G_GINT64_FORMAT " %s %" G_GINT64_FORMAT " %s", stream_no, day,
                          revision, digest);
}

static void
add_ack (KapkaWreck *wreck, const KapkaWreckValue *values) {
  g_autofree char *day = dup_text (&values[2]);
  g_autofree char *digest = dup_text (&values[4]);

  g_hash_table_add (wreck->acks, name_document (values[1].number, day, values[3].number, digest));
  g_hash_table_add (wreck->acked, g_memdup2 (&values[1].number, sizeof (gint64)));
}

static void
add_meta (KapkaWreck *wreck, const KapkaWreckValue *values) {
  g_autofree char *key = dup_text (&values[0]);
  g_autofree char *value = dup_text (&values[1]);

  if (wreck->install_id == NULL && g_str_equal (key, "install_id") &&
      g_uuid_string_is_valid (value))
    wreck->install_id = g_steal_pointer (&value);
}

/** Says whether the columns are of @shape: i an integer, t text, n nothing, ? anything. */
static gboolean
has_shape (const KapkaWreckValue *values, guint n, const char *shape) {
  static const char letters[] = { [KAPKA_WRECK_NULL] = 'n',
                                  [KAPKA_WRECK_INT] = 'i',
                                  [KAPKA_WRECK_TEXT] = 't',
                                  [KAPKA_WRECK_OTHER] = '-' };

  if (strlen (shape) != n)
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (shape[i] != '?' && shape[i] != letters[values[i].type])
      return FALSE;
  return TRUE;
}

/** Sorts a row by its shape: no two tables or indices of the schema have the same. */
static void
on_row (const KapkaWreckRow *row, gpointer data) {
  KapkaWreck *wreck = data;
  const KapkaWreckValue *values = row->values;

  if (row->of_table) {
    if (has_shape (values, row->n, "ntttit"))
      add_stream (wreck, row->rowid, values);
  } else if (has_shape (values, row->n, "iitt????????????")) {
    add_ref (wreck->events, values, row->page, row->cell);
    ensure_stream (wreck, values[0].number);
  } else if (has_shape (values, row->n, "iiti")) {
    add_ref (wreck->counts, values, row->page, row->cell);
  } else if (has_shape (values, row->n, "ti")) {
    if (values[0].length == 36)
      add_id (ensure_stream (wreck, values[1].number), &values[0]);
  } else if (has_shape (values, row->n, "ititt")) {
    add_fold (wreck, values);
  } else if (has_shape (values, row->n, "tititi")) {
    add_ack (wreck, values);
  } else if (has_shape (values, row->n, "tt")) {
    add_meta (wreck, values);
  }
}

static int
compare (gint64 a, gint64 b) {
  return (a > b) - (a < b);
}

static int
compare_refs (gconstpointer a, gconstpointer b) {
  const KapkaWreckRef *left = a;
  const KapkaWreckRef *right = b;
  int by_stream = compare (left->stream_no, right->stream_no);

  return by_stream != 0 ? by_stream : compare (left->seq, right->seq);
}

static int
compare_streams (gconstpointer a, gconstpointer b) {
  const KapkaWreckStream *const *left = a;
  const KapkaWreckStream *const *right = b;

  return compare ((*left)->stream_no, (*right)->stream_no);
}

static void
count_events (KapkaWreck *wreck) {
  for (guint i = 0; i < wreck->events->len; i++) {
    const KapkaWreckRef *ref = &g_array_index (wreck->events, KapkaWreckRef, i);
    KapkaWreckStream *stream = ensure_stream (wreck, ref->stream_no);

    if (stream->n_events++ == 0)
      stream->first_event = i;
  }
}

KapkaWreck *
kapka_wreck_open (const char *path) {
  KapkaWreck *wreck = g_new0 (KapkaWreck, 1);

  wreck->events = g_array_new (FALSE, FALSE, sizeof (KapkaWreckRef));
  wreck->counts = g_array_new (FALSE, FALSE, sizeof (KapkaWreckRef));
  wreck->by_no = g_hash_table_new (g_int64_hash, g_int64_equal);
  wreck->streams = g_ptr_array_new_with_free_func ((GDestroyNotify)stream_free);
  wreck->acks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  wreck->acked = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  wreck->file = kapka_wreck_file_open (path);
  kapka_wreck_file_each_row (wreck->file, G_MAXUINT32, on_row, wreck);
  g_array_sort (wreck->events, compare_refs);
  g_array_sort (wreck->counts, compare_refs);
  count_events (wreck);
  g_ptr_array_sort (wreck->streams, compare_streams);
  return wreck;
}

void
kapka_wreck_close (KapkaWreck *wreck) {
  if (wreck == NULL)
    return;
  kapka_wreck_file_close (wreck->file);
  g_array_unref (wreck->events);
  g_array_unref (wreck->counts);
  g_hash_table_unref (wreck->by_no);
  g_ptr_array_unref (wreck->streams);
  g_hash_table_unref (wreck->acks);
  g_hash_table_unref (wreck->acked);
  g_free (wreck->install_id);
  g_free (wreck);
}

const char *
kapka_wreck_get_install_id (KapkaWreck *wreck) {
  return wreck->install_id;
}

guint
kapka_wreck_get_n_streams (KapkaWreck *wreck) {
  return wreck->streams->len;
}

const KapkaWreckStream *
kapka_wreck_get_stream (KapkaWreck *wreck, guint index) {
  return g_ptr_array_index (wreck->streams, index);
}

gboolean
kapka_wreck_is_fold_backed (KapkaWreck *wreck,
                            const KapkaWreckStream *stream,
                            const KapkaWreckFold *fold) {
  g_autofree char *name =
      name_document (stream->stream_no, fold->day, fold->revision, fold->digest);

  return g_hash_table_contains (wreck->acks, name) ||
         !g_hash_table_contains (wreck->acked, &stream->stream_no);
}

/** Adds the counts that lie at the place of the event; a copy of a count counts once. */
static void
add_counts (KapkaWreck *wreck, const KapkaWreckRef *event_ref, KapkaEvent *event) {
  guint first = 0;
  guint end = wreck->counts->len;

  while (first < end) {
    guint middle = first + (end - first) / 2;

    if (compare_refs (&g_array_index (wreck->counts, KapkaWreckRef, middle), event_ref) < 0)
      first = middle + 1;
    else
      end = middle;
  }
  for (guint i = first; i < wreck->counts->len; i++) {
    const KapkaWreckRef *ref = &g_array_index (wreck->counts, KapkaWreckRef, i);
    KapkaWreckValue values[KAPKA_WRECK_COLUMNS];
    g_autofree char *key = NULL;

    if (compare_refs (ref, event_ref) != 0)
      return;
    if (kapka_wreck_file_read_row (wreck->file, ref->page, ref->cell, values) != 4)
      continue;
    key = dup_text (&values[2]);
    if (key != NULL && kapka_event_get_count (event, key) == 0)
      kapka_event_add_count (event, key, values[3].number);
  }
}

static KapkaEvent *
make_event (const KapkaWreckValue *values) {
  g_autoptr (KapkaEvent) event = g_new0 (KapkaEvent, 1);
  g_autofree char *kind = dup_text (&values[EVENT_KIND]);
  g_autofree char *day = dup_text (&values[EVENT_DAY]);

  event->counts = kapka_counts_new ();
  if (day == NULL || !kapka_event_kind_from_string (kind, &event->kind))
    return NULL;
  event->event_id = dup_text (&values[EVENT_ID]);
  event->visit = dup_text (&values[EVENT_VISIT]);
  event->item = dup_text (&values[EVENT_ITEM]);
  event->service = dup_text (&values[EVENT_SERVICE]);
  event->corrects = dup_text (&values[EVENT_CORRECTS]);
  event->author = dup_text (&values[EVENT_AUTHOR]);
  event->reason = dup_text (&values[EVENT_REASON]);
  event->at.utc_ms = values[EVENT_UTC_MS].number;
  event->at.boottime_ms = values[EVENT_BOOTTIME_MS].number;
  event->at.utc_off_min = (int)values[EVENT_UTC_OFF_MIN].number;
  event->at.synced = values[EVENT_CLOCK_OK].number != 0;
  g_strlcpy (event->at.day, day, sizeof event->at.day);
  return g_steal_pointer (&event);
}

static const KapkaWreckRef *
get_ref (KapkaWreck *wreck, const KapkaWreckStream *stream, guint index) {
  return &g_array_index (wreck->events, KapkaWreckRef, stream->first_event + index);
}

gint64
kapka_wreck_get_seq (KapkaWreck *wreck, const KapkaWreckStream *stream, guint index) {
  return get_ref (wreck, stream, index)->seq;
}

KapkaEvent *
kapka_wreck_read_event (KapkaWreck *wreck,
                        const KapkaWreckStream *stream,
                        guint index,
                        const char *stream_id) {
  const KapkaWreckRef *ref = get_ref (wreck, stream, index);
  KapkaWreckValue values[KAPKA_WRECK_COLUMNS] = { 0 };
  g_autoptr (KapkaEvent) event = NULL;
  g_autofree char *wanted = NULL;
  g_autofree char *sum = NULL;

  if (kapka_wreck_file_read_row (wreck->file, ref->page, ref->cell, values) != KAPKA_WRECK_COLUMNS)
    return NULL;
  event = make_event (values);
  wanted = dup_text (&values[EVENT_ROW_SUM]);
  if (event == NULL)
    return NULL;
  add_counts (wreck, ref, event);
  sum = kapka_event_row_sum (event, stream_id, ref->seq, event->at.synced);
  return g_strcmp0 (sum, wanted) == 0 ? g_steal_pointer (&event) : NULL;
}
