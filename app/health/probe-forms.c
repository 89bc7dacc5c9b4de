// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/i18n.h"
#include "catalog/form-state.h"
#include "health/probes.h"

/* Names the forms in one of two states; nothing is said when there are none. */
static void
add (KapkaHealth *health,
     KapkaFindingKind kind,
     const char *words,
     KapkaFormState first,
     KapkaFormState second) {
  const GPtrArray *tiles = kapka_catalog_get_tiles (health->catalog);
  g_autoptr (GString) text = g_string_new (words);
  guint n = 0;

  for (guint i = 0; i < tiles->len; i++) {
    const KapkaTile *tile = g_ptr_array_index (tiles, i);
    KapkaFormState state;

    if (tile->kind != KAPKA_TILE_FORM)
      continue;
    state = kapka_form_state_of (tile, health->day);
    if (state == first || state == second)
      g_string_append_printf (text, "%s %s", n++ == 0 ? "" : ",", tile->id);
  }
  if (n > 0)
    kapka_findings_add (health->findings, kind, NULL, 0, text->str);
}

void
kapka_probe_forms (KapkaHealth *health) {
  add (health, KAPKA_FINDING_FORMS_CHANGED,
       _ ("forms whose file is gone or not the one that was checked:"), KAPKA_FORM_MISSING,
       KAPKA_FORM_CHANGED);
  add (health, KAPKA_FINDING_FORMS_OUTDATED, _ ("forms that are no longer accepted:"),
       KAPKA_FORM_OUTDATED, KAPKA_FORM_OUTDATED);
}
