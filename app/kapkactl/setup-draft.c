// SPDX-License-Identifier: GPL-3.0-or-later
#include "kapkactl/setup-draft.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/durable.h"
#include "base/error.h"
#include "base/ini-edit.h"
#include "base/ini.h"
#include "journal/disk.h"

static gboolean
take_error (GError *failure, GError **error) {
  g_set_error_literal (error, KAPKA_ERROR, KAPKA_ERROR_IO, failure->message);
  g_error_free (failure);
  return FALSE;
}

/* The reader of the kiosk itself is the judge, and it reads files. Nobody else may read this one: a
 * proxy may have its password in it. */
static KapkaSettings *
load (const char *text, KapkaProblems *problems, GError **error) {
  g_autofree char *path = NULL;
  KapkaSettings *settings = NULL;
  GError *failure = NULL;
  int fd = g_file_open_tmp ("kapka-setup-XXXXXX", &path, &failure);

  if (fd < 0)
    take_error (failure, error);
  else if (!kapka_durable_write (fd, text, strlen (text)))
    kapka_disk_set_error (error, errno, "write", path);
  else
    settings = kapka_settings_load (path, problems);
  if (fd >= 0) {
    close (fd);
    g_unlink (path);
  }
  return settings;
}

static KapkaSetupDraft *
draft_new (const char *path, char *text, KapkaProblems *problems, GError **error) {
  KapkaSettings *settings = load (text, problems, error);
  KapkaSetupDraft *draft;

  if (settings == NULL) {
    g_free (text);
    return NULL;
  }
  draft = g_new0 (KapkaSetupDraft, 1);
  draft->path = g_strdup (path);
  draft->text = text;
  draft->settings = settings;
  return draft;
}

/* Who may not write is told so before the first question, not after the last. */
static gboolean
check_place (const char *path, GError **error) {
  g_autofree char *directory = g_path_get_dirname (path);

  if (g_access (directory, W_OK | X_OK) == 0)
    return TRUE;
  if (errno != EACCES)
    return kapka_error_set_errno (error, errno, directory);
  g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_DENIED,
               _ ("%s can be written by its owner alone; please run this as root"), path);
  return FALSE;
}

KapkaSetupDraft *
kapka_setup_draft_new (const char *path, GError **error) {
  char *text = NULL;
  GError *failure = NULL;

  if (!check_place (path, error))
    return NULL;
  if (!g_file_get_contents (path, &text, NULL, &failure)) {
    if (!g_error_matches (failure, G_FILE_ERROR, G_FILE_ERROR_NOENT)) {
      take_error (failure, error);
      return NULL;
    }
    g_clear_error (&failure);
    text = g_strdup ("");
  }
  return draft_new (path, text, NULL, error);
}

void
kapka_setup_draft_free (KapkaSetupDraft *draft) {
  if (draft == NULL)
    return;
  g_free (draft->path);
  g_free (draft->text);
  kapka_settings_unref (draft->settings);
  g_free (draft);
}

static guint
find_line (const char *text, const char *group, const char *key) {
  g_autoptr (GPtrArray) groups = kapka_ini_parse ("", text, strlen (text), NULL);

  for (guint i = 0; groups != NULL && i < groups->len; i++) {
    const KapkaIniGroup *found = g_ptr_array_index (groups, i);

    if (g_str_equal (found->name, group))
      return kapka_ini_group_line (found, key);
  }
  return 0;
}

static gboolean
check_line (const KapkaProblems *problems, guint line, GError **error) {
  for (guint i = 0; i < problems->len; i++) {
    const KapkaProblem *problem = g_ptr_array_index (problems, i);

    if (line == 0 || problem->line == line) {
      g_set_error_literal (error, KAPKA_ERROR, KAPKA_ERROR_DATA, problem->text);
      return FALSE;
    }
  }
  return TRUE;
}

gboolean
kapka_setup_draft_try (const KapkaSetupDraft *draft,
                       const char *group,
                       const char *key,
                       const char *value,
                       KapkaSetupDraft **out_next,
                       GError **error) {
  g_autoptr (GPtrArray) edit = kapka_ini_edit_new (draft->text);
  g_autoptr (GPtrArray) problems = kapka_problems_new ();
  g_autoptr (KapkaSetupDraft) next = NULL;

  kapka_ini_edit_set (edit, group, key, value);
  next = draft_new (draft->path, kapka_ini_edit_to_text (edit), problems, error);
  if (next == NULL || !check_line (problems, find_line (next->text, group, key), error))
    return FALSE;
  *out_next = g_steal_pointer (&next);
  return TRUE;
}

/* A file that others may not read stays so; one with the password of a proxy becomes so. */
static int
choose_mode (const KapkaSetupDraft *draft) {
  struct stat old;
  int mode = stat (draft->path, &old) == 0 ? (int)(old.st_mode & 0777) : 0644;

  return strchr (draft->settings->proxy, '@') == NULL ? mode : mode & 0640;
}

/* It is a new file now, and its readers are the kiosk and its upload. */
static gboolean
let_kiosk_read (const KapkaSetupDraft *draft, GError **error) {
  struct stat state;

  return geteuid () != 0 || stat (draft->settings->state_dir, &state) != 0 ||
         chown (draft->path, (uid_t)-1, state.st_gid) == 0 ||
         kapka_error_set_errno (error, errno, draft->path);
}

gboolean
kapka_setup_draft_save (const KapkaSetupDraft *draft, GError **error) {
  GFileSetContentsFlags flags = G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE;
  GError *failure = NULL;
  int mode = choose_mode (draft);

  if (!g_file_set_contents_full (draft->path, draft->text, -1, flags, mode, &failure))
    return take_error (failure, error);
  return (mode & 04) != 0 || let_kiosk_read (draft, error);
}
