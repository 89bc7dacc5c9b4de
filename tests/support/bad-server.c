// SPDX-License-Identifier: GPL-3.0-or-later
#include "bad-server.h"

#include "centre-store.h"

#include <libsoup/soup.h>
#include <string.h>

#include "base/digest.h"

#define FLOOD_BYTES (G_GUINT64_CONSTANT (2) << 30)
#define BLOCK_BYTES 65536
#define DRIP_MS 100

struct _KapkaTestBadServer {
  char *certificate_path; /* (nullable) */
  char *bearer;
  guint8 mac_key[KAPKA_DIGEST_BYTES];
  char *url;
  GThread *thread;
  GMainContext *context;
  GMainLoop *loop;
  SoupServer *soup;   /* belongs to the thread */
  GPtrArray *writers; /* threads that write bytes to a connection; belongs to the thread */
  GMutex lock;        /* guards all below */
  GCond changed;
  KapkaTestStore *store;
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
  KapkaTestBadServer *centre;
  KapkaTestMood mood;
  GIOStream *stream;
  char *text;
} Writer;

static gboolean
is_closing (KapkaTestBadServer *centre) {
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&centre->lock);

  return centre->closing;
}

/* Waits for the end of the test, at most @ms. */
static gboolean
wait_closing (KapkaTestBadServer *centre, guint ms) {
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&centre->lock);
  gint64 end = g_get_monotonic_time () + (gint64)ms * 1000;

  while (!centre->closing)
    if (!g_cond_wait_until (&centre->changed, &centre->lock, end))
      return FALSE;
  return TRUE;
}

static gboolean
write_bytes (Writer *writer, const char *bytes, gsize length) {
  GOutputStream *out = g_io_stream_get_output_stream (writer->stream);
  gsize written = 0;
  gboolean whole = g_output_stream_write_all (out, bytes, length, &written, NULL, NULL);

  g_mutex_lock (&writer->centre->lock);
  writer->centre->bytes_sent += written;
  g_mutex_unlock (&writer->centre->lock);
  return whole;
}

static void
write_flood (Writer *writer, const char *line) {
  g_autoptr (GString) block = g_string_new (NULL);

  while (block->len < BLOCK_BYTES)
    g_string_append (block, line);
  for (guint64 sent = 0; sent < FLOOD_BYTES && !is_closing (writer->centre); sent += block->len)
    if (!write_bytes (writer, block->str, block->len))
      return;
}

static void
write_drip (Writer *writer) {
  if (!write_bytes (writer, "HTTP/1.1 200 OK\r\nX-Drip: ", 25))
    return;
  while (!wait_closing (writer->centre, DRIP_MS))
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
    while (!wait_closing (writer->centre, G_MAXUINT))
      ;
  g_io_stream_close (writer->stream, NULL, NULL);
  g_object_unref (writer->stream);
  g_free (writer->text);
  g_free (writer);
  return NULL;
}

/* Takes the connection away from the server and writes to it what no server would. */
static void
write_by_hand (KapkaTestBadServer *centre,
               SoupServerMessage *message,
               KapkaTestMood mood,
               char *text) {
  Writer *writer = g_new0 (Writer, 1);

  writer->centre = centre;
  writer->mood = mood;
  writer->stream = soup_server_message_steal_connection (message);
  writer->text = text;
  g_ptr_array_add (centre->writers, g_thread_new ("writer", write_cb, writer));
}

static char *
sign (KapkaTestBadServer *centre, KapkaTestMood mood, const char *body) {
  guint8 mac[KAPKA_DIGEST_BYTES];

  kapka_digest_hmac_sha256 (centre->mac_key, sizeof centre->mac_key, body, strlen (body), mac);
  if (mood == KAPKA_TEST_MOOD_WRONG_MAC)
    mac[0] ^= 1;
  return kapka_digest_to_base64 (mac, sizeof mac);
}

static void
answer_signed (KapkaTestBadServer *centre,
               SoupServerMessage *message,
               KapkaTestMood mood,
               const char *body) {
  g_autofree char *mac = sign (centre, mood, body);

  if (mood != KAPKA_TEST_MOOD_NO_MAC)
    soup_message_headers_append (soup_server_message_get_response_headers (message), "Ack-Mac",
                                 mac);
  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY, body,
                                    strlen (body));
}

/* Returns a whole signed answer of which the second half of the body is missing. */
static char *
make_cut (KapkaTestBadServer *centre, KapkaTestMood mood, const char *body) {
  g_autofree char *mac = sign (centre, mood, body);
  g_autofree char *half = g_strndup (body, strlen (body) / 2);
  g_autofree char *length =
      mood == KAPKA_TEST_MOOD_CUT_WITHOUT_LENGTH
          ? g_strdup ("")
          : g_strdup_printf ("Content-Length: %" G_GSIZE_FORMAT "\r\n", strlen (body));

  return g_strdup_printf (
      "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n"
      "Ack-Mac: %s\r\n%s\r\n%s",
      mac, length, half);
}

static void
complain (KapkaTestBadServer *centre, const char *text) {
  if (centre->complaint == NULL)
    centre->complaint = g_strdup (text);
}

static void
check_headers (KapkaTestBadServer *centre, SoupServerMessage *message, const char *path) {
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);

  if (g_strcmp0 (path, "/v1/upload") != 0 ||
      soup_server_message_get_method (message) != SOUP_METHOD_POST)
    complain (centre, "not POST /v1/upload");
  if (g_strcmp0 (soup_message_headers_get_one (headers, "Authorization"), centre->bearer) != 0)
    complain (centre, "wrong Authorization");
  if (g_strcmp0 (soup_message_headers_get_one (headers, "Content-Type"), "application/json") != 0)
    complain (centre, "wrong Content-Type");
  if (soup_message_headers_get_one (headers, "Expect") != NULL ||
      soup_message_headers_get_one (headers, "Cookie") != NULL)
    complain (centre, "an unwanted header");
}

/* Stores what the request brings, where the mood lets it, and returns the answer. */
static char *
take_request (KapkaTestBadServer *centre, SoupServerMessage *message, KapkaTestMood mood) {
  g_autoptr (GBytes) body =
      soup_message_body_flatten (soup_server_message_get_request_body (message));
  g_autofree char *complaint = NULL;
  char *answer = kapka_test_store_take (centre->store, mood, g_bytes_get_data (body, NULL),
                                        g_bytes_get_size (body), &complaint);

  if (answer == NULL)
    complain (centre, complaint);
  return answer;
}

static gboolean
is_too_large (SoupServerMessage *message) {
  g_autoptr (GBytes) body =
      soup_message_body_flatten (soup_server_message_get_request_body (message));
  g_auto (GStrv) parts = g_strsplit (g_bytes_get_data (body, NULL), "\"stream\":", -1);

  return g_strv_length (parts) > 3;
}

static KapkaTestMood
use_mood (KapkaTestBadServer *centre) {
  KapkaTestMood mood = centre->mood;

  if (centre->times_left > 0 && --centre->times_left == 0)
    centre->mood = KAPKA_TEST_MOOD_FAITHFUL;
  centre->n_requests++;
  g_cond_broadcast (&centre->changed);
  return mood;
}

static void
answer_stored (KapkaTestBadServer *centre, SoupServerMessage *message, KapkaTestMood mood) {
  g_autofree char *answer = take_request (centre, message, mood);

  if (answer == NULL)
    soup_server_message_set_status (message, SOUP_STATUS_BAD_REQUEST, NULL);
  else if (mood == KAPKA_TEST_MOOD_CUT_WITH_LENGTH || mood == KAPKA_TEST_MOOD_CUT_WITHOUT_LENGTH)
    write_by_hand (centre, message, mood, make_cut (centre, mood, answer));
  else if (mood == KAPKA_TEST_MOOD_DRIP || mood == KAPKA_TEST_MOOD_SILENT)
    write_by_hand (centre, message, mood, NULL);
  else
    answer_signed (centre, message, mood, answer);
}

static void
request_cb (SoupServer *soup,
            SoupServerMessage *message,
            const char *path,
            GHashTable *query,
            gpointer data) {
  KapkaTestBadServer *centre = data;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&centre->lock);
  KapkaTestMood mood;

  check_headers (centre, message, path);
  mood = use_mood (centre);
  if (mood == KAPKA_TEST_MOOD_CANNED)
    write_by_hand (centre, message, mood, g_strdup (centre->canned));
  else if (mood == KAPKA_TEST_MOOD_FLOOD)
    write_by_hand (centre, message, mood,
                   g_strdup ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n"));
  else if (mood == KAPKA_TEST_MOOD_HEADER_FLOOD)
    write_by_hand (centre, message, mood, g_strdup ("HTTP/1.1 200 OK\r\n"));
  else if (mood == KAPKA_TEST_MOOD_TOO_LARGE && is_too_large (message))
    soup_server_message_set_status (message, SOUP_STATUS_REQUEST_ENTITY_TOO_LARGE, NULL);
  else
    answer_stored (centre, message, mood);
}

static void
listen (KapkaTestBadServer *centre) {
  SoupServerListenOptions options = centre->certificate_path == NULL ? 0 : SOUP_SERVER_LISTEN_HTTPS;
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new_from_string ("127.0.0.1", 0);
  g_autoptr (GError) error = NULL;

  centre->soup = soup_server_new (NULL, NULL);
  if (centre->certificate_path != NULL) {
    g_autoptr (GTlsCertificate) certificate =
        g_tls_certificate_new_from_file (centre->certificate_path, &error);

    g_assert_no_error (error);
    soup_server_set_tls_certificate (centre->soup, certificate);
  }
  soup_server_add_handler (centre->soup, NULL, request_cb, centre, NULL);
  soup_server_listen (centre->soup, address, options, &error);
  g_assert_no_error (error);
}

static char *
read_url (KapkaTestBadServer *centre) {
  GSList *uris = soup_server_get_uris (centre->soup);
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
  KapkaTestBadServer *centre = data;

  g_main_context_push_thread_default (centre->context);
  listen (centre);
  centre->writers = g_ptr_array_new_with_free_func (join_cb);
  g_mutex_lock (&centre->lock);
  centre->url = read_url (centre);
  g_cond_broadcast (&centre->changed);
  g_mutex_unlock (&centre->lock);
  g_main_loop_run (centre->loop);
  g_ptr_array_unref (centre->writers);
  soup_server_disconnect (centre->soup);
  g_object_unref (centre->soup);
  g_main_context_pop_thread_default (centre->context);
  return NULL;
}

KapkaTestBadServer *
kapka_test_bad_server_new (const char *install_id,
                           const char *receiver_id,
                           const char *token,
                           const char *certificate_path) {
  KapkaTestBadServer *centre = g_new0 (KapkaTestBadServer, 1);

  centre->certificate_path = g_strdup (certificate_path);
  centre->bearer = g_strconcat ("Bearer ", token, NULL);
  kapka_digest_sha256 (token, strlen (token), centre->mac_key);
  centre->store = kapka_test_store_new (install_id, receiver_id);
  centre->context = g_main_context_new ();
  centre->loop = g_main_loop_new (centre->context, FALSE);
  g_mutex_init (&centre->lock);
  g_cond_init (&centre->changed);
  g_mutex_lock (&centre->lock);
  centre->thread = g_thread_new ("centre", serve_cb, centre);
  while (centre->url == NULL)
    g_cond_wait (&centre->changed, &centre->lock);
  g_mutex_unlock (&centre->lock);
  return centre;
}

static gboolean
quit_cb (gpointer data) {
  g_main_loop_quit (data);
  return G_SOURCE_REMOVE;
}

void
kapka_test_bad_server_free (KapkaTestBadServer *centre) {
  if (centre == NULL)
    return;
  g_mutex_lock (&centre->lock);
  centre->closing = TRUE;
  g_cond_broadcast (&centre->changed);
  g_mutex_unlock (&centre->lock);
  g_main_context_invoke (centre->context, quit_cb, centre->loop);
  g_thread_join (centre->thread);
  g_main_loop_unref (centre->loop);
  g_main_context_unref (centre->context);
  kapka_test_store_free (centre->store);
  g_mutex_clear (&centre->lock);
  g_cond_clear (&centre->changed);
  g_free (centre->certificate_path);
  g_free (centre->bearer);
  g_free (centre->url);
  g_free (centre->canned);
  g_free (centre->complaint);
  g_free (centre);
}

const char *
kapka_test_bad_server_get_url (KapkaTestBadServer *centre) {
  return centre->url;
}

void
kapka_test_bad_server_set_mood (KapkaTestBadServer *centre, KapkaTestMood mood, guint times) {
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&centre->lock);

  centre->mood = mood;
  centre->times_left = times;
}

void
kapka_test_bad_server_set_canned (KapkaTestBadServer *centre,
                                  guint status,
                                  const char *headers,
                                  const char *body) {
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&centre->lock);

  g_free (centre->canned);
  centre->canned = g_strdup_printf ("HTTP/1.1 %u Canned\r\n%sContent-Length: %" G_GSIZE_FORMAT
                                    "\r\nConnection: close\r\n\r\n%s",
                                    status, headers, strlen (body), body);
}

guint
kapka_test_bad_server_count_requests (KapkaTestBadServer *centre) {
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&centre->lock);

  return centre->n_requests;
}

guint
kapka_test_bad_server_count_words (KapkaTestBadServer *centre, const char *word) {
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&centre->lock);

  return kapka_test_store_count_words (centre->store, word);
}

guint64
kapka_test_bad_server_get_bytes_sent (KapkaTestBadServer *centre) {
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&centre->lock);

  return centre->bytes_sent;
}

guint
kapka_test_bad_server_count_days (KapkaTestBadServer *centre) {
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&centre->lock);

  return kapka_test_store_count_days (centre->store);
}

gint64
kapka_test_bad_server_sum (KapkaTestBadServer *centre, const char *key) {
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&centre->lock);

  return kapka_test_store_sum (centre->store, key);
}

void
kapka_test_bad_server_wait_requests (KapkaTestBadServer *centre, guint number, guint deadline_ms) {
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&centre->lock);
  gint64 end = g_get_monotonic_time () + (gint64)deadline_ms * 1000;

  while (centre->n_requests < number)
    if (!g_cond_wait_until (&centre->changed, &centre->lock, end))
      g_error ("%u requests within %u ms, expected %u", centre->n_requests, deadline_ms, number);
}

char *
kapka_test_bad_server_get_complaint (KapkaTestBadServer *centre) {
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&centre->lock);

  return g_strdup (centre->complaint);
}
