// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/portal-states.h"

typedef struct {
  KapkaPortalState state;
  gint64 found_usec;
  gint64 until_usec;
} Entry;

struct _KapkaPortalStates {
  GObject parent_instance;

  GHashTable *met;      // Id → owned Entry.
  GHashTable *reported; // The same of the check of all portals.
  GHashTable *opened;   // Id → owned gint64: when it has opened last, monotonic.
};

G_DEFINE_FINAL_TYPE (KapkaPortalStates, kapka_portal_states, G_TYPE_OBJECT)

static guint changed_signal;

static void
kapka_portal_states_finalize (GObject *object) {
  KapkaPortalStates *self = KAPKA_PORTAL_STATES (object);

  g_hash_table_unref (self->met);
  g_hash_table_unref (self->reported);
  g_hash_table_unref (self->opened);
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
  self->met = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->reported = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->opened = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
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

static void
put (GHashTable *entries, const char *id, const Entry *entry) {
  if (entry->state == KAPKA_PORTAL_UNKNOWN)
    g_hash_table_remove (entries, id);
  else
    g_hash_table_replace (entries, g_strdup (id), g_memdup2 (entry, sizeof *entry));
}

static void
tell_change (KapkaPortalStates *self, const char *id, KapkaPortalState before, gint64 now_usec) {
  if (kapka_portal_states_get (self, id, now_usec) != before)
    g_signal_emit (self, changed_signal, 0, id);
}

void
kapka_portal_states_note (KapkaPortalStates *self,
                          const char *id,
                          KapkaPortalState state,
                          gint64 now_usec) {
  KapkaPortalState before = kapka_portal_states_get (self, id, now_usec);
  const Entry entry = { state, now_usec, now_usec + age_limit_usec (state) };

  put (self->met, id, &entry);
  if (state == KAPKA_PORTAL_READY)
    g_hash_table_replace (self->opened, g_strdup (id), g_memdup2 (&now_usec, sizeof now_usec));
  tell_change (self, id, before, now_usec);
}

void
kapka_portal_states_report (KapkaPortalStates *self,
                            const char *id,
                            KapkaPortalState state,
                            gint64 found_usec,
                            gint64 until_usec,
                            gint64 now_usec) {
  KapkaPortalState before = kapka_portal_states_get (self, id, now_usec);
  const Entry entry = { state, found_usec, until_usec };

  put (self->reported, id, &entry);
  tell_change (self, id, before, now_usec);
}

/* Returns NULL for what is not known any more. */
static const Entry *
find (GHashTable *entries, const char *id, gint64 now_usec) {
  const Entry *entry = g_hash_table_lookup (entries, id);

  return entry == NULL || now_usec >= entry->until_usec ? NULL : entry;
}

/* A trouble is over once the portal has opened, whoever has found it and however long it was to be
 * told. */
static gboolean
is_over (KapkaPortalStates *self, const char *id, const Entry *entry) {
  const gint64 *opened_usec = g_hash_table_lookup (self->opened, id);

  return entry->state != KAPKA_PORTAL_READY && opened_usec != NULL &&
         *opened_usec >= entry->found_usec;
}

KapkaPortalState
kapka_portal_states_get (KapkaPortalStates *self, const char *id, gint64 now_usec) {
  const Entry *newest = find (self->met, id, now_usec);
  const Entry *reported = find (self->reported, id, now_usec);

  if (reported != NULL && !is_over (self, id, reported) &&
      (newest == NULL || reported->found_usec > newest->found_usec))
    newest = reported;
  return newest == NULL ? KAPKA_PORTAL_UNKNOWN : newest->state;
}

static gboolean
is_ready (gpointer key, gpointer value, gpointer user_data) {
  return ((const Entry *)value)->state == KAPKA_PORTAL_READY;
}

void
kapka_portal_states_end_visit (KapkaPortalStates *self) {
  g_hash_table_foreach_remove (self->met, is_ready, NULL);
}
