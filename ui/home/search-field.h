// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

/**
 * KapkaSearchField:
 * Where a visitor types what he came for; the button beside it activates `home.show-doors`.
 *
 * Signals:
 *  - `changed`: another text.
 *  - `enter`: the visitor wants what is meant by it.
 */
#define KAPKA_TYPE_SEARCH_FIELD (kapka_search_field_get_type ())
G_DECLARE_FINAL_TYPE (KapkaSearchField, kapka_search_field, KAPKA, SEARCH_FIELD, GtkWidget)

/** Returns: (transfer none): what was typed, without spaces at its ends. */
const char *kapka_search_field_get_text (KapkaSearchField *field);

/** Empties the field; who was typing goes on typing. */
void kapka_search_field_clear (KapkaSearchField *field);
