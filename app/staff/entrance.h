// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gio/gio.h>

#include "base/clock.h"
#include "staff/people.h"

/**
 * KapkaEntrance:
 * Lets people of the staff in by their PIN, and makes wrong tries wait. It needs two files of the
 * state directory and nothing else: no network, no catalogue, no journal. Functions may be called
 * from any thread.
 */
typedef struct _KapkaEntrance KapkaEntrance;

typedef enum {
  KAPKA_ENTRANCE_NOBODY, // No PIN has been set yet.
  KAPKA_ENTRANCE_WAIT,   // No PIN is taken for some time.
  KAPKA_ENTRANCE_ASK,    // A PIN may be typed.
  KAPKA_ENTRANCE_WRONG,  // It was nobody's PIN.
  KAPKA_ENTRANCE_OPEN,   // It was the PIN of the person named.
} KapkaEntranceState;

/** KapkaEntranceAnswer: what came of a look or a try. */
typedef struct {
  KapkaEntranceState state;
  guint wait_seconds; // Until the next try is taken; of WAIT and WRONG, may be 0 for the latter.
  char *name;         // Of OPEN.
  KapkaRole role;     // Of OPEN.
} KapkaEntranceAnswer;

void kapka_entrance_answer_free (KapkaEntranceAnswer *answer);

/** Returns: (transfer full): the entrance of the kiosk whose files lie in @state_dir. */
KapkaEntrance *kapka_entrance_new (const char *state_dir, KapkaClock *clock);
KapkaEntrance *kapka_entrance_ref (KapkaEntrance *entrance);
void kapka_entrance_unref (KapkaEntrance *entrance);

/**
 * kapka_entrance_ask:
 * @pin: (nullable): what was typed; %NULL only looks whether a PIN may be typed
 * @error: return location
 *
 * A try is counted as wrong on the disk before the PIN is compared, and struck out when it was
 * right: pulling the plug in between gains nothing. On a disk that cannot be written the count goes
 * on in memory, for a full disk is just when staff has to get in.
 *
 * Takes about 100 ms for each person in the list, whoever it was (kapka_people_match()).
 *
 * Errors: CONFIG when the list of people cannot be trusted, IO, INTERNAL.
 *
 * Returns: (transfer full): the answer, or %NULL.
 */
KapkaEntranceAnswer *kapka_entrance_ask (KapkaEntrance *entrance, const char *pin, GError **error);

/** Does kapka_entrance_ask() in a thread of its own. */
void kapka_entrance_ask_async (KapkaEntrance *entrance,
                               const char *pin,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);

/** Returns: (transfer full): the answer, or %NULL with an error as of kapka_entrance_ask(). */
KapkaEntranceAnswer *kapka_entrance_ask_finish (GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaEntranceAnswer, kapka_entrance_answer_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaEntrance, kapka_entrance_unref)
