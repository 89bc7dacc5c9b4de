// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/json.h"

/** More of them are not kept: no kiosk is enrolled so often. */
#define KAPKA_FORMER_INSTALLS_MAX 32

/**
 * KapkaFormerInstall:
 * An install that this kiosk was before, and what proves it to the receiver. All of them are kept:
 * a receiver that lost its data has to learn anew whose the old streams of this disk are.
 */
typedef struct {
  char *install_id;
  char *token;
} KapkaFormerInstall;

/** Returns: (transfer full) (element-type KapkaFormerInstall): an empty list, newest first, that
 * owns its elements and wipes their tokens. */
GPtrArray *kapka_former_installs_new (void);

/** Adds one behind the others; what is too old to be kept is left out. */
void kapka_former_installs_add (GPtrArray *formers, const char *install_id, const char *token);
void kapka_former_installs_add_all (GPtrArray *formers, const GPtrArray *others);

gboolean kapka_former_installs_contain (const GPtrArray *formers, const char *install_id);

/** Adds what the array @key of @json holds, if it is there. Errors: DATA. */
gboolean kapka_former_installs_read (GPtrArray *formers,
                                     const KapkaJson *json,
                                     const char *key,
                                     GError **error);

/** Sets the member @key of @json to those of @formers from @first on; without any it is left out.
 */
void kapka_former_installs_write (const GPtrArray *formers,
                                  guint first,
                                  KapkaJson *json,
                                  const char *key);

/**
 * kapka_former_install_get_token:
 * @install_id: an install that the journal made by itself
 *
 * Who was never enrolled has no token. Its install is known to its journal alone, and to images of
 * it, so that the id itself is the proof; each copy comes to the same token.
 *
 * Returns: (transfer full): the token.
 */
char *kapka_former_install_get_token (const char *install_id);
