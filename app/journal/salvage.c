// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/salvage.h"

#include <string.h>

#include "base/error.h"
#include "journal/damage.h"
#include "journal/journal-private.h"
#include "journal/salvage-stream.h"
#include "journal/wreck.h"

#define N_EVENTS_A_SLICE 200u
#define LONG_AGO "0001-01-01"

struct _KapkaSalvage {
  KapkaJournal *journal; // Borrowed.
  GPtrArray *names;      // Of owned names of wrecks that wait, the newest last.
  char *name;            // (nullable) Of the wreck at hand.
  KapkaWreck *wreck;     // (nullable)
  guint n_streams_left;  // Of the wreck at hand, the newest of them being the next.
  guint n_events_done;   // Of that stream.
};

static char *
meta_key (const char *name) {
  return g_strconcat ("salvaged ", name, NULL);
}

gboolean
kapka_salvage_is_through (KapkaJournal *journal,
                          const char *name,
                          gboolean *out_through,
                          GError **error) {
  g_autoptr (GError) local_error = NULL;
  g_autofree char *key = meta_key (name);
  g_autofree char *value = kapka_journal_get_meta (journal, key, &local_error);

  *out_through = value != NULL;
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static int
compare_names (gconstpointer a, gconstpointer b) {
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

/** Lists the wrecks that are not through; without a directory there are none. */
static gboolean
list_wrecks (KapkaSalvage *self, GError **error) {
  g_autofree char *path = g_build_filename (self->journal->directory, "quarantine", NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    gboolean through;

    if (!kapka_damage_is_journal (name))
      continue;
    if (!kapka_salvage_is_through (self->journal, name, &through, error))
      return FALSE;
    if (!through)
      g_ptr_array_add (self->names, g_strdup (name));
  }
  g_ptr_array_sort (self->names, compare_names);
  return TRUE;
}

KapkaSalvage *
kapka_salvage_new (KapkaJournal *journal, GError **error) {
  g_autoptr (KapkaSalvage) self = g_new0 (KapkaSalvage, 1);

  self->journal = journal;
  self->names = g_ptr_array_new_with_free_func (g_free);
  return list_wrecks (self, error) ? g_steal_pointer (&self) : NULL;
}

void
kapka_salvage_free (KapkaSalvage *self) {
  if (self == NULL)
    return;
  g_ptr_array_unref (self->names);
  g_free (self->name);
  g_clear_pointer (&self->wreck, kapka_wreck_close);
  g_free (self);
}

static void
open_next (KapkaSalvage *self) {
  g_autofree char *path = NULL;

  self->name = g_ptr_array_steal_index (self->names, self->names->len - 1);
  path = g_build_filename (self->journal->directory, "quarantine", self->name, NULL);
  self->wreck = kapka_wreck_open (path);
  self->n_streams_left = kapka_wreck_get_n_streams (self->wreck);
  self->n_events_done = 0;
}

static gboolean
finish (KapkaSalvage *self, GError **error) {
  g_autofree char *key = meta_key (self->name);

  if (!kapka_journal_set_meta (self->journal, KAPKA_META_RECONCILE_DAY, LONG_AGO, error) ||
      !kapka_journal_set_meta (self->journal, key, "1", error))
    return FALSE;
  g_clear_pointer (&self->wreck, kapka_wreck_close);
  g_clear_pointer (&self->name, g_free);
  return TRUE;
}

static gboolean
take_slice (KapkaSalvage *self, GError **error) {
  guint index = self->n_streams_left - 1;
  gboolean through;

  if (!kapka_salvage_stream (self->journal, self->wreck, index, self->n_events_done,
                             N_EVENTS_A_SLICE, &through, error))
    return FALSE;
  self->n_events_done += N_EVENTS_A_SLICE;
  if (through) {
    self->n_streams_left--;
    self->n_events_done = 0;
  }
  return TRUE;
}

gboolean
kapka_salvage_step (KapkaSalvage *self, gboolean *out_more, GError **error) {
  gboolean done = TRUE;

  if (self->wreck == NULL && self->names->len > 0)
    open_next (self);
  else if (self->wreck != NULL && self->n_streams_left > 0)
    done = take_slice (self, error);
  else if (self->wreck != NULL)
    done = finish (self, error);
  *out_more = self->wreck != NULL || self->names->len > 0;
  return done;
}

gboolean
kapka_journal_salvage (KapkaJournal *journal, GError **error) {
  g_autoptr (KapkaSalvage) salvage = kapka_salvage_new (journal, error);
  gboolean more = salvage != NULL;

  while (more)
    if (!kapka_salvage_step (salvage, &more, error))
      return FALSE;
  return salvage != NULL;
}
