// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

#include "staff/people.h"

/**
 * KapkaPersonForm:
 * Asks for a name and, twice, for a PIN. What was typed stays until it is cleared, whatever is
 * wrong with it.
 *
 * Signals:
 *  - `entered`: Enter was pressed in the last field.
 */
#define KAPKA_TYPE_PERSON_FORM (kapka_person_form_get_type ())
G_DECLARE_FINAL_TYPE (KapkaPersonForm, kapka_person_form, KAPKA, PERSON_FORM, GtkWidget)

/** Asks for the PIN of the person called @name alone, or of a new one when @name is %NULL. */
void kapka_person_form_start (KapkaPersonForm *form, const char *name);

/** Forgets what was typed. */
void kapka_person_form_clear (KapkaPersonForm *form);

/** Returns: (transfer none): the name. */
const char *kapka_person_form_get_name (KapkaPersonForm *form);

/** Returns: (transfer none) (nullable): the PIN; %NULL with an error DATA when the two differ. */
const char *kapka_person_form_get_pin (KapkaPersonForm *form, GError **error);
