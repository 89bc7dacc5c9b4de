// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "flood-server.h"
#include "kiosk.h"
#include "portal-server.h"
#include "slow-names.h"

/** KapkaTestTrouble: a row of tests/data/troubles.tsv */
typedef struct {
  char *id; // Also the name of its tile.
  char *how;
  char *what;
} KapkaTestTrouble;

/** kapka_test_trouble_free: @trouble: (nullable) (transfer full): freed */
void kapka_test_trouble_free (KapkaTestTrouble *trouble);

/** kapka_test_troubles_read: Returns: (transfer full): the rows, of KapkaTestTrouble */
GPtrArray *kapka_test_troubles_read (const char *path);

/** KapkaTestTroubleMakers: who makes the trouble, and a decent portal behind the tile of its name.
 */
typedef struct {
  KapkaTestPortalServer *portal;
  KapkaTestFloodServer *flood;
  KapkaTestSlowNames *names; // (nullable): a row with `how` name needs it.
  KapkaTestKiosk *kiosk;
} KapkaTestTroubleMakers;

#define KAPKA_TEST_GOOD_TILE "Добрый портал"

/** kapka_test_trouble_add: adds the tile of @trouble to a kiosk that has not started */
void kapka_test_trouble_add (KapkaTestTroubleMakers *makers, const KapkaTestTrouble *trouble);

/** kapka_test_trouble_add_good: adds a tile whose page reports `good` */
void kapka_test_trouble_add_good (KapkaTestTroubleMakers *makers);

/** kapka_test_trouble_begin: from the door, opens the tile of @trouble and waits until it is on */
void kapka_test_trouble_begin (KapkaTestTroubleMakers *makers, const KapkaTestTrouble *trouble);
