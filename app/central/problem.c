// SPDX-License-Identifier: GPL-3.0-or-later
#include "central/problem.h"

#include <string.h>

#include "base/json.h"

/* Who was turned away for now comes back within so many seconds. */
#define RETRY_SECONDS_MAX 60

/* A guess at an enrolment code costs a second. */
#define GUESS_DELAY_MS 1000

typedef struct {
  guint status;
  const char *code;
  const char *title;
} Row;

/* The codes of the protocol. The OpenAPI file (resources/openapi) lists the same.
 *
 * status  code              when
 * 400     bad_request       The head or the body is not what the protocol says: JSON, a member, two
 *                           equal days, more than 200 days, 500 fragments or 1,000 rows, a head
 *                           that two readers could read in two ways.
 * 401     bad_token         There is no install with this token, or it is not the install named.
 * 403     revoked           The install is known and may no longer send.
 * 403     bad_predecessor   An enrolment names an earlier install without its token.
 * 404     not_found         There is no such path.
 * 404     unknown_code      There is no such enrolment code; told after a constant delay.
 * 405     bad_method        The path takes another method.
 * 409     code_used         Another install was enrolled by this code.
 * 409     install_used      The install or the token was enrolled by another code.
 * 410     code_expired      The code is older than 14 days, or its terminal has retired.
 * 411     length_required   The length of the body is not said beforehand.
 * 413     too_large         The body is longer than 256 KiB; the kiosk halves its batch.
 * 415     bad_type          The body is not `application/json`, or is compressed.
 * 429     too_many_requests One token or address asks too often.       Random Retry-After.
 * 500     internal          A mistake in the receiver.
 * 503     unavailable       The database cannot be used now.           Random Retry-After.
 */
static const Row rows[] = {
  [KAPKA_PROBLEM_BAD_REQUEST] = { 400, "bad_request", "The request is not understood" },
  [KAPKA_PROBLEM_BAD_TOKEN] = { 401, "bad_token", "The token is not known" },
  [KAPKA_PROBLEM_REVOKED] = { 403, "revoked", "The enrolment was revoked" },
  [KAPKA_PROBLEM_BAD_PREDECESSOR] = { 403, "bad_predecessor",
                                      "The earlier enrolment is not proved" },
  [KAPKA_PROBLEM_NOT_FOUND] = { 404, "not_found", "There is nothing at this path" },
  [KAPKA_PROBLEM_UNKNOWN_CODE] = { 404, "unknown_code", "The code is not known" },
  [KAPKA_PROBLEM_BAD_METHOD] = { 405, "bad_method", "The path takes another method" },
  [KAPKA_PROBLEM_CODE_USED] = { 409, "code_used", "The code was used by another kiosk" },
  [KAPKA_PROBLEM_INSTALL_USED] = { 409, "install_used", "The enrolment is not a new one" },
  [KAPKA_PROBLEM_CODE_EXPIRED] = { 410, "code_expired", "The code has expired" },
  [KAPKA_PROBLEM_LENGTH_REQUIRED] = { 411, "length_required", "Content-Length is missing" },
  [KAPKA_PROBLEM_TOO_LARGE] = { 413, "too_large", "The request is too large" },
  [KAPKA_PROBLEM_BAD_TYPE] = { 415, "bad_type", "The request is not plain JSON" },
  [KAPKA_PROBLEM_TOO_MANY_REQUESTS] = { 429, "too_many_requests", "Too many requests" },
  [KAPKA_PROBLEM_INTERNAL] = { 500, "internal", "The receiver made a mistake" },
  [KAPKA_PROBLEM_UNAVAILABLE] = { 503, "unavailable", "The receiver cannot store anything now" },
};

static GBytes *
build_body (const Row *row, const char *detail) {
  g_autoptr (KapkaJson) json = kapka_json_new_object ();
  char *text;

  kapka_json_set_string (json, "type", "about:blank");
  kapka_json_set_string (json, "title", row->title);
  kapka_json_set_int (json, "status", row->status);
  kapka_json_set_string (json, "code", row->code);
  if (detail != NULL)
    kapka_json_set_string (json, "detail", detail);
  text = kapka_json_to_string (json);
  return g_bytes_new_take (text, strlen (text));
}

static void
add_retry_after (KapkaResponse *response) {
  g_autofree char *seconds = g_strdup_printf ("%d", g_random_int_range (1, RETRY_SECONDS_MAX + 1));

  kapka_response_add_header (response, "Retry-After", seconds);
}

KapkaResponse *
kapka_problem_response_new (KapkaProblemCode code, const char *detail) {
  const Row *row = &rows[code];
  g_autoptr (GBytes) body = build_body (row, detail);
  KapkaResponse *response = kapka_response_new (row->status, "application/problem+json", body);

  if (row->status == 429 || row->status == 503)
    add_retry_after (response);
  if (row->status == 401)
    kapka_response_add_header (response, "WWW-Authenticate", "Bearer");
  if (code == KAPKA_PROBLEM_UNKNOWN_CODE)
    response->delay_ms = GUESS_DELAY_MS;
  return response;
}
