// SPDX-License-Identifier: GPL-3.0-or-later
#include <glib/gi18n.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/error.h"
#include "base/log.h"
#include "kapkactl/ca-actions.h"
#include "kapkactl/command.h"
#include "portals/ca-store.h"
#include "portals/check.h"
#include "report/text-table.h"

#define PAUSE_MS 2000
#define SLOW_MS 8000

typedef struct {
  gboolean json;
  int pause_ms;
  int slow_ms;
  char *root; // (nullable) NULL: the system's.
  GStrv ids;  // (nullable) NULL: all that are enabled.
} Options;

static void
options_clear (Options *options) {
  g_free (options->root);
  g_strfreev (options->ids);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static gboolean
parse (Options *options, GStrv arguments, GError **error) {
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &options->json, N_ ("Print one JSON object"), NULL },
    { "pause", 0, 0, G_OPTION_ARG_INT, &options->pause_ms,
      N_ ("Pause between two portals, about (default: 2000)"), N_ ("MS") },
    { "slow", 0, 0, G_OPTION_ARG_INT, &options->slow_ms,
      N_ ("What takes longer is too slow (default: 8000)"), N_ ("MS") },
    { "root", 0, 0, G_OPTION_ARG_FILENAME, &options->root,
      N_ ("Trust the certificates of the system below this directory"), N_ ("DIR") },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, &options->ids, NULL, N_ ("[ID…]") },
    G_OPTION_ENTRY_NULL,
  };

  options->pause_ms = PAUSE_MS;
  options->slow_ms = SLOW_MS;
  if (!kapka_command_parse (_ ("Visits the portals of the catalogue and tells which of them work, "
                               "and why not. The tiles of the kiosk show what was found."),
                            entries, arguments, error))
    return FALSE;
  if (options->pause_ms >= 0 && options->pause_ms <= 3600000 && options->slow_ms >= 0)
    return TRUE;
  g_set_error_literal (error, KAPKA_ERROR, KAPKA_ERROR_USAGE,
                       _ ("A time in milliseconds is expected."));
  return FALSE;
}

static GPtrArray *
find_named (const KapkaCatalog *catalog, GStrv ids, GError **error) {
  g_autoptr (GPtrArray) tiles = g_ptr_array_new ();

  for (char **id = ids; *id != NULL; id++) {
    const KapkaTile *tile = kapka_catalog_find_tile (catalog, *id);

    if (tile == NULL || tile->kind != KAPKA_TILE_PORTAL) {
      g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_USAGE, _ ("There is no portal %s."), *id);
      return NULL;
    }
    if (!g_ptr_array_find (tiles, tile, NULL))
      g_ptr_array_add (tiles, (gpointer)tile);
  }
  return g_steal_pointer (&tiles);
}

static GPtrArray *
find_enabled (const KapkaCatalog *catalog) {
  const GPtrArray *all = kapka_catalog_get_tiles (catalog);
  GPtrArray *tiles = g_ptr_array_new ();

  for (guint i = 0; i < all->len; i++) {
    KapkaTile *tile = g_ptr_array_index (all, i);

    if (tile->kind == KAPKA_TILE_PORTAL && tile->enabled)
      g_ptr_array_add (tiles, tile);
  }
  return tiles;
}

/* A list with a mistake still serves by what is right in it. */
static void
print_mistakes (const KapkaProblems *problems) {
  for (guint i = 0; i < problems->len; i++) {
    g_autofree char *line = kapka_problem_to_string (g_ptr_array_index (problems, i));

    kapka_log_tell (G_LOG_LEVEL_WARNING, "catalogue-mistake", line);
  }
}

/* The day on which the portals of an authority end to open is known long before. */
static void
warn_of_ends (const KapkaCaStore *store) {
  for (guint i = 0; i < store->authorities->len; i++) {
    const KapkaAuthority *authority = g_ptr_array_index (store->authorities, i);
    g_autoptr (KapkaCaFile) file = kapka_ca_store_find (store, authority);
    g_autofree char *warning = file == NULL ? NULL : kapka_ca_describe_end (file);
    g_autofree char *line =
        warning == NULL ? NULL : g_strconcat (authority->id, ": ", warning, NULL);

    if (line != NULL)
      kapka_log_tell (G_LOG_LEVEL_WARNING, "authority-ends", line);
  }
}

/* The certificates of the centre are its own matter, and so is its name at the proxy: portals are
 * held to what the web view trusts, and fetched by its way. */
static GPtrArray *
check (const KapkaCommandContext *context,
       const KapkaSettings *settings,
       const KapkaCatalog *catalog,
       const Options *options,
       const GPtrArray *tiles) {
  const char *data_dir = kapka_command_get_data_dir (context);
  g_autofree char *installed = g_build_filename (data_dir, "catalog", NULL);
  gboolean own = *settings->catalog_dir != '\0';
  const char *const dirs[] = { own ? settings->catalog_dir : installed, own ? installed : NULL,
                               NULL };
  g_autoptr (GPtrArray) problems = kapka_problems_new ();
  g_autoptr (KapkaWhiteList) white_list = kapka_white_list_load (dirs, problems);
  g_autoptr (GPtrArray) authorities = kapka_authorities_load (data_dir, problems);
  const KapkaCaStore store = { options->root != NULL ? options->root : "", authorities };
  g_autofree char *bundle = kapka_ca_store_get_bundle (&store);
  g_autofree char *proxy = kapka_settings_dup_page_proxy (settings);
  const KapkaHttpOptions http = {
    .ca_file = bundle,
    .proxy = proxy,
    .proxy_auth = "none",
  };
  const KapkaPortalWay way = { &http, authorities, options->slow_ms };
  const KapkaPortalCheck setup = { &way, catalog, white_list, (guint)options->pause_ms };

  print_mistakes (problems);
  warn_of_ends (&store);
  return kapka_portal_check_run (&setup, tiles);
}

static char *
to_json (const GPtrArray *results) {
  g_autoptr (KapkaJson) json = kapka_json_new_object ();
  KapkaJson *portals = kapka_json_new_array ();
  g_autofree char *text = NULL;

  for (guint i = 0; i < results->len; i++) {
    const KapkaPortalResult *result = g_ptr_array_index (results, i);
    KapkaJson *portal = kapka_portal_result_to_json (result);

    kapka_json_set_string (portal, "words", kapka_portal_verdict_describe (result->look.verdict));
    kapka_json_set_string (portal, "advice", kapka_portal_verdict_advise (result->look.verdict));
    kapka_json_append_take (portals, portal);
  }
  kapka_json_set_take (json, "portals", portals);
  text = kapka_json_to_string (json);
  return g_strconcat (text, "\n", NULL);
}

/* What exactly is told in the same cell: the status of HTTP, the host a redirect leads to. */
static char *
describe (const KapkaPortalLook *look) {
  const char *words = kapka_portal_verdict_describe (look->verdict);
  gboolean telling = look->verdict == KAPKA_VERDICT_REDIRECT ||
                     look->verdict == KAPKA_VERDICT_CERTIFICATE_AUTHORITY ||
                     (look->verdict == KAPKA_VERDICT_DOWN && look->status > 0);

  return telling ? g_strdup_printf ("%s (%s)", words, look->detail) : g_strdup (words);
}

static char *
to_text (const GPtrArray *results) {
  const char *const headings[] = { _ ("Portal"), _ ("What was found"), _ ("What to do"), NULL };
  g_autoptr (KapkaTextTable) table = kapka_text_table_new_words (headings);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < results->len; i++) {
    const KapkaPortalResult *result = g_ptr_array_index (results, i);
    g_autofree char *words = describe (&result->look);
    const char *const cells[] = { result->id, words,
                                  kapka_portal_verdict_advise (result->look.verdict), NULL };

    kapka_text_table_add_row (table, cells);
  }
  kapka_text_table_print (table, text);
  return g_string_free (text, FALSE);
}

static gboolean
is_failing (const KapkaPortalResult *result) {
  return result->look.verdict != KAPKA_VERDICT_OK;
}

static guint
count_failing (const GPtrArray *results) {
  guint failing = 0;

  for (guint i = 0; i < results->len; i++)
    failing += is_failing (g_ptr_array_index (results, i));
  return failing;
}

static void
log_results (const GPtrArray *results) {
  guint failing = count_failing (results);

  for (guint i = 0; i < results->len; i++) {
    const KapkaPortalResult *result = g_ptr_array_index (results, i);

    if (is_failing (result))
      kapka_log_words (G_LOG_LEVEL_MESSAGE, "portal-down", "A portal does not work",
                       "portal=%s reason=%s", result->id,
                       kapka_portal_verdict_to_string (result->look.verdict));
  }
  kapka_log_words (G_LOG_LEVEL_MESSAGE, "portal-check", "The portals were visited",
                   "working=%u failing=%u", results->len - failing, failing);
}

/* Whoever reads along sees a table; the journal of the system keeps facts. */
static gboolean
tell (const GPtrArray *results, gboolean json, GError **error) {
  g_autofree char *text = NULL;

  if (!json && kapka_log_is_kept (STDOUT_FILENO)) {
    log_results (results);
    return TRUE;
  }
  text = json ? to_json (results) : to_text (results);
  return kapka_command_print (text, error);
}

int
kapka_command_portal_check (const KapkaCommandContext *context, GStrv arguments, GError **error) {
  g_auto (Options) options = { 0 };
  g_autoptr (KapkaSettings) settings = NULL;
  g_autoptr (KapkaCatalog) catalog = NULL;
  g_autoptr (GPtrArray) tiles = NULL;
  g_autoptr (GPtrArray) results = NULL;

  if (!parse (&options, arguments, error))
    return EX_USAGE;
  settings = kapka_command_load_settings (context, KAPKA_MISTAKES_LAST_GOOD, error);
  if (settings == NULL)
    return EX_CONFIG;
  catalog = kapka_command_load_catalog (context, settings, NULL);
  tiles = options.ids != NULL ? find_named (catalog, options.ids, error) : find_enabled (catalog);
  if (tiles == NULL)
    return EX_USAGE;
  results = check (context, settings, catalog, &options, tiles);
  if (!tell (results, options.json, error) ||
      !kapka_portal_results_save (results, settings->state_dir, g_get_real_time () / 1000, error))
    return EX_IOERR;
  return count_failing (results) == 0 ? EX_OK : EX_UNAVAILABLE;
}
