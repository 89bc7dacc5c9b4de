// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "staff/entrance.h"
#include "staff/lock-out.h"
#include "staff/private-file.h"
#include "staff/roster.h"
#include "tmpdir.h"

#define STAFF_PLACE_START_MS G_GINT64_CONSTANT (1780000000000)

#define ADMINISTRATOR_PIN "4711"
#define LIBRARIAN_PIN "290375"
#define WRONG_PIN "8520"

/* A file as the first Kapka wrote it: it has to be understood for ever. */
#define ADMINISTRATOR_HASH                                                                         \
  "$argon2id$v=19$m=65536,t=2,p=1$UfJq9vNXH11pZUI9qZ4c+Q$"                                         \
  "yJPxdhIt0BRjkajHESVU5ZKwRx7zf4xXQ77IzoIgb84"
#define LIBRARIAN_HASH                                                                             \
  "$argon2id$v=19$m=65536,t=2,p=1$6C6pYTdSjApFUsQfWU1vqQ$+jaEI5fmvEcInWe/"                         \
  "IEnh7Ghoig0H4b8cTq0Yy2em/Jw"
#define PERSON(name, hash, role)                                                                   \
  "{\"name\":\"" name "\",\"pin\":\"" hash "\",\"role\":\"" role "\"}"
#define STAFF_FILE                                                                                 \
  "{\"people\":[" PERSON ("Заведующая", ADMINISTRATOR_HASH, "administrator") "," PERSON (          \
      "Абонемент", LIBRARIAN_HASH, "librarian") "],\"v\":1}\n"

/** StaffPlace: a machine whose staff is asked for a PIN, by a clock that the test moves. */
typedef struct {
  KapkaTestDir *dir;
  const char *state_dir;
  char *path; // Of the file of the staff.
  KapkaClock *clock;
  KapkaEntrance *entrance;
} StaffPlace;

typedef void (*StaffPlaceTest) (StaffPlace *place, gconstpointer data);

/** Adds a test with a place of its own, whose staff are Заведующая and Абонемент. */
void staff_place_add (const char *path, StaffPlaceTest test);

/** Adds a test with a place of its own that has no staff yet. */
void staff_place_add_empty (const char *path, StaffPlaceTest test);

/** The machine starts anew at @utc_ms, as its clock has it; @boot_id tells this start from others.
 */
void staff_place_boot (StaffPlace *place, gint64 utc_ms, const char *boot_id);

/** The program starts anew, the machine does not. */
void staff_place_restart (StaffPlace *place);

/** Lets @seconds pass. */
void staff_place_pass (StaffPlace *place, guint seconds);

/** Fails the test unless @pin: (nullable) is answered so. */
void staff_place_assert_answer (StaffPlace *place,
                                const char *pin,
                                KapkaEntranceState state,
                                guint wait_seconds);

/** Types a wrong PIN as often as @times says, each as soon as it is taken. */
void staff_place_fail_times (StaffPlace *place, guint times);
