// SPDX-License-Identifier: GPL-3.0-or-later
#include "central/installs.h"

#include <string.h>

#include "base/digest.h"

#define COLUMNS                                                                                    \
  "SELECT install_id, library_id, terminal_id, token_sha256, status, predecessor FROM install"

/* A kiosk is not enrolled so often; a longer chain is a mistake, and is not followed for ever. */
#define MAX_PREDECESSORS 64

struct _KapkaInstalls {
  GHashTable *by_id;    // Id → owned KapkaInstall.
  GHashTable *by_token; // Hash of the token → the same, borrowed.
};

static void
install_free (KapkaInstall *install) {
  g_free (install->install_id);
  g_free (install->token_sha256);
  g_free (install->predecessor);
  g_free (install);
}

KapkaInstalls *
kapka_installs_new (void) {
  KapkaInstalls *installs = g_new0 (KapkaInstalls, 1);

  installs->by_id =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify)install_free);
  installs->by_token = g_hash_table_new (g_str_hash, g_str_equal);
  return installs;
}

void
kapka_installs_free (KapkaInstalls *installs) {
  if (installs == NULL)
    return;
  g_hash_table_unref (installs->by_token);
  g_hash_table_unref (installs->by_id);
  g_free (installs);
}

static void
take_row (KapkaInstalls *installs, const KapkaSqlRows *rows, guint row) {
  const char *install_id = kapka_sql_rows_get_text (rows, row, 0);
  KapkaInstall *install;

  if (g_hash_table_contains (installs->by_id, install_id))
    return;
  install = g_new0 (KapkaInstall, 1);
  install->install_id = g_strdup (install_id);
  install->library_id = kapka_sql_rows_get_int (rows, row, 1);
  install->terminal_id = kapka_sql_rows_get_int (rows, row, 2);
  install->token_sha256 = g_strdup (kapka_sql_rows_get_text (rows, row, 3));
  install->revoked = !g_str_equal (kapka_sql_rows_get_text (rows, row, 4), "active");
  install->predecessor = g_strdup (kapka_sql_rows_get_text (rows, row, 5));
  g_hash_table_insert (installs->by_id, install->install_id, install);
  g_hash_table_insert (installs->by_token, install->token_sha256, install);
}

static gboolean
take_rows (KapkaInstalls *installs, const KapkaSqlRows *rows) {
  for (guint i = 0; rows != NULL && i < kapka_sql_rows_get_length (rows); i++)
    take_row (installs, rows, i);
  return rows != NULL;
}

gboolean
kapka_installs_load_tokens (KapkaInstalls *installs,
                            KapkaStore *store,
                            GPtrArray *tokens,
                            GError **error) {
  g_autoptr (KapkaSqlValues) values = kapka_sql_values_new ();
  g_autoptr (KapkaSqlRows) rows = NULL;

  for (guint i = 0; i < tokens->len; i++)
    kapka_sql_values_add_text (values, g_ptr_array_index (tokens, i));
  rows = kapka_store_query_many (store, COLUMNS " WHERE token_sha256 IN (VALUES", "(?)", ")",
                                 values, tokens->len, error);
  return take_rows (installs, rows);
}

static gboolean
load_id (KapkaInstalls *installs, KapkaStore *store, const char *install_id, GError **error) {
  g_autoptr (KapkaSqlValues) values = kapka_sql_values_new ();
  g_autoptr (KapkaSqlRows) rows = NULL;

  kapka_sql_values_add_text (values, install_id);
  rows = kapka_store_query (store, COLUMNS " WHERE install_id = ?", values, error);
  return take_rows (installs, rows);
}

gboolean
kapka_installs_load_predecessors (KapkaInstalls *installs,
                                  KapkaStore *store,
                                  const KapkaInstall *install,
                                  GError **error) {
  const KapkaInstall *next = install;

  for (guint i = 0; i < MAX_PREDECESSORS && next != NULL && next->predecessor != NULL; i++) {
    if (!g_hash_table_contains (installs->by_id, next->predecessor) &&
        !load_id (installs, store, next->predecessor, error))
      return FALSE;
    next = g_hash_table_lookup (installs->by_id, next->predecessor);
  }
  return TRUE;
}

gboolean
kapka_installs_load (KapkaInstalls *installs,
                     KapkaStore *store,
                     const char *install_id,
                     const KapkaInstall **out_install,
                     GError **error) {
  if (!g_hash_table_contains (installs->by_id, install_id) &&
      !load_id (installs, store, install_id, error))
    return FALSE;
  *out_install = g_hash_table_lookup (installs->by_id, install_id);
  return *out_install == NULL ||
         kapka_installs_load_predecessors (installs, store, *out_install, error);
}

const KapkaInstall *
kapka_installs_find_token (KapkaInstalls *installs, const char *token_sha256) {
  const KapkaInstall *install = g_hash_table_lookup (installs->by_token, token_sha256);

  if (install == NULL ||
      !kapka_digest_equal (install->token_sha256, token_sha256, 2 * (gsize)KAPKA_DIGEST_BYTES))
    return NULL;
  return install;
}

const KapkaInstall *
kapka_installs_find_own (KapkaInstalls *installs,
                         const KapkaInstall *install,
                         const char *install_id) {
  const KapkaInstall *next = install;

  for (guint i = 0; i <= MAX_PREDECESSORS && next != NULL; i++) {
    if (g_str_equal (next->install_id, install_id))
      return next;
    next =
        next->predecessor == NULL ? NULL : g_hash_table_lookup (installs->by_id, next->predecessor);
  }
  return NULL;
}
