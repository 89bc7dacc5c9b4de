// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/i18n.h"
#include "health/probes.h"
#include "staff/people.h"

void
kapka_probe_staff (KapkaHealth *health) {
  const char *state_dir = health->settings->state_dir;
  g_autofree char *path = g_build_filename (state_dir, "staff", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (KapkaPeople) people = kapka_people_load (state_dir, &error);

  if (people == NULL)
    kapka_findings_add_error (health->findings, KAPKA_FINDING_STAFF_DAMAGED, path, error);
  else if (!kapka_people_has_administrator (people))
    kapka_findings_add (health->findings, KAPKA_FINDING_PIN_MISSING, NULL, 0,
                        _ ("no administrator has a PIN yet"));
}
