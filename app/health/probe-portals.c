// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/i18n.h"
#include "health/probes.h"
#include "portals/ca-store.h"
#include "portals/results.h"

static gboolean
is_down (const KapkaHealth *health, const KapkaPortalResult *result) {
  KapkaPortalState state = kapka_portal_verdict_get_state (result->look.verdict);

  return kapka_portal_result_remaining_ms (result, health->now_ms) > 0 &&
         state != KAPKA_PORTAL_READY && state != KAPKA_PORTAL_UNKNOWN;
}

static void
probe_results (KapkaHealth *health) {
  g_autoptr (GPtrArray) results = kapka_portal_results_load (health->settings->state_dir, NULL);
  g_autoptr (GString) text = g_string_new (_ ("portals that did not open at the last check:"));
  guint n_down = 0;

  for (guint i = 0; results != NULL && i < results->len; i++) {
    const KapkaPortalResult *result = g_ptr_array_index (results, i);

    if (is_down (health, result))
      g_string_append_printf (text, "%s %s (%s)", n_down++ == 0 ? "" : ",", result->id,
                              kapka_portal_verdict_describe (result->look.verdict));
  }
  if (n_down > 0)
    kapka_findings_add (health->findings, KAPKA_FINDING_PORTALS_DOWN, NULL, 0, text->str);
}

/* @name: whose certificate it is. */
static void
judge_end (KapkaHealth *health, const char *path, const char *name, const KapkaCaFile *file) {
  gint64 days = kapka_ca_file_count_days (file, health->now_ms);
  g_autofree char *day = g_date_time_format (file->until, "%d.%m.%Y");
  g_autofree char *text = NULL;

  if (days > KAPKA_CA_WARN_DAYS)
    return;
  text = g_strdup_printf (days < 0 ? _ ("the certificate of \"%s\" ended on %s")
                                   : _ ("the certificate of \"%s\" ends on %s"),
                          name, day);
  kapka_findings_add (health->findings,
                      days < 0 ? KAPKA_FINDING_CA_EXPIRED : KAPKA_FINDING_CA_EXPIRES, path, 0,
                      text);
}

static void
probe_authorities (KapkaHealth *health, const KapkaHealthPlace *place) {
  g_autoptr (GPtrArray) authorities = kapka_authorities_load (place->data_dir, NULL);
  const KapkaCaStore store = { place->root, authorities };

  for (guint i = 0; i < authorities->len; i++) {
    const KapkaAuthority *authority = g_ptr_array_index (authorities, i);
    g_autoptr (KapkaCaFile) file = kapka_ca_store_find (&store, authority);

    if (file != NULL)
      judge_end (health, NULL, authority->name, file);
  }
}

/* That of the centre. A bundle is another's to look after: authorities that ended long ago lie in
 * each. */
static void
probe_centre (KapkaHealth *health) {
  const char *path = health->settings->ca_file;
  g_autoptr (GPtrArray) files = *path == '\0' ? NULL : kapka_ca_file_read (path, NULL);
  const KapkaCaFile *file = files == NULL || files->len != 1 ? NULL : g_ptr_array_index (files, 0);

  if (file != NULL)
    judge_end (health, path, file->subject, file);
}

void
kapka_probe_portals (KapkaHealth *health, const KapkaHealthPlace *place) {
  probe_results (health);
  probe_authorities (health, place);
  probe_centre (health);
}
