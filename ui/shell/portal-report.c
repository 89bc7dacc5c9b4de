// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/portal-report.h"

#include <gio/gio.h>

#include "base/error.h"
#include "base/log.h"
#include "portals/results.h"

struct _KapkaPortalReport {
  GObject parent_instance;

  char *state_dir;
  KapkaPortalStates *states;
  GFileMonitor
      *monitor;     // (nullable): where nothing can be watched the report is that of the start.
  GHashTable *told; // Ids of which something was told.
};

G_DEFINE_FINAL_TYPE (KapkaPortalReport, kapka_portal_report, G_TYPE_OBJECT)

static void
kapka_portal_report_finalize (GObject *object) {
  KapkaPortalReport *self = KAPKA_PORTAL_REPORT (object);

  g_clear_object (&self->monitor);
  g_clear_object (&self->states);
  g_hash_table_unref (self->told);
  g_free (self->state_dir);
  G_OBJECT_CLASS (kapka_portal_report_parent_class)->finalize (object);
}

static void
kapka_portal_report_class_init (KapkaPortalReportClass *klass) {
  G_OBJECT_CLASS (klass)->finalize = kapka_portal_report_finalize;
}

static void
kapka_portal_report_init (KapkaPortalReport *self) {
  self->told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/* The clock of the file is that of the day, the clock of the states one that never jumps. */
static void
tell (KapkaPortalReport *self, const KapkaPortalResult *result) {
  gint64 now_usec = g_get_monotonic_time ();
  gint64 now_ms = g_get_real_time () / 1000;
  gint64 remaining_ms = kapka_portal_result_remaining_ms (result, now_ms);

  kapka_portal_states_report (
      self->states, result->id, kapka_portal_verdict_get_state (result->look.verdict),
      now_usec - MAX (now_ms - result->at_ms, 0) * 1000, now_usec + remaining_ms * 1000, now_usec);
}

static void
forget (KapkaPortalReport *self, const char *id) {
  kapka_portal_states_report (self->states, id, KAPKA_PORTAL_UNKNOWN, 0, 0,
                              g_get_monotonic_time ());
}

/* A file that is not there yet is nothing to speak of. */
static void
refresh (KapkaPortalReport *self) {
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) results = kapka_portal_results_load (self->state_dir, &error);
  g_autoptr (GHashTable) before = g_steal_pointer (&self->told);
  GHashTableIter iter;
  gpointer id;

  if (error != NULL && !g_error_matches (error, KAPKA_ERROR, KAPKA_ERROR_NOT_FOUND))
    kapka_log_detail (G_LOG_LEVEL_WARNING, "portal-check-unread",
                      "The check of the portals cannot be read", error->message);
  self->told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; results != NULL && i < results->len; i++) {
    const KapkaPortalResult *result = g_ptr_array_index (results, i);

    tell (self, result);
    g_hash_table_add (self->told, g_strdup (result->id));
  }
  g_hash_table_iter_init (&iter, before);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (!g_hash_table_contains (self->told, id))
      forget (self, id);
}

static void
watch (KapkaPortalReport *self) {
  g_autofree char *path = g_build_filename (self->state_dir, KAPKA_PORTAL_RESULTS_FILE, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;

  self->monitor = g_file_monitor_file (file, G_FILE_MONITOR_NONE, NULL, &error);
  if (self->monitor == NULL)
    kapka_log_detail (G_LOG_LEVEL_WARNING, "portal-check-unread",
                      "The check of the portals cannot be watched", error->message);
  else
    g_signal_connect_object (self->monitor, "changed", G_CALLBACK (refresh), self,
                             G_CONNECT_SWAPPED);
}

KapkaPortalReport *
kapka_portal_report_new (const char *state_dir, KapkaPortalStates *states) {
  KapkaPortalReport *self = g_object_new (KAPKA_TYPE_PORTAL_REPORT, NULL);

  self->state_dir = g_strdup (state_dir);
  self->states = g_object_ref (states);
  watch (self);
  refresh (self);
  return self;
}
