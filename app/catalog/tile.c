// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/tile.h"

#include <glib/gi18n.h>

static const char *const portal_keys[] = { "Url",       "Services", "Owner",    "ExtraHosts",
                                           "LoginESIA", "TlsCa",    "Evidence", "Enabled",
                                           "Icon",      "Group",    NULL };
static const char *const portal_texts[] = { "Name", "Description", "Keywords", "Note", NULL };

KapkaTile *
kapka_tile_begin (KapkaRow *row, KapkaTileKind kind) {
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

KapkaTile *
kapka_tile_finish (KapkaRow *row, KapkaTile *tile) {
  if (!row->bad)
    return tile;
  kapka_tile_free (tile);
  return NULL;
}

KapkaTile *
kapka_tile_read_portal (const KapkaIniGroup *group, KapkaProblems *problems) {
  KapkaRow row = { group, problems, FALSE };
  KapkaTile *tile = kapka_tile_begin (&row, KAPKA_TILE_PORTAL);

  kapka_row_check_keys (&row, portal_keys, portal_texts);
  tile->services = kapka_row_services (&row, "Services", NULL);
  tile->group = kapka_row_text (&row, "Group");
  read_addresses (&row, tile);
  return kapka_tile_finish (&row, tile);
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
  g_free (tile->sha256);
  kapka_local_text_clear (&tile->authority);
  kapka_local_text_clear (&tile->audience);
  g_free (tile->form_number);
  g_free (tile->legal_act);
  g_free (tile->source);
  g_strfreev (tile->languages);
  g_strfreev (tile->events);
  g_free (tile->valid_from);
  g_free (tile->valid_to);
  g_free (tile->checked_on);
  g_free (tile->guide);
  g_free (tile->portal);
  g_free (tile);
}

gboolean
kapka_tile_has_service (const KapkaTile *tile, const char *service) {
  return g_strv_contains ((const char *const *)tile->services, service);
}
