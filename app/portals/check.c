// SPDX-License-Identifier: GPL-3.0-or-later
#include "portals/check.h"

#include <gio/gio.h>

/* More portals than these are not bothered to find out whether anything else answers. */
#define MAX_OTHERS 2

/* What is known of the way to the portals. */
typedef struct {
  gboolean has_suspects;
  gboolean listed_answers; // Something of the white list does.
  gboolean other_answers;  // Something else does.
} Way;

static gint64
get_now_ms (void) {
  return g_get_real_time () / 1000;
}

/* Portals that many kiosks look at at once have a bad time. */
static void
pause_a_while (const KapkaPortalCheck *check) {
  guint half = check->pause_ms / 2;

  if (half > 0)
    g_usleep ((half + (guint)g_random_int_range (0, (gint32)check->pause_ms)) * 1000UL);
}

static void
note (Way *way, const KapkaPortalCheck *check, const char *url, const KapkaPortalLook *look) {
  if (look->suspect)
    way->has_suspects = TRUE;
  else if (look->verdict == KAPKA_VERDICT_PROXY || look->verdict == KAPKA_VERDICT_NOT_CHECKED)
    return;
  else if (kapka_white_list_has (check->white_list, url))
    way->listed_answers = TRUE;
  else
    way->other_answers = TRUE;
}

static void
ask_also (Way *way, const KapkaPortalCheck *check, const char *url) {
  g_auto (KapkaPortalLook) look = { 0 };

  pause_a_while (check);
  kapka_portal_look (&look, check->way, url, NULL);
  note (way, check, url, &look);
}

static void
ask_witnesses (Way *way, const KapkaPortalCheck *check) {
  const char *const *urls = kapka_white_list_get_witnesses (check->white_list);

  for (gsize i = 0; urls[i] != NULL && !way->listed_answers; i++)
    ask_also (way, check, urls[i]);
}

static void
ask_others (Way *way, const KapkaPortalCheck *check, const GPtrArray *tiles) {
  const GPtrArray *all = kapka_catalog_get_tiles (check->catalog);
  guint asked = 0;

  for (guint i = 0; i < all->len && asked < MAX_OTHERS && !way->other_answers; i++) {
    const KapkaTile *tile = g_ptr_array_index (all, i);

    if (tile->kind != KAPKA_TILE_PORTAL || !tile->enabled ||
        kapka_white_list_has (check->white_list, tile->url) ||
        g_ptr_array_find ((GPtrArray *)tiles, tile, NULL))
      continue;
    asked++;
    ask_also (way, check, tile->url);
  }
}

static gboolean
has_network (void) {
  return g_network_monitor_get_network_available (g_network_monitor_get_default ());
}

/* What a look meant, now that the others are known. */
static KapkaPortalVerdict
settle (const Way *way, const KapkaPortalLook *look, gboolean listed) {
  gboolean any = way->listed_answers || way->other_answers;

  if (way->listed_answers && !way->other_answers && !listed)
    return KAPKA_VERDICT_WHITE_LIST;
  // Where others answer there is a network, and what cannot be reached keeps silent by itself.
  if (any && look->verdict == KAPKA_VERDICT_NO_NETWORK)
    return KAPKA_VERDICT_SILENT;
  if (!any && look->verdict == KAPKA_VERDICT_NO_NAME && !has_network ())
    return KAPKA_VERDICT_NO_NETWORK;
  return look->verdict;
}

static void
settle_all (const Way *way,
            const KapkaPortalCheck *check,
            const GPtrArray *tiles,
            GPtrArray *results) {
  for (guint i = 0; i < tiles->len; i++) {
    const KapkaTile *tile = g_ptr_array_index (tiles, i);
    KapkaPortalLook *look = &((KapkaPortalResult *)g_ptr_array_index (results, i))->look;

    if (look->suspect)
      look->verdict = settle (way, look, kapka_white_list_has (check->white_list, tile->url));
  }
}

GPtrArray *
kapka_portal_check_run (const KapkaPortalCheck *check, const GPtrArray *tiles) {
  GPtrArray *results = g_ptr_array_new_with_free_func ((GDestroyNotify)kapka_portal_result_free);
  Way way = { 0 };

  for (guint i = 0; i < tiles->len; i++) {
    const KapkaTile *tile = g_ptr_array_index (tiles, i);
    KapkaPortalLook look = { 0 };

    if (i > 0)
      pause_a_while (check);
    kapka_portal_look (&look, check->way, tile->url, tile->rule);
    note (&way, check, tile->url, &look);
    g_ptr_array_add (results, kapka_portal_result_new (tile->id, &look, get_now_ms ()));
  }
  if (!way.has_suspects)
    return results;
  if (!way.listed_answers)
    ask_witnesses (&way, check);
  if (!way.other_answers)
    ask_others (&way, check, tiles);
  settle_all (&way, check, tiles, results);
  return results;
}
