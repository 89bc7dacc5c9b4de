// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

#include "catalog/catalog.h"

/** KapkaFormFacts: what a form is, in words: its name, what it is for, to whom it goes and why. */
#define KAPKA_TYPE_FORM_FACTS (kapka_form_facts_get_type ())
G_DECLARE_FINAL_TYPE (KapkaFormFacts, kapka_form_facts, KAPKA, FORM_FACTS, GtkWidget)

/** Shows the facts of @tile in @language. */
void kapka_form_facts_show (KapkaFormFacts *facts, const KapkaTile *tile, const char *language);
