// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/tile.h"

#include <glib/gi18n.h>
#include <string.h>

#include "catalog/row.h"

static const char *const portal_keys[] = { "Url",       "Services", "Owner",    "ExtraHosts",
                                           "LoginESIA", "TlsCa",    "Evidence", "Enabled",
                                           "Icon",      "Group",    NULL };
static const char *const form_keys[] = { "File",    "Authority", "LegalAct",  "PrintProfile",
                                         "Sample",  "Doors",     "Portal",    "Icon",
                                         "Enabled", "CheckedOn", "ValidFrom", "ValidTo",
                                         NULL };
static const char *const portal_texts[] = { "Name", "Description", "Keywords", "Note", NULL };
static const char *const form_texts[] = { "Name", "Description", "Keywords", NULL };

static KapkaTile *
tile_new (KapkaRow *row, KapkaTileKind kind) {
  KapkaTile *tile = g_new0 (KapkaTile, 1);

  tile->kind = kind;
  tile->id = g_strdup (row->group->name);
  kapka_row_check_id (row);
  kapka_row_required_local_text (row, "Name", &tile->name);
  kapka_local_text_read (&tile->description, row->group, "Description");
  if (tile->description.ru == NULL)
    tile->description.ru = g_strdup ("");
  kapka_local_text_read (&tile->keywords, row->group, "Keywords");
  tile->icon = kapka_row_text (row, "Icon");
  if (tile->icon == NULL)
    tile->icon =
        g_strdup (kind == KAPKA_TILE_FORM ? "kapka-form-symbolic" : "kapka-portal-symbolic");
  tile->enabled = kapka_row_flag (row, "Enabled", TRUE);
  return tile;
}

static void
read_addresses (KapkaRow *row, KapkaTile *tile) {
  g_auto (GStrv) extra_hosts = kapka_row_list (row, "ExtraHosts");
  gboolean login_esia = kapka_row_flag (row, "LoginESIA", FALSE);
  g_autoptr (KapkaNavigationRule) own = NULL;
  g_autoptr (GError) error = NULL;

  tile->url = kapka_row_text (row, "Url");
  if (tile->url == NULL) {
    kapka_row_fail (row, "Url",
                    _ ("Url is missing, expected an address as in https://example.ru/"));
    return;
  }
  own = kapka_navigation_rule_new (tile->url, NULL, FALSE, &error);
  if (own == NULL) {
    kapka_row_fail (row, "Url", _ ("Url is \"%s\": %s"), tile->url, error->message);
    return;
  }
  tile->rule =
      kapka_navigation_rule_new (tile->url, (const char *const *)extra_hosts, login_esia, &error);
  if (tile->rule == NULL)
    kapka_row_fail (row, "ExtraHosts", "ExtraHosts: %s", error->message);
}

/* Hands the tile out when nothing in its row was wrong. */
static KapkaTile *
finish (KapkaRow *row, KapkaTile *tile) {
  if (!row->bad)
    return tile;
  kapka_tile_free (tile);
  return NULL;
}

KapkaTile *
kapka_tile_read_portal (const KapkaIniGroup *group, KapkaProblems *problems) {
  KapkaRow row = { group, problems, FALSE };
  KapkaTile *tile = tile_new (&row, KAPKA_TILE_PORTAL);

  kapka_row_check_keys (&row, portal_keys, portal_texts);
  tile->services = kapka_row_services (&row, "Services", NULL);
  tile->group = kapka_row_text (&row, "Group");
  read_addresses (&row, tile);
  return finish (&row, tile);
}

/* A path in the file name could hand out any PDF of the machine. */
static gboolean
name_is_plain (const char *name) {
  return strchr (name, '/') == NULL && *name != '.';
}

static char *
find_file (const char *name, const char *const *dirs) {
  for (guint i = 0; dirs[i] != NULL; i++) {
    g_autofree char *joined = g_build_filename (dirs[i], name, NULL);
    g_autofree char *path = g_canonicalize_filename (joined, NULL);

    if (g_file_test (path, G_FILE_TEST_IS_REGULAR))
      return g_steal_pointer (&path);
  }
  return NULL;
}

static void
read_file (KapkaRow *row, KapkaTile *tile, const char *const *dirs) {
  g_autofree char *name = kapka_row_text (row, "File");

  if (name == NULL || !name_is_plain (name)) {
    kapka_row_fail (row, "File", _ ("File is \"%s\", expected the plain name of a PDF in forms/"),
                    name != NULL ? name : "");
    return;
  }
  tile->file = find_file (name, dirs);
  if (tile->file == NULL) {
    g_autofree char *places = g_strjoinv (_ (" or "), (GStrv)dirs);

    kapka_row_fail (row, "File", _ ("File is \"%s\", which is not in %s"), name, places);
  }
}

KapkaTile *
kapka_tile_read_form (const KapkaIniGroup *group,
                      const char *const *dirs,
                      KapkaProblems *problems) {
  KapkaRow row = { group, problems, FALSE };
  KapkaTile *tile = tile_new (&row, KAPKA_TILE_FORM);

  kapka_row_check_keys (&row, form_keys, form_texts);
  tile->services = kapka_row_services (&row, "Doors", "s4");
  tile->authority = kapka_row_text (&row, "Authority");
  tile->legal_act = kapka_row_text (&row, "LegalAct");
  tile->sample = kapka_row_flag (&row, "Sample", FALSE);
  tile->portal = kapka_row_text (&row, "Portal");
  kapka_row_check_date (&row, "CheckedOn");
  kapka_row_check_date (&row, "ValidFrom");
  kapka_row_check_date (&row, "ValidTo");
  read_file (&row, tile, dirs);
  return finish (&row, tile);
}

void
kapka_tile_free (KapkaTile *tile) {
  if (tile == NULL)
    return;
  g_free (tile->id);
  kapka_local_text_clear (&tile->name);
  kapka_local_text_clear (&tile->description);
  kapka_local_text_clear (&tile->keywords);
  g_free (tile->icon);
  g_strfreev (tile->services);
  g_free (tile->url);
  kapka_navigation_rule_free (tile->rule);
  g_free (tile->group);
  g_free (tile->file);
  g_free (tile->authority);
  g_free (tile->legal_act);
  g_free (tile->portal);
  g_free (tile);
}

gboolean
kapka_tile_has_service (const KapkaTile *tile, const char *service) {
  return g_strv_contains ((const char *const *)tile->services, service);
}
