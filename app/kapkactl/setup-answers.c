// SPDX-License-Identifier: GPL-3.0-or-later
#include "kapkactl/setup-answers.h"

#include <glib/gi18n.h>
#include <string.h>
#include <sys/stat.h>

#include "base/command.h"
#include "base/ini.h"

struct _KapkaSetupAnswers {
  char *path;
  GPtrArray *groups;
};

typedef struct {
  const char *name;
  const char *const *keys;
} Known;

static const char *const terminal_keys[] = { "library", "code", "name", "rural", NULL };
static const char *const print_keys[] = { "printer", NULL };
static const char *const sync_keys[] = { "proxy", "proxy_auth", "url", NULL };
static const char *const catalog_keys[] = { "key", NULL };
static const char *const setup_keys[] = { "enrol_code", "administrator", "pin", NULL };

static const Known known[] = {
  { "terminal", terminal_keys }, { "print", print_keys },           { "sync", sync_keys },
  { "catalog", catalog_keys },   { KAPKA_SETUP_GROUP, setup_keys },
};

static void
check_group (const KapkaIniGroup *group, KapkaProblems *problems) {
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_str_equal (known[i].name, group->name)) {
      kapka_ini_group_check_keys (group, known[i].keys, problems);
      return;
    }
  kapka_problems_add (problems, group->file, group->line,
                      _ ("unknown group [%s], expected terminal, print, sync, catalog or setup"),
                      group->name);
}

static void
warn_of_readers (const KapkaSetupAnswers *self) {
  struct stat status;
  g_autofree char *pin = kapka_setup_answers_get (self, KAPKA_SETUP_GROUP, "pin");

  if (pin != NULL && stat (self->path, &status) == 0 && (status.st_mode & 077) != 0)
    g_printerr (_ ("%s: others may read this file, and a PIN is in it\n"), self->path);
}

KapkaSetupAnswers *
kapka_setup_answers_load (const char *path, GError **error) {
  g_autoptr (GPtrArray) problems = kapka_problems_new ();
  g_autoptr (KapkaSetupAnswers) self = g_new0 (KapkaSetupAnswers, 1);

  self->path = g_strdup (path);
  self->groups = kapka_ini_load (path, problems);
  for (guint i = 0; self->groups != NULL && i < self->groups->len; i++)
    check_group (g_ptr_array_index (self->groups, i), problems);
  if (!kapka_command_check_problems (problems, error))
    return NULL;
  warn_of_readers (self);
  return g_steal_pointer (&self);
}

void
kapka_setup_answers_free (KapkaSetupAnswers *answers) {
  if (answers == NULL)
    return;
  g_free (answers->path);
  g_clear_pointer (&answers->groups, g_ptr_array_unref);
  g_free (answers);
}

static const KapkaIniGroup *
find_group (const KapkaSetupAnswers *self, const char *name) {
  for (guint i = 0; i < self->groups->len; i++) {
    const KapkaIniGroup *group = g_ptr_array_index (self->groups, i);

    if (g_str_equal (group->name, name))
      return group;
  }
  return NULL;
}

char *
kapka_setup_answers_get (const KapkaSetupAnswers *answers, const char *group, const char *key) {
  const KapkaIniGroup *found = find_group (answers, group);

  return found == NULL ? NULL : g_key_file_get_string (found->keys, group, key, NULL);
}

static guint
find_line (const KapkaSetupAnswers *self, const char *group, const char *key) {
  const KapkaIniGroup *found = find_group (self, group);

  return found == NULL ? 0 : kapka_ini_group_line (found, key);
}

void
kapka_setup_answers_note (const KapkaSetupAnswers *answers,
                          const char *group,
                          const char *key,
                          KapkaProblems *problems,
                          const char *text) {
  kapka_problems_add (problems, answers->path, find_line (answers, group, key), "%s", text);
}

void
kapka_setup_answers_blame (const KapkaSetupAnswers *answers,
                           const char *group,
                           const char *key,
                           GError **error) {
  g_prefix_error (error, "%s:%u: ", answers->path, find_line (answers, group, key));
}
