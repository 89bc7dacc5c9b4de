// SPDX-License-Identifier: GPL-3.0-or-later
#include "bad-server.h"

#include "bad-answer.h"
#include "pass-on.h"

#include <libsoup/soup.h>
#include <string.h>

#include "base/digest.h"

#define FLOOD_BYTES (G_GUINT64_CONSTANT (2) << 30)
#define BLOCK_BYTES 65536
#define DRIP_MS 100

struct _KapkaTestBadServer {
  char *socket; /* (nullable): of the receiver */
  char *bearer; /* (nullable) */
  guint8 mac_key[KAPKA_DIGEST_BYTES];
  char *url;
  GThread *thread;
  GMainContext *context;
  GMainLoop *loop;
  SoupServer *soup;   /* belongs to the thread */
  GPtrArray *writers; /* threads that write bytes to a connection; belongs to the thread */
  GMutex lock;        /* guards all below */
  GCond changed;
  GHashTable *words; /* of the receiver for days, counted */
  KapkaTestMood mood;
  guint times_left; /* of the mood; 0 for ever */
  char *canned;     /* (nullable) */
  char *complaint;  /* (nullable) */
  guint n_requests;
  guint64 bytes_sent;
  gboolean closing;
};

/* Bytes on their way to a kiosk that may never come to an end. */
typedef struct {
  KapkaTestBadServer *server;
  KapkaTestMood mood;
  GIOStream *stream;
  char *text;
} Writer;

static gboolean
is_closing (KapkaTestBadServer *server) {
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&server->lock);

  return server->closing;
}

/* Waits for the end of the test, at most @ms. */
static gboolean
wait_closing (KapkaTestBadServer *server, guint ms) {
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&server->lock);
  gint64 end = g_get_monotonic_time () + (gint64)ms * 1000;

  while (!server->closing)
    if (!g_cond_wait_until (&server->changed, &server->lock, end))
      return FALSE;
  return TRUE;
}

static gboolean
write_bytes (Writer *writer, const char *bytes, gsize length) {
  GOutputStream *out = g_io_stream_get_output_stream (writer->stream);
  gsize written = 0;
  gboolean whole = g_output_stream_write_all (out, bytes, length, &written, NULL, NULL);

  g_mutex_lock (&writer->server->lock);
  writer->server->bytes_sent += written;
  g_mutex_unlock (&writer->server->lock);
  return whole;
}

static void
write_flood (Writer *writer, const char *line) {
  g_autoptr (GString) block = g_string_new (NULL);

  while (block->len < BLOCK_BYTES)
    g_string_append (block, line);
  for (guint64 sent = 0; sent < FLOOD_BYTES && !is_closing (writer->server); sent += block->len)
    if (!write_bytes (writer, block->str, block->len))
      return;
}

static void
write_drip (Writer *writer) {
  if (!write_bytes (writer, "HTTP/1.1 200 OK\r\nX-Drip: ", 25))
    return;
  while (!wait_closing (writer->server, DRIP_MS))
    if (!write_bytes (writer, "x", 1))
      return;
}

static gpointer
write_cb (gpointer data) {
  Writer *writer = data;

  if (writer->text != NULL)
    write_bytes (writer, writer->text, strlen (writer->text));
  if (writer->mood == KAPKA_TEST_MOOD_FLOOD)
    write_flood (writer, "{\"v\":1}");
  else if (writer->mood == KAPKA_TEST_MOOD_HEADER_FLOOD)
    write_flood (writer, "X-Flood: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\r\n");
  else if (writer->mood == KAPKA_TEST_MOOD_DRIP)
    write_drip (writer);
  else if (writer->mood == KAPKA_TEST_MOOD_SILENT)
    while (!wait_closing (writer->server, G_MAXUINT))
      ;
  g_io_stream_close (writer->stream, NULL, NULL);
  g_object_unref (writer->stream);
  g_free (writer->text);
  g_free (writer);
  return NULL;
}

/* Takes the connection away from the server and writes to it what no server would. */
static void
write_by_hand (KapkaTestBadServer *server,
               SoupServerMessage *message,
               KapkaTestMood mood,
               char *text) {
  Writer *writer = g_new0 (Writer, 1);

  writer->server = server;
  writer->mood = mood;
  writer->stream = soup_server_message_steal_connection (message);
  writer->text = text;
  g_ptr_array_add (server->writers, g_thread_new ("writer", write_cb, writer));
}

static char *
sign (KapkaTestBadServer *server, KapkaTestMood mood, const char *body) {
  guint8 mac[KAPKA_DIGEST_BYTES];

  kapka_digest_hmac_sha256 (server->mac_key, sizeof server->mac_key, body, strlen (body), mac);
  if (mood == KAPKA_TEST_MOOD_WRONG_MAC || mood == KAPKA_TEST_MOOD_WRONG_RECEIVER_ID)
    mac[0] ^= 1;
  return kapka_digest_to_base64 (mac, sizeof mac);
}

/* Returns the bytes of a signed answer, which may have no end. */
static char *
make_bytes (KapkaTestBadServer *server, KapkaTestMood mood, const char *body) {
  gboolean cut = mood != KAPKA_TEST_MOOD_WITHOUT_LENGTH;
  g_autofree char *mac = sign (server, mood, body);
  g_autofree char *part = g_strndup (body, strlen (body) / (cut ? 2 : 1));
  g_autofree char *length =
      mood == KAPKA_TEST_MOOD_CUT_WITH_LENGTH
          ? g_strdup_printf ("Content-Length: %" G_GSIZE_FORMAT "\r\n", strlen (body))
          : g_strdup ("");

  return g_strdup_printf (
      "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n"
      "Ack-Mac: %s\r\n%s\r\n%s",
      mac, length, part);
}

static void
complain (KapkaTestBadServer *server, const char *text) {
  if (server->complaint == NULL)
    server->complaint = g_strdup (text);
}

static void
check_headers (KapkaTestBadServer *server, SoupServerMessage *message, const char *path) {
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);

  if (server->bearer != NULL && g_str_equal (path, "/v1/upload") &&
      g_strcmp0 (soup_message_headers_get_one (headers, "Authorization"), server->bearer) != 0)
    complain (server, "wrong Authorization");
  if (soup_server_message_get_method (message) == SOUP_METHOD_POST &&
      g_strcmp0 (soup_message_headers_get_one (headers, "Content-Type"), "application/json") != 0)
    complain (server, "wrong Content-Type");
  if (soup_message_headers_get_one (headers, "Expect") != NULL ||
      soup_message_headers_get_one (headers, "Cookie") != NULL)
    complain (server, "an unwanted header");
}

static KapkaTestAnswer *
ask_receiver (KapkaTestBadServer *server, SoupServerMessage *message, const char *path) {
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  g_autoptr (GBytes) body =
      soup_message_body_flatten (soup_server_message_get_request_body (message));

  return kapka_test_pass_on (server->socket, soup_server_message_get_method (message), path,
                             soup_message_headers_get_one (headers, "Authorization"),
                             g_bytes_get_data (body, NULL), g_bytes_get_size (body));
}

static void
copy_header (const KapkaTestAnswer *answer, SoupServerMessage *message, const char *name) {
  g_autofree char *value = kapka_test_answer_get_header (answer, name);

  if (value != NULL)
    soup_message_headers_replace (soup_server_message_get_response_headers (message), name, value);
}

static void
pass_back (const KapkaTestAnswer *answer, SoupServerMessage *message) {
  soup_server_message_set_status (message, answer->status, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY, answer->body,
                                    strlen (answer->body));
  copy_header (answer, message, "Content-Type");
  copy_header (answer, message, "Ack-Mac");
  copy_header (answer, message, "Retry-After");
}

static void
pass_back_bad (KapkaTestBadServer *server,
               KapkaTestAnswer *answer,
               SoupServerMessage *message,
               KapkaTestMood mood) {
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  char *body = kapka_test_bad_answer_make (answer->body, mood);
  g_autofree char *mac = sign (server, mood, body);

  g_free (answer->body);
  answer->body = body;
  pass_back (answer, message);
  if (mood == KAPKA_TEST_MOOD_NO_MAC)
    soup_message_headers_remove (headers, "Ack-Mac");
  else
    soup_message_headers_replace (headers, "Ack-Mac", mac);
}

static gboolean
is_too_large (SoupServerMessage *message) {
  g_autoptr (GBytes) body =
      soup_message_body_flatten (soup_server_message_get_request_body (message));
  g_auto (GStrv) parts = g_strsplit (g_bytes_get_data (body, NULL), "\"stream\":", -1);

  return g_strv_length (parts) > 3;
}

static KapkaTestMood
use_mood (KapkaTestBadServer *server) {
  KapkaTestMood mood = server->mood;

  if (server->times_left > 0 && --server->times_left == 0)
    server->mood = KAPKA_TEST_MOOD_FAITHFUL;
  server->n_requests++;
  g_cond_broadcast (&server->changed);
  return mood;
}

static void
answer_by_receiver (KapkaTestBadServer *server,
                    SoupServerMessage *message,
                    const char *path,
                    KapkaTestMood mood) {
  g_autoptr (KapkaTestAnswer) answer = ask_receiver (server, message, path);

  kapka_test_bad_answer_count_words (answer->body, server->words);
  if (mood == KAPKA_TEST_MOOD_FAITHFUL || mood == KAPKA_TEST_MOOD_TOO_LARGE)
    pass_back (answer, message);
  else if (mood == KAPKA_TEST_MOOD_CUT_WITH_LENGTH || mood == KAPKA_TEST_MOOD_WITHOUT_LENGTH ||
           mood == KAPKA_TEST_MOOD_CUT_WITHOUT_LENGTH)
    write_by_hand (server, message, mood, make_bytes (server, mood, answer->body));
  else if (mood == KAPKA_TEST_MOOD_DRIP || mood == KAPKA_TEST_MOOD_SILENT)
    write_by_hand (server, message, mood, NULL);
  else
    pass_back_bad (server, answer, message, mood);
}

static void
request_cb (SoupServer *soup,
            SoupServerMessage *message,
            const char *path,
            GHashTable *query,
            gpointer data) {
  KapkaTestBadServer *server = data;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&server->lock);
  KapkaTestMood mood;

  check_headers (server, message, path);
  mood = use_mood (server);
  if (mood == KAPKA_TEST_MOOD_CANNED)
    write_by_hand (server, message, mood, g_strdup (server->canned));
  else if (mood == KAPKA_TEST_MOOD_FLOOD)
    write_by_hand (server, message, mood,
                   g_strdup ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n"));
  else if (mood == KAPKA_TEST_MOOD_HEADER_FLOOD)
    write_by_hand (server, message, mood, g_strdup ("HTTP/1.1 200 OK\r\n"));
  else if (mood == KAPKA_TEST_MOOD_TOO_LARGE && is_too_large (message))
    soup_server_message_set_status (message, SOUP_STATUS_REQUEST_ENTITY_TOO_LARGE, NULL);
  else
    answer_by_receiver (server, message, path, mood);
}

static void
listen (KapkaTestBadServer *server) {
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new_from_string ("127.0.0.1", 0);
  g_autoptr (GError) error = NULL;

  server->soup = soup_server_new (NULL, NULL);
  soup_server_add_handler (server->soup, NULL, request_cb, server, NULL);
  soup_server_listen (server->soup, address, 0, &error);
  g_assert_no_error (error);
}

static char *
read_url (KapkaTestBadServer *server) {
  GSList *uris = soup_server_get_uris (server->soup);
  char *url = g_uri_to_string (uris->data);

  g_slist_free_full (uris, (GDestroyNotify)g_uri_unref);
  return url;
}

static void
join_cb (gpointer thread) {
  g_thread_join (thread);
}

static gpointer
serve_cb (gpointer data) {
  KapkaTestBadServer *server = data;

  g_main_context_push_thread_default (server->context);
  listen (server);
  server->writers = g_ptr_array_new_with_free_func (join_cb);
  g_mutex_lock (&server->lock);
  server->url = read_url (server);
  g_cond_broadcast (&server->changed);
  g_mutex_unlock (&server->lock);
  g_main_loop_run (server->loop);
  g_ptr_array_unref (server->writers);
  soup_server_disconnect (server->soup);
  g_object_unref (server->soup);
  g_main_context_pop_thread_default (server->context);
  return NULL;
}

KapkaTestBadServer *
kapka_test_bad_server_new (const char *socket, const char *token) {
  KapkaTestBadServer *server = g_new0 (KapkaTestBadServer, 1);

  server->socket = g_strdup (socket);
  server->bearer = token == NULL ? NULL : g_strconcat ("Bearer ", token, NULL);
  kapka_digest_sha256 (token, token == NULL ? 0 : strlen (token), server->mac_key);
  server->words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  server->context = g_main_context_new ();
  server->loop = g_main_loop_new (server->context, FALSE);
  g_mutex_init (&server->lock);
  g_cond_init (&server->changed);
  g_mutex_lock (&server->lock);
  server->thread = g_thread_new ("bad-server", serve_cb, server);
  while (server->url == NULL)
    g_cond_wait (&server->changed, &server->lock);
  g_mutex_unlock (&server->lock);
  return server;
}

static gboolean
quit_cb (gpointer data) {
  g_main_loop_quit (data);
  return G_SOURCE_REMOVE;
}

void
kapka_test_bad_server_free (KapkaTestBadServer *server) {
  if (server == NULL)
    return;
  g_mutex_lock (&server->lock);
  server->closing = TRUE;
  g_cond_broadcast (&server->changed);
  g_mutex_unlock (&server->lock);
  g_main_context_invoke (server->context, quit_cb, server->loop);
  g_thread_join (server->thread);
  g_main_loop_unref (server->loop);
  g_main_context_unref (server->context);
  g_hash_table_unref (server->words);
  g_mutex_clear (&server->lock);
  g_cond_clear (&server->changed);
  g_free (server->socket);
  g_free (server->bearer);
  g_free (server->url);
  g_free (server->canned);
  g_free (server->complaint);
  g_free (server);
}

const char *
kapka_test_bad_server_get_url (KapkaTestBadServer *server) {
  return server->url;
}

guint
kapka_test_bad_server_get_port (KapkaTestBadServer *server) {
  g_autoptr (GUri) url = g_uri_parse (server->url, G_URI_FLAGS_NONE, NULL);

  return (guint)g_uri_get_port (url);
}

void
kapka_test_bad_server_set_mood (KapkaTestBadServer *server, KapkaTestMood mood, guint times) {
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&server->lock);

  server->mood = mood;
  server->times_left = times;
}

void
kapka_test_bad_server_set_canned (KapkaTestBadServer *server,
                                  guint status,
                                  const char *headers,
                                  const char *body) {
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&server->lock);

  g_free (server->canned);
  server->canned = g_strdup_printf ("HTTP/1.1 %u Canned\r\n%sContent-Length: %" G_GSIZE_FORMAT
                                    "\r\nConnection: close\r\n\r\n%s",
                                    status, headers, strlen (body), body);
}

guint
kapka_test_bad_server_count_requests (KapkaTestBadServer *server) {
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&server->lock);

  return server->n_requests;
}

guint
kapka_test_bad_server_count_words (KapkaTestBadServer *server, const char *word) {
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&server->lock);

  return GPOINTER_TO_UINT (g_hash_table_lookup (server->words, word));
}

guint64
kapka_test_bad_server_get_bytes_sent (KapkaTestBadServer *server) {
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&server->lock);

  return server->bytes_sent;
}

void
kapka_test_bad_server_wait_requests (KapkaTestBadServer *server, guint number, guint deadline_ms) {
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&server->lock);
  gint64 end = g_get_monotonic_time () + (gint64)deadline_ms * 1000;

  while (server->n_requests < number)
    if (!g_cond_wait_until (&server->changed, &server->lock, end))
      g_error ("%u requests within %u ms, expected %u", server->n_requests, deadline_ms, number);
}

char *
kapka_test_bad_server_get_complaint (KapkaTestBadServer *server) {
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&server->lock);

  return g_strdup (server->complaint);
}
