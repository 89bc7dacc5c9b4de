// SPDX-License-Identifier: GPL-3.0-or-later
#include <glib/gi18n.h>
#include <string.h>
#include <sysexits.h>

#include "base/error.h"
#include "desk/desk-file.h"
#include "journal/journal.h"
#include "kapkactl/command.h"
#include "keyboard/layouts.h"
#include "slides/slide-folder.h"

typedef struct {
  guint enabled_portals;
  guint disabled_portals;
  guint forms;
} TileCounts;

static TileCounts
count_tiles (const KapkaCatalog *catalog) {
  const GPtrArray *tiles = kapka_catalog_get_tiles (catalog);
  TileCounts counts = { 0 };

  for (guint i = 0; i < tiles->len; i++) {
    const KapkaTile *tile = g_ptr_array_index (tiles, i);

    if (tile->kind == KAPKA_TILE_FORM)
      counts.forms++;
    else if (tile->enabled)
      counts.enabled_portals++;
    else
      counts.disabled_portals++;
  }
  return counts;
}

/* The list that is installed says «проект» and «Ожидает утверждения»: it is a proposal until a
 * library puts its own number and name there. */
static gboolean
list_is_approved (const KapkaCatalog *catalog) {
  const char *number = kapka_catalog_get_number (catalog);
  const char *approver = kapka_catalog_get_approver (catalog);

  return *number != '\0' && strstr (number, "проект") == NULL &&
         *kapka_catalog_get_date (catalog) != '\0' && *approver != '\0' &&
         !g_str_has_prefix (approver, "Ожидает");
}

static char *
find_portals_file (const KapkaCommandContext *context, const KapkaSettings *settings) {
  g_autofree char *override = g_build_filename (settings->catalog_dir, "portals.ini", NULL);

  if (*settings->catalog_dir != '\0' && g_file_test (override, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&override);
  return g_build_filename (kapka_command_get_data_dir (context), "catalog", "portals.ini", NULL);
}

static void
append_problems (GString *text, const KapkaProblems *problems) {
  for (guint i = 0; i < problems->len; i++) {
    g_autofree char *line = kapka_problem_to_string (g_ptr_array_index (problems, i));

    g_string_append_printf (text, "%s\n", line);
  }
}

static void
append_catalog (GString *text,
                const KapkaCommandContext *context,
                const KapkaSettings *settings,
                const KapkaCatalog *catalog) {
  TileCounts counts = count_tiles (catalog);

  if (!list_is_approved (catalog)) {
    g_autofree char *file = find_portals_file (context, settings);

    g_string_append_printf (text, _ ("%s: warning: the list of portals is not approved yet"), file);
    g_string_append_c (text, '\n');
  }
  g_string_append_printf (text, _ ("List of portals: number %s of %s, approved by: %s"),
                          kapka_catalog_get_number (catalog), kapka_catalog_get_date (catalog),
                          kapka_catalog_get_approver (catalog));
  g_string_append_c (text, '\n');
  g_string_append_printf (
      text, _ ("Catalogue: services %u, portals %u and %u switched off, forms %u"),
      KAPKA_N_SERVICES, counts.enabled_portals, counts.disabled_portals, counts.forms);
  g_string_append_c (text, '\n');
}

/* A kiosk without slides has nothing to say about them. */
static void
append_slides (GString *text, const KapkaSettings *settings, const GPtrArray *slides) {
  if (slides == NULL)
    return;
  g_string_append_printf (text, _ ("Slides: %s, files %u"), settings->slides_dir, slides->len);
  g_string_append_c (text, '\n');
}

static GPtrArray *
read_slides (const KapkaSettings *settings, KapkaProblems *problems) {
  g_autoptr (GError) error = NULL;
  GPtrArray *slides;

  if (*settings->slides_dir == '\0')
    return NULL;
  slides = kapka_slide_folder_read (settings->slides_dir, problems, &error);
  if (slides == NULL)
    kapka_problems_add (problems, settings->slides_dir, 0, "%s", error->message);
  return slides;
}

static void
append_layouts (GString *text, const KapkaLayouts *layouts) {
  g_string_append (text, _ ("On-screen keyboard:"));
  for (guint i = 0; i < layouts->len; i++)
    g_string_append_printf (text, "%s %s", i == 0 ? "" : ",",
                            ((const KapkaKeyboardLayout *)g_ptr_array_index (layouts, i))->id);
  g_string_append_c (text, '\n');
}

static gboolean
open_and_check (const KapkaSettings *settings, GError **error) {
  g_autoptr (KapkaClock) clock = kapka_clock_new_system (settings->time_zone, error);
  g_autoptr (KapkaJournal) journal = NULL;

  if (clock == NULL)
    return FALSE;
  journal = kapka_journal_open (settings->state_dir, NULL, clock, KAPKA_JOURNAL_READ, NULL, error);
  return journal != NULL && kapka_journal_check (journal, error);
}

/* Returns the exit code that the journal alone would give. */
static int
append_journal (GString *text, const KapkaSettings *settings) {
  g_autofree char *path = g_build_filename (settings->state_dir, "journal.db", NULL);
  g_autoptr (GError) error = NULL;

  if (open_and_check (settings, &error)) {
    g_string_append_printf (text, _ ("Journal: %s is in order"), path);
  } else if (g_error_matches (error, KAPKA_ERROR, KAPKA_ERROR_NOT_FOUND)) {
    g_string_append_printf (text, _ ("Journal: %s is not there yet"), path);
    g_clear_error (&error);
  } else {
    g_string_append_printf (text, "%s: %s", path, error->message);
  }
  g_string_append_c (text, '\n');
  return kapka_error_exit_code (error);
}

/* A desk at which nobody has worked yet is nothing to speak of. */
static int
append_desk (GString *text, const KapkaSettings *settings) {
  g_autofree char *path = g_build_filename (settings->state_dir, KAPKA_DESK_FILE, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (KapkaDb) db = NULL;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return EX_OK;
  db = kapka_desk_file_open_to_look (settings->state_dir, &error);
  if (db != NULL)
    g_string_append_printf (text, _ ("Desk: %s is in order"), path);
  else
    g_string_append_printf (text, "%s: %s", path, error->message);
  g_string_append_c (text, '\n');
  return kapka_error_exit_code (error);
}

int
kapka_command_check (const KapkaCommandContext *context, GStrv arguments, GError **error) {
  const GOptionEntry entries[] = { G_OPTION_ENTRY_NULL };
  g_autoptr (GPtrArray) problems = kapka_problems_new ();
  g_autoptr (KapkaSettings) settings = NULL;
  g_autoptr (KapkaCatalog) catalog = NULL;
  g_autoptr (GPtrArray) slides = NULL;
  g_autoptr (GPtrArray) layouts = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  int exit_code;
  int desk_code;

  if (!kapka_command_parse (_ ("Prints what is wrong as FILE:LINE: TEXT, then what is there."),
                            entries, arguments, error))
    return EX_USAGE;
  settings = kapka_settings_load (kapka_command_get_config_path (context), problems);
  catalog = kapka_command_load_catalog (context, settings, problems);
  slides = read_slides (settings, problems);
  layouts = kapka_layouts_load (kapka_command_get_data_dir (context), settings, problems);
  append_problems (text, problems);
  append_catalog (text, context, settings, catalog);
  append_slides (text, settings, slides);
  append_layouts (text, layouts);
  exit_code = append_journal (text, settings);
  desk_code = append_desk (text, settings);
  exit_code = exit_code == EX_OK ? desk_code : exit_code;
  if (!kapka_command_print (text->str, error))
    return EX_IOERR;
  return exit_code == EX_OK && problems->len > 0 ? EX_CONFIG : exit_code;
}
