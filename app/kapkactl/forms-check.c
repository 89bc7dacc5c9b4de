// SPDX-License-Identifier: GPL-3.0-or-later
#include <glib/gi18n.h>
#include <string.h>
#include <sysexits.h>

#include "catalog/form-state.h"
#include "kapkactl/forms-actions.h"
#include "paper/document-inspection.h"
#include "paper/document.h"

/* What may be found, the worst first; a blank that was never supplied is no fault. */
typedef enum {
  FINDING_CHANGED,
  FINDING_MISSING,
  FINDING_UNREADABLE,
  FINDING_OUTDATED,
  FINDING_NOT_COMPARED,
  FINDING_NOT_YET,
  FINDING_NO_BLANK,
  FINDING_NOTHING,
  N_FINDINGS,
} FindingKind;

typedef struct {
  const KapkaTile *form;
  FindingKind kind;
  char *details; // (nullable)
} Finding;

static void
finding_free (Finding *finding) {
  g_free (finding->details);
  g_free (finding);
}

static const char *
get_words (FindingKind kind) {
  static const char *const words[N_FINDINGS] = {
    [FINDING_CHANGED] = N_ ("its file has changed since it was checked, it is not printed"),
    [FINDING_MISSING] = N_ ("its file is missing"),
    [FINDING_UNREADABLE] = N_ ("its file is no good"),
    [FINDING_OUTDATED] = N_ ("it is out of date"),
    [FINDING_NOT_COMPARED] = N_ ("it has not been compared with its source for a year"),
    [FINDING_NOT_YET] = N_ ("it is not accepted yet"),
    [FINDING_NO_BLANK] = N_ ("it has no blank yet"),
    [FINDING_NOTHING] = "",
  };

  return _ (words[kind]);
}

/* Our own samples have no source to be compared with. */
static gboolean
is_compared (const KapkaTile *form, const char *today) {
  g_autofree char *until = NULL;

  if (form->checked_on == NULL)
    return form->sample;
  until = g_strdup_printf ("%04d%s", (int)g_ascii_strtoll (form->checked_on, NULL, 10) + 1,
                           form->checked_on + strlen ("2026"));
  return g_strcmp0 (today, until) <= 0;
}

/* Returns what is wrong with the file itself, NULL when nothing is. */
static char *
inspect (const KapkaTile *form) {
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = kapka_document_read (form->file, &error);
  g_autoptr (GPtrArray) complaints =
      bytes == NULL ? NULL : kapka_document_inspect (bytes, NULL, &error);

  if (complaints == NULL)
    return g_strdup (error->message);
  if (complaints->len == 0)
    return NULL;
  g_ptr_array_add (complaints, NULL);
  return g_strjoinv ("; ", (GStrv)complaints->pdata);
}

static FindingKind
judge (const KapkaTile *form, const char *today, char **out_details) {
  KapkaFormState state = kapka_form_state_of (form, today);

  if (state == KAPKA_FORM_NO_BLANK)
    return FINDING_NO_BLANK;
  if (state == KAPKA_FORM_MISSING)
    return FINDING_MISSING;
  if (state == KAPKA_FORM_CHANGED)
    return FINDING_CHANGED;
  *out_details = inspect (form);
  if (*out_details != NULL)
    return FINDING_UNREADABLE;
  if (state == KAPKA_FORM_OUTDATED)
    return FINDING_OUTDATED;
  if (!is_compared (form, today))
    return FINDING_NOT_COMPARED;
  return state == KAPKA_FORM_NOT_YET ? FINDING_NOT_YET : FINDING_NOTHING;
}

static int
compare_findings (gconstpointer a, gconstpointer b) {
  const Finding *const *left = a;
  const Finding *const *right = b;

  return (int)(*left)->kind - (int)(*right)->kind;
}

static GPtrArray *
find (const KapkaCatalog *catalog, const char *today) {
  const GPtrArray *tiles = kapka_catalog_get_tiles (catalog);
  GPtrArray *findings = g_ptr_array_new_with_free_func ((GDestroyNotify)finding_free);

  for (guint i = 0; i < tiles->len; i++) {
    const KapkaTile *tile = g_ptr_array_index (tiles, i);
    Finding *finding;

    if (tile->kind != KAPKA_TILE_FORM)
      continue;
    finding = g_new0 (Finding, 1);
    finding->form = tile;
    finding->kind = judge (tile, today, &finding->details);
    g_ptr_array_add (findings, finding);
  }
  g_ptr_array_sort (findings, compare_findings);
  return findings;
}

static void
append_finding (GString *text, const Finding *finding) {
  g_string_append_printf (text, "%s: %s", finding->form->id, get_words (finding->kind));
  if (finding->details != NULL)
    g_string_append_printf (text, ": %s", finding->details);
  g_string_append_c (text, '\n');
}

static char *
write_findings (const GPtrArray *findings) {
  GString *text = g_string_new (NULL);
  guint good = 0;

  for (guint i = 0; i < findings->len; i++) {
    const Finding *finding = g_ptr_array_index (findings, i);

    good += finding->kind == FINDING_NOTHING;
    if (finding->kind == FINDING_NOTHING)
      continue;
    append_finding (text, finding);
  }
  g_string_append_printf (text, _ ("Forms: %u, in order %u"), findings->len, good);
  g_string_append_c (text, '\n');
  return g_string_free (text, FALSE);
}

static int
get_exit_code (const GPtrArray *findings) {
  const Finding *worst = findings->len == 0 ? NULL : g_ptr_array_index (findings, 0);

  if (worst == NULL || worst->kind >= FINDING_NOT_YET)
    return EX_OK;
  return worst->kind <= FINDING_UNREADABLE ? EX_DATAERR : EX_CONFIG;
}

int
kapka_forms_check (const KapkaCommandContext *context, GStrv arguments, GError **error) {
  const GOptionEntry entries[] = { G_OPTION_ENTRY_NULL };
  g_autoptr (KapkaSettings) settings = NULL;
  g_autoptr (KapkaCatalog) catalog = NULL;
  g_autoptr (KapkaClock) clock = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  g_autofree char *text = NULL;
  KapkaInstant now;

  if (!kapka_command_parse (
          _ ("Lists the forms that need somebody, the worst first.\nEnds with 65 when a file is "
             "changed, missing or no good, with 78 when a form is out of date or has not been\n"
             "compared with its source for a year."),
          entries, arguments, error))
    return EX_USAGE;
  settings = kapka_command_load_settings (context, KAPKA_MISTAKES_TOLERATE, error);
  clock = settings == NULL ? NULL : kapka_clock_new_system (settings->time_zone, error);
  if (clock == NULL)
    return EX_CONFIG;
  kapka_clock_now (clock, &now);
  catalog = kapka_command_load_catalog (context, settings, NULL);
  findings = find (catalog, now.day);
  text = write_findings (findings);
  return kapka_command_print (text, error) ? get_exit_code (findings) : EX_IOERR;
}
