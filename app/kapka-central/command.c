// SPDX-License-Identifier: GPL-3.0-or-later
#include "kapka-central/command.h"

#include <glib/gi18n.h>

#include "base/error.h"

#define DEFAULT_DATABASE "sqlite:/var/lib/kapka-central/central.db"

const char *
kapka_command_get_database (const KapkaCommandContext *context) {
  return context->database != NULL ? context->database : DEFAULT_DATABASE;
}

const char *
kapka_command_get_data_dir (const KapkaCommandContext *context) {
  return context->data_dir != NULL ? context->data_dir : KAPKA_DATADIR;
}

KapkaStore *
kapka_command_open_store (const KapkaCommandContext *context, GError **error) {
  return kapka_store_open (kapka_command_get_database (context), error);
}

KapkaClock *
kapka_command_new_clock (GError **error) {
  return kapka_clock_new_system ("UTC", error);
}

gboolean
kapka_command_check_format (const char *format, const char *const *formats, GError **error) {
  g_autofree char *list = g_strjoinv (", ", (GStrv)formats);

  if (format == NULL || g_strv_contains (formats, format))
    return TRUE;
  g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_USAGE, _ ("--format must be one of: %s"), list);
  return FALSE;
}
