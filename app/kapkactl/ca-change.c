// SPDX-License-Identifier: GPL-3.0-or-later
#include <glib/gi18n.h>
#include <sysexits.h>

#include "base/error.h"
#include "kapkactl/ask.h"
#include "kapkactl/ca-actions.h"
#include "portals/ca-store.h"

/* What both ways to change something have in common. */
typedef struct {
  char *root; // (nullable)
  gboolean yes;
  GStrv words; // (nullable)
  GPtrArray *authorities;
} Change;

static void
change_clear (Change *change) {
  g_free (change->root);
  g_strfreev (change->words);
  g_clear_pointer (&change->authorities, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Change, change_clear)

static gboolean
parse (Change *change,
       const KapkaCommandContext *context,
       const char *summary,
       const char *words,
       GStrv arguments,
       GError **error) {
  const GOptionEntry entries[] = {
    { "yes", 'y', 0, G_OPTION_ARG_NONE, &change->yes, N_ ("Do not ask"), NULL },
    { "root", 0, 0, G_OPTION_ARG_FILENAME, &change->root,
      N_ ("Work on the system below this directory"), N_ ("DIR") },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &change->words, NULL, words },
    G_OPTION_ENTRY_NULL,
  };

  if (!kapka_command_parse (summary, entries, arguments, error))
    return FALSE;
  change->authorities = kapka_authorities_load (kapka_command_get_data_dir (context), NULL);
  return TRUE;
}

static gboolean
ask (const Change *change, const char *question, GError **error) {
  return change->yes || kapka_command_ask (question, error);
}

static gboolean
check_file (const Change *change, const char *path, const KapkaCaFile *file, GError **error) {
  if (kapka_authorities_find (change->authorities, file->sha256) == NULL) {
    g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_DATA,
                 _ ("%s: not a certificate that may be trusted here.\nOwner: %s\nSHA-256: %s"),
                 path, file->subject, file->sha256);
    return FALSE;
  }
  if (kapka_ca_file_count_days (file, g_get_real_time () / 1000) >= 0)
    return TRUE;
  g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_DATA, _ ("%s: the certificate has expired"), path);
  return FALSE;
}

/* All files are looked at before anything is shown: one that is wrong spoils all. */
static GPtrArray *
read_all (const Change *change, GError **error) {
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify)kapka_ca_file_free);

  for (char **path = change->words; *path != NULL; path++) {
    g_autoptr (GPtrArray) files = kapka_ca_file_read (*path, error);

    for (guint i = 0; files != NULL && i < files->len; i++)
      if (!check_file (change, *path, g_ptr_array_index (files, i), error))
        return NULL;
    if (files == NULL)
      return NULL;
    g_ptr_array_extend_and_steal (all, g_steal_pointer (&files));
  }
  return g_steal_pointer (&all);
}

static void
describe (GString *text, const KapkaCaFile *file) {
  g_autofree char *day = kapka_ca_describe_day (file);
  g_autofree char *end = kapka_ca_describe_end (file);

  g_string_append_printf (text, _ ("Owner: %s\nIssuer: %s\nValid to: %s\nSHA-256: %s"),
                          file->subject, file->issuer, day, file->sha256);
  g_string_append_c (text, '\n');
  if (end != NULL)
    g_string_append_printf (text, "%s\n", end);
  g_string_append_c (text, '\n');
}

static char *
describe_all (const GPtrArray *files) {
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < files->len; i++)
    describe (text, g_ptr_array_index (files, i));
  g_string_append (text, _ ("Please compare SHA-256 with https://www.gosuslugi.ru/crt."));
  g_string_append_c (text, '\n');
  return g_string_free (text, FALSE);
}

/* The web view reads the bundle once, when the kiosk starts. */
static int
finish (const char *done, GError **error) {
  g_autofree char *text =
      g_strdup_printf ("%s %s\n", done, _ ("The kiosk takes it up at its next start."));

  return kapka_command_print (text, error) ? EX_OK : EX_IOERR;
}

int
kapka_ca_import (const KapkaCommandContext *context, GStrv arguments, GError **error) {
  g_auto (Change) change = { 0 };
  g_autoptr (GPtrArray) files = NULL;
  g_autofree char *text = NULL;
  KapkaCaStore store;

  if (!parse (&change, context,
              _ ("Takes the files of https://www.gosuslugi.ru/crt, checks that they are the known "
                 "ones, shows them, asks, and makes the whole machine trust them."),
              _ ("FILE…"), arguments, error))
    return EX_USAGE;
  if (change.words == NULL) {
    g_set_error_literal (error, KAPKA_ERROR, KAPKA_ERROR_USAGE, _ ("A file is expected."));
    return EX_USAGE;
  }
  files = read_all (&change, error);
  if (files == NULL)
    return EX_DATAERR;
  text = describe_all (files);
  if (!kapka_command_print (text, error) ||
      !ask (&change, _ ("Trust these certificates? [yes/no] "), error))
    return EX_NOPERM;
  store = (KapkaCaStore){ change.root != NULL ? change.root : "", change.authorities };
  if (!kapka_ca_store_install (&store, files, error))
    return EX_IOERR;
  return finish (_ ("The certificates are installed."), error);
}

static const KapkaAuthority *
find_authority (const Change *change, const char *id) {
  for (guint i = 0; i < change->authorities->len; i++) {
    const KapkaAuthority *authority = g_ptr_array_index (change->authorities, i);

    if (g_str_equal (authority->id, id))
      return authority;
  }
  return NULL;
}

/* Returns: (transfer container) (nullable): those that are named, or all. */
static GPtrArray *
find_named (const Change *change, GError **error) {
  g_autoptr (GPtrArray) named = g_ptr_array_new ();

  if (change->words == NULL)
    return g_ptr_array_ref (change->authorities);
  for (char **id = change->words; *id != NULL; id++) {
    const KapkaAuthority *authority = find_authority (change, *id);

    if (authority == NULL) {
      g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_USAGE, _ ("There is no authority %s."), *id);
      return NULL;
    }
    g_ptr_array_add (named, (gpointer)authority);
  }
  return g_steal_pointer (&named);
}

int
kapka_ca_remove (const KapkaCommandContext *context, GStrv arguments, GError **error) {
  g_auto (Change) change = { 0 };
  g_autoptr (GPtrArray) named = NULL;
  KapkaCaStore store;

  if (!parse (&change, context,
              _ ("Makes the machine trust the named authorities no more, or none of those that "
                 "were installed by import."),
              _ ("[AUTHORITY…]"), arguments, error))
    return EX_USAGE;
  named = find_named (&change, error);
  if (named == NULL || !ask (&change, _ ("Trust these authorities no more? [yes/no] "), error))
    return EX_USAGE;
  store = (KapkaCaStore){ change.root != NULL ? change.root : "", change.authorities };
  if (!kapka_ca_store_remove (&store, named, error))
    return EX_IOERR;
  return finish (_ ("The certificates are removed."), error);
}
