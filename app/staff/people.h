// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/** So many people work at one kiosk at most: each costs a check of the PIN about 100 ms more. */
#define KAPKA_PEOPLE_MAX 20

/** The longest name, in characters: it is the author of corrections in the journal. */
#define KAPKA_PEOPLE_NAME_MAX 32

typedef enum {
  KAPKA_ROLE_LIBRARIAN,
  KAPKA_ROLE_ADMINISTRATOR,
} KapkaRole;

/** KapkaPerson: somebody who may enter the staff's side of the kiosk. */
typedef struct {
  char *name;
  KapkaRole role;
  char *hash; // Of the PIN.
} KapkaPerson;

/**
 * KapkaPeople:
 * The people of `state_dir/staff`: one strict JSON object, `{"people":[{"name":…,"pin":…,
 * "role":…}],"v":1}`, where `pin` is the Argon2id hash.
 */
typedef struct _KapkaPeople KapkaPeople;

/**
 * kapka_people_load:
 * @state_dir: where the file lies
 * @error: return location
 *
 * A file that others could have read or written, or that is not exactly what Kapka writes, is
 * refused as a whole: nobody gets in. There are no default people: without the file the list is
 * empty.
 *
 * Errors: CONFIG, IO; messages say what to do.
 *
 * Returns: (transfer full): the people, or %NULL.
 */
KapkaPeople *kapka_people_load (const char *state_dir, GError **error);

/**
 * kapka_people_save:
 * Writes the file whole or not at all, mode 0600.
 *
 * Errors: FULL, READ_ONLY, DENIED, IO.
 */
gboolean kapka_people_save (const KapkaPeople *people, const char *state_dir, GError **error);
void kapka_people_free (KapkaPeople *people);

/** Returns: how many people there are. */
guint kapka_people_get_length (const KapkaPeople *people);

/** Returns: (transfer none): the person at @index, in the order in which they came. */
const KapkaPerson *kapka_people_get (const KapkaPeople *people, guint index);

/** Returns: (transfer none) (nullable): the person called @name. */
const KapkaPerson *kapka_people_find (const KapkaPeople *people, const char *name);

/** Returns: whether there is an administrator. */
gboolean kapka_people_has_administrator (const KapkaPeople *people);

/** kapka_people_check_name: refuses what cannot be anybody's name here. Errors: DATA. */
gboolean kapka_people_check_name (const char *name, GError **error);

/**
 * kapka_people_set:
 * @name: who
 * @role: what the person may do
 * @pin: (nullable): the new PIN; %NULL leaves the one there is to a person of the list
 * @error: return location
 *
 * Adds a person, or gives the one of that name another role and PIN. Since the kiosk asks for a PIN
 * alone, two people cannot have the same.
 *
 * Errors: DATA, INTERNAL.
 */
gboolean kapka_people_set (KapkaPeople *people,
                           const char *name,
                           KapkaRole role,
                           const char *pin,
                           GError **error);

/** Removes the person called @name, if there is one. */
void kapka_people_remove (KapkaPeople *people, const char *name);

/**
 * kapka_people_match:
 * @pin: what was typed
 * @out_person: (out) (transfer none): whose PIN it is, %NULL when nobody's
 * @error: return location
 *
 * Compares with each person, also after the right one was found, so that the time tells how many
 * people there are and nothing else: about 100 ms a person, 2 s with %KAPKA_PEOPLE_MAX of them.
 * Not for the thread of the screen.
 *
 * Errors: INTERNAL.
 */
gboolean kapka_people_match (const KapkaPeople *people,
                             const char *pin,
                             const KapkaPerson **out_person,
                             GError **error);

/** Returns: the word of the file and of the command line for @role. */
const char *kapka_role_to_string (KapkaRole role);

/** Returns: whether @word is a role; if so @out_role is it. */
gboolean kapka_role_from_string (const char *word, KapkaRole *out_role);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaPeople, kapka_people_free)
