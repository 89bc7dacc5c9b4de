// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/tile-state.h"

#include <glib/gi18n.h>

#include "catalog/web-origin.h"
#include "ui/paper/form-words.h"

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

static KapkaPortalState
look_at_portal (KapkaSession *session, const KapkaTile *tile) {
  KapkaPortalState met = kapka_portal_states_get (kapka_session_get_portal_states (session),
                                                  tile->id, g_get_monotonic_time ());
  gboolean trouble = met != KAPKA_PORTAL_UNKNOWN && met != KAPKA_PORTAL_READY;

  return !trouble && needs_network (tile) && is_offline (session) ? KAPKA_PORTAL_NO_NETWORK : met;
}

static void
read_portal (KapkaTileState *state, KapkaSession *session, const KapkaTile *tile) {
  KapkaPortalState met = look_at_portal (session, tile);

  state->icon = looks[met].icon;
  state->words = looks[met].words == NULL ? NULL : g_strdup (_ (looks[met].words));
  state->good = met == KAPKA_PORTAL_READY;
}

static const char *
get_form_icon (KapkaFormState state) {
  if (state == KAPKA_FORM_READY)
    return "kapka-check-symbolic";
  return state == KAPKA_FORM_NO_BLANK ? "kapka-question-symbolic" : "kapka-warning-symbolic";
}

static void
read_form (KapkaTileState *state, KapkaSession *session, const KapkaTile *tile) {
  KapkaFormState form = kapka_form_words_look (session, tile);

  state->icon = get_form_icon (form);
  state->words = kapka_form_words_state (tile, form);
  state->good = form == KAPKA_FORM_READY;
}

void
kapka_tile_state_read (KapkaTileState *state, KapkaSession *session, const KapkaTile *tile) {
  *state = (KapkaTileState){ 0 };
  if (tile == NULL)
    return;
  if (tile->kind == KAPKA_TILE_PORTAL)
    read_portal (state, session, tile);
  else
    read_form (state, session, tile);
}

void
kapka_tile_state_clear (KapkaTileState *state) {
  g_clear_pointer (&state->words, g_free);
}
