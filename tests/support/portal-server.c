// SPDX-License-Identifier: GPL-3.0-or-later
#include "portal-server.h"

#include "portal-record.h"

#include <libsoup/soup.h>
#include <stdlib.h>
#include <string.h>

#define DEADLINE_MS 60000

struct _KapkaTestPortalServer {
  KapkaTestPortalRecord *record;
  char *address;
  char *certificate_path; /* (nullable) */
  guint port;
  GThread *thread;
  GMainContext *context;
  GMainLoop *loop;
  SoupServer *soup; /* belongs to the thread */
};

static void
add_header_cb (const char *name, const char *value, gpointer headers) {
  g_hash_table_replace (headers, g_ascii_strdown (name, -1), g_strdup (value));
}

static void
note_request (KapkaTestPortalServer *self, SoupServerMessage *message, const char *path) {
  KapkaTestRequest *request = g_new0 (KapkaTestRequest, 1);
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  g_autoptr (GBytes) body =
      soup_message_body_flatten (soup_server_message_get_request_body (message));
  const char *host = soup_message_headers_get_one (headers, "Host");

  request->method = g_strdup (soup_server_message_get_method (message));
  request->path = g_strdup (path);
  request->query = g_strdup (g_uri_get_query (soup_server_message_get_uri (message)));
  request->host = g_strdup (host == NULL ? "" : host);
  request->body_bytes = g_bytes_ref (body);
  request->body = g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));
  request->headers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  soup_message_headers_foreach (headers, add_header_cb, request->headers);
  kapka_test_portal_record_add_request (self->record, request);
}

static const char *
get_parameter (GHashTable *query, const char *name) {
  const char *value = query == NULL ? NULL : g_hash_table_lookup (query, name);

  return value == NULL ? "" : value;
}

static void
answer_short_page (SoupServerMessage *message, guint status) {
  g_autofree char *text = g_strdup_printf ("<!DOCTYPE html><title>%1$u</title><p>%1$u", status);

  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, "text/html", SOUP_MEMORY_COPY, text, strlen (text));
}

static void
answer_redirect (KapkaTestPortalServer *self G_GNUC_UNUSED,
                 SoupServerMessage *message,
                 GHashTable *query) {
  soup_server_message_set_redirect (message, SOUP_STATUS_FOUND, get_parameter (query, "to"));
}

static void
answer_status (KapkaTestPortalServer *self G_GNUC_UNUSED,
               SoupServerMessage *message,
               GHashTable *query) {
  answer_short_page (message, (guint)atoi (get_parameter (query, "code")));
}

static void
answer_never (KapkaTestPortalServer *self G_GNUC_UNUSED,
              SoupServerMessage *message,
              GHashTable *query G_GNUC_UNUSED) {
  soup_server_message_pause (message);
}

/* Without the end of its body the message waits for more of it. What is there is enough for the
 * engine to tell its kind. */
static void
answer_half (KapkaTestPortalServer *self G_GNUC_UNUSED,
             SoupServerMessage *message,
             GHashTable *query G_GNUC_UNUSED) {
  static const char half[2048] = "%PDF-1.7\n";
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
  soup_message_headers_set_content_type (headers, "application/pdf", NULL);
  soup_message_headers_set_content_length (headers, 2 * sizeof half);
  soup_message_body_append (soup_server_message_get_response_body (message), SOUP_MEMORY_STATIC,
                            half, sizeof half);
}

static void
answer_by_closing (KapkaTestPortalServer *self G_GNUC_UNUSED,
                   SoupServerMessage *message,
                   GHashTable *query G_GNUC_UNUSED) {
  g_autoptr (GIOStream) stream = soup_server_message_steal_connection (message);

  g_io_stream_close (stream, NULL, NULL);
}

static gboolean
on_slow_timeout (gpointer data) {
  soup_server_message_unpause (data);
  return G_SOURCE_REMOVE;
}

static void
answer_slowly (KapkaTestPortalServer *self, SoupServerMessage *message, GHashTable *query) {
  g_autoptr (GSource) source = g_timeout_source_new ((guint)atoi (get_parameter (query, "ms")));

  answer_short_page (message, SOUP_STATUS_OK);
  soup_server_message_pause (message);
  g_source_set_callback (source, on_slow_timeout, g_object_ref (message), g_object_unref);
  g_source_attach (source, self->context);
}

static const char *
get_request_header (SoupServerMessage *message, const char *name) {
  const char *value =
      soup_message_headers_get_one (soup_server_message_get_request_headers (message), name);

  return value == NULL ? "" : value;
}

static void
answer_etag (KapkaTestPortalServer *self,
             SoupServerMessage *message,
             GHashTable *query G_GNUC_UNUSED) {
  g_autofree char *secret = kapka_test_portal_record_dup_secret (self->record);
  g_autofree char *quoted = g_strescape (get_request_header (message, "If-None-Match"), NULL);
  g_autofree char *script = g_strdup_printf ("window.known = \"%s\"", quoted);
  g_autofree char *etag = g_strdup_printf ("\"%s\"", secret);
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  soup_message_headers_append (headers, "ETag", etag);
  soup_message_headers_append (headers, "Cache-Control", "no-cache");
  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
  soup_server_message_set_response (message, "text/javascript", SOUP_MEMORY_COPY, script,
                                    strlen (script));
}

static void
answer_auth (KapkaTestPortalServer *self G_GNUC_UNUSED,
             SoupServerMessage *message,
             GHashTable *query G_GNUC_UNUSED) {
  gboolean known = *get_request_header (message, "Authorization") != '\0';

  if (!known)
    soup_message_headers_append (soup_server_message_get_response_headers (message),
                                 "WWW-Authenticate", "Basic realm=\"Portal\"");
  answer_short_page (message, known ? SOUP_STATUS_OK : SOUP_STATUS_UNAUTHORIZED);
}

static void
take_report (KapkaTestPortalServer *self, SoupServerMessage *message, GHashTable *query) {
  GHashTableIter iter;
  gpointer key = NULL;
  gpointer value = NULL;

  soup_message_headers_append (soup_server_message_get_response_headers (message),
                               "Access-Control-Allow-Origin", "*");
  soup_server_message_set_status (message, SOUP_STATUS_NO_CONTENT, NULL);
  if (query == NULL)
    return;
  g_hash_table_iter_init (&iter, query);
  while (g_hash_table_iter_next (&iter, &key, &value))
    kapka_test_portal_record_add_report (self->record, key, value);
}

/* The other side may have heard enough before the end. */
static void
answer_raw (SoupServerMessage *message, GBytes *answer) {
  g_autoptr (GIOStream) stream = soup_server_message_steal_connection (message);
  gsize size;
  const char *data = g_bytes_get_data (answer, &size);

  g_output_stream_write_all (g_io_stream_get_output_stream (stream), data, size, NULL, NULL, NULL);
  g_io_stream_close (stream, NULL, NULL);
}

static void
answer_page (SoupServerMessage *message, const KapkaTestPage *page) {
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  if (page->status == 0) {
    answer_raw (message, page->body);
    return;
  }
  soup_server_message_set_status (message, page->status, NULL);
  for (char **name = page->headers; name != NULL && *name != NULL; name += 2)
    soup_message_headers_append (headers, name[0], name[1]);
  soup_message_headers_set_content_type (headers, page->content_type, NULL);
  soup_message_body_append_bytes (soup_server_message_get_response_body (message), page->body);
}

static void
on_request (SoupServer *soup G_GNUC_UNUSED,
            SoupServerMessage *message,
            const char *path,
            GHashTable *query,
            gpointer data) {
  static const struct {
    const char *path;
    void (*answer) (KapkaTestPortalServer *, SoupServerMessage *, GHashTable *);
  } built_in[] = {
    { "/redirect", answer_redirect }, { "/status", answer_status }, { "/hang", answer_never },
    { "/close", answer_by_closing },  { "/slow", answer_slowly },   { "/report", take_report },
    { "/etag", answer_etag },         { "/auth", answer_auth },     { "/half", answer_half },
  };
  KapkaTestPortalServer *self = data;
  g_autoptr (KapkaTestPage) page = kapka_test_portal_record_dup_page (self->record, path);

  note_request (self, message, path);
  if (page != NULL) {
    answer_page (message, page);
    return;
  }
  for (guint i = 0; i < G_N_ELEMENTS (built_in); i++)
    if (g_str_equal (path, built_in[i].path)) {
      built_in[i].answer (self, message, query);
      return;
    }
  answer_short_page (message, SOUP_STATUS_NOT_FOUND);
}

static void
listen_at_free_port (KapkaTestPortalServer *self) {
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new_from_string (self->address, 0);
  SoupServerListenOptions options = self->certificate_path == NULL ? 0 : SOUP_SERVER_LISTEN_HTTPS;

  if (self->certificate_path != NULL) {
    g_autoptr (GTlsCertificate) certificate =
        g_tls_certificate_new_from_file (self->certificate_path, &error);
    g_assert_no_error (error);
    soup_server_set_tls_certificate (self->soup, certificate);
  }
  soup_server_listen (self->soup, address, options, &error);
  g_assert_no_error (error);

  g_autoslist (GUri) uris = soup_server_get_uris (self->soup);
  self->port = (guint)g_uri_get_port (uris->data);
}

static gpointer
serve (gpointer data) {
  KapkaTestPortalServer *self = data;

  g_main_context_push_thread_default (self->context);
  g_main_loop_run (self->loop);
  soup_server_disconnect (self->soup);
  g_clear_object (&self->soup);
  /* Lets what was just cut finish its callbacks. */
  while (g_main_context_iteration (self->context, FALSE))
    continue;
  g_main_context_pop_thread_default (self->context);
  return NULL;
}

KapkaTestPortalServer *
kapka_test_portal_server_new (const char *address, const char *certificate_path) {
  KapkaTestPortalServer *self = g_new0 (KapkaTestPortalServer, 1);

  self->record = kapka_test_portal_record_new ();
  self->address = g_strdup (address);
  self->certificate_path = g_strdup (certificate_path);
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  /* Whatever the server sets up must belong to the context its thread will run. */
  g_main_context_push_thread_default (self->context);
  self->soup = soup_server_new (NULL, NULL);
  soup_server_add_handler (self->soup, NULL, on_request, self, NULL);
  listen_at_free_port (self);
  g_main_context_pop_thread_default (self->context);
  self->thread = g_thread_new ("portal", serve, self);
  return self;
}

static gboolean
on_quit (gpointer data) {
  g_main_loop_quit (data);
  return G_SOURCE_REMOVE;
}

void
kapka_test_portal_server_free (KapkaTestPortalServer *server) {
  if (server == NULL)
    return;

  /* As a source and not at once: the thread may not have begun to run the loop. */
  g_autoptr (GSource) quit = g_idle_source_new ();
  g_source_set_callback (quit, on_quit, server->loop, NULL);
  g_source_attach (quit, server->context);
  g_thread_join (server->thread);
  g_main_loop_unref (server->loop);
  g_main_context_unref (server->context);
  kapka_test_portal_record_free (server->record);
  g_free (server->address);
  g_free (server->certificate_path);
  g_free (server);
}

guint
kapka_test_portal_server_get_port (KapkaTestPortalServer *server) {
  return server->port;
}

char *
kapka_test_portal_server_get_uri (KapkaTestPortalServer *server, const char *path) {
  gboolean is_v6 = strchr (server->address, ':') != NULL;

  return g_strdup_printf ("%s://%s%s%s:%u%s", server->certificate_path == NULL ? "http" : "https",
                          is_v6 ? "[" : "", server->address, is_v6 ? "]" : "", server->port, path);
}

void
kapka_test_portal_server_set_page (KapkaTestPortalServer *server,
                                   const char *path,
                                   guint status,
                                   const char *content_type,
                                   GBytes *body,
                                   const char *const *headers) {
  KapkaTestPage *page = g_new0 (KapkaTestPage, 1);

  page->status = status;
  page->content_type = g_strdup (content_type);
  page->body = g_bytes_ref (body);
  page->headers = g_strdupv ((char **)headers);
  kapka_test_portal_record_set_page (server->record, path, page);
}

void
kapka_test_portal_server_request_certificate (KapkaTestPortalServer *server) {
  soup_server_set_tls_auth_mode (server->soup, G_TLS_AUTHENTICATION_REQUESTED);
}

void
kapka_test_portal_server_set_secret (KapkaTestPortalServer *server, const char *secret) {
  kapka_test_portal_record_set_secret (server->record, secret);
}

void
kapka_test_portal_server_set_raw (KapkaTestPortalServer *server, const char *path, GBytes *answer) {
  kapka_test_portal_server_set_page (server, path, 0, "", answer, NULL);
}

void
kapka_test_portal_server_set_html (KapkaTestPortalServer *server,
                                   const char *path,
                                   const char *html) {
  g_autoptr (GBytes) body = g_bytes_new (html, strlen (html));

  kapka_test_portal_server_set_page (server, path, SOUP_STATUS_OK, "text/html; charset=utf-8", body,
                                     NULL);
}

guint
kapka_test_portal_server_count_requests (KapkaTestPortalServer *server, const char *path) {
  return kapka_test_portal_record_count (server->record, path);
}

KapkaTestRequest *
kapka_test_portal_server_wait_request (KapkaTestPortalServer *server,
                                       const char *path,
                                       guint number,
                                       guint deadline_ms) {
  KapkaTestRequest *request =
      kapka_test_portal_record_wait_request (server->record, path, number, deadline_ms);

  if (request == NULL) {
    g_autofree char *description = kapka_test_portal_server_describe (server);
    g_error ("request %u for %s did not come within %u ms; what came:\n%s", number,
             path == NULL ? "any path" : path, deadline_ms, description);
  }
  return request;
}

char *
kapka_test_portal_server_wait_report (KapkaTestPortalServer *server,
                                      const char *key,
                                      guint deadline_ms) {
  char *value = kapka_test_portal_record_wait_report (server->record, key, deadline_ms);

  if (value == NULL) {
    g_autofree char *description = kapka_test_portal_server_describe (server);
    g_error ("no report of %s within %u ms; what came:\n%s", key, deadline_ms, description);
  }
  return value;
}

void
kapka_test_portal_server_expect_report (KapkaTestPortalServer *server,
                                        const char *key,
                                        const char *expected) {
  g_autofree char *value = kapka_test_portal_server_wait_report (server, key, DEADLINE_MS);

  g_assert_cmpstr (value, ==, expected);
}

GBytes *
kapka_test_read_form (void) {
  g_autofree char *path =
      g_build_filename (g_getenv ("KAPKA_DATA_DIR"), "forms", "obraschenie.pdf", NULL);
  g_autoptr (GError) error = NULL;
  char *data = NULL;
  gsize size = 0;

  g_file_get_contents (path, &data, &size, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (data, size);
}

char *
kapka_test_portal_server_describe (KapkaTestPortalServer *server) {
  return kapka_test_portal_record_describe (server->record);
}
