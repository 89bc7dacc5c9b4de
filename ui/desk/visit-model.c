// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desk/visit-model.h"

#include "ui/desk/visit-item.h"
#include "ui/desk/visit-reading.h"

/* Days that one job reads, and visits that are kept: more than a list view holds at once. */
#define DAYS_AT_ONCE 16
#define VISITS_KEPT 2000

/** Chunk: the visits of one day. */
typedef struct {
  char day[11];
  guint n_all;      // All visits of the day.
  guint n;          // Those that are shown; with a filter more until it has been loaded.
  GPtrArray *items; // (nullable) Of KapkaVisitItem, with NULL for what nobody has asked for.
  gboolean asked;
  gboolean loaded;
} Chunk;

struct _KapkaVisitModel {
  GObject parent_instance;

  KapkaDeskContext *context;
  GCancellable *cancellable;
  KapkaVisitChoice choice;
  GPtrArray *chunks; // Of Chunk, in the order shown.
  GArray *starts;    // Of guint: position of the first visit of each chunk.
  GQueue asked;      // Borrowed Chunk: to be loaded, the last asked for first.
  GQueue loaded;     // Borrowed Chunk: the oldest first.
  guint n_loaded;    // Visits of them.
  guint n_items;
  gboolean reading;
};

static void kapka_visit_model_list_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KapkaVisitModel,
                               kapka_visit_model,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      kapka_visit_model_list_init))

enum { SIGNAL_READY, N_SIGNALS };
static guint signals[N_SIGNALS];

static void read_next (KapkaVisitModel *self);

gboolean
kapka_visit_choice_is_filtered (const KapkaVisitChoice *choice) {
  return choice->service[0] != '\0' || choice->end_reason[0] != '\0' || choice->with_user ||
         choice->corrected || choice->assisted;
}

static void
chunk_free (gpointer data) {
  Chunk *chunk = data;

  g_clear_pointer (&chunk->items, g_ptr_array_unref);
  g_free (chunk);
}

static void
item_unref (gpointer item) {
  if (item != NULL)
    g_object_unref (item);
}

/** Numbers the places after a day has changed its length. */
static void
count_places (KapkaVisitModel *self) {
  self->n_items = 0;
  g_array_set_size (self->starts, self->chunks->len);
  for (guint i = 0; i < self->chunks->len; i++) {
    g_array_index (self->starts, guint, i) = self->n_items;
    self->n_items += ((Chunk *)g_ptr_array_index (self->chunks, i))->n;
  }
}

/** Returns: the last chunk that begins at or before @position; empty ones lie before it. */
static guint
find_chunk (KapkaVisitModel *self, guint position) {
  guint low = 0, high = self->chunks->len;

  while (high - low > 1) {
    guint middle = (low + high) / 2;

    if (g_array_index (self->starts, guint, middle) <= position)
      low = middle;
    else
      high = middle;
  }
  return low;
}

static void
ask_for (KapkaVisitModel *self, Chunk *chunk) {
  if (chunk->asked)
    return;
  chunk->asked = TRUE;
  g_queue_push_head (&self->asked, chunk);
  read_next (self);
}

static gpointer
kapka_visit_model_get_item (GListModel *list, guint position) {
  KapkaVisitModel *self = KAPKA_VISIT_MODEL (list);
  guint index = find_chunk (self, position);
  Chunk *chunk;

  if (position >= self->n_items)
    return NULL;
  chunk = g_ptr_array_index (self->chunks, index);
  position -= g_array_index (self->starts, guint, index);
  if (chunk->items == NULL) {
    chunk->items = g_ptr_array_new_with_free_func (item_unref);
    g_ptr_array_set_size (chunk->items, (int)chunk->n);
  }
  if (chunk->items->pdata[position] == NULL)
    chunk->items->pdata[position] = kapka_visit_item_new (chunk->day);
  if (!chunk->loaded)
    ask_for (self, chunk);
  return g_object_ref (chunk->items->pdata[position]);
}

static guint
kapka_visit_model_get_n_items (GListModel *list) {
  return KAPKA_VISIT_MODEL (list)->n_items;
}

static GType
kapka_visit_model_get_item_type (GListModel *list) {
  return KAPKA_TYPE_VISIT_ITEM;
}

static void
kapka_visit_model_list_init (GListModelInterface *iface) {
  iface->get_item = kapka_visit_model_get_item;
  iface->get_n_items = kapka_visit_model_get_n_items;
  iface->get_item_type = kapka_visit_model_get_item_type;
}

static void
forget (KapkaVisitModel *self, Chunk *chunk) {
  self->n_loaded -= chunk->n;
  chunk->loaded = chunk->asked = FALSE;
  g_clear_pointer (&chunk->items, g_ptr_array_unref);
}

/* A row that is shown keeps its visit, whatever the model forgets. */
static void
forget_oldest (KapkaVisitModel *self) {
  while (self->n_loaded > VISITS_KEPT && g_queue_get_length (&self->loaded) > 1)
    forget (self, g_queue_pop_head (&self->loaded));
}

static void
note_loaded (KapkaVisitModel *self, Chunk *chunk) {
  if (chunk->loaded)
    return;
  chunk->loaded = TRUE;
  self->n_loaded += chunk->n;
  g_queue_push_tail (&self->loaded, chunk);
}

static Chunk *
find_day (KapkaVisitModel *self, const char *day, guint *out_index) {
  for (guint i = 0; i < self->chunks->len; i++) {
    Chunk *chunk = g_ptr_array_index (self->chunks, i);

    if (strcmp (chunk->day, day) == 0) {
      *out_index = i;
      return chunk;
    }
  }
  return NULL;
}

/** Fills the places that wait; those that nobody has asked for are made. */
static void
fill (Chunk *chunk, GPtrArray *lines) {
  if (chunk->items == NULL)
    chunk->items = g_ptr_array_new_with_free_func (item_unref);
  g_ptr_array_set_size (chunk->items, (int)lines->len);
  for (guint i = 0; i < lines->len; i++) {
    if (chunk->items->pdata[i] == NULL)
      chunk->items->pdata[i] = kapka_visit_item_new (chunk->day);
    kapka_visit_item_take_line (chunk->items->pdata[i], g_steal_pointer (&lines->pdata[i]));
  }
}

/* Only a day that has another length than was thought moves the rows below it. */
static void
take_day (KapkaVisitModel *self, KapkaDayVisits *read) {
  guint index = 0;
  Chunk *chunk = find_day (self, read->day, &index);
  guint before;

  if (chunk == NULL)
    return;
  before = chunk->n;
  if (chunk->loaded)
    self->n_loaded += read->lines->len - before;
  chunk->n = read->lines->len;
  if (chunk->n != before)
    g_clear_pointer (&chunk->items, g_ptr_array_unref);
  fill (chunk, read->lines);
  note_loaded (self, chunk);
  if (chunk->n == before)
    return;
  count_places (self);
  g_list_model_items_changed (G_LIST_MODEL (self), g_array_index (self->starts, guint, index),
                              before, chunk->n);
}

static void
on_days_read (GObject *source, GAsyncResult *result, gpointer user_data) {
  KapkaVisitModel *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) days = kapka_desk_context_run_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->reading = FALSE;
  if (days == NULL) {
    g_signal_emit (self, signals[SIGNAL_READY], 0, error);
    return;
  }
  for (guint i = 0; i < days->len; i++)
    take_day (self, g_ptr_array_index (days, i));
  forget_oldest (self);
  read_next (self);
}

/* One job at a time: what is looked at now is read before what was looked at a moment ago. */
static void
read_next (KapkaVisitModel *self) {
  KapkaVisitReading *reading;

  if (self->reading || g_queue_is_empty (&self->asked))
    return;
  self->reading = TRUE;
  reading = kapka_visit_reading_new (&self->choice);
  for (guint i = 0; i < DAYS_AT_ONCE && !g_queue_is_empty (&self->asked); i++)
    kapka_visit_reading_add_day (reading, ((Chunk *)g_queue_pop_head (&self->asked))->day);
  kapka_desk_context_run_async (self->context, kapka_visit_reading_run, reading,
                                kapka_visit_reading_free, (GDestroyNotify)g_ptr_array_unref,
                                self->cancellable, on_days_read, self);
}

static void
stop_reading (KapkaVisitModel *self) {
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->reading = FALSE;
}

static void
take_list (KapkaVisitModel *self, GArray *days) {
  guint before = self->n_items;

  g_queue_clear (&self->asked);
  g_queue_clear (&self->loaded);
  self->n_loaded = 0;
  g_ptr_array_set_size (self->chunks, 0);
  for (guint i = 0; i < days->len; i++) {
    const KapkaVisitDay *day = &g_array_index (days, KapkaVisitDay, i);
    Chunk *chunk = g_new0 (Chunk, 1);

    g_strlcpy (chunk->day, day->day, sizeof chunk->day);
    chunk->n_all = day->n_visits;
    // A day that has none has something added by hand, which is known once it has been read.
    chunk->n = MAX (day->n_visits, 1);
    g_ptr_array_add (self->chunks, chunk);
  }
  count_places (self);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, before, self->n_items);
}

static gboolean
is_same_list (KapkaVisitModel *self, GArray *days) {
  if (days->len != self->chunks->len)
    return FALSE;
  for (guint i = 0; i < days->len; i++) {
    const KapkaVisitDay *day = &g_array_index (days, KapkaVisitDay, i);
    const Chunk *chunk = g_ptr_array_index (self->chunks, i);

    if (day->n_visits != chunk->n_all || strcmp (day->day, chunk->day) != 0)
      return FALSE;
  }
  return TRUE;
}

/* What is shown stays until the new figures have come. */
static void
read_again (KapkaVisitModel *self) {
  for (guint i = 0; i < self->chunks->len; i++) {
    Chunk *chunk = g_ptr_array_index (self->chunks, i);

    if (chunk->asked)
      g_queue_push_tail (&self->asked, chunk);
  }
  read_next (self);
}

static void
on_list_read (GObject *source, GAsyncResult *result, gpointer user_data) {
  KapkaVisitModel *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) days = kapka_desk_context_run_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (days != NULL && is_same_list (self, days))
    read_again (self);
  else if (days != NULL)
    take_list (self, days);
  g_signal_emit (self, signals[SIGNAL_READY], 0, error);
}

static void
kapka_visit_model_dispose (GObject *object) {
  KapkaVisitModel *self = KAPKA_VISIT_MODEL (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (kapka_visit_model_parent_class)->dispose (object);
}

static void
kapka_visit_model_finalize (GObject *object) {
  KapkaVisitModel *self = KAPKA_VISIT_MODEL (object);

  g_queue_clear (&self->asked);
  g_queue_clear (&self->loaded);
  g_ptr_array_unref (self->chunks);
  g_array_unref (self->starts);
  G_OBJECT_CLASS (kapka_visit_model_parent_class)->finalize (object);
}

static void
kapka_visit_model_class_init (KapkaVisitModelClass *klass) {
  G_OBJECT_CLASS (klass)->dispose = kapka_visit_model_dispose;
  G_OBJECT_CLASS (klass)->finalize = kapka_visit_model_finalize;
  signals[SIGNAL_READY] =
      g_signal_new ("ready", KAPKA_TYPE_VISIT_MODEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 1, G_TYPE_ERROR | G_SIGNAL_TYPE_STATIC_SCOPE);
}

static void
kapka_visit_model_init (KapkaVisitModel *self) {
  self->cancellable = g_cancellable_new ();
  self->chunks = g_ptr_array_new_with_free_func (chunk_free);
  self->starts = g_array_new (FALSE, FALSE, sizeof (guint));
  g_queue_init (&self->asked);
  g_queue_init (&self->loaded);
}

KapkaVisitModel *
kapka_visit_model_new (KapkaDeskContext *context) {
  KapkaVisitModel *self = g_object_new (KAPKA_TYPE_VISIT_MODEL, NULL);

  self->context = g_object_ref (context);
  return self;
}

void
kapka_visit_model_choose (KapkaVisitModel *self, const KapkaVisitChoice *choice) {
  g_autoptr (GArray) nothing = g_array_new (FALSE, FALSE, sizeof (KapkaVisitDay));

  self->choice = *choice;
  stop_reading (self);
  take_list (self, nothing);
  kapka_visit_model_refresh (self);
}

void
kapka_visit_model_refresh (KapkaVisitModel *self) {
  stop_reading (self);
  g_queue_clear (&self->asked);
  kapka_desk_context_run_async (self->context, kapka_visit_reading_list_days,
                                g_strdup (self->choice.day), g_free, (GDestroyNotify)g_array_unref,
                                self->cancellable, on_list_read, self);
}
