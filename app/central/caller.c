// SPDX-License-Identifier: GPL-3.0-or-later
#include "central/caller.h"

#include "central/installs.h"

typedef struct {
  const char *token_sha256;
  KapkaCaller caller;
} Check;

static gboolean
check_cb (KapkaStore *store, gpointer user_data, GError **error) {
  Check *check = user_data;
  g_autoptr (KapkaInstalls) installs = kapka_installs_new ();
  g_autoptr (GPtrArray) tokens = g_ptr_array_new ();
  const KapkaInstall *install;

  g_ptr_array_add (tokens, (char *)check->token_sha256);
  if (!kapka_installs_load_tokens (installs, store, tokens, error))
    return FALSE;
  install = kapka_installs_find_token (installs, check->token_sha256);
  check->caller = install == NULL    ? KAPKA_CALLER_UNKNOWN
                  : install->revoked ? KAPKA_CALLER_REVOKED
                                     : KAPKA_CALLER_KNOWN;
  return TRUE;
}

KapkaCaller
kapka_caller_check (KapkaStore *store, const char *token_sha256, GError **error) {
  Check check = { .token_sha256 = token_sha256 };

  return kapka_store_transact (store, KAPKA_STORE_READ, check_cb, &check, error)
             ? check.caller
             : KAPKA_CALLER_FAILED;
}
