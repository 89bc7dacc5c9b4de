// SPDX-License-Identifier: GPL-3.0-or-later
#include "portals/authorities.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <string.h>

#include "base/ini.h"

#define SHA256_DIGITS 64

static void
authority_free (KapkaAuthority *authority) {
  g_free (authority->id);
  g_free (authority->name);
  g_free (authority->sha256);
  g_free (authority->file);
  g_free (authority);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaAuthority, authority_free)

static gboolean
is_sha256 (const char *text) {
  return strlen (text) == SHA256_DIGITS && strspn (text, "0123456789abcdef") == SHA256_DIGITS;
}

static char *
read_text (const KapkaIniGroup *group, const char *key) {
  char *text = g_key_file_get_string (group->keys, group->name, key, NULL);

  return text != NULL ? text : g_strdup ("");
}

static KapkaAuthority *
read_authority (const KapkaIniGroup *group, KapkaProblems *problems) {
  static const char *const known[] = { "CommonName", "Sha256", "File", "Until", NULL };
  g_autoptr (KapkaAuthority) authority = g_new0 (KapkaAuthority, 1);

  kapka_ini_group_check_keys (group, known, problems);
  authority->id = g_strdup (group->name);
  authority->name = read_text (group, "CommonName");
  authority->sha256 = read_text (group, "Sha256");
  authority->file = read_text (group, "File");
  if (*authority->name == '\0') {
    kapka_ini_group_problem (group, problems, "CommonName", _ ("%s is missing"), "CommonName");
    return NULL;
  }
  if (!is_sha256 (authority->sha256)) {
    kapka_ini_group_problem (group, problems, "Sha256", _ ("expected 64 lower-case hex digits"));
    return NULL;
  }
  return g_steal_pointer (&authority);
}

GPtrArray *
kapka_authorities_load (const char *data_dir, KapkaProblems *problems) {
  g_autofree char *path = g_build_filename (data_dir, "catalog", "authorities.ini", NULL);
  g_autoptr (GPtrArray) groups = kapka_ini_load (path, problems);
  GPtrArray *authorities = g_ptr_array_new_with_free_func ((GDestroyNotify)authority_free);

  for (guint i = 0; groups != NULL && i < groups->len; i++) {
    KapkaAuthority *authority = read_authority (g_ptr_array_index (groups, i), problems);

    if (authority != NULL)
      g_ptr_array_add (authorities, authority);
  }
  return authorities;
}

const KapkaAuthority *
kapka_authorities_find (const GPtrArray *authorities, const char *sha256) {
  for (guint i = 0; i < authorities->len; i++) {
    const KapkaAuthority *authority = g_ptr_array_index (authorities, i);

    if (g_str_equal (authority->sha256, sha256))
      return authority;
  }
  return NULL;
}

/* GnuTLS writes a name as `CN=…,O=…`, and escapes a comma within a value. */
static gboolean
has_common_name (const char *name, const char *common_name) {
  g_autofree char *part = g_strconcat ("CN=", common_name, NULL);
  const char *found = name;
  gsize length = strlen (part);

  while ((found = strstr (found, part)) != NULL) {
    gboolean begins = found == name || found[-1] == ',';

    if (begins && (found[length] == ',' || found[length] == '\0'))
      return TRUE;
    found += length;
  }
  return FALSE;
}

static const KapkaAuthority *
name_issuer_of (const GPtrArray *authorities, const char *pem) {
  g_autoptr (GTlsCertificate) certificate = g_tls_certificate_new_from_pem (pem, -1, NULL);
  g_autofree char *issuer =
      certificate == NULL ? NULL : g_tls_certificate_get_issuer_name (certificate);

  for (guint i = 0; issuer != NULL && i < authorities->len; i++) {
    const KapkaAuthority *authority = g_ptr_array_index (authorities, i);

    if (has_common_name (issuer, authority->name))
      return authority;
  }
  return NULL;
}

const KapkaAuthority *
kapka_authorities_name_issuer (const GPtrArray *authorities, const char *const *certificates) {
  const KapkaAuthority *found = NULL;

  for (gsize i = 0; found == NULL && certificates != NULL && certificates[i] != NULL; i++)
    found = name_issuer_of (authorities, certificates[i]);
  return found;
}
