// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog/catalog.h"
#include "config/settings.h"
#include "health/finding.h"
#include "keyboard/layouts.h"

/** KapkaHealthPlace: whose health is looked at; borrowed. */
typedef struct {
  const char *config_path;
  const char *data_dir;
  const char *root;      // Of the system whose certificates count; "" for this one.
  KapkaSettings *in_use; // (nullable) What a running kiosk goes by; %NULL: what it would begin with.
  gboolean deep;         // Whether every record of the journal is checked.
} KapkaHealthPlace;

/** KapkaHealthFile: how a database is. */
typedef enum {
  KAPKA_HEALTH_NOT_THERE,
  KAPKA_HEALTH_IN_ORDER,
  KAPKA_HEALTH_WRONG, // A finding says how.
} KapkaHealthFile;

/** KapkaHealth: how a kiosk is: what is wrong, and what is there. */
typedef struct {
  KapkaFindings *findings; // Worst first.
  KapkaSettings *settings;
  KapkaCatalog *catalog;
  char *slides_dir;  // Where they are looked for; empty: nowhere.
  GPtrArray *slides; // (nullable) (element-type KapkaSlide) %NULL: no folder, or none to be read.
  KapkaLayouts *layouts;
  KapkaHealthFile journal;
  KapkaHealthFile desk;
  gint64 now_ms; // UTC; when this was found.
  char day[11];  // Of that moment, here.
  gboolean clock_synced;
  gint64 disk_free_mb;    // Where the journal is; -1 when that is not known.
  const char *sync_state; // (nullable) `never`, `failing`, `late` or `ok`; %NULL: not known.
  gint64 last_upload_ms;  // UTC; 0 for never.
  const char *printer;    // `ready`, `attention`, `stopped`, `gone` or `none`.
} KapkaHealth;

/**
 * kapka_health_look:
 * @place: whose
 *
 * Looks at everything that may be wrong and changes nothing. May take seconds: a print system is
 * asked, and a deep look reads the whole journal.
 *
 * Returns: (transfer full): how it is.
 */
KapkaHealth *kapka_health_look (const KapkaHealthPlace *place);
void kapka_health_free (KapkaHealth *health);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaHealth, kapka_health_free)
