// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/upload-body.h"

#include <sys/statvfs.h>

#include "sync/day-json.h"

static gint64
read_disk_free_mb (const char *directory) {
  struct statvfs info;

  if (statvfs (directory, &info) != 0)
    return 0;
  return (gint64)((guint64)info.f_bavail * info.f_frsize / (1024 * 1024));
}

char *
kapka_upload_body_build (const KapkaRunSetup *setup,
                         const char *quick_check,
                         const char *request_id,
                         GPtrArray *documents,
                         GPtrArray *fragments,
                         GError **error) {
  g_auto (KapkaSyncFacts) facts = { 0 };
  KapkaInstant now;
  const KapkaDayJsonSender sender = {
    .install_id = setup->enrolment->install_id,
    .boot_id = kapka_clock_get_boot_id (setup->clock),
    .now = &now,
    .facts = &facts,
    .quick_check = quick_check,
    .disk_free_mb = read_disk_free_mb (setup->state_dir),
    .state_dir = setup->state_dir,
  };

  if (!kapka_sync_facts_read (setup->journal, TRUE, setup->enrolment, &facts, error))
    return NULL;
  kapka_clock_now (setup->clock, &now);
  return kapka_day_json_build (&sender, request_id, documents, fragments);
}
