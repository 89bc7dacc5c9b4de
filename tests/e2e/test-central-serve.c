// SPDX-License-Identifier: GPL-3.0-or-later
// The real receiver over real connections.
#include <gio/gio.h>
#include <signal.h>
#include <string.h>
#include <sysexits.h>

#include "serve-centre.h"
#include "wait.h"

#define DEADLINE_MS 60000
#define DAY "2026-03-02"
#define ANY_PORT "127.0.0.1:0"

static void
add_kiosk (KapkaStorePlace *place, CentreKiosk *kiosk, guint number) {
  centre_kiosk_init (kiosk, number, 0);
  centre_add_library (place->store, number);
  centre_enrol (place->store, kiosk, NULL);
}

static void
assert_answer (KapkaStorePlace *place, const char *sql, const char *expected) {
  kapka_store_assert_answer (place->store, sql, expected);
}

static void
assert_upload (ServeCentre *centre,
               const CentreKiosk *kiosk,
               const char *body,
               const char *expected) {
  g_auto (ServeAnswer) answer = { 0 };
  g_autofree char *words = NULL;

  serve_post (centre, kiosk, "/v1/upload", body, &answer);
  words = serve_answer_get_words (&answer, kiosk);
  g_assert_cmpstr (words, ==, expected);
}

static void
test_enrol_and_upload (KapkaStorePlace *place, gconstpointer data) {
  g_auto (ServeCentre) centre = { 0 };
  g_auto (ServeAnswer) answer = { 0 };
  CentreKiosk kiosk;
  g_autofree char *enrolment = NULL;
  g_autofree char *body = NULL;
  g_autofree char *type = NULL;

  centre_add_library (place->store, 1);
  centre_add_code (place->store, "K7QF-2M8P-XW3D", 1, G_MAXINT64);
  centre_kiosk_init (&kiosk, 1, 0);
  serve_centre_start (&centre, place, ANY_PORT);
  serve_assert_alive (&centre);
  enrolment = centre_enrol_json (&kiosk, "k7qf-2m8p-xw3d", NULL);
  serve_post (&centre, NULL, "/v1/enroll", enrolment, &answer);
  g_assert_cmpuint (answer.status, ==, 200);
  type = serve_answer_get_header (&answer, "Content-Type");
  g_assert_cmpstr (type, ==, "application/json");
  body = centre_one_day_json (&kiosk, 1, DAY, 3, "users=1");
  assert_upload (&centre, &kiosk, body, "stored");
  assert_upload (&centre, &kiosk, body, "unchanged");
  serve_centre_stop (&centre);
  assert_answer (place, "SELECT n FROM day_key", "1");
}

static void
test_unknown_code_takes_time (KapkaStorePlace *place, gconstpointer data) {
  g_auto (ServeCentre) centre = { 0 };
  g_auto (ServeAnswer) answer = { 0 };
  CentreKiosk kiosk;
  g_autofree char *body = NULL;
  g_autofree char *code = NULL;
  gint64 start_usec;

  centre_kiosk_init (&kiosk, 1, 0);
  serve_centre_start (&centre, place, ANY_PORT);
  body = centre_enrol_json (&kiosk, "K7QF-2M8P-XW3D", NULL);
  start_usec = g_get_monotonic_time ();
  serve_post (&centre, NULL, "/v1/enroll", body, &answer);
  code = serve_answer_get_code (&answer);
  g_assert_cmpstr (code, ==, "unknown_code");
  g_assert_cmpint (g_get_monotonic_time () - start_usec, >=, G_USEC_PER_SEC);
}

/* One of several that send at once. */
typedef struct {
  const char *address;
  const CentreKiosk *kiosk;
  const char *body;
  char *words;
} Sender;

static gpointer
send_cb (gpointer user_data) {
  Sender *sender = user_data;
  g_auto (ServeAnswer) answer = { 0 };
  g_autofree char *request = serve_request_new (sender->kiosk, "/v1/upload", sender->body);

  serve_exchange (sender->address, request, strlen (request), &answer);
  sender->words = serve_answer_get_words (&answer, sender->kiosk);
  return NULL;
}

/* Row 6. */
static void
test_ten_at_once (KapkaStorePlace *place, gconstpointer data) {
  g_auto (ServeCentre) centre = { 0 };
  CentreKiosk kiosk;

  add_kiosk (place, &kiosk, 1);
  serve_centre_start (&centre, place, ANY_PORT);
  for (guint round = 1; round <= 10; round++) {
    g_autofree char *body = centre_one_day_json (&kiosk, round, DAY, 3, "users=1");
    Sender senders[10];
    GThread *threads[10];
    guint n_stored = 0;

    for (gsize i = 0; i < G_N_ELEMENTS (senders); i++) {
      senders[i] = (Sender){ centre.address, &kiosk, body, NULL };
      threads[i] = g_thread_new ("sender", send_cb, &senders[i]);
    }
    for (gsize i = 0; i < G_N_ELEMENTS (senders); i++) {
      g_thread_join (threads[i]);
      n_stored += g_strcmp0 (senders[i].words, "stored") == 0 ? 1 : 0;
      g_assert_true (g_strcmp0 (senders[i].words, "stored") == 0 ||
                     g_strcmp0 (senders[i].words, "unchanged") == 0);
      g_free (senders[i].words);
    }
    g_assert_cmpuint (n_stored, ==, 1);
  }
  assert_answer (place, "SELECT n FROM day_key", "10");
  assert_answer (place, "SELECT accepted FROM install_seen", "10");
}

/* Has a thread of @program killed at its call number @when of @call; the program dies, not the
 * tracer. */
static KapkaTestProgram *
doom (KapkaTestProgram *program, const char *call, guint when) {
  g_autofree char *pid = g_strdup_printf ("%d", kapka_test_program_get_pid (program));
  g_autofree char *trace = g_strdup_printf ("trace=%s", call);
  g_autofree char *inject = g_strdup_printf ("inject=%s:signal=KILL:when=%u", call, when);
  const char *const argv[] = { "strace", "-f",  "-p", pid,    "-o", "/dev/null",
                               "-e",     trace, "-e", inject, NULL };
  KapkaTestProgram *strace = kapka_test_program_start (argv, NULL);

  g_free (
      kapka_test_program_wait_line (strace, KAPKA_TEST_STREAM_ERR, "strace: Process", DEADLINE_MS));
  return strace;
}

/* Returns whether the upload was answered before the receiver was killed. */
static gboolean
upload_to_doomed (KapkaStorePlace *place,
                  const CentreKiosk *kiosk,
                  const char *body,
                  const char *call,
                  guint when) {
  g_auto (ServeCentre) centre = { 0 };
  g_auto (ServeAnswer) answer = { 0 };
  g_autoptr (KapkaTestProgram) strace = NULL;

  serve_centre_start (&centre, place, ANY_PORT);
  strace = doom (centre.program, call, when);
  serve_post (&centre, kiosk, "/v1/upload", body, &answer);
  if (answer.status == 0)
    g_assert_cmpint (kapka_test_program_wait (centre.program, DEADLINE_MS), ==, 128 + SIGKILL);
  else
    kapka_test_program_kill (centre.program);
  return answer.status == 200;
}

/* Row 4: wherever the receiver is killed, the same upload again makes it whole, and counts once. */
static void
test_killed (KapkaStorePlace *place, gconstpointer data) {
  static const char *const sqlite_calls[] = {
    "pwrite64", "fdatasync", "fsync", "ftruncate", "sendmsg,sendto,writev", NULL
  };
  static const char *const postgres_calls[] = { "sendto", "recvfrom", "sendmsg,writev", NULL };
  const char *const *calls = place->server == NULL ? sqlite_calls : postgres_calls;
  CentreKiosk kiosk;
  guint n_before = 0;
  guint n_after = 0;
  guint n = 0;
  g_autofree char *expected = NULL;

  add_kiosk (place, &kiosk, 1);
  for (guint i = 0; calls[i] != NULL; i++)
    for (guint when = 1;; when++) {
      g_autofree char *body = centre_one_day_json (&kiosk, ++n, DAY, 3, "users=1");
      g_auto (ServeCentre) healed = { 0 };
      g_auto (ServeAnswer) answer = { 0 };
      g_autofree char *words = NULL;

      if (upload_to_doomed (place, &kiosk, body, calls[i], when))
        break;
      serve_centre_start (&healed, place, ANY_PORT);
      serve_post (&healed, &kiosk, "/v1/upload", body, &answer);
      words = serve_answer_get_words (&answer, &kiosk);
      n_before += g_strcmp0 (words, "stored") == 0 ? 1 : 0;
      n_after += g_strcmp0 (words, "unchanged") == 0 ? 1 : 0;
      g_assert_cmpuint (n_before + n_after + i, ==, n);
    }
  g_assert_cmpuint (n_before, >, 0);
  g_assert_cmpuint (n_after, >, 0);
  expected = g_strdup_printf ("%u", n);
  assert_answer (place, "SELECT n FROM day_key", expected);
  assert_answer (place, "SELECT accepted FROM install_seen", expected);
}

/* Row 21: the answer does not wait for the body. */
static void
test_too_large (KapkaStorePlace *place, gconstpointer data) {
  g_auto (ServeCentre) centre = { 0 };
  static const char request[] = "POST /v1/upload HTTP/1.1\r\nHost: centre\r\n"
                                "Content-Type: application/json\r\nContent-Length: 262145\r\n\r\n";
  g_auto (ServeAnswer) answer = { 0 };
  g_autofree char *code = NULL;
  g_autofree char *body = NULL;
  CentreKiosk kiosk;
  g_autoptr (GString) full = g_string_new (NULL);

  add_kiosk (place, &kiosk, 1);
  serve_centre_start (&centre, place, ANY_PORT);
  serve_exchange (centre.address, request, strlen (request), &answer);
  g_assert_cmpuint (answer.status, ==, 413);
  code = serve_answer_get_code (&answer);
  g_assert_cmpstr (code, ==, "too_large");
  // One that just fits is taken.
  body = centre_one_day_json (&kiosk, 1, DAY, 1, "users=1");
  g_string_append (full, body);
  while (full->len < KAPKA_REQUEST_MAX_BYTES)
    g_string_append_c (full, ' ');
  assert_upload (&centre, &kiosk, full->str, "stored");
}

/* Forms that two servers in a row may cut in different places. Behind each stands a whole upload,
 * which must not be taken for a request of its own. */
static const char *const smuggling[] = {
  "POST /v1/enroll HTTP/1.1\r\nHost: c\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n"
  "0\r\n\r\n",
  "POST /v1/enroll HTTP/1.1\r\nHost: c\r\nTransfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n"
  "0\r\n\r\n",
  "POST /v1/enroll HTTP/1.1\r\nHost: c\r\nTransfer-Encoding: chunked\r\n\r\n0\n\n",
  "POST /v1/enroll HTTP/1.1\r\nHost: c\r\nTransfer-Encoding: identity\r\n\r\n",
  "POST /v1/enroll HTTP/1.1\r\nHost: c\r\nTransfer-Encoding: xchunked\r\n\r\n",
  "POST /v1/enroll HTTP/1.1\r\nHost: c\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
  "POST /v1/enroll HTTP/1.1\r\nHost: c\r\nContent-Length: 0\r\nContent-Length: 2\r\n\r\n",
  "POST /v1/enroll HTTP/1.1\r\nHost: c\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\n{}",
  "POST /v1/enroll HTTP/1.1\r\nHost: c\r\nContent-Length: 2, 2\r\n\r\n{}",
  "POST /v1/enroll HTTP/1.1\r\nHost: c\r\nContent-Length: +2\r\n\r\n{}",
  "POST /v1/enroll HTTP/1.1\r\nHost: c\r\nContent-Length: -1\r\n\r\n",
  "POST /v1/enroll HTTP/1.1\r\nHost: c\r\nContent-Length: 0x2\r\n\r\n{}",
  "POST /v1/enroll HTTP/1.1\r\nHost: c\r\nContent-Length: 18446744073709551618\r\n\r\n{}",
  "POST /v1/enroll HTTP/1.1\r\nHost: c\r\nHost: d\r\nContent-Length: 0\r\n\r\n",
  "POST /v1/enroll HTTP/1.1\r\nContent-Length: 0\r\n\r\n",
  "CONNECT centre:443 HTTP/1.1\r\nHost: c\r\nConnection: close\r\n\r\n",
  "GET http://centre/v1/ping HTTP/1.1\r\nHost: c\r\nConnection: close\r\n\r\n",
  "GET /v1/ping%00 HTTP/1.1\r\nHost: c\r\nConnection: close\r\n\r\n",
  "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
};

/* Row 52. */
static void
test_smuggling (KapkaStorePlace *place, gconstpointer data) {
  g_auto (ServeCentre) centre = { 0 };
  CentreKiosk kiosk;
  g_autofree char *body = NULL;
  g_autofree char *whole = NULL;

  add_kiosk (place, &kiosk, 1);
  serve_centre_start (&centre, place, ANY_PORT);
  body = centre_one_day_json (&kiosk, 1, DAY, 1, "users=1");
  whole = serve_request_new (&kiosk, "/v1/upload", body);
  for (gsize i = 0; i < G_N_ELEMENTS (smuggling); i++) {
    g_autofree char *bytes = g_strconcat (smuggling[i], whole, NULL);
    g_auto (ServeAnswer) answer = { 0 };

    g_test_message ("%s", smuggling[i]);
    serve_exchange (centre.address, bytes, strlen (bytes), &answer);
    g_assert_true (answer.status == 0 || (answer.status >= 400 && answer.status < 506));
    serve_assert_alive (&centre);
  }
  serve_centre_stop (&centre);
  assert_answer (place, "SELECT count(*) FROM day_report", "0");
  assert_answer (place, "SELECT count(*) FROM install_seen", "0");
}

/* What is no HTTP, or too much of it. */
static void
test_garbage (KapkaStorePlace *place, gconstpointer data) {
  g_auto (ServeCentre) centre = { 0 };
  g_autoptr (GRand) rand = g_rand_new_with_seed (20260302);
  static const char head[] = "GET /v1/ping HTTP/1.1\r\nHost: c\r\nConnection: close\r\nX: ";

  serve_centre_start (&centre, place, ANY_PORT);
  for (guint i = 0; i < 60; i++) {
    gsize length = (gsize)g_rand_int_range (rand, 1, 70000);
    g_autofree char *bytes = g_malloc (length + 4);
    g_auto (ServeAnswer) answer = { 0 };

    for (gsize j = 0; j < length; j++)
      bytes[j] = (char)g_rand_int_range (rand, i % 2 == 0 ? 0 : 32, i % 2 == 0 ? 256 : 127);
    if (i % 3 == 0)
      memcpy (bytes, head, MIN (length, strlen (head)));
    memcpy (bytes + length, "\r\n\r\n", 4);
    serve_exchange (centre.address, bytes, length + 4, &answer);
    g_assert_true (answer.status == 0 || answer.status == 200 ||
                   (answer.status >= 400 && answer.status < 500));
  }
  serve_assert_alive (&centre);
}

/* One of those that keep the receiver busy. */
typedef struct {
  const char *address;
  CentreKiosk kiosk;
  guint first_stream;
  GHashTable *acked; // Set of owned stream ids.
  int *n_acked;      // Of all; atomic.
  int *enough;       // Set when the load is over; atomic.
} Load;

static gpointer
load_cb (gpointer user_data) {
  Load *load = user_data;

  for (guint i = 0; !g_atomic_int_get (load->enough); i++) {
    guint stream = load->first_stream + i;
    g_autofree char *body = centre_one_day_json (&load->kiosk, stream, DAY, 1, "users=1");
    Sender sender = { load->address, &load->kiosk, body, NULL };
    g_autofree char *words = NULL;
    char id[37];

    send_cb (&sender);
    words = sender.words;
    if (g_strcmp0 (words, "stored") != 0)
      continue;
    centre_stream_id (stream, id);
    g_hash_table_add (load->acked, g_strdup (id));
    g_atomic_int_inc (load->n_acked);
  }
  return NULL;
}

static gboolean
has_enough_cb (gpointer data) {
  return g_atomic_int_get ((int *)data) >= 40;
}

#define N_LOADS 6

static void
run_load (KapkaStorePlace *place, Load *loads, guint round) {
  g_auto (ServeCentre) centre = { 0 };
  GThread *threads[N_LOADS];
  int n_acked = 0;
  int enough = 0;

  serve_centre_start (&centre, place, ANY_PORT);
  for (guint i = 0; i < N_LOADS; i++) {
    loads[i].address = centre.address;
    loads[i].first_stream = (round * N_LOADS + i) * 100000;
    loads[i].n_acked = &n_acked;
    loads[i].enough = &enough;
    threads[i] = g_thread_new ("load", load_cb, &loads[i]);
  }
  g_assert_true (kapka_test_wait_until (has_enough_cb, &n_acked, DEADLINE_MS));
  serve_centre_stop (&centre);
  g_atomic_int_set (&enough, 1);
  for (guint i = 0; i < N_LOADS; i++)
    g_thread_join (threads[i]);
}

/* Row 54: what was stored has been answered, and what was answered has been stored. */
static void
test_stopped_under_load (KapkaStorePlace *place, gconstpointer data) {
  g_autoptr (GHashTable) acked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Load loads[N_LOADS] = { 0 };
  g_autofree char *text = NULL;
  g_auto (GStrv) stored = NULL;

  for (guint i = 0; i < N_LOADS; i++) {
    add_kiosk (place, &loads[i].kiosk, i + 1);
    loads[i].acked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  }
  for (guint round = 0; round < 4; round++)
    run_load (place, loads, round);
  for (guint i = 0; i < N_LOADS; i++) {
    GHashTableIter iter;
    gpointer id;

    g_hash_table_iter_init (&iter, loads[i].acked);
    while (g_hash_table_iter_next (&iter, &id, NULL))
      g_hash_table_add (acked, g_strdup (id));
    g_hash_table_unref (loads[i].acked);
  }
  text = kapka_store_ask_for_test (place->store, "SELECT stream_id FROM day_report");
  stored = g_strsplit (text, " ", -1);
  g_assert_cmpuint (g_strv_length (stored), ==, g_hash_table_size (acked));
  for (guint i = 0; stored[i] != NULL; i++)
    g_assert_true (g_hash_table_contains (acked, stored[i]));
}

/* Who sends a byte now and then is cut off in the end, and holds nobody up meanwhile. */
static void
test_dripped_request (KapkaStorePlace *place, gconstpointer data) {
  g_auto (ServeCentre) centre = { 0 };
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) connection = NULL;
  GOutputStream *out;
  GSocket *socket;
  gint64 start_usec = g_get_monotonic_time ();
  gint64 took_usec;

  serve_centre_start (&centre, place, ANY_PORT);
  connection = g_socket_client_connect_to_host (client, centre.address, 0, NULL, NULL);
  g_assert_nonnull (connection);
  out = g_io_stream_get_output_stream (G_IO_STREAM (connection));
  socket = g_socket_connection_get_socket (connection);
  g_assert_true (
      g_output_stream_write_all (out, "GET /v1/ping HTTP/1.1\r\n", 23, NULL, NULL, NULL));
  // The wait for the end of the connection is what spaces the bytes.
  while (!g_socket_condition_timed_wait (socket, G_IO_IN | G_IO_HUP, G_USEC_PER_SEC, NULL, NULL)) {
    g_assert_cmpint (g_get_monotonic_time () - start_usec, <, 60 * G_USEC_PER_SEC);
    g_output_stream_write_all (out, "X", 1, NULL, NULL, NULL);
    serve_assert_alive (&centre);
  }
  took_usec = g_get_monotonic_time () - start_usec;
  g_assert_cmpint (took_usec, >=, 29 * G_USEC_PER_SEC);
}

static void
test_unix_socket (KapkaStorePlace *place, gconstpointer data) {
  g_autofree char *listen =
      g_strdup_printf ("unix:%s/http.sock", kapka_test_dir_get_path (place->dir));
  g_auto (ServeCentre) killed = { 0 };
  g_auto (ServeCentre) second = { 0 };

  serve_centre_start (&killed, place, listen);
  g_assert_cmpstr (killed.address, ==, listen);
  serve_assert_alive (&killed);
  kapka_test_program_kill (killed.program);
  // Its socket lies about still.
  g_assert_true (g_file_test (listen + strlen ("unix:"), G_FILE_TEST_EXISTS));
  serve_centre_start (&second, place, listen);
  serve_assert_alive (&second);
  serve_centre_stop (&second);
  g_assert_false (g_file_test (listen + strlen ("unix:"), G_FILE_TEST_EXISTS));
}

static void
assert_refused (KapkaStorePlace *place, const char *first, const char *second, int exit_code) {
  g_autofree char *database = g_strdup_printf ("--database=%s", place->address);
  const char *const argv[] = { g_getenv ("KAPKA_CENTRAL"), database, "serve", first, second, NULL };
  g_autoptr (KapkaTestProgram) program = kapka_test_program_start (argv, NULL);
  g_autofree char *said = NULL;

  g_test_message ("%s %s", first, second);
  g_assert_cmpint (kapka_test_program_wait (program, DEADLINE_MS), ==, exit_code);
  said = kapka_test_program_get_text (program, KAPKA_TEST_STREAM_OUT);
  g_assert_cmpstr (said, ==, "");
}

static void
test_where_to_listen (KapkaStorePlace *place, gconstpointer data) {
  g_auto (ServeCentre) centre = { 0 };
  g_autofree char *taken = NULL;

  assert_refused (place, "--listen=0.0.0.0:0", NULL, EX_USAGE);
  assert_refused (place, "--listen=[::]:0", NULL, EX_USAGE);
  assert_refused (place, "--listen=192.0.2.1:0", NULL, EX_USAGE);
  assert_refused (place, "--listen=localhost:0", NULL, EX_USAGE);
  assert_refused (place, "--listen=127.0.0.1", NULL, EX_USAGE);
  assert_refused (place, "--listen=127.0.0.1:65536", NULL, EX_USAGE);
  assert_refused (place, "--listen=unix:relative", NULL, EX_USAGE);
  assert_refused (place, "--listen=" ANY_PORT, "--batch-max=0", EX_USAGE);
  assert_refused (place, "--listen=" ANY_PORT, "--batch-max=257", EX_USAGE);
  assert_refused (place, "--listen=" ANY_PORT, "--token-rate=-1", EX_USAGE);
  assert_refused (place, "--listen=" ANY_PORT, "argument", EX_USAGE);
  serve_centre_start (&centre, place, ANY_PORT);
  taken = g_strdup_printf ("--listen=%s", centre.address);
  assert_refused (place, taken, NULL, EX_TEMPFAIL);
  serve_assert_alive (&centre);
}

typedef struct {
  const char *group;
  const char *name;
  KapkaStorePlaceTest test;
  gboolean once; // It does not depend on the store.
} Case;

static const Case cases[] = {
  { "central-serve", "enrol-and-upload", test_enrol_and_upload, FALSE },
  { "central-serve", "unknown-code-takes-time", test_unknown_code_takes_time, TRUE },
  { "central-serve", "garbage", test_garbage, TRUE },
  { "central-serve", "dripped-request", test_dripped_request, TRUE },
  { "central-serve", "unix-socket", test_unix_socket, TRUE },
  { "central-serve", "where-to-listen", test_where_to_listen, TRUE },
  { "matrix/04-receiver-killed", "at-every-call", test_killed, FALSE },
  { "matrix/06-same-request-at-once", "ten-times", test_ten_at_once, FALSE },
  { "matrix/21-too-large", "from-content-length", test_too_large, TRUE },
  { "matrix/52-smuggling", "forms", test_smuggling, TRUE },
  { "matrix/54-stopped-under-load", "loop", test_stopped_under_load, FALSE },
};

int
main (int argc, char **argv) {
  KapkaStoreServer server = { 0 };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    kapka_store_place_add (cases[i].group, cases[i].name, NULL, cases[i].test);
    if (!cases[i].once)
      kapka_store_place_add (cases[i].group, cases[i].name, &server, cases[i].test);
  }
  return kapka_store_place_run_all (&server);
}
