// SPDX-License-Identifier: GPL-3.0-or-later
#include <glib/gi18n.h>

#include "kapkactl/catalog-actions.h"

int
kapka_command_catalog (const KapkaCommandContext *context, GStrv arguments, GError **error) {
  static const KapkaCommand actions[] = {
    { "show", N_ ("Show which catalogue of the centre is in use"), kapka_catalog_show },
    { "import", N_ ("Take the catalogue of the centre from a file"), kapka_catalog_import },
    { NULL },
  };

  if (arguments[1] == NULL)
    return kapka_catalog_show (context, arguments, error);
  return kapka_command_run_action (_ ("Keeps the catalogue that the centre has signed."), actions,
                                   context, arguments, error);
}
