// SPDX-License-Identifier: GPL-3.0-or-later
#include <glib/gi18n.h>

#include "kapkactl/ca-actions.h"

int
kapka_command_ca (const KapkaCommandContext *context, GStrv arguments, GError **error) {
  static const KapkaCommand actions[] = {
    { "import", N_ ("Check certificates, show them, ask and install them"), kapka_ca_import },
    { "list", N_ ("List known authorities, and until when they are valid"), kapka_ca_list },
    { "remove", N_ ("Undo the installation"), kapka_ca_remove },
    { NULL },
  };

  return kapka_command_run_action (
      _ ("Keeps the authorities that this machine trusts for state portals."), actions, context,
      arguments, error);
}
