// SPDX-License-Identifier: GPL-3.0-or-later
#include <glib/gi18n.h>

#include "kapkactl/forms-actions.h"

int
kapka_command_forms (const KapkaCommandContext *context, GStrv arguments, GError **error) {
  static const KapkaCommand actions[] = {
    { "check", N_ ("List forms that are out of date, missing or changed"), kapka_forms_check },
    { "import", N_ ("Put a blank on the shelf"), kapka_forms_import },
    { NULL },
  };

  return kapka_command_run_action (_ ("Keeps the shelf of forms."), actions, context, arguments,
                                   error);
}
