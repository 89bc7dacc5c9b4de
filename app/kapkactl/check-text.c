// SPDX-License-Identifier: GPL-3.0-or-later
#include <glib/gi18n.h>

#include "desk/desk-file.h"
#include "kapkactl/check-report.h"

static void
append_findings (GString *text, const KapkaFindings *findings) {
  for (guint i = 0; i < findings->len; i++) {
    const KapkaFinding *finding = g_ptr_array_index (findings, i);
    g_autofree char *line = kapka_finding_to_string (finding);

    g_string_append_printf (text, "%s\n", line);
    if (kapka_findings_end_kind (findings, i))
      g_string_append_printf (text, "    %s: %s\n", kapka_finding_get_code (finding),
                              kapka_finding_get_advice (finding));
  }
  if (findings->len > 0)
    g_string_append_c (text, '\n');
}

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

static void
append_catalog (GString *text, const KapkaCatalog *catalog) {
  TileCounts counts = count_tiles (catalog);

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
append_slides (GString *text, const KapkaHealth *health) {
  if (health->slides == NULL)
    return;
  g_string_append_printf (text, _ ("Slides: %s, files %u"), health->slides_dir,
                          health->slides->len);
  g_string_append_c (text, '\n');
}

static void
append_layouts (GString *text, const KapkaLayouts *layouts) {
  g_string_append (text, _ ("On-screen keyboard:"));
  for (guint i = 0; i < layouts->len; i++)
    g_string_append_printf (text, "%s %s", i == 0 ? "" : ",",
                            ((const KapkaKeyboardLayout *)g_ptr_array_index (layouts, i))->id);
  g_string_append_c (text, '\n');
}

/* What is wrong with a file has been said above. */
static void
append_files (GString *text, const KapkaHealth *health) {
  const char *state_dir = health->settings->state_dir;
  g_autofree char *journal = g_build_filename (state_dir, "journal.db", NULL);
  g_autofree char *desk = g_build_filename (state_dir, KAPKA_DESK_FILE, NULL);

  if (health->journal != KAPKA_HEALTH_WRONG) {
    g_string_append_printf (text,
                            health->journal == KAPKA_HEALTH_IN_ORDER
                                ? _ ("Journal: %s is in order")
                                : _ ("Journal: %s is not there yet"),
                            journal);
    g_string_append_c (text, '\n');
  }
  if (health->desk == KAPKA_HEALTH_IN_ORDER) {
    g_string_append_printf (text, _ ("Desk: %s is in order"), desk);
    g_string_append_c (text, '\n');
  }
}

char *
kapka_check_to_text (const KapkaHealth *health) {
  GString *text = g_string_new (NULL);

  append_findings (text, health->findings);
  append_catalog (text, health->catalog);
  append_slides (text, health);
  append_layouts (text, health->layouts);
  append_files (text, health);
  return g_string_free (text, FALSE);
}
