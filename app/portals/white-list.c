// SPDX-License-Identifier: GPL-3.0-or-later
#include "portals/white-list.h"

#include <glib/gi18n.h>

#include "base/ini.h"
#include "catalog/web-origin.h"

#define FILE_NAME "white-list.ini"
#define GROUP "WhiteList"

struct _KapkaWhiteList {
  GStrv hosts; // Normalized, possibly with `*.` in front.
  GStrv witnesses;
};

static GStrv
read_list (const KapkaIniGroup *group, const char *key) {
  GStrv values = g_key_file_get_string_list (group->keys, group->name, key, NULL, NULL);

  return values != NULL ? values : g_new0 (char *, 1);
}

static char *
normalize (const char *host) {
  gboolean any = g_str_has_prefix (host, "*.");
  g_autofree char *name = kapka_web_host_normalize (any ? host + 2 : host, NULL);

  return name == NULL ? NULL : g_strconcat (any ? "*." : "", name, NULL);
}

static GStrv
read_hosts (const KapkaIniGroup *group, KapkaProblems *problems) {
  g_auto (GStrv) written = read_list (group, "Hosts");
  g_autoptr (GStrvBuilder) hosts = g_strv_builder_new ();

  for (gsize i = 0; written[i] != NULL; i++) {
    g_autofree char *host = normalize (g_strstrip (written[i]));

    if (host == NULL)
      kapka_ini_group_problem (group, problems, "Hosts", _ ("%s: not a host"), written[i]);
    else
      g_strv_builder_add (hosts, host);
  }
  return g_strv_builder_end (hosts);
}

static GStrv
read_witnesses (const KapkaIniGroup *group, KapkaProblems *problems) {
  g_auto (GStrv) written = read_list (group, "Witnesses");
  g_autoptr (GStrvBuilder) witnesses = g_strv_builder_new ();

  for (gsize i = 0; written[i] != NULL; i++) {
    g_auto (KapkaWebOrigin) origin = { 0 };

    if (kapka_web_origin_parse (&origin, g_strstrip (written[i]), NULL))
      g_strv_builder_add (witnesses, written[i]);
    else
      kapka_ini_group_problem (group, problems, "Witnesses", _ ("%s: not a web address"),
                               written[i]);
  }
  return g_strv_builder_end (witnesses);
}

static void
read_group (KapkaWhiteList *list, const KapkaIniGroup *group, KapkaProblems *problems) {
  static const char *const known[] = { "Date", "Hosts", "Witnesses", NULL };

  if (!g_str_equal (group->name, GROUP)) {
    kapka_ini_group_problem (group, problems, "", _ ("unknown group [%s], expected [%s]"),
                             group->name, GROUP);
    return;
  }
  kapka_ini_group_check_keys (group, known, problems);
  g_strfreev (list->hosts);
  list->hosts = read_hosts (group, problems);
  g_strfreev (list->witnesses);
  list->witnesses = read_witnesses (group, problems);
}

static char *
find_file (const char *const *dirs) {
  for (gsize i = 0; dirs[i] != NULL; i++) {
    g_autofree char *path = g_build_filename (dirs[i], FILE_NAME, NULL);

    if (g_file_test (path, G_FILE_TEST_EXISTS))
      return g_steal_pointer (&path);
  }
  return NULL;
}

KapkaWhiteList *
kapka_white_list_load (const char *const *dirs, KapkaProblems *problems) {
  KapkaWhiteList *list = g_new0 (KapkaWhiteList, 1);
  g_autofree char *path = find_file (dirs);
  g_autoptr (GPtrArray) groups = path == NULL ? NULL : kapka_ini_load (path, problems);

  list->hosts = g_new0 (char *, 1);
  list->witnesses = g_new0 (char *, 1);
  for (guint i = 0; groups != NULL && i < groups->len; i++)
    read_group (list, g_ptr_array_index (groups, i), problems);
  return list;
}

void
kapka_white_list_free (KapkaWhiteList *list) {
  if (list == NULL)
    return;
  g_strfreev (list->hosts);
  g_strfreev (list->witnesses);
  g_free (list);
}

static gboolean
matches (const char *pattern, const char *host) {
  return g_str_has_prefix (pattern, "*.") ? g_str_has_suffix (host, pattern + 1)
                                          : g_str_equal (host, pattern);
}

gboolean
kapka_white_list_has (const KapkaWhiteList *list, const char *url) {
  g_auto (KapkaWebOrigin) origin = { 0 };

  if (!kapka_web_origin_parse (&origin, url, NULL))
    return FALSE;
  for (gsize i = 0; list->hosts[i] != NULL; i++)
    if (matches (list->hosts[i], origin.host))
      return TRUE;
  return FALSE;
}

const char *const *
kapka_white_list_get_witnesses (const KapkaWhiteList *list) {
  return (const char *const *)list->witnesses;
}
