// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/portal-states.h"

typedef struct {
  KapkaPortalState state;
  gint64 noted_usec;
} Entry;

struct _KapkaPortalStates {
  GObject parent_instance;

  GHashTable *entries; // Id → owned Entry.
};

G_DEFINE_FINAL_TYPE (KapkaPortalStates, kapka_portal_states, G_TYPE_OBJECT)

static guint changed_signal;

static void
kapka_portal_states_finalize (GObject *object) {
  g_hash_table_unref (KAPKA_PORTAL_STATES (object)->entries);
  G_OBJECT_CLASS (kapka_portal_states_parent_class)->finalize (object);
}

static void
kapka_portal_states_class_init (KapkaPortalStatesClass *klass) {
  G_OBJECT_CLASS (klass)->finalize = kapka_portal_states_finalize;
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
kapka_portal_states_init (KapkaPortalStates *self) {
  self->entries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

KapkaPortalStates *
kapka_portal_states_new (void) {
  return g_object_new (KAPKA_TYPE_PORTAL_STATES, NULL);
}

static gint64
age_limit_usec (KapkaPortalState state) {
  return (state == KAPKA_PORTAL_NO_NETWORK ? KAPKA_PORTAL_NO_NETWORK_SECONDS
                                           : KAPKA_PORTAL_STATE_SECONDS) *
         G_USEC_PER_SEC;
}

void
kapka_portal_states_note (KapkaPortalStates *self,
                          const char *id,
                          KapkaPortalState state,
                          gint64 now_usec) {
  KapkaPortalState before = kapka_portal_states_get (self, id, now_usec);

  if (state == KAPKA_PORTAL_UNKNOWN) {
    g_hash_table_remove (self->entries, id);
  } else {
    Entry *entry = g_new0 (Entry, 1);

    entry->state = state;
    entry->noted_usec = now_usec;
    g_hash_table_replace (self->entries, g_strdup (id), entry);
  }
  if (state != before)
    g_signal_emit (self, changed_signal, 0, id);
}

KapkaPortalState
kapka_portal_states_get (KapkaPortalStates *self, const char *id, gint64 now_usec) {
  const Entry *entry = g_hash_table_lookup (self->entries, id);

  if (entry == NULL || now_usec - entry->noted_usec >= age_limit_usec (entry->state))
    return KAPKA_PORTAL_UNKNOWN;
  return entry->state;
}

static gboolean
is_ready (gpointer key, gpointer value, gpointer user_data) {
  return ((const Entry *)value)->state == KAPKA_PORTAL_READY;
}

void
kapka_portal_states_end_visit (KapkaPortalStates *self) {
  g_hash_table_foreach_remove (self->entries, is_ready, NULL);
}
