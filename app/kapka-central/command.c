// SPDX-License-Identifier: GPL-3.0-or-later
#include "kapka-central/command.h"

#define DEFAULT_DATABASE "sqlite:/var/lib/kapka-central/central.db"

const char *
kapka_command_get_database (const KapkaCommandContext *context) {
  return context->database != NULL ? context->database : DEFAULT_DATABASE;
}

const char *
kapka_command_get_data_dir (const KapkaCommandContext *context) {
  return context->data_dir != NULL ? context->data_dir : KAPKA_DATADIR;
}
