// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desk/tally-work.h"

#include "desk/correction.h"

KapkaTallyEntry *
kapka_tally_entry_new (guint services, const char *event_id) {
  KapkaTallyEntry *entry = g_new0 (KapkaTallyEntry, 1);

  entry->services = services;
  entry->event_id = g_strdup (event_id);
  return entry;
}

void
kapka_tally_entry_free (gpointer data) {
  KapkaTallyEntry *entry = data;

  g_free (entry->event_id);
  g_free (entry);
}

static char *
count (KapkaDesk *desk, guint services, GError **error) {
  static const char *const ids[KAPKA_N_SERVICES] = { "s1", "s2", "s3", "s4", "s5", "s6" };
  const char *wanted[KAPKA_N_SERVICES + 1] = { NULL };
  guint n = 0;

  for (guint i = 0; i < KAPKA_N_SERVICES; i++)
    if (services & (1u << i))
      wanted[n++] = ids[i];
  return kapka_correction_tally (desk, wanted, error);
}

gpointer
kapka_tally_work_count (const KapkaReportSource *source, gpointer data, GError **error) {
  const KapkaTallyEntry *wanted = data;
  g_autofree char *event_id = count (source->desk, wanted->services, error);

  if (event_id == NULL)
    return NULL;
  if (wanted->event_id != NULL && !kapka_correction_undo (source->desk, wanted->event_id, error)) {
    kapka_correction_undo (source->desk, event_id, NULL);
    return NULL;
  }
  return kapka_tally_entry_new (wanted->services, event_id);
}

gpointer
kapka_tally_work_undo (const KapkaReportSource *source, gpointer data, GError **error) {
  const KapkaTallyEntry *entry = data;

  kapka_correction_undo (source->desk, entry->event_id, error);
  return NULL;
}
