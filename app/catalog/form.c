// SPDX-License-Identifier: GPL-3.0-or-later
#include <glib/gi18n.h>
#include <string.h>

#include "catalog/row.h"
#include "catalog/tile.h"

#define SHA256_LETTERS 64

static const char *const plain_keys[] = { "File",      "FormNumber",   "LegalAct", "Source",
                                          "Languages", "Events",       "Sha256",   "ValidFrom",
                                          "ValidTo",   "PrintProfile", "Sample",   "Doors",
                                          "Portal",    "Icon",         "Enabled",  "CheckedOn",
                                          "Evidence",  "Note",         NULL };
static const char *const local_keys[] = { "Name",      "Description", "Keywords",
                                          "Authority", "Audience",    NULL };
static const char *const known_languages[] = { "ru", "udm", "en", NULL };

/* A path in the file name could hand out any PDF of the machine. */
static gboolean
name_is_plain (const char *name) {
  return strchr (name, '/') == NULL && *name != '.';
}

static char *
find_file (const char *name, const char *const *dirs) {
  for (guint i = 0; dirs[i] != NULL; i++) {
    g_autofree char *joined = g_build_filename (dirs[i], name, NULL);
    g_autofree char *path = g_canonicalize_filename (joined, NULL);

    if (g_file_test (path, G_FILE_TEST_IS_REGULAR))
      return g_steal_pointer (&path);
  }
  return NULL;
}

/* A form whose file has been lost stays: the visitor sees that it is known here, and a librarian is
 * told. */
static void
report_missing (KapkaRow *row, const char *name, const char *const *dirs) {
  g_autofree char *places = g_strjoinv (_ (" or "), (GStrv)dirs);

  kapka_ini_group_problem (row->group, row->problems, "File",
                           _ ("File is \"%s\", which is not in %s"), name, places);
}

static void
read_file (KapkaRow *row, KapkaTile *tile, const char *const *dirs) {
  g_autofree char *name = kapka_row_text (row, "File");

  if (name == NULL)
    return;
  if (!name_is_plain (name)) {
    kapka_row_fail (row, "File", _ ("File is \"%s\", expected the plain name of a PDF in forms/"),
                    name);
    return;
  }
  tile->file = find_file (name, dirs);
  if (tile->file != NULL)
    return;
  tile->file = g_build_filename (dirs[0], name, NULL);
  report_missing (row, name, dirs);
}

static char *
find_guide (const KapkaTile *tile, const char *const *dirs) {
  g_autofree char *name = g_strconcat ("guides/", tile->id, ".pdf", NULL);

  return find_file (name, dirs);
}

static const KapkaPrintProfile *
read_profile (KapkaRow *row) {
  g_autofree char *name = kapka_row_text (row, "PrintProfile");
  const KapkaPrintProfile *profile =
      kapka_print_profile_find (name != NULL ? name : KAPKA_PRINT_PROFILE_DEFAULT);
  g_autofree char *known = kapka_print_profile_list_names ();

  if (profile == NULL)
    kapka_row_fail (row, "PrintProfile", _ ("PrintProfile is \"%s\", expected one of %s"), name,
                    known);
  return profile;
}

static char *
read_sha256 (KapkaRow *row) {
  g_autofree char *text = kapka_row_text (row, "Sha256");

  if (text == NULL ||
      (strlen (text) == SHA256_LETTERS && strspn (text, "0123456789abcdef") == SHA256_LETTERS))
    return g_steal_pointer (&text);
  kapka_row_fail (row, "Sha256", _ ("Sha256 is \"%s\", expected 64 digits 0-9 a-f"), text);
  return NULL;
}

static GStrv
read_languages (KapkaRow *row) {
  GStrv languages = kapka_row_list (row, "Languages");

  for (guint i = 0; languages[i] != NULL; i++)
    if (!g_strv_contains (known_languages, languages[i]))
      kapka_row_fail (row, "Languages", _ ("Languages has \"%s\", expected ru, udm, en"),
                      languages[i]);
  return languages;
}

static void
read_validity (KapkaRow *row, KapkaTile *tile) {
  tile->valid_from = kapka_row_date (row, "ValidFrom");
  tile->valid_to = kapka_row_date (row, "ValidTo");
  tile->checked_on = kapka_row_date (row, "CheckedOn");
  if (g_strcmp0 (tile->valid_from, tile->valid_to) > 0 && tile->valid_to != NULL)
    kapka_row_fail (row, "ValidTo", _ ("ValidTo is %s, expected no day before ValidFrom, %s"),
                    tile->valid_to, tile->valid_from);
}

static void
read_facts (KapkaRow *row, KapkaTile *tile) {
  kapka_local_text_read (&tile->authority, row->group, "Authority");
  kapka_local_text_read (&tile->audience, row->group, "Audience");
  tile->form_number = kapka_row_text (row, "FormNumber");
  tile->legal_act = kapka_row_text (row, "LegalAct");
  tile->source = kapka_row_text (row, "Source");
  tile->languages = read_languages (row);
  tile->events = kapka_row_list (row, "Events");
  tile->sample = kapka_row_flag (row, "Sample", FALSE);
  tile->portal = kapka_row_text (row, "Portal");
  read_validity (row, tile);
}

KapkaTile *
kapka_tile_read_form (const KapkaIniGroup *group,
                      const char *const *dirs,
                      KapkaProblems *problems) {
  KapkaRow row = { group, problems, FALSE };
  KapkaTile *tile = kapka_tile_begin (&row, KAPKA_TILE_FORM);

  kapka_row_check_keys (&row, plain_keys, local_keys);
  tile->services = kapka_row_services (&row, "Doors", KAPKA_SERVICE_FORMS);
  read_facts (&row, tile);
  read_file (&row, tile, dirs);
  tile->sha256 = read_sha256 (&row);
  tile->print_profile = read_profile (&row);
  tile->guide = find_guide (tile, dirs);
  return kapka_tile_finish (&row, tile);
}
