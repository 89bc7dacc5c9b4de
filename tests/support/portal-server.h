// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gio/gio.h>

/**
 * KapkaTestPortalServer: a web server on this machine in the place of a government portal.
 *
 * It answers from a thread of its own, also while the test waits. Besides the pages set by the test
 * it knows:
 *
 * - `/redirect?to=ADDRESS`: 302 to that address
 * - `/status?code=NUMBER`: that status with a short page
 * - `/hang`: takes the request and never answers
 * - `/half`: a PDF that stays at half its announced length, on a connection that stays open
 * - `/close`: closes the connection in place of an answer
 * - `/slow?ms=NUMBER`: a short page after that many milliseconds
 * - `/etag`: a script with the secret as its ETag, which sets `known` to the If-None-Match that
 * came
 * - `/auth`: 401 that asks for a name and a password, or 200 when any came
 * - `/report?KEY=VALUE&…`: takes what a page has to say, 204, readable from any page
 */
typedef struct _KapkaTestPortalServer KapkaTestPortalServer;

/** KapkaTestRequest: one request as it came in. */
typedef struct {
  char *method;
  char *path;  /* without the query */
  char *query; /* (nullable) */
  char *host;  /* the Host header, "" without one */
  char *body;
  GBytes *body_bytes;  /* the same, whole, where it holds zeros */
  GHashTable *headers; /* lower-case name → value */
} KapkaTestRequest;

/** kapka_test_request_free: @request: (nullable) (transfer full): freed */
void kapka_test_request_free (KapkaTestRequest *request);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaTestRequest, kapka_test_request_free)

/**
 * kapka_test_portal_server_new:
 * @address: "127.0.0.1" or "::1"
 * @certificate_path: (nullable): a PEM file with certificate and key, see
 *   kapka_test_make_certificate(); NULL for plain http
 *
 * Starts a server at a free port; fails the test when it cannot.
 *
 * Returns: (transfer full): the server
 */
KapkaTestPortalServer *kapka_test_portal_server_new (const char *address,
                                                     const char *certificate_path);

/** kapka_test_portal_server_free: @server: (nullable) (transfer full): stopped, connections cut */
void kapka_test_portal_server_free (KapkaTestPortalServer *server);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaTestPortalServer, kapka_test_portal_server_free)

/** kapka_test_portal_server_get_port: Returns: the port it listens at */
guint kapka_test_portal_server_get_port (KapkaTestPortalServer *server);

/**
 * kapka_test_portal_server_get_uri:
 * @path: begins with "/", may have a query
 *
 * Returns: (transfer full): the whole address
 */
char *kapka_test_portal_server_get_uri (KapkaTestPortalServer *server, const char *path);

/**
 * kapka_test_portal_server_set_page:
 * @path: begins with "/", has no query; requests with any query are answered
 * @status: HTTP status
 * @content_type: such as "text/html; charset=utf-8"
 * @body: (transfer none): the content
 * @headers: (nullable): NULL-terminated names and values in turn
 *
 * Sets or replaces a page, also while the server is in use.
 */
void kapka_test_portal_server_set_page (KapkaTestPortalServer *server,
                                        const char *path,
                                        guint status,
                                        const char *content_type,
                                        GBytes *body,
                                        const char *const *headers);

/** kapka_test_portal_server_request_certificate: asks browsers for a certificate of a person from
 * now on, and goes on without one; for a server with a certificate of its own */
void kapka_test_portal_server_request_certificate (KapkaTestPortalServer *server);

/** kapka_test_portal_server_set_secret: sets by what `/etag` wants to know a visitor again */
void kapka_test_portal_server_set_secret (KapkaTestPortalServer *server, const char *secret);

/**
 * kapka_test_portal_server_set_raw:
 * @path: as for kapka_test_portal_server_set_page()
 * @answer: every byte that is sent before the connection is closed: status line, headers, body
 *
 * For answers that break the rules of HTTP, or what they promise.
 */
void
kapka_test_portal_server_set_raw (KapkaTestPortalServer *server, const char *path, GBytes *answer);

/** kapka_test_portal_server_set_html: sets an UTF-8 HTML page with status 200 */
void kapka_test_portal_server_set_html (KapkaTestPortalServer *server,
                                        const char *path,
                                        const char *html);

/** kapka_test_portal_server_count_requests: Returns: how often @path (NULL: any) was asked for */
guint kapka_test_portal_server_count_requests (KapkaTestPortalServer *server, const char *path);

/**
 * kapka_test_portal_server_wait_request:
 * @path: (nullable): without query; NULL for any
 * @number: which one, counted from 1 since the start
 * @deadline_ms: how long to wait, in milliseconds
 *
 * Returns: (transfer full): that request; the test fails when it does not come
 */
KapkaTestRequest *kapka_test_portal_server_wait_request (KapkaTestPortalServer *server,
                                                         const char *path,
                                                         guint number,
                                                         guint deadline_ms);

/**
 * kapka_test_portal_server_wait_report:
 * @key: what is reported
 * @deadline_ms: how long to wait, in milliseconds
 *
 * Waits for a page to report @key. Each report is handed out once, in the order they came.
 *
 * Returns: (transfer full): its value; the test fails when none comes
 */
char *kapka_test_portal_server_wait_report (KapkaTestPortalServer *server,
                                            const char *key,
                                            guint deadline_ms);

/** kapka_test_portal_server_expect_report: waits for a page to report @key, and fails the test when
 * it does not, or reports another value than @expected */
void kapka_test_portal_server_expect_report (KapkaTestPortalServer *server,
                                             const char *key,
                                             const char *expected);

/**
 * KAPKA_TEST_SHOWN:
 * @name: a literal, may be a directive of printf()
 *
 * A script that reports `shown` when the page has come into sight: a touch before its first frames
 * have been drawn is not felt.
 */
#define KAPKA_TEST_SHOWN(name)                                                                     \
  "requestAnimationFrame(()=>requestAnimationFrame(()=>fetch('/report?shown=" name "')))"

/** kapka_test_read_form: Returns: (transfer full): a real PDF of two pages */
GBytes *kapka_test_read_form (void);

/**
 * kapka_test_portal_server_describe:
 *
 * Returns: (transfer full): a line per request that came, for a failure message
 */
char *kapka_test_portal_server_describe (KapkaTestPortalServer *server);
