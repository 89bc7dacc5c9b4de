// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

#include "base/problems.h"
#include "catalog/life-event.h"
#include "catalog/local-text.h"
#include "catalog/navigation-rule.h"
#include "catalog/print-profile.h"

#define KAPKA_N_SERVICES 6

/** The service under which every printed form is counted; behind its door the shelf stands. */
#define KAPKA_SERVICE_FORMS "s4"

/** KapkaService: one of the six purposes that are counted, and its door on the home screen. */
typedef struct {
  char *id;                // s1…s6.
  KapkaLocalText name;     // Official label of the report.
  KapkaLocalText door;     // Plain words for the visitor.
  KapkaLocalText hint;     // One line below them.
  KapkaLocalText keywords; // What else people call it, `;` between; none may be there.
  char *icon;              // Icon name.
  char *colour;            // `#rrggbb`.
} KapkaService;

typedef enum {
  KAPKA_TILE_PORTAL,
  KAPKA_TILE_FORM,
} KapkaTileKind;

/** KapkaTile: what a visitor can open: a portal or a form. */
typedef struct {
  KapkaTileKind kind;
  char *id;
  KapkaLocalText name;
  KapkaLocalText description;
  KapkaLocalText keywords; // What else people call it, `;` between; none may be there.
  char *icon;
  gboolean enabled;
  GStrv services; // Doors behind which the tile stands, primary first: `Services` of a portal,
                  // `Doors` of a form.
  // Portals:
  char *url;
  KapkaNavigationRule *rule;
  char *group;
  // Forms:
  char *file;   // (nullable): absolute path of the PDF; %NULL: the centre has not supplied it yet.
  char *sha256; // (nullable): of the PDF that was checked, in 64 hex digits.
  KapkaLocalText authority; // To whom it goes; none may be there.
  KapkaLocalText audience;  // Whom it is for; none may be there.
  char *form_number;        // (nullable)
  char *legal_act;          // (nullable)
  char *source;             // (nullable): where the blank is published officially, in words.
  GStrv languages;          // Languages of the blank: `ru`, `udm`, `en`.
  GStrv events;             // Ids of life events in which it is needed.
  char *valid_from;         // (nullable): first and …
  char *valid_to;           // (nullable): … last day on which it is accepted, YYYY-MM-DD.
  char *checked_on;         // (nullable): day on which somebody compared it with the source.
  gboolean sample;          // Our own sample, not an official blank.
  char *guide;              // (nullable): absolute path of the PDF «как заполнить».
  char *portal;             // (nullable): id of the portal for the same matter.
  const KapkaPrintProfile *print_profile; // Never %NULL for a form.
} KapkaTile;

/**
 * KapkaCatalog:
 * The approved list of what may be opened: services.ini, portals.ini, events.ini and forms.ini.
 * Does not change once loaded.
 */
typedef struct _KapkaCatalog KapkaCatalog;

/**
 * kapka_catalog_load:
 * @data_dir: installed data: `catalog/` with the four files and `forms/` with the PDFs
 * @override_dirs: (nullable) (array zero-terminated=1): the strongest first; a file here takes the
 * place of the file of that name in what is weaker, one by one, and PDFs are looked for in its
 * `forms/` first
 * @problems: what is wrong, by file and line
 *
 * A tile with a mistake is reported and left out. An unusable file is reported and, where it was an
 * override, the next one that is weaker read instead.
 *
 * Returns: (transfer full): a catalogue in any case; each of the six services is there, with its id
 * for a name at the worst.
 */
KapkaCatalog *kapka_catalog_load (const char *data_dir,
                                  const char *const *override_dirs,
                                  KapkaProblems *problems);
void kapka_catalog_free (KapkaCatalog *catalog);

/** Returns: (transfer none): the service of @index 0…5. */
const KapkaService *kapka_catalog_get_service (const KapkaCatalog *catalog, guint index);

/** Returns: (transfer none) (nullable): the service with @id. */
const KapkaService *kapka_catalog_find_service (const KapkaCatalog *catalog, const char *id);

/** Returns: (transfer none) (element-type KapkaLifeEvent): the life events in file order. */
const GPtrArray *kapka_catalog_get_events (const KapkaCatalog *catalog);

/** Returns: (transfer none) (nullable): the life event with @id. */
const KapkaLifeEvent *kapka_catalog_find_event (const KapkaCatalog *catalog, const char *id);

/** Returns: (transfer none) (element-type KapkaTile): all tiles in file order, portals first,
 * disabled ones too. */
const GPtrArray *kapka_catalog_get_tiles (const KapkaCatalog *catalog);

/** Returns: (transfer container) (element-type KapkaTile): enabled tiles behind the door @service,
 * those with it as primary first. */
GPtrArray *kapka_catalog_list_door (const KapkaCatalog *catalog, const char *service);

/** Returns: (transfer none) (nullable): the tile with @id. */
const KapkaTile *kapka_catalog_find_tile (const KapkaCatalog *catalog, const char *id);

/**
 * kapka_catalog_find_form_for:
 * @portal: id of a portal
 *
 * Returns: (transfer none) (nullable): the first enabled form for the same matter that is here to
 * be printed, which helps when the portal cannot be reached.
 */
const KapkaTile *kapka_catalog_find_form_for (const KapkaCatalog *catalog, const char *portal);

/** Returns: whether @tile stands behind the door @service. */
gboolean kapka_tile_has_service (const KapkaTile *tile, const char *service);

/** Number, date and approver of the approved list of portals, as printed in `[List]`; empty when
 * not given. */
const char *kapka_catalog_get_number (const KapkaCatalog *catalog);
const char *kapka_catalog_get_date (const KapkaCatalog *catalog);
const char *kapka_catalog_get_approver (const KapkaCatalog *catalog);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaCatalog, kapka_catalog_free)
