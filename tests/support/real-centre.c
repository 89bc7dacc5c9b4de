// SPDX-License-Identifier: GPL-3.0-or-later
#include "real-centre.h"

#include <signal.h>

#define PATIENCE_MS 60000

struct _KapkaRealCentre {
  char *database;
  char *socket;
  GStrv environment;
  KapkaTestProgram *program; /* (nullable) while it does not run */
};

KapkaRealCentre *
kapka_real_centre_new (const char *directory, const char *database) {
  KapkaRealCentre *centre = g_new0 (KapkaRealCentre, 1);

  centre->database = g_strdup (database);
  centre->socket = g_build_filename (directory, "http.sock", NULL);
  centre->environment = g_get_environ ();
  return centre;
}

void
kapka_real_centre_free (KapkaRealCentre *centre) {
  if (centre == NULL)
    return;
  kapka_test_program_free (centre->program);
  g_free (centre->database);
  g_free (centre->socket);
  g_strfreev (centre->environment);
  g_free (centre);
}

void
kapka_real_centre_set (KapkaRealCentre *centre, const char *name, const char *value) {
  centre->environment = g_environ_setenv (centre->environment, name, value, TRUE);
}

static GStrv
make_command (KapkaRealCentre *centre, const char *const *before) {
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *database = g_strdup_printf ("--database=%s", centre->database);
  g_autofree char *listen = g_strdup_printf ("--listen=unix:%s", centre->socket);

  if (before != NULL)
    g_strv_builder_addv (builder, (const char **)before);
  g_strv_builder_add_many (builder, g_getenv ("KAPKA_CENTRAL"), database, "serve", listen,
                           "--token-rate=0", NULL);
  return g_strv_builder_end (builder);
}

static void
wait_until_it_listens (KapkaRealCentre *centre) {
  g_free (kapka_test_program_wait_line (centre->program, KAPKA_TEST_STREAM_OUT,
                                        "listen=", PATIENCE_MS));
}

void
kapka_real_centre_start (KapkaRealCentre *centre, const char *const *before) {
  g_auto (GStrv) argv = make_command (centre, before);

  g_assert_null (centre->program);
  centre->program = kapka_test_program_start ((const char *const *)argv,
                                              (const char *const *)centre->environment);
  g_free (kapka_test_program_wait_line (centre->program, KAPKA_TEST_STREAM_OUT,
                                        "listen=", PATIENCE_MS));
}

void
kapka_real_centre_start_in (KapkaRealCentre *centre, KapkaTestRoom *room, const char *database) {
  g_auto (GStrv) argv = NULL;

  g_assert_null (centre->program);
  g_free (centre->database);
  centre->database = g_strdup (database);
  argv = make_command (centre, NULL);
  centre->program = kapka_test_room_start (room, (const char *const *)argv,
                                           (const char *const *)centre->environment);
  wait_until_it_listens (centre);
}

void
kapka_real_centre_stop (KapkaRealCentre *centre) {
  kapka_test_program_signal (centre->program, SIGTERM);
  g_assert_cmpint (kapka_test_program_wait (centre->program, PATIENCE_MS), ==, 0);
  g_clear_pointer (&centre->program, kapka_test_program_free);
}

void
kapka_real_centre_kill (KapkaRealCentre *centre) {
  kapka_test_program_kill (centre->program);
  g_clear_pointer (&centre->program, kapka_test_program_free);
}

const char *
kapka_real_centre_get_socket (KapkaRealCentre *centre) {
  return centre->socket;
}

KapkaTestProgram *
kapka_real_centre_get_program (KapkaRealCentre *centre) {
  return centre->program;
}
