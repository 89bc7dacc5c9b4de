// SPDX-License-Identifier: GPL-3.0-or-later
#include "central/store-ask.h"

static KapkaSqlValues *
collect (const char *kinds, va_list parameters) {
  KapkaSqlValues *values = kapka_sql_values_new ();

  for (; *kinds != '\0'; kinds++) {
    if (*kinds == 't')
      kapka_sql_values_add_text (values, va_arg (parameters, const char *));
    else
      kapka_sql_values_add_int (values, va_arg (parameters, gint64));
  }
  return values;
}

KapkaSqlRows *
kapka_store_ask (KapkaStore *store, GError **error, const char *sql, const char *kinds, ...) {
  g_autoptr (KapkaSqlValues) values = NULL;
  va_list parameters;

  va_start (parameters, kinds);
  values = collect (kinds, parameters);
  va_end (parameters);
  return kapka_store_query (store, sql, values, error);
}

gboolean
kapka_store_tell (KapkaStore *store, GError **error, const char *sql, const char *kinds, ...) {
  g_autoptr (KapkaSqlValues) values = NULL;
  va_list parameters;

  va_start (parameters, kinds);
  values = collect (kinds, parameters);
  va_end (parameters);
  return kapka_store_run (store, sql, values, error);
}
