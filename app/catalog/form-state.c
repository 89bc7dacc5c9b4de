// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/form-state.h"

#include <string.h>

#include "base/digest.h"

static gboolean
has_digest (const char *path, const char *sha256) {
  g_autofree char *bytes = NULL;
  g_autofree char *found = NULL;
  gsize length;

  if (!g_file_get_contents (path, &bytes, &length, NULL))
    return FALSE;
  found = kapka_digest_sha256_hex (bytes, length);
  return g_str_equal (found, sha256);
}

static KapkaFormState
get_file_state (const KapkaTile *form) {
  if (form->file == NULL)
    return KAPKA_FORM_NO_BLANK;
  if (!g_file_test (form->file, G_FILE_TEST_IS_REGULAR))
    return KAPKA_FORM_MISSING;
  if (form->sha256 != NULL && !has_digest (form->file, form->sha256))
    return KAPKA_FORM_CHANGED;
  return KAPKA_FORM_READY;
}

KapkaFormState
kapka_form_state_of (const KapkaTile *form, const char *today) {
  KapkaFormState state = get_file_state (form);

  if (state != KAPKA_FORM_READY)
    return state;
  if (form->valid_to != NULL && strcmp (today, form->valid_to) > 0)
    return KAPKA_FORM_OUTDATED;
  if (form->valid_from != NULL && strcmp (today, form->valid_from) < 0)
    return KAPKA_FORM_NOT_YET;
  return KAPKA_FORM_READY;
}

gboolean
kapka_form_state_is_printable (KapkaFormState state) {
  return state < KAPKA_FORM_NO_BLANK;
}
