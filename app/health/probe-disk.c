// SPDX-License-Identifier: GPL-3.0-or-later
#include <sys/statvfs.h>

#include "base/i18n.h"
#include "health/probes.h"
#include "journal/ballast.h"

#define MIB (1024 * 1024)

// The journal needs a few KiB for a visit; below this a transaction may find no room.
#define FULL_MB 1
// The pages of portals, printed papers and backups come and go in less than this.
#define LOW_MB 256

static void
add (KapkaHealth *health, KapkaFindingKind kind, const char *text) {
  kapka_findings_add (health->findings, kind, health->settings->state_dir, 0, text);
}

void
kapka_probe_disk (KapkaHealth *health) {
  const char *state_dir = health->settings->state_dir;
  struct statvfs info;

  health->disk_free_mb = -1;
  // A kiosk that was never started has no directory yet.
  if (statvfs (state_dir, &info) != 0)
    return;
  health->disk_free_mb = (gint64)((guint64)info.f_bavail * info.f_frsize / MIB);
  if ((info.f_flag & ST_RDONLY) != 0)
    add (health, KAPKA_FINDING_DISK_READ_ONLY, _ ("the disk can only be read"));
  else if (health->disk_free_mb < FULL_MB)
    add (health, KAPKA_FINDING_DISK_FULL, _ ("there is no space left on the disk"));
  else if (kapka_ballast_is_missing (state_dir))
    add (health, KAPKA_FINDING_BALLAST_MISSING, _ ("the disk is almost full"));
  else if (health->disk_free_mb < LOW_MB)
    add (health, KAPKA_FINDING_DISK_LOW, _ ("the disk is getting full"));
}
