// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/event.h"

#include <string.h>

#include "base/digest.h"

#define ROW_SUM_LENGTH 16

static const char *const kind_words[] = {
  [KAPKA_EVENT_ON] = "on",           [KAPKA_EVENT_BEGIN] = "begin",
  [KAPKA_EVENT_REQUEST] = "request", [KAPKA_EVENT_PRINT] = "print",
  [KAPKA_EVENT_END] = "end",         [KAPKA_EVENT_CORRECTION] = "correction",
  [KAPKA_EVENT_MANUAL] = "manual",   [KAPKA_EVENT_OUTREACH] = "outreach",
};

void
kapka_count_free (KapkaCount *count) {
  g_free (count->key);
  g_free (count);
}

GPtrArray *
kapka_counts_new (void) {
  return g_ptr_array_new_with_free_func ((GDestroyNotify)kapka_count_free);
}

static gboolean
find_count (GPtrArray *counts, const char *key, guint *out_index) {
  for (guint i = 0; i < counts->len; i++) {
    const KapkaCount *count = g_ptr_array_index (counts, i);

    if (g_str_equal (count->key, key)) {
      *out_index = i;
      return TRUE;
    }
  }
  return FALSE;
}

void
kapka_counts_add (GPtrArray *counts, const char *key, gint64 delta) {
  KapkaCount *count;
  guint index;

  if (delta == 0)
    return;
  if (!find_count (counts, key, &index)) {
    count = g_new0 (KapkaCount, 1);
    count->key = g_strdup (key);
    count->delta = delta;
    g_ptr_array_add (counts, count);
    return;
  }
  count = g_ptr_array_index (counts, index);
  count->delta += delta;
  if (count->delta == 0)
    g_ptr_array_remove_index (counts, index);
}

void
kapka_counts_add_all (GPtrArray *counts, const GPtrArray *others, int sign) {
  for (guint i = 0; i < others->len; i++) {
    const KapkaCount *one = g_ptr_array_index (others, i);

    kapka_counts_add (counts, one->key, sign * one->delta);
  }
}

gint64
kapka_counts_get (GPtrArray *counts, const char *key) {
  guint index;

  if (!find_count (counts, key, &index))
    return 0;
  return ((const KapkaCount *)g_ptr_array_index (counts, index))->delta;
}

static int
compare_counts (gconstpointer a, gconstpointer b) {
  const KapkaCount *left = *(const KapkaCount *const *)a;
  const KapkaCount *right = *(const KapkaCount *const *)b;

  return strcmp (left->key, right->key);
}

void
kapka_counts_print (GPtrArray *counts, GString *text) {
  g_autoptr (GPtrArray) sorted = g_ptr_array_copy (counts, NULL, NULL);

  // The copy borrows its elements.
  g_ptr_array_set_free_func (sorted, NULL);
  g_ptr_array_sort (sorted, compare_counts);
  for (guint i = 0; i < sorted->len; i++) {
    const KapkaCount *count = g_ptr_array_index (sorted, i);

    if (count->delta != 0)
      g_string_append_printf (text, "%s=%" G_GINT64_FORMAT "\n", count->key, count->delta);
  }
}

void
kapka_counts_sort (GPtrArray *counts) {
  g_ptr_array_sort (counts, compare_counts);
}

KapkaEvent *
kapka_event_new (KapkaEventKind kind, KapkaClock *clock) {
  KapkaEvent *event = g_new0 (KapkaEvent, 1);

  event->event_id = g_uuid_string_random ();
  event->kind = kind;
  kapka_clock_now (clock, &event->at);
  event->counts = kapka_counts_new ();
  return event;
}

KapkaEvent *
kapka_event_copy (const KapkaEvent *event) {
  KapkaEvent *copy = g_new0 (KapkaEvent, 1);

  copy->event_id = g_strdup (event->event_id);
  copy->kind = event->kind;
  copy->visit = g_strdup (event->visit);
  copy->item = g_strdup (event->item);
  copy->service = g_strdup (event->service);
  copy->corrects = g_strdup (event->corrects);
  copy->author = g_strdup (event->author);
  copy->reason = g_strdup (event->reason);
  copy->at = event->at;
  copy->counts = kapka_counts_new ();
  kapka_counts_add_all (copy->counts, event->counts, 1);
  return copy;
}

void
kapka_event_free (KapkaEvent *event) {
  if (event == NULL)
    return;
  g_free (event->event_id);
  g_free (event->visit);
  g_free (event->item);
  g_free (event->service);
  g_free (event->corrects);
  g_free (event->author);
  g_free (event->reason);
  g_clear_pointer (&event->counts, g_ptr_array_unref);
  g_free (event);
}

void
kapka_event_add_count (KapkaEvent *event, const char *key, gint64 delta) {
  kapka_counts_add (event->counts, key, delta);
}

gint64
kapka_event_get_count (const KapkaEvent *event, const char *key) {
  return kapka_counts_get (event->counts, key);
}

const char *
kapka_event_kind_to_string (KapkaEventKind kind) {
  g_return_val_if_fail ((gsize)kind < G_N_ELEMENTS (kind_words), NULL);
  return kind_words[kind];
}

gboolean
kapka_event_kind_from_string (const char *word, KapkaEventKind *out_kind) {
  for (gsize i = 0; i < G_N_ELEMENTS (kind_words); i++) {
    if (g_strcmp0 (word, kind_words[i]) == 0) {
      *out_kind = (KapkaEventKind)i;
      return TRUE;
    }
  }
  return FALSE;
}

static void
append_text (GString *text, const char *value) {
  g_string_append (text, value == NULL ? "" : value);
  g_string_append_c (text, '\n');
}

static void
append_number (GString *text, gint64 value) {
  g_string_append_printf (text, "%" G_GINT64_FORMAT "\n", value);
}

char *
kapka_event_row_sum (const KapkaEvent *event,
                     const char *stream_id,
                     gint64 seq,
                     gboolean clock_ok) {
  g_autoptr (GString) text = g_string_sized_new (512);
  char *sum;

  append_text (text, stream_id);
  append_number (text, seq);
  append_text (text, event->event_id);
  append_text (text, kapka_event_kind_to_string (event->kind));
  append_text (text, event->visit);
  append_text (text, event->item);
  append_text (text, event->service);
  append_text (text, event->at.day);
  append_text (text, event->corrects);
  append_text (text, event->author);
  append_text (text, event->reason);
  append_number (text, event->at.utc_ms);
  append_number (text, event->at.boottime_ms);
  append_number (text, event->at.utc_off_min);
  append_number (text, clock_ok ? 1 : 0);
  kapka_counts_print (event->counts, text);
  sum = kapka_digest_sha256_hex (text->str, text->len);
  sum[ROW_SUM_LENGTH] = '\0';
  return sum;
}
