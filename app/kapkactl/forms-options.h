// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ini-edit.h"

#define KAPKA_FORMS_N_FACTS 16

/** KapkaFormsOptions: what the command line says of a blank. */
typedef struct {
  char *id;
  char *values[KAPKA_FORMS_N_FACTS]; // (nullable): by the table of options.
} KapkaFormsOptions;

/** Reads the command line of `forms import`. Errors: USAGE. Returns: (transfer full): its one word,
 * the file; or %NULL. */
GStrv kapka_forms_options_parse (KapkaFormsOptions *options, GStrv arguments, GError **error);
void kapka_forms_options_clear (KapkaFormsOptions *options);

/** Writes what was said into the entry of the form. */
void kapka_forms_options_write (const KapkaFormsOptions *options, KapkaIniEdit *edit);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KapkaFormsOptions, kapka_forms_options_clear)
