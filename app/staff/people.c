// SPDX-License-Identifier: GPL-3.0-or-later
#include "staff/people.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/error.h"
#include "base/json.h"
#include "staff/pin.h"
#include "staff/private-file.h"

#define MAX_BYTES (16 * 1024)

struct _KapkaPeople {
  GPtrArray *persons; // Of owned KapkaPerson.
};

static void
person_free (KapkaPerson *person) {
  g_free (person->name);
  g_free (person->hash);
  g_free (person);
}

static KapkaPeople *
people_new (void) {
  KapkaPeople *people = g_new0 (KapkaPeople, 1);

  people->persons = g_ptr_array_new_with_free_func ((GDestroyNotify)person_free);
  return people;
}

void
kapka_people_free (KapkaPeople *people) {
  if (people == NULL)
    return;
  g_ptr_array_unref (people->persons);
  g_free (people);
}

const char *
kapka_role_to_string (KapkaRole role) {
  return role == KAPKA_ROLE_ADMINISTRATOR ? "administrator" : "librarian";
}

gboolean
kapka_role_from_string (const char *word, KapkaRole *out_role) {
  for (KapkaRole role = KAPKA_ROLE_LIBRARIAN; role <= KAPKA_ROLE_ADMINISTRATOR; role++)
    if (g_str_equal (word, kapka_role_to_string (role))) {
      *out_role = role;
      return TRUE;
    }
  return FALSE;
}

gboolean
kapka_people_check_name (const char *name, GError **error) {
  gboolean good = g_utf8_validate (name, -1, NULL) && *name != '\0' &&
                  g_utf8_strlen (name, -1) <= KAPKA_PEOPLE_NAME_MAX && *name != ' ' &&
                  !g_str_has_suffix (name, " ");

  for (const char *p = name; good && *p != '\0'; p = g_utf8_next_char (p))
    good = g_unichar_isprint (g_utf8_get_char (p));
  if (!good)
    g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_DATA,
                 _ ("a name has 1 to %d letters, and no space at its ends"), KAPKA_PEOPLE_NAME_MAX);
  return good;
}

static gboolean
has_exactly (const KapkaJson *object, const char *keys) {
  g_auto (GStrv) found = kapka_json_list_keys (object);
  g_autofree char *joined = g_strjoinv (" ", found);

  return g_str_equal (joined, keys);
}

static gboolean
refuse (GError **error) {
  g_set_error_literal (error, KAPKA_ERROR, KAPKA_ERROR_DATA, "not what Kapka wrote");
  return FALSE;
}

static gboolean
read_person (KapkaPeople *people, const KapkaJson *json, GError **error) {
  KapkaRole role;
  const char *name;
  const char *word;
  const char *hash;
  KapkaPerson *person;

  if (json == NULL || (name = kapka_json_get_string (json, "name", error)) == NULL ||
      (word = kapka_json_get_string (json, "role", error)) == NULL ||
      (hash = kapka_json_get_string (json, "pin", error)) == NULL ||
      !kapka_people_check_name (name, error))
    return FALSE;
  if (!has_exactly (json, "name pin role") || !kapka_role_from_string (word, &role) ||
      !kapka_pin_is_hash (hash) || kapka_people_find (people, name) != NULL)
    return refuse (error);
  person = g_new0 (KapkaPerson, 1);
  *person = (KapkaPerson){ g_strdup (name), role, g_strdup (hash) };
  g_ptr_array_add (people->persons, person);
  return TRUE;
}

static KapkaPeople *
read_people (const char *text, GError **error) {
  g_autoptr (KapkaJson) json = kapka_json_parse (text, strlen (text), MAX_BYTES, NULL, error);
  g_autoptr (KapkaPeople) people = people_new ();
  KapkaJson *array;
  gint64 version;

  if (json == NULL || !kapka_json_get_int (json, "v", 1, 1, &version, error) ||
      (array = kapka_json_get_array (json, "people", error)) == NULL)
    return NULL;
  if (!has_exactly (json, "people v") || kapka_json_get_length (array) > KAPKA_PEOPLE_MAX) {
    refuse (error);
    return NULL;
  }
  for (gsize i = 0; i < kapka_json_get_length (array); i++)
    if (!read_person (people, kapka_json_get_element (array, i, error), error))
      return NULL;
  return g_steal_pointer (&people);
}

KapkaPeople *
kapka_people_load (const char *state_dir, GError **error) {
  g_autofree char *path = g_build_filename (state_dir, "staff", NULL);
  g_autoptr (GError) mistake = NULL;
  g_autofree char *text = kapka_private_file_read (path, MAX_BYTES, &mistake);
  KapkaPeople *people;

  if (g_error_matches (mistake, KAPKA_ERROR, KAPKA_ERROR_NOT_FOUND))
    return people_new ();
  people = text == NULL ? NULL : read_people (text, &mistake);
  if (people != NULL)
    return people;
  if (g_error_matches (mistake, KAPKA_ERROR, KAPKA_ERROR_DATA))
    g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_CONFIG,
                 _ ("%s is damaged (%s). Remove it and set the PINs again: kapkactl pin set"), path,
                 mistake->message);
  else
    g_propagate_error (error, g_steal_pointer (&mistake));
  return NULL;
}

static KapkaJson *
write_person (const KapkaPerson *person) {
  KapkaJson *json = kapka_json_new_object ();

  kapka_json_set_string (json, "name", person->name);
  kapka_json_set_string (json, "role", kapka_role_to_string (person->role));
  kapka_json_set_string (json, "pin", person->hash);
  return json;
}

gboolean
kapka_people_save (const KapkaPeople *people, const char *state_dir, GError **error) {
  g_autofree char *path = g_build_filename (state_dir, "staff", NULL);
  g_autoptr (KapkaJson) json = kapka_json_new_object ();
  KapkaJson *array = kapka_json_new_array ();
  g_autofree char *line = NULL;
  g_autofree char *text = NULL;

  for (guint i = 0; i < people->persons->len; i++)
    kapka_json_append_take (array, write_person (kapka_people_get (people, i)));
  kapka_json_set_int (json, "v", 1);
  kapka_json_set_take (json, "people", array);
  line = kapka_json_to_string (json);
  text = g_strconcat (line, "\n", NULL);
  return kapka_private_file_write (path, text, error);
}

guint
kapka_people_get_length (const KapkaPeople *people) {
  return people->persons->len;
}

const KapkaPerson *
kapka_people_get (const KapkaPeople *people, guint index) {
  return g_ptr_array_index (people->persons, index);
}

static KapkaPerson *
find_person (const KapkaPeople *people, const char *name) {
  for (guint i = 0; i < people->persons->len; i++) {
    KapkaPerson *person = g_ptr_array_index (people->persons, i);

    if (g_str_equal (person->name, name))
      return person;
  }
  return NULL;
}

const KapkaPerson *
kapka_people_find (const KapkaPeople *people, const char *name) {
  return find_person (people, name);
}

gboolean
kapka_people_has_administrator (const KapkaPeople *people) {
  for (guint i = 0; i < people->persons->len; i++)
    if (kapka_people_get (people, i)->role == KAPKA_ROLE_ADMINISTRATOR)
      return TRUE;
  return FALSE;
}

static gboolean
check_pin_is_free (const KapkaPeople *people, const char *name, const char *pin, GError **error) {
  const KapkaPerson *owner;

  if (!kapka_people_match (people, pin, &owner, error))
    return FALSE;
  if (owner == NULL || g_str_equal (owner->name, name))
    return TRUE;
  g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_DATA,
               _ ("somebody else has this PIN; choose another"));
  return FALSE;
}

static gboolean
check_room (const KapkaPeople *people, GError **error) {
  if (people->persons->len < KAPKA_PEOPLE_MAX)
    return TRUE;
  g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_DATA, _ ("there are %d people already; remove one"),
               KAPKA_PEOPLE_MAX);
  return FALSE;
}

static KapkaPerson *
add_person (KapkaPeople *people, const char *name) {
  KapkaPerson *person = g_new0 (KapkaPerson, 1);

  person->name = g_strdup (name);
  g_ptr_array_add (people->persons, person);
  return person;
}

gboolean
kapka_people_set (KapkaPeople *people,
                  const char *name,
                  KapkaRole role,
                  const char *pin,
                  GError **error) {
  KapkaPerson *person = find_person (people, name);
  char *hash = NULL;

  g_return_val_if_fail (pin != NULL || person != NULL, FALSE);
  if (!kapka_people_check_name (name, error) || (person == NULL && !check_room (people, error)))
    return FALSE;
  if (pin != NULL &&
      (!kapka_pin_check_new (pin, error) || !check_pin_is_free (people, name, pin, error) ||
       (hash = kapka_pin_hash (pin, error)) == NULL))
    return FALSE;
  if (person == NULL)
    person = add_person (people, name);
  if (hash != NULL) {
    g_free (person->hash);
    person->hash = hash;
  }
  person->role = role;
  return TRUE;
}

void
kapka_people_remove (KapkaPeople *people, const char *name) {
  KapkaPerson *person = find_person (people, name);

  if (person != NULL)
    g_ptr_array_remove (people->persons, person);
}

gboolean
kapka_people_match (const KapkaPeople *people,
                    const char *pin,
                    const KapkaPerson **out_person,
                    GError **error) {
  const KapkaPerson *found = NULL;

  for (guint i = 0; i < people->persons->len; i++) {
    const KapkaPerson *person = kapka_people_get (people, i);
    gboolean matches;

    if (!kapka_pin_matches (pin, person->hash, &matches, error))
      return FALSE;
    if (matches)
      found = person;
  }
  *out_person = found;
  return TRUE;
}
