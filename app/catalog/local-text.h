// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ini.h"

/** KapkaLocalText: one text of the catalogue in the languages it has; Russian is there always. */
typedef struct {
  char *ru;
  char *udm; // (nullable)
  char *en;  // (nullable)
} KapkaLocalText;

/** Reads `Key`, `Key[udm]` and `Key[en]` of @group; a missing `Key` leaves `ru` NULL. */
void kapka_local_text_read (KapkaLocalText *text, const KapkaIniGroup *group, const char *key);
void kapka_local_text_clear (KapkaLocalText *text);

/** Returns: (transfer none): @text in @language (`ru`, `udm`, `en`), else in Russian. */
const char *kapka_local_text_get (const KapkaLocalText *text, const char *language);
