// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/tile-state.h"

#include <glib/gi18n.h>

#include "catalog/web-origin.h"

typedef struct {
  const char *icon;
  const char *words;
} Look;

static const Look looks[KAPKA_N_PORTAL_STATES] = {
  [KAPKA_PORTAL_READY] = { "kapka-check-symbolic", N_ ("Works now") },
  [KAPKA_PORTAL_NO_NETWORK] = { "kapka-network-off-symbolic", N_ ("No connection now") },
  [KAPKA_PORTAL_NOT_FOUND] = { "kapka-network-off-symbolic", N_ ("Not found on the network") },
  [KAPKA_PORTAL_UNSAFE] = { "kapka-warning-symbolic", N_ ("The connection is not safe") },
  [KAPKA_PORTAL_OUT_OF_SERVICE] = { "kapka-warning-symbolic", N_ ("Does not work now") },
  [KAPKA_PORTAL_SILENT] = { "kapka-clock-symbolic", N_ ("Does not answer now") },
};

static gboolean
needs_network (const KapkaTile *tile) {
  g_auto (KapkaWebOrigin) origin = { 0 };

  return kapka_web_origin_parse (&origin, tile->url, NULL) &&
         !kapka_web_host_is_address (origin.host);
}

static gboolean
is_offline (KapkaSession *session) {
  return *kapka_session_get_settings (session)->proxy == '\0' &&
         !g_network_monitor_get_network_available (g_network_monitor_get_default ());
}

KapkaPortalState
kapka_tile_state_of (KapkaSession *session, const KapkaTile *tile) {
  KapkaPortalState met = kapka_portal_states_get (kapka_session_get_portal_states (session),
                                                  tile->id, g_get_monotonic_time ());
  gboolean trouble = met != KAPKA_PORTAL_UNKNOWN && met != KAPKA_PORTAL_READY;

  return !trouble && needs_network (tile) && is_offline (session) ? KAPKA_PORTAL_NO_NETWORK : met;
}

const char *
kapka_tile_state_get_words (KapkaPortalState state) {
  return looks[state].words == NULL ? NULL : _ (looks[state].words);
}

const char *
kapka_tile_state_get_icon (KapkaPortalState state) {
  return looks[state].icon;
}
