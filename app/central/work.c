// SPDX-License-Identifier: GPL-3.0-or-later
#include "central/work.h"

#include <string.h>

#include "central/receiver.h"

#define TOKEN_LENGTH 43

/* One path of the protocol, and how its body is read; FALSE: the work has its answer. */
typedef struct {
  const char *path;
  const char *method;
  KapkaWorkKind kind;
  gboolean (*read) (KapkaWork *work, const KapkaRequest *request, gint64 boot_ms);
} Route;

void
kapka_work_answer (KapkaWork *work, KapkaResponse *response) {
  g_clear_pointer (&work->response, kapka_response_free);
  work->response = response;
}

void
kapka_work_refuse (KapkaWork *work, KapkaProblemCode code, const char *detail) {
  kapka_work_answer (work, kapka_problem_response_new (code, detail));
}

static gboolean
refuse (KapkaWork *work, KapkaProblemCode code, const char *detail) {
  kapka_work_refuse (work, code, detail);
  return FALSE;
}

static gboolean
take (KapkaWork *work, KapkaLimitKind kind, const char *key, gint64 boot_ms) {
  return key == NULL || kapka_limits_take (work->limits, kind, key, boot_ms) ||
         refuse (work, KAPKA_PROBLEM_TOO_MANY_REQUESTS, NULL);
}

static gboolean
is_json_type (const char *content_type) {
  static const char json[] = "application/json";
  const char *rest;

  if (content_type == NULL || g_ascii_strncasecmp (content_type, json, strlen (json)) != 0)
    return FALSE;
  rest = content_type + strlen (json);
  return *rest == '\0' || *rest == ';' || *rest == ' ';
}

static gboolean
check_body (KapkaWork *work, const KapkaRequest *request) {
  if (!is_json_type (kapka_request_get_header (request, "Content-Type")))
    return refuse (work, KAPKA_PROBLEM_BAD_TYPE, "expected application/json");
  if (kapka_request_count_header (request, "Content-Encoding") > 0)
    return refuse (work, KAPKA_PROBLEM_BAD_TYPE, "expected a body that is not compressed");
  if (request->body->len > KAPKA_REQUEST_MAX_BYTES)
    return refuse (work, KAPKA_PROBLEM_TOO_LARGE, NULL);
  return TRUE;
}

/* The token itself is forgotten at once; its hash is what the store knows. */
static gboolean
read_token (KapkaWork *work, const KapkaRequest *request) {
  static const char scheme[] = "Bearer ";
  const char *value = kapka_request_get_header (request, "Authorization");
  guint8 bytes[KAPKA_DIGEST_BYTES];
  g_autofree char *hash = NULL;

  if (value == NULL || g_ascii_strncasecmp (value, scheme, strlen (scheme)) != 0 ||
      !kapka_digest_from_base64url (value + strlen (scheme), bytes, sizeof bytes))
    return refuse (work, KAPKA_PROBLEM_BAD_TOKEN, "expected one Authorization: Bearer TOKEN");
  explicit_bzero (bytes, sizeof bytes);
  hash = kapka_digest_sha256_hex (value + strlen (scheme), TOKEN_LENGTH);
  g_strlcpy (work->token_sha256, hash, sizeof work->token_sha256);
  return TRUE;
}

/* A wrong token costs its address a drop, which a right one gets back. */
static gboolean
take_caller (KapkaWork *work, gint64 boot_ms) {
  return take (work, KAPKA_LIMIT_TOKEN, work->token_sha256, boot_ms) &&
         take (work, KAPKA_LIMIT_WRONG_TOKEN, work->address, boot_ms);
}

static void
give_back (KapkaWork *work, KapkaLimitKind kind, const char *key) {
  if (key != NULL)
    kapka_limits_give_back (work->limits, kind, key);
}

void
kapka_work_note_known (KapkaWork *work) {
  if (work->kind == KAPKA_WORK_ENROL) {
    give_back (work, KAPKA_LIMIT_WRONG_CODE, work->address);
    give_back (work, KAPKA_LIMIT_ENROLMENT_CODE, work->enrol->code_sha256);
  } else if (work->kind != KAPKA_WORK_PING)
    give_back (work, KAPKA_LIMIT_WRONG_TOKEN, work->address);
}

static gboolean
read_ping (KapkaWork *work, const KapkaRequest *request, gint64 boot_ms) {
  return TRUE;
}

static gboolean
read_upload (KapkaWork *work, const KapkaRequest *request, gint64 boot_ms) {
  g_autoptr (GError) error = NULL;

  if (!check_body (work, request) || !read_token (work, request) || !take_caller (work, boot_ms))
    return FALSE;
  work->upload = kapka_upload_request_parse (request->body->data, request->body->len, &error);
  return work->upload != NULL || refuse (work, KAPKA_PROBLEM_BAD_REQUEST, error->message);
}

static gboolean
read_reconcile (KapkaWork *work, const KapkaRequest *request, gint64 boot_ms) {
  g_autoptr (GError) error = NULL;

  if (!check_body (work, request) || !read_token (work, request) || !take_caller (work, boot_ms))
    return FALSE;
  work->reconcile = kapka_reconcile_request_parse (request->body->data, request->body->len, &error);
  return work->reconcile != NULL || refuse (work, KAPKA_PROBLEM_BAD_REQUEST, error->message);
}

static gboolean
read_enrol (KapkaWork *work, const KapkaRequest *request, gint64 boot_ms) {
  g_autoptr (GError) error = NULL;

  if (!check_body (work, request))
    return FALSE;
  work->enrol = kapka_enrol_request_parse (request->body->data, request->body->len, &error);
  if (work->enrol == NULL)
    return refuse (work, KAPKA_PROBLEM_BAD_REQUEST, error->message);
  return take (work, KAPKA_LIMIT_WRONG_CODE, work->address, boot_ms) &&
         take (work, KAPKA_LIMIT_ENROLMENT_CODE, work->enrol->code_sha256, boot_ms);
}

/* Nothing is stored, so a body says nothing. */
static gboolean
read_catalog (KapkaWork *work, const KapkaRequest *request, gint64 boot_ms) {
  if (!read_token (work, request) || !take_caller (work, boot_ms))
    return FALSE;
  work->if_none_match = g_strdup (kapka_request_get_header (request, "If-None-Match"));
  return TRUE;
}

static const Route routes[] = {
  { "/v1/ping", "GET", KAPKA_WORK_PING, read_ping },
  { "/v1/enroll", "POST", KAPKA_WORK_ENROL, read_enrol },
  { "/v1/upload", "POST", KAPKA_WORK_UPLOAD, read_upload },
  { "/v1/reconcile", "POST", KAPKA_WORK_RECONCILE, read_reconcile },
  { "/v1/catalog", "GET", KAPKA_WORK_CATALOG, read_catalog },
};

static const Route *
find_route (const char *path) {
  gsize length = strcspn (path, "?");

  for (gsize i = 0; i < G_N_ELEMENTS (routes); i++)
    if (strlen (routes[i].path) == length && strncmp (routes[i].path, path, length) == 0)
      return &routes[i];
  return NULL;
}

static void
refuse_method (KapkaWork *work, const Route *route) {
  kapka_work_refuse (work, KAPKA_PROBLEM_BAD_METHOD, NULL);
  kapka_response_add_header (work->response, "Allow", route->method);
}

static const char *const single_headers[] = { "Authorization",  "Content-Encoding",
                                              "Content-Length", "Content-Type",
                                              "Host",           "Transfer-Encoding" };

static KapkaResponse *
refuse_length (const char *length) {
  if (*length == '\0' || strspn (length, "0123456789") != strlen (length))
    return kapka_problem_response_new (KAPKA_PROBLEM_BAD_REQUEST, "Content-Length is no number");
  // A number with more digits than this is no smaller.
  if (strlen (length) > 9 || g_ascii_strtoll (length, NULL, 10) > KAPKA_REQUEST_MAX_BYTES)
    return kapka_problem_response_new (KAPKA_PROBLEM_TOO_LARGE, NULL);
  return NULL;
}

/* What two readers could read in two ways is read in none (sync.md §5.1). */
KapkaResponse *
kapka_request_refuse_head (const KapkaRequest *request) {
  const char *length = kapka_request_get_header (request, "Content-Length");

  for (gsize i = 0; i < G_N_ELEMENTS (single_headers); i++)
    if (kapka_request_count_header (request, single_headers[i]) > 1)
      return kapka_problem_response_new (KAPKA_PROBLEM_BAD_REQUEST, "a header is there twice");
  if (kapka_request_count_header (request, "Transfer-Encoding") == 0)
    return length == NULL ? NULL : refuse_length (length);
  if (length != NULL)
    return kapka_problem_response_new (KAPKA_PROBLEM_BAD_REQUEST, "the length is there twice");
  return kapka_problem_response_new (KAPKA_PROBLEM_LENGTH_REQUIRED, NULL);
}

static void
read_request (KapkaWork *work, const KapkaRequest *request, gint64 boot_ms) {
  const Route *route;

  work->response = kapka_request_refuse_head (request);
  if (work->response != NULL)
    return;
  route = find_route (request->path);
  if (route == NULL) {
    kapka_work_refuse (work, KAPKA_PROBLEM_NOT_FOUND, NULL);
    return;
  }
  work->kind = route->kind;
  if (g_str_equal (request->method, route->method))
    route->read (work, request, boot_ms);
  else
    refuse_method (work, route);
}

KapkaWork *
kapka_work_new (KapkaRequest *request, KapkaClock *clock, KapkaLimits *limits) {
  KapkaWork *work = g_new0 (KapkaWork, 1);
  gint64 boot_ms;

  kapka_clock_read_ms (clock, &work->now_ms, &boot_ms);
  work->limits = limits;
  work->address = g_strdup (kapka_request_get_header (request, KAPKA_ADDRESS_HEADER));
  read_request (work, request, boot_ms);
  kapka_request_free (request);
  return work;
}

void
kapka_work_free (KapkaWork *work) {
  if (work == NULL)
    return;
  g_free (work->address);
  g_free (work->if_none_match);
  g_clear_pointer (&work->upload, kapka_upload_request_free);
  g_clear_pointer (&work->enrol, kapka_enrol_request_free);
  g_clear_pointer (&work->reconcile, kapka_reconcile_request_free);
  g_clear_pointer (&work->response, kapka_response_free);
  g_free (work);
}

gboolean
kapka_work_is_answered (const KapkaWork *work) {
  return work->response != NULL;
}

KapkaResponse *
kapka_work_take_response (KapkaWork *work) {
  return g_steal_pointer (&work->response);
}
