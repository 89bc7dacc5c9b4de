// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk-command.h"

#include "program.h"
#include "staff/people.h"

#define DEADLINE_MS 60000

static void
write_config (DeskCommand *self) {
  g_autofree char *text = NULL;

  self->state_dir = kapka_test_dir_make (self->dir, "state");
  text = g_strdup_printf ("[terminal]\nlibrary=18-0142\nname=Центр\nrural=true\n\n"
                          "[storage]\nstate_dir=%s\nruntime_dir=%s/run\n",
                          self->state_dir, self->state_dir);
  self->config = kapka_test_dir_write (self->dir, "kapka.conf", text);
}

static void
write_staff (DeskCommand *self) {
  g_autoptr (GError) error = NULL;
  g_autoptr (KapkaPeople) people = kapka_people_load (self->state_dir, &error);

  g_assert_no_error (error);
  kapka_people_set (people, "Анна", KAPKA_ROLE_LIBRARIAN, "2718", &error);
  g_assert_no_error (error);
  kapka_people_set (people, "Вера", KAPKA_ROLE_ADMINISTRATOR, "3141", &error);
  g_assert_no_error (error);
  kapka_people_save (people, self->state_dir, &error);
  g_assert_no_error (error);
}

DeskCommand *
desk_command_new (void) {
  DeskCommand *self = g_new0 (DeskCommand, 1);

  self->dir = kapka_test_dir_new ();
  // No translations: the messages under test are those of the source.
  self->environment = g_environ_setenv (g_get_environ (), "TEXTDOMAINDIR",
                                        kapka_test_dir_get_path (self->dir), TRUE);
  write_config (self);
  write_staff (self);
  return self;
}

void
desk_command_free (DeskCommand *self) {
  g_strfreev (self->environment);
  g_free (self->config);
  g_free (self->state_dir);
  kapka_test_dir_free (self->dir);
  g_free (self);
}

static GStrv
make_argv (DeskCommand *self, const char *line) {
  g_autoptr (GStrvBuilder) argv = g_strv_builder_new ();
  g_auto (GStrv) words = g_strsplit (line, " ", -1);

  g_strv_builder_add_many (argv, g_getenv ("KAPKACTL"), "--config", self->config, NULL);
  g_strv_builder_addv (argv, (const char **)words);
  return g_strv_builder_end (argv);
}

char *
desk_command_run (DeskCommand *self, int exit_code, const char *line) {
  g_auto (GStrv) argv = make_argv (self, line);
  g_autoptr (KapkaTestProgram) program =
      kapka_test_program_start ((const char *const *)argv, (const char *const *)self->environment);
  int found = kapka_test_program_wait (program, DEADLINE_MS);
  g_autofree char *out = kapka_test_program_get_text (program, KAPKA_TEST_STREAM_OUT);
  g_autofree char *err = kapka_test_program_get_text (program, KAPKA_TEST_STREAM_ERR);

  if (found != exit_code)
    g_error ("%s: exit code %d, not %d: %s", line, found, exit_code, err);
  return exit_code == 0 ? g_steal_pointer (&out) : g_strconcat (err, out, NULL);
}
