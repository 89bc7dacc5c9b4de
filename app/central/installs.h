// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "central/store.h"

/** KapkaInstall: one enrolment of one kiosk, a row of `install`. */
typedef struct {
  char *install_id;
  gint64 library_id;
  gint64 terminal_id;
  char *token_sha256;
  gboolean revoked;
  char *predecessor; // (nullable)
} KapkaInstall;

/** KapkaInstalls: the installs that one transaction has read. */
typedef struct _KapkaInstalls KapkaInstalls;

KapkaInstalls *kapka_installs_new (void);
void kapka_installs_free (KapkaInstalls *installs);

/** Reads the installs with these tokens: (element-type utf8): hashes in hex, by one statement. */
gboolean kapka_installs_load_tokens (KapkaInstalls *installs,
                                     KapkaStore *store,
                                     GPtrArray *tokens,
                                     GError **error);

/**
 * kapka_installs_load_predecessors:
 * @install: one that was read
 *
 * Reads the enrolments that the same kiosk had before. Costs a statement for each of them, so ask
 * for it only when the kiosk names one.
 */
gboolean kapka_installs_load_predecessors (KapkaInstalls *installs,
                                           KapkaStore *store,
                                           const KapkaInstall *install,
                                           GError **error);

/** Reads one install with its predecessors. @out_install: (transfer none) (nullable): it. */
gboolean kapka_installs_load (KapkaInstalls *installs,
                              KapkaStore *store,
                              const char *install_id,
                              const KapkaInstall **out_install,
                              GError **error);

/** Returns: (transfer none) (nullable): the install with this token, compared in constant time. */
const KapkaInstall *kapka_installs_find_token (KapkaInstalls *installs, const char *token_sha256);

/** Returns: (transfer none) (nullable): @install or the predecessor of it that is @install_id; no
 * other kiosk may speak for that one. */
const KapkaInstall *kapka_installs_find_own (KapkaInstalls *installs,
                                             const KapkaInstall *install,
                                             const char *install_id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaInstalls, kapka_installs_free)
