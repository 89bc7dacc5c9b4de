// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/often.h"

#include <string.h>

#include "journal/often.h"

/* More would be a list to read through. */
#define MAX_TILES 6

struct _KapkaOften {
  GObject parent_instance;

  // Owned
  KapkaCatalogs *catalogs;
  KapkaClock *clock;
  KapkaJournalWriter *writer;
  GStrv ids;        // (nullable): the most used first, as the journal has them.
  GPtrArray *tiles; // Borrowed from the catalogue.
  char *month;      // (nullable) In which the journal was read.
};

G_DEFINE_FINAL_TYPE (KapkaOften, kapka_often, G_TYPE_OBJECT)

static guint changed_signal;

static char *
get_today (KapkaOften *self) {
  KapkaInstant now;

  kapka_clock_now (self->clock, &now);
  return g_strdup (now.day);
}

/* The list of portals may have changed since. */
static void
find_tiles (KapkaOften *self) {
  const KapkaCatalog *catalog = kapka_catalogs_get (self->catalogs);

  g_ptr_array_set_size (self->tiles, 0);
  for (char **id = self->ids; id != NULL && *id != NULL && self->tiles->len < MAX_TILES; id++) {
    const KapkaTile *tile = kapka_catalog_find_tile (catalog, *id);

    if (tile != NULL && tile->enabled)
      g_ptr_array_add (self->tiles, (gpointer)tile);
  }
  g_signal_emit (self, changed_signal, 0);
}

/* A journal that cannot be read shows elsewhere; here it only means that the next visit asks again.
 */
static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data) {
  g_autoptr (KapkaOften) self = user_data;
  g_auto (GStrv) ids = kapka_journal_writer_run_finish (result, NULL);

  if (ids == NULL) {
    g_clear_pointer (&self->month, g_free);
    return;
  }
  g_strfreev (self->ids);
  self->ids = g_steal_pointer (&ids);
  find_tiles (self);
}

static gpointer
read_ids (KapkaJournal *journal, gpointer data, GError **error) {
  return kapka_often_list (journal, data, error);
}

static void
kapka_often_finalize (GObject *object) {
  KapkaOften *self = KAPKA_OFTEN (object);

  g_clear_pointer (&self->clock, kapka_clock_unref);
  g_clear_object (&self->catalogs);
  g_clear_object (&self->writer);
  g_strfreev (self->ids);
  g_ptr_array_unref (self->tiles);
  g_free (self->month);
  G_OBJECT_CLASS (kapka_often_parent_class)->finalize (object);
}

static void
kapka_often_class_init (KapkaOftenClass *klass) {
  G_OBJECT_CLASS (klass)->finalize = kapka_often_finalize;
  changed_signal = g_signal_new ("changed", KAPKA_TYPE_OFTEN, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static void
kapka_often_init (KapkaOften *self) {
  self->tiles = g_ptr_array_new ();
}

KapkaOften *
kapka_often_new (KapkaCatalogs *catalogs, KapkaClock *clock, KapkaJournalWriter *writer) {
  KapkaOften *self = g_object_new (KAPKA_TYPE_OFTEN, NULL);

  self->catalogs = g_object_ref (catalogs);
  self->clock = kapka_clock_ref (clock);
  self->writer = g_object_ref (writer);
  g_signal_connect_object (catalogs, "changed", G_CALLBACK (find_tiles), self, G_CONNECT_SWAPPED);
  return self;
}

void
kapka_often_refresh (KapkaOften *self) {
  g_autofree char *today = get_today (self);
  g_autofree char *month = g_strndup (today, strlen ("YYYY-MM"));

  if (g_strcmp0 (month, self->month) == 0)
    return;
  g_free (self->month);
  self->month = g_steal_pointer (&month);
  kapka_journal_writer_run_async (self->writer, read_ids, g_steal_pointer (&today), g_free,
                                  (GDestroyNotify)g_strfreev, NULL, on_read, g_object_ref (self));
}

const GPtrArray *
kapka_often_get_tiles (KapkaOften *self) {
  return self->tiles;
}
