// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/catalog.h"

#include <glib/gi18n.h>

#include "catalog/row.h"
#include "catalog/service.h"
#include "catalog/tile.h"

#define LIST_GROUP "List"

struct _KapkaCatalog {
  KapkaService services[KAPKA_N_SERVICES];
  GPtrArray *events; // Of owned KapkaLifeEvent.
  GPtrArray *tiles;  // Of owned KapkaTile.
  GHashTable *by_id; // Id of a tile → KapkaTile, both borrowed from the tiles.
  char *number;
  char *date;
  char *approver;
};

/* KapkaPlaces: where the catalogue is read from. */
typedef struct {
  const char *data_dir;
  const char *const *override_dirs; // The strongest first.
  KapkaProblems *problems;          // (nullable)
} KapkaPlaces;

static const char *const list_keys[] = { "Number", "Date", "ApprovedBy", "ValidFrom", NULL };
static const char *const no_keys[] = { NULL };

/* Returns the groups of the override @name in @dir, NULL when there is none or it is of no use. An
 * empty file is what a full disk leaves behind, not somebody's wish for a kiosk without portals. */
static GPtrArray *
load_override (const KapkaPlaces *places, const char *dir, const char *name, char **out_path) {
  g_autofree char *path = g_build_filename (dir, name, NULL);
  g_autoptr (GPtrArray) groups = NULL;

  if (!g_file_test (path, G_FILE_TEST_EXISTS) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
    return NULL;
  groups = kapka_ini_load (path, places->problems);
  if (groups != NULL && groups->len == 0) {
    kapka_problems_add (places->problems, path, 0,
                        _ ("no usable group in the file, another one is used"));
    return NULL;
  }
  if (groups != NULL)
    *out_path = g_steal_pointer (&path);
  return g_steal_pointer (&groups);
}

static GPtrArray *
load_groups (const KapkaPlaces *places, const char *name, char **out_path) {
  for (guint i = 0; places->override_dirs[i] != NULL; i++) {
    GPtrArray *groups = load_override (places, places->override_dirs[i], name, out_path);

    if (groups != NULL)
      return groups;
  }
  *out_path = g_build_filename (places->data_dir, "catalog", name, NULL);
  return kapka_ini_load (*out_path, places->problems);
}

static char *
take_text (KapkaRow *row, const char *key) {
  char *text = kapka_row_text (row, key);

  return text != NULL ? text : g_strdup ("");
}

static void
read_list (KapkaCatalog *catalog, const KapkaIniGroup *group, KapkaProblems *problems) {
  KapkaRow row = { group, problems, FALSE };

  kapka_row_check_keys (&row, list_keys, no_keys);
  kapka_row_check_date (&row, "Date");
  kapka_row_check_date (&row, "ValidFrom");
  g_free (catalog->number);
  g_free (catalog->date);
  g_free (catalog->approver);
  catalog->number = take_text (&row, "Number");
  catalog->date = take_text (&row, "Date");
  catalog->approver = take_text (&row, "ApprovedBy");
}

static void
add_tile (KapkaCatalog *catalog,
          KapkaTile *tile,
          const KapkaIniGroup *group,
          KapkaProblems *problems) {
  if (g_hash_table_contains (catalog->by_id, tile->id)) {
    kapka_ini_group_problem (group, problems, NULL,
                             _ ("[%s] is the id of a portal already, expected another one"),
                             tile->id);
    kapka_tile_free (tile);
    return;
  }
  g_ptr_array_add (catalog->tiles, tile);
  g_hash_table_insert (catalog->by_id, tile->id, tile);
}

static void
load_services (KapkaCatalog *catalog, const KapkaPlaces *places) {
  g_autofree char *path = NULL;
  g_autoptr (GPtrArray) groups = load_groups (places, "services.ini", &path);

  kapka_services_read (catalog->services, groups, path, places->problems);
}

static void
load_portals (KapkaCatalog *catalog, const KapkaPlaces *places) {
  g_autofree char *path = NULL;
  g_autoptr (GPtrArray) groups = load_groups (places, "portals.ini", &path);

  for (guint i = 0; groups != NULL && i < groups->len; i++) {
    const KapkaIniGroup *group = g_ptr_array_index (groups, i);
    KapkaTile *tile;

    if (g_str_equal (group->name, LIST_GROUP)) {
      read_list (catalog, group, places->problems);
      continue;
    }
    tile = kapka_tile_read_portal (group, places->problems);
    if (tile != NULL)
      add_tile (catalog, tile, group, places->problems);
  }
}

static void
load_events (KapkaCatalog *catalog, const KapkaPlaces *places) {
  g_autofree char *path = NULL;
  g_autoptr (GPtrArray) groups = load_groups (places, "events.ini", &path);

  for (guint i = 0; groups != NULL && i < groups->len; i++) {
    KapkaLifeEvent *event = kapka_life_event_read (g_ptr_array_index (groups, i), places->problems);

    if (event != NULL)
      g_ptr_array_add (catalog->events, event);
  }
}

static void
check_events_of_form (const KapkaCatalog *catalog,
                      const KapkaTile *tile,
                      const KapkaIniGroup *group,
                      KapkaProblems *problems) {
  for (guint i = 0; tile->events[i] != NULL; i++)
    if (kapka_catalog_find_event (catalog, tile->events[i]) == NULL)
      kapka_ini_group_problem (group, problems, "Events",
                               _ ("Events has \"%s\", expected ids of events.ini"),
                               tile->events[i]);
}

static void
check_portal_of_form (const KapkaCatalog *catalog,
                      const KapkaIniGroup *group,
                      KapkaProblems *problems) {
  KapkaRow row = { group, problems, FALSE };
  g_autofree char *id = kapka_row_text (&row, "Portal");
  const KapkaTile *portal = id == NULL ? NULL : kapka_catalog_find_tile (catalog, id);

  if (id != NULL && (portal == NULL || portal->kind != KAPKA_TILE_PORTAL))
    kapka_ini_group_problem (group, problems, "Portal",
                             _ ("Portal is \"%s\", expected the id of a portal of the list"), id);
}

/* Returns where PDFs are looked for, the strongest first. */
static GStrv
list_form_dirs (const KapkaPlaces *places) {
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *installed = g_build_filename (places->data_dir, "forms", NULL);

  for (guint i = 0; places->override_dirs[i] != NULL; i++) {
    g_autofree char *dir = g_build_filename (places->override_dirs[i], "forms", NULL);

    g_strv_builder_add (builder, dir);
  }
  g_strv_builder_add (builder, installed);
  return g_strv_builder_end (builder);
}

static void
load_forms (KapkaCatalog *catalog, const KapkaPlaces *places) {
  g_autofree char *path = NULL;
  g_autoptr (GPtrArray) groups = load_groups (places, "forms.ini", &path);
  g_auto (GStrv) dirs = list_form_dirs (places);

  for (guint i = 0; groups != NULL && i < groups->len; i++) {
    const KapkaIniGroup *group = g_ptr_array_index (groups, i);
    KapkaTile *tile = kapka_tile_read_form (group, (const char *const *)dirs, places->problems);

    check_portal_of_form (catalog, group, places->problems);
    if (tile == NULL)
      continue;
    check_events_of_form (catalog, tile, group, places->problems);
    add_tile (catalog, tile, group, places->problems);
  }
}

KapkaCatalog *
kapka_catalog_load (const char *data_dir,
                    const char *const *override_dirs,
                    KapkaProblems *problems) {
  static const char *const no_dirs[] = { NULL };
  KapkaPlaces places = { data_dir, override_dirs != NULL ? override_dirs : no_dirs, problems };
  KapkaCatalog *catalog = g_new0 (KapkaCatalog, 1);

  catalog->events = g_ptr_array_new_with_free_func ((GDestroyNotify)kapka_life_event_free);
  catalog->tiles = g_ptr_array_new_with_free_func ((GDestroyNotify)kapka_tile_free);
  catalog->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  catalog->number = g_strdup ("");
  catalog->date = g_strdup ("");
  catalog->approver = g_strdup ("");
  load_services (catalog, &places);
  load_portals (catalog, &places);
  load_events (catalog, &places);
  load_forms (catalog, &places);
  return catalog;
}

void
kapka_catalog_free (KapkaCatalog *catalog) {
  if (catalog == NULL)
    return;
  kapka_services_clear (catalog->services);
  g_ptr_array_unref (catalog->events);
  g_hash_table_unref (catalog->by_id);
  g_ptr_array_unref (catalog->tiles);
  g_free (catalog->number);
  g_free (catalog->date);
  g_free (catalog->approver);
  g_free (catalog);
}

const KapkaService *
kapka_catalog_get_service (const KapkaCatalog *catalog, guint index) {
  g_return_val_if_fail (index < KAPKA_N_SERVICES, NULL);
  return &catalog->services[index];
}

const KapkaService *
kapka_catalog_find_service (const KapkaCatalog *catalog, const char *id) {
  for (guint i = 0; i < KAPKA_N_SERVICES; i++)
    if (g_str_equal (catalog->services[i].id, id))
      return &catalog->services[i];
  return NULL;
}

const GPtrArray *
kapka_catalog_get_events (const KapkaCatalog *catalog) {
  return catalog->events;
}

const KapkaLifeEvent *
kapka_catalog_find_event (const KapkaCatalog *catalog, const char *id) {
  for (guint i = 0; i < catalog->events->len; i++) {
    const KapkaLifeEvent *event = g_ptr_array_index (catalog->events, i);

    if (g_str_equal (event->id, id))
      return event;
  }
  return NULL;
}

const GPtrArray *
kapka_catalog_get_tiles (const KapkaCatalog *catalog) {
  return catalog->tiles;
}

GPtrArray *
kapka_catalog_list_door (const KapkaCatalog *catalog, const char *service) {
  GPtrArray *tiles = g_ptr_array_new ();
  guint primary = 0;

  for (guint i = 0; i < catalog->tiles->len; i++) {
    KapkaTile *tile = g_ptr_array_index (catalog->tiles, i);

    if (!tile->enabled || !kapka_tile_has_service (tile, service))
      continue;
    if (g_str_equal (tile->services[0], service))
      g_ptr_array_insert (tiles, (int)primary++, tile);
    else
      g_ptr_array_add (tiles, tile);
  }
  return tiles;
}

const KapkaTile *
kapka_catalog_find_tile (const KapkaCatalog *catalog, const char *id) {
  return g_hash_table_lookup (catalog->by_id, id);
}

const KapkaTile *
kapka_catalog_find_form_for (const KapkaCatalog *catalog, const char *portal) {
  for (guint i = 0; i < catalog->tiles->len; i++) {
    const KapkaTile *tile = g_ptr_array_index (catalog->tiles, i);

    if (tile->kind == KAPKA_TILE_FORM && tile->enabled && tile->file != NULL &&
        g_strcmp0 (tile->portal, portal) == 0)
      return tile;
  }
  return NULL;
}

const char *
kapka_catalog_get_number (const KapkaCatalog *catalog) {
  return catalog->number;
}

const char *
kapka_catalog_get_date (const KapkaCatalog *catalog) {
  return catalog->date;
}

const char *
kapka_catalog_get_approver (const KapkaCatalog *catalog) {
  return catalog->approver;
}
