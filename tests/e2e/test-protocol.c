// SPDX-License-Identifier: GPL-3.0-or-later
/* What kapka-sync, kapkactl and kapka-central really say to each other is what
 * resources/openapi/kapka-central.yaml says they do; and they ask the kernel for nothing that their
 * units forbid. */
#include <gio/gunixsocketaddress.h>
#include <glib/gstdio.h>
#include <string.h>

#include "journal/db.h"
#include "recorder.h"
#include "sync-kiosk.h"
#include "wait.h"

#define DEADLINE_MS 60000

typedef struct {
  KapkaTestDir *dir;
  char *conversations;
  KapkaTestCentre *centre;
  KapkaTestRecorder *recorder; // Between the two.
  SyncKiosk *kiosk;
} Fixture;

/* Has the program that the variable @name of the environment names write its system calls down. Not
 * under the sanitizers, which make calls of their own. The tracer has a process group of its own:
 * it has still to write the end down when the group of a program that has ended is cleared away. */
static void
trace (Fixture *fixture, const char *name) {
  g_autofree char *log = kapka_test_dir_join (fixture->dir, name);
  g_autofree char *file = g_strconcat (name, ".sh", NULL);
  g_autofree char *text = g_strdup_printf (
      "#!/bin/sh\nexec strace -DD -f -q -A -o '%s' '%s' \"$@\"\n", log, g_getenv (name));
  g_autofree char *script = NULL;

  if (g_getenv ("KAPKA_UNITS") == NULL)
    return;
  script = kapka_test_dir_write (fixture->dir, file, text);
  g_assert_cmpint (g_chmod (script, 0700), ==, 0);
  g_setenv (name, script, TRUE);
}

static const char *
get_socket (Fixture *fixture) {
  return kapka_test_centre_get_upstream (fixture->centre) + strlen ("unix:");
}

static void
fixture_start (Fixture *fixture) {
  g_autoptr (GSocketAddress) address = NULL;
  g_autofree char *line = NULL;

  fixture->dir = kapka_test_dir_new ();
  fixture->conversations = kapka_test_dir_make (fixture->dir, "conversations");
  trace (fixture, "KAPKA_CENTRAL");
  trace (fixture, "KAPKA_SYNC");
  fixture->centre = kapka_test_centre_new ();
  address = g_unix_socket_address_new (get_socket (fixture));
  fixture->recorder = kapka_test_recorder_new (address, fixture->conversations);
  fixture->kiosk = sync_kiosk_new_alone ();
  line = g_strdup_printf ("url=http://127.0.0.1:%u/\n",
                          kapka_test_recorder_get_port (fixture->recorder));
  sync_kiosk_configure (fixture->kiosk, line);
}

static void
fixture_clear (Fixture *fixture) {
  g_clear_pointer (&fixture->kiosk, sync_kiosk_free);
  g_clear_pointer (&fixture->recorder, kapka_test_recorder_free);
  g_clear_pointer (&fixture->centre, kapka_test_centre_free);
  g_clear_pointer (&fixture->dir, kapka_test_dir_free);
  g_free (fixture->conversations);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fixture, fixture_clear)

/* Enrols the kiosk as a terminal of the library; returns the code, which has been used then. */
static char *
enrol (Fixture *fixture, const char *terminal) {
  char *code = kapka_test_centre_add_terminal (fixture->centre, "18-0142", terminal);

  sync_kiosk_enrol (fixture->kiosk, code);
  return code;
}

static void
change_journal (Fixture *fixture, const char *sql) {
  g_autofree char *path = g_build_filename (fixture->kiosk->state_dir, "journal.db", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (KapkaDb) db = kapka_db_open (path, KAPKA_DB_WRITE, &error);

  g_assert_no_error (error);
  g_assert_true (kapka_db_run_script (db, sql, &error));
}

/* The centre signs a catalogue, and the kiosk is told its key. */
static void
publish (Fixture *fixture) {
  g_autofree char *key = kapka_test_dir_join (fixture->dir, "centre.key");
  g_autofree char *key_option = g_strconcat ("--key=", key, NULL);
  g_autofree char *data = g_strconcat ("--data-dir=", g_getenv ("KAPKA_DATA_DIR"), NULL);
  g_autofree char *lists = kapka_test_dir_make (fixture->dir, "lists");
  const char *const make_key[] = { "catalog", "key", key, NULL };
  const char *const sign[] = { data, "catalog", "publish", lists, key_option, NULL };
  g_autofree char *told = kapka_test_centre_run (fixture->centre, make_key);
  g_autofree char *published = kapka_test_centre_run (fixture->centre, sign);
  g_autofree char *lines = g_strdup_printf ("url=http://127.0.0.1:%u/\n[catalog]\n%s",
                                            kapka_test_recorder_get_port (fixture->recorder),
                                            strstr (told, "key=ed25519:"));

  sync_kiosk_configure (fixture->kiosk, lines);
}

/* The second time there is nothing new. */
static void
fetch_catalogue (Fixture *fixture) {
  sync_kiosk_assert_run (fixture->kiosk, "--once", 0, "ok");
  sync_kiosk_assert_run (fixture->kiosk, "--once", 0, "ok");
}

/* Days, a correction, the survivors of a damaged stream, and the weekly comparison. */
static void
use_everything (Fixture *fixture) {
  g_free (enrol (fixture, "PC-1"));
  sync_kiosk_work (fixture->kiosk, "2026-03-02", 3);
  sync_kiosk_work (fixture->kiosk, "2026-03-03", 2);
  sync_kiosk_assert_run (fixture->kiosk, "--once", 0, "ok");
  sync_kiosk_correct (fixture->kiosk, "2026-03-02");
  sync_kiosk_assert_run (fixture->kiosk, "--once", 0, "ok");
  change_journal (fixture, "UPDATE stream SET state = 'damaged'; DELETE FROM ack; "
                           "UPDATE meta SET value = '2026-01-01' WHERE key = 'reconcile_day'");
  sync_kiosk_work (fixture->kiosk, "2026-03-04", 1);
  sync_kiosk_assert_run (fixture->kiosk, "--once", 0, "ok");
  publish (fixture);
  fetch_catalogue (fixture);
}

/* Sends bytes, and waits for the answer. */
static void
say (Fixture *fixture, const char *head, const char *body, gsize length) {
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocketConnection) connection = g_socket_client_connect_to_host (
      client, "127.0.0.1", (guint16)kapka_test_recorder_get_port (fixture->recorder), NULL, &error);
  g_autofree char *request = NULL;
  GOutputStream *out;
  char data[4096];

  g_assert_no_error (error);
  request = g_strdup_printf ("%s\r\nHost: centre\r\nConnection: close\r\nContent-Length: "
                             "%" G_GSIZE_FORMAT "\r\n\r\n",
                             head, length);
  out = g_io_stream_get_output_stream (G_IO_STREAM (connection));
  g_output_stream_write_all (out, request, strlen (request), NULL, NULL, NULL);
  g_output_stream_write_all (out, body, length, NULL, NULL, NULL);
  while (g_input_stream_read (g_io_stream_get_input_stream (G_IO_STREAM (connection)), data,
                              sizeof data, NULL, NULL) > 0)
    ;
}

#define BEARER "\r\nAuthorization: Bearer AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
#define JSON "\r\nContent-Type: application/json"
#define UUID "0b0e0000-0000-4000-8000-000000000003"
#define HASH "0000000000000000000000000000000000000000000000000000000000000000"

/* What no program of ours sends; each line is one way to be refused. */
static void
say_nonsense (Fixture *fixture) {
  static const struct {
    const char *head;
    const char *body;
  } rows[] = {
    { "GET /v1/ping HTTP/1.1", "" },
    { "GET / HTTP/1.1", "" },
    { "GET /v1/upload HTTP/1.1", "" },
    { "GET /v1/catalog HTTP/1.1" BEARER, "" },
    { "GET /v1/catalog HTTP/1.1", "" },
    { "POST /v1/upload HTTP/1.1" JSON BEARER, "{" },
    { "POST /v1/upload HTTP/1.1" JSON, "{}" },
    { "POST /v1/upload HTTP/1.1" BEARER "\r\nContent-Type: text/plain", "{}" },
    { "POST /v1/upload HTTP/1.1" JSON BEARER,
      "{\"v\":1,\"request_id\":\"" UUID "\",\"install_id\":\"" UUID "\",\"boot_id\":\"" UUID
      "\",\"software\":\"1\",\"days\":[],\"fragments\":[],\"status\":{}}" },
    { "POST /v1/reconcile HTTP/1.1" JSON BEARER,
      "{\"v\":1,\"request_id\":\"" UUID "\",\"install_id\":\"" UUID "\",\"have\":[]}" },
    { "POST /v1/reconcile HTTP/1.1" JSON BEARER, "[]" },
    { "POST /v1/enroll HTTP/1.1" JSON, "{\"v\":1}" },
    { "POST /v1/enroll HTTP/1.1" JSON, "{\"v\":1,\"request_id\":\"" UUID "\",\"install_id\":\"" UUID
                                       "\",\"code\":\"0000-0000-0000\",\"token_sha256\":\"" HASH
                                       "\",\"machine_hash\":\"" HASH "\"}" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    say (fixture, rows[i].head, rows[i].body, strlen (rows[i].body));
}

static void
say_too_much (Fixture *fixture) {
  gsize length = 256 * 1024 + 1;
  g_autofree char *body = g_strnfill (length, ' ');

  say (fixture, "POST /v1/upload HTTP/1.1" JSON BEARER, body, length);
}

/* A code that another kiosk has used, and an install that the centre no longer knows. */
static void
be_refused (Fixture *fixture) {
  g_autofree char *code = enrol (fixture, "PC-2");
  g_autofree char *body = g_strdup_printf (
      "{\"v\":1,\"request_id\":\"" UUID "\",\"install_id\":\"" UUID
      "\",\"code\":\"%s\",\"token_sha256\":\"" HASH "\",\"machine_hash\":\"" HASH "\"}",
      code);
  const char *const revoke[] = { "terminal", "revoke", "18-0142", "PC-2", NULL };

  say (fixture, "POST /v1/enroll HTTP/1.1" JSON, body, strlen (body));
  sync_kiosk_work (fixture->kiosk, "2026-03-05", 1);
  g_free (kapka_test_centre_run (fixture->centre, revoke));
  sync_kiosk_assert_run (fixture->kiosk, "--once", 77, "revoked");
}

/* The file of the store is no database any more. */
static void
break_store (Fixture *fixture) {
  g_autofree char *dir = g_path_get_dirname (get_socket (fixture));
  g_autofree char *path = g_build_filename (dir, "central.db", NULL);
  g_autofree char *rubbish = g_strnfill (4096, 'x');
  FILE *file = fopen (path, "r+");

  g_assert_nonnull (file);
  g_assert_cmpuint (fwrite (rubbish, 1, 4096, file), ==, 4096);
  fclose (file);
  sync_kiosk_assert_run (fixture->kiosk, "--once", 75, "server_busy");
}

static void
assert_agrees (Fixture *fixture) {
  const char *const argv[] = { g_getenv ("KAPKA_OPENAPI_CHECK"),
                               g_getenv ("KAPKA_OPENAPI"),
                               fixture->conversations,
                               "ping:200",
                               "enroll:200",
                               "enroll:400",
                               "enroll:404",
                               "enroll:409",
                               "upload:200",
                               "upload:400",
                               "upload:401",
                               "upload:403",
                               "upload:413",
                               "upload:415",
                               "upload:503",
                               "reconcile:200",
                               "reconcile:400",
                               "reconcile:401",
                               "catalog:200",
                               "catalog:304",
                               "catalog:401",
                               "other:404",
                               "other:405",
                               NULL };
  g_autoptr (KapkaTestProgram) check = kapka_test_program_start (argv, NULL);
  int exit_code = kapka_test_program_wait (check, DEADLINE_MS);
  g_autofree char *description = kapka_test_program_describe (check);

  g_test_message ("%s", description);
  g_assert_cmpint (exit_code, ==, 0);
}

static void
assert_allowed (Fixture *fixture, const char *name, const char *unit) {
  g_autofree char *log = kapka_test_dir_join (fixture->dir, name);
  g_autofree char *path = g_strdup_printf ("%s/%s.service", g_getenv ("KAPKA_UNITS"), unit);
  const char *const argv[] = { g_getenv ("KAPKA_SYSCALL_CHECK"), path, log, NULL };
  g_autoptr (KapkaTestProgram) check = kapka_test_program_start (argv, NULL);
  int exit_code = kapka_test_program_wait (check, DEADLINE_MS);
  g_autofree char *description = kapka_test_program_describe (check);

  g_test_message ("%s", description);
  g_assert_cmpint (exit_code, ==, 0);
}

static gboolean
has_ended (gpointer user_data) {
  g_autofree char *text = NULL;

  return g_file_get_contents (user_data, &text, NULL, NULL) && g_str_has_suffix (text, " +++\n");
}

/* The whole life of both programs is in the logs. */
static void
check_calls (Fixture *fixture) {
  g_autofree char *log = kapka_test_dir_join (fixture->dir, "KAPKA_CENTRAL");

  if (g_getenv ("KAPKA_UNITS") == NULL)
    return;
  g_assert_true (kapka_test_wait_until (has_ended, log, DEADLINE_MS));
  assert_allowed (fixture, "KAPKA_CENTRAL", "kapka-central");
  assert_allowed (fixture, "KAPKA_SYNC", "kapka-sync");
}

static void
test_conversations (void) {
  g_auto (Fixture) fixture = { 0 };

  fixture_start (&fixture);
  use_everything (&fixture);
  say_nonsense (&fixture);
  say_too_much (&fixture);
  be_refused (&fixture);
  break_store (&fixture);
  kapka_test_centre_stop (fixture.centre);
  g_clear_pointer (&fixture.recorder, kapka_test_recorder_free);
  assert_agrees (&fixture);
  check_calls (&fixture);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/protocol/conversations", test_conversations);
  return g_test_run ();
}
