// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

#include "base/problems.h"

/** Where the configuration lies when no `--config` is given. */
#define KAPKA_SETTINGS_DEFAULT_PATH "/etc/kapka/kapka.conf"

/** Where a kiosk keeps what lasts unless its configuration names another place. */
#define KAPKA_SETTINGS_DEFAULT_STATE_DIR "/var/lib/kapka"

/**
 * KapkaSettings:
 * What kapka.conf says, read once; no field changes afterwards (design.md §6).
 */
typedef struct {
  gatomicrefcount refs;
  char *path; // The file that was read.
  // [terminal]
  char *library;   // Code of the library, as in `18-0142`; empty when not set.
  char *code;      // Code of this machine within the library, as in `PC-2`.
  char *name;      // Name of the centre as the visitor reads it.
  char *name_udm;  // The same in Udmurt (`name[udm]`); empty when not given.
  gboolean rural;  // For the kiosk's own sheets; the centre's attribute decides for the network.
  char *time_zone; // Zone of the statistical day.
  GStrv languages; // Of ru, udm, en; the first is the one a visit begins in.
  // [screen]
  char *rotation;     // 0, 90, 180 or 270 degrees, clockwise.
  char *touch_matrix; // Six numbers, as in kapka_touch_rules_build(); empty: what suits the rotation.
  // [visit]
  guint idle_seconds;
  guint portal_idle_seconds;
  guint warning_seconds;
  guint limit_minutes; // 0: no limit.
  // [waiting]
  char *slides_dir;    // Pictures of the waiting screen; empty: none.
  guint slide_seconds; // How long each of them stays.
  char *hours;         // When the centre is open, as in kapka_week_hours_parse(); may be empty.
  char *night;         // When the screen is dark, as in kapka_hours_parse(); empty: never.
  // [staff]
  gboolean ask_first_pin; // Whether the kiosk asks for the administrator's PIN at its first start.
  guint staff_idle_seconds; // After so long without a touch nobody is at the desk any more.
  // [print]
  char *printer; // Empty: the system's default printer.
  guint max_pages_per_visit;
  guint max_pages_per_day; // Of all visits together; 0: no limit.
  guint page_price;        // In kopecks; 0: nothing is paid.
  // [downloads]
  guint max_mib;       // Of one document that a portal gives or a visitor attaches.
  guint max_total_mib; // Of all that a portal gives in one visit, and of all that is attached.
  // [keyboard]
  char *keyboard_dir;     // Layouts here are added to the installed ones; empty: none.
  GStrv keyboard_layouts; // Alphabets in the order in which they are offered; empty: all.
  gboolean clicks;        // Whether a key that is touched can be heard.
  // [sync]
  char *url;        // Address of the centre; empty: no centre.
  char *ca_file;    // Empty: the system's certificates.
  char *pinned_key; // Key the centre has to have, as in `sha256//…`; empty: any that is certified.
  char *proxy;      // Empty: none.
  char *proxy_auth; // none, basic, ntlm or negotiate.
  // [storage]
  char *state_dir;
  char *runtime_dir;
  char *backup_dir; // Where the journal is backed up to; empty: `backup` in state_dir.
  char *media_dir;  // Where flash drives show besides the usual places; empty: nowhere else.
  // [maintenance]
  guint maintenance_hour; // Of the local day, in which the kiosk does the work of the night.
  // [catalog]
  char *catalog_dir; // Files here take the place of the installed ones; empty: none.
  char *catalog_key; // With which the centre signs its catalogue; empty: none comes from there.
} KapkaSettings;

/**
 * kapka_settings_load:
 * @path: kapka.conf
 * @problems: what is wrong: unknown groups and keys, wrong values, or the file as a whole
 *
 * A wrong value is reported and its default stands, so that a typing error never leaves a black
 * screen.
 *
 * Returns: (transfer full): settings in any case.
 */
KapkaSettings *kapka_settings_load (const char *path, KapkaProblems *problems);

/** Returns: whether kapka.conf may have @key in the group @group. */
gboolean kapka_settings_has_key (const char *group, const char *key);

/**
 * kapka_settings_dup_page_proxy:
 *
 * Returns: (transfer full): the proxy by which the pages of portals are fetched, "" for none: that
 * of [sync] without its name and password. The engine (libsoup 3) would send these through the
 * tunnel to each portal as well.
 */
char *kapka_settings_dup_page_proxy (const KapkaSettings *settings);

KapkaSettings *kapka_settings_ref (KapkaSettings *settings);
void kapka_settings_unref (KapkaSettings *settings);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaSettings, kapka_settings_unref)
