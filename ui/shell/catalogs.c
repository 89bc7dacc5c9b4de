// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/catalogs.h"

#include "base/log.h"
#include "bundle/layers.h"
#include "catalog/catalog-stamp.h"

struct _KapkaCatalogs {
  GObject parent_instance;

  // Owned
  char *data_dir;
  KapkaSettings *settings;
  GPtrArray *all; // Of KapkaCatalog; the last is in use.
  char *stamp;    // Of the files that were read last.

  guint n_mistakes; // In the one in use.
};

G_DEFINE_FINAL_TYPE (KapkaCatalogs, kapka_catalogs, G_TYPE_OBJECT)

static guint changed_signal;

static void
log_problems (KapkaProblems *problems) {
  for (guint i = 0; i < problems->len; i++) {
    g_autofree char *text = kapka_problem_to_string (g_ptr_array_index (problems, i));

    kapka_log_detail (G_LOG_LEVEL_MESSAGE, "catalogue-mistake", NULL, text);
  }
}

/* The files may change while they are read: so they are looked at first, and read again then.
 * @layers are named by their own directories: another bundle of the centre may be in use before the
 * visit is over for which this one is read. */
static KapkaCatalog *
load (KapkaCatalogs *self, GStrv layers, KapkaProblems *problems) {
  const char *const *override_dirs = (const char *const *)layers;
  KapkaCatalog *catalog;

  g_free (self->stamp);
  self->stamp = kapka_catalog_stamp (self->data_dir, override_dirs);
  catalog = kapka_catalog_load (self->data_dir, override_dirs, problems);
  log_problems (problems);
  return catalog;
}

/* A thread of the desk or a screen that is going may still look at the one before: it stays. */
static void
use (KapkaCatalogs *self, KapkaCatalog *catalog, guint n_mistakes) {
  g_ptr_array_add (self->all, catalog);
  self->n_mistakes = n_mistakes;
}

static void
kapka_catalogs_finalize (GObject *object) {
  KapkaCatalogs *self = KAPKA_CATALOGS (object);

  g_free (self->data_dir);
  g_clear_pointer (&self->settings, kapka_settings_unref);
  g_ptr_array_unref (self->all);
  g_free (self->stamp);
  G_OBJECT_CLASS (kapka_catalogs_parent_class)->finalize (object);
}

static void
kapka_catalogs_class_init (KapkaCatalogsClass *klass) {
  G_OBJECT_CLASS (klass)->finalize = kapka_catalogs_finalize;
  changed_signal = g_signal_new ("changed", KAPKA_TYPE_CATALOGS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static void
kapka_catalogs_init (KapkaCatalogs *self) {
  self->all = g_ptr_array_new_with_free_func ((GDestroyNotify)kapka_catalog_free);
}

KapkaCatalogs *
kapka_catalogs_new (const char *data_dir, KapkaSettings *settings) {
  KapkaCatalogs *self = g_object_new (KAPKA_TYPE_CATALOGS, NULL);
  g_auto (GStrv) layers = kapka_bundle_list_layers (settings);
  g_autoptr (GPtrArray) problems = kapka_problems_new ();
  KapkaCatalog *catalog;

  self->data_dir = g_strdup (data_dir);
  self->settings = kapka_settings_ref (settings);
  catalog = load (self, layers, problems);
  use (self, catalog, problems->len);
  return self;
}

const KapkaCatalog *
kapka_catalogs_get (KapkaCatalogs *self) {
  return g_ptr_array_index (self->all, self->all->len - 1);
}

/* It is left out of use whole: half of a catalogue is one that nobody has approved. */
static void
take (KapkaCatalogs *self, KapkaCatalog *catalog, guint n_mistakes) {
  if (n_mistakes > self->n_mistakes) {
    kapka_log_words (
        G_LOG_LEVEL_WARNING, "catalogue-refused",
        "The changed catalogue has more mistakes than the earlier one: it stays in use",
        "mistakes=%u earlier=%u", n_mistakes, self->n_mistakes);
    kapka_catalog_free (catalog);
    return;
  }
  use (self, catalog, n_mistakes);
  kapka_log_fact (G_LOG_LEVEL_MESSAGE, "catalogue-changed",
                  "The catalogue has changed and was read again");
  g_signal_emit (self, changed_signal, 0);
}

void
kapka_catalogs_renew (KapkaCatalogs *self) {
  g_auto (GStrv) layers = kapka_bundle_list_layers (self->settings);
  g_autofree char *stamp = kapka_catalog_stamp (self->data_dir, (const char *const *)layers);
  g_autoptr (GPtrArray) problems = NULL;
  KapkaCatalog *catalog;

  if (g_str_equal (stamp, self->stamp))
    return;
  problems = kapka_problems_new ();
  catalog = load (self, layers, problems);
  take (self, catalog, problems->len);
}
