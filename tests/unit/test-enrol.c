// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/enrol.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/error.h"
#include "journal/upload.h"
#include "sync/enrol-draft.h"
#include "sync/signed-answer.h"
#include "test-journal-place.h"

#define RECEIVER "d0d00000-0000-4000-8000-000000000001"
#define CODE "K7QF-29XM-4TDB"
#define MACHINE "00000000000000000000000000000000000000000000000000000000000000aa"

/* A centre in the place of the network: it knows the token only by what the kiosk has on its disk.
 */
typedef struct {
  KapkaPlace *place;
  char *state_dir;
  KapkaJournal *journal;
  gboolean lose;          // The answer does not arrive.
  gboolean forge;         // It is signed with another key.
  int status;             // Of a problem; 0: the code is taken.
  const char *problem;    // (nullable)
  guint problems_left;    // So many times.
  guint n_enrolments;     // Requests for one.
  char *last_body;        // Of the last.
  const char *ping;       // What answers a ping.
  KapkaHttpResult result; // Of a ping.
} Centre;

static KapkaHttpAnswer *
make_answer (int status, const char *type, const char *body) {
  KapkaHttpAnswer *answer = kapka_http_answer_new (KAPKA_HTTP_ANSWERED);

  answer->status = status;
  answer->content_type = g_strdup (type);
  g_byte_array_append (answer->body, (const guint8 *)body, (guint)strlen (body));
  return answer;
}

static KapkaHttpAnswer *
answer_problem (Centre *centre) {
  g_autofree char *body = g_strdup_printf ("{\"code\":\"%s\"}", centre->problem);

  if (centre->problems_left > 0 && --centre->problems_left == 0)
    centre->status = 0;
  return centre->problem == NULL ? make_answer (404, "text/html", "<html>")
                                 : make_answer (400, "application/problem+json", body);
}

static KapkaHttpAnswer *
answer_good (Centre *centre, const char *request_id) {
  g_autoptr (KapkaEnrolDraft) draft = kapka_enrol_draft_load (centre->state_dir, NULL);
  g_autofree char *body =
      g_strdup_printf ("{\"v\":1,\"request_id\":\"%s\",\"receiver_id\":\"" RECEIVER
                       "\",\"library\":\"18-0142\",\"terminal\":\"PC-2\",\"tz\":\"Europe/Samara\"}",
                       request_id);
  KapkaHttpAnswer *answer = make_answer (200, "application/json", body);
  guint8 mac[KAPKA_DIGEST_BYTES];

  // The request is never on its way before it is on the disk.
  g_assert_nonnull (draft);
  kapka_signature_make (centre->forge ? "another" : draft->token, body, strlen (body), mac);
  answer->ack_mac = kapka_digest_to_base64 (mac, sizeof mac);
  return answer;
}

static KapkaHttpAnswer *
answer_enrolment (Centre *centre, const char *text) {
  g_autoptr (KapkaJson) json = kapka_json_parse (text, strlen (text), 4096, NULL, NULL);
  KapkaHttpAnswer *answer;

  centre->n_enrolments++;
  g_free (centre->last_body);
  centre->last_body = g_strdup (text);
  if (centre->status != 0) {
    int status = centre->status;

    answer = answer_problem (centre);
    answer->status = status;
    return answer;
  }
  answer = answer_good (centre, kapka_json_get_string (json, "request_id", NULL));
  if (!centre->lose)
    return answer;
  kapka_http_answer_free (answer);
  return kapka_http_answer_new (KAPKA_HTTP_NETWORK);
}

static KapkaHttpAnswer *
ask_cb (const KapkaHttpQuestion *question, gpointer user_data) {
  Centre *centre = user_data;

  g_assert_null (question->token);
  if (g_str_equal (question->path, "v1/enroll"))
    return answer_enrolment (centre, question->body);
  g_assert_cmpstr (question->path, ==, "v1/ping");
  g_assert_null (question->body);
  return centre->result == KAPKA_HTTP_ANSWERED ? make_answer (200, "application/json", centre->ping)
                                               : kapka_http_answer_new (centre->result);
}

static void
centre_init (Centre *centre) {
  *centre = (Centre){ .ping = "{\"service\":\"kapka-central\",\"v\":[1,2]}" };
  centre->place = kapka_place_new ("Europe/Samara", "2026-03-02T09:00:00+04:00");
  centre->state_dir = g_strdup (centre->place->state_dir);
  centre->journal = kapka_place_open (centre->place);
}

static void
centre_clear (Centre *centre) {
  g_clear_pointer (&centre->journal, kapka_journal_close);
  g_clear_pointer (&centre->place, kapka_place_free);
  g_clear_pointer (&centre->state_dir, g_free);
  g_clear_pointer (&centre->last_body, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Centre, centre_clear)

static KapkaEnrolment *
enrol (Centre *centre, const char *code, GError **error) {
  const KapkaTransport transport = { ask_cb, centre };
  const KapkaEnrolSetup setup = {
    .state_dir = centre->state_dir,
    .journal = centre->journal,
    .transport = &transport,
    .machine = MACHINE,
  };

  return kapka_enrol (&setup, code, error);
}

static KapkaEnrolment *
enrol_well (Centre *centre, const char *code) {
  g_autoptr (GError) error = NULL;
  KapkaEnrolment *enrolment = enrol (centre, code, &error);

  g_assert_no_error (error);
  return enrolment;
}

static void
assert_fails (Centre *centre, const char *code, KapkaError expected) {
  g_autoptr (GError) error = NULL;

  g_assert_null (enrol (centre, code, &error));
  g_assert_error (error, KAPKA_ERROR, (int)expected);
}

static char *
get_sent (const Centre *centre, const char *object, const char *key) {
  g_autoptr (KapkaJson) json =
      kapka_json_parse (centre->last_body, strlen (centre->last_body), 4096, NULL, NULL);
  const KapkaJson *place = object == NULL ? json : kapka_json_get_object (json, object, NULL);

  return place == NULL ? NULL : g_strdup (kapka_json_get_string (place, key, NULL));
}

/* The last request names just @install_id as what came before its predecessor. */
static void
assert_earlier (const Centre *centre, const char *install_id) {
  g_autoptr (KapkaJson) json =
      kapka_json_parse (centre->last_body, strlen (centre->last_body), 4096, NULL, NULL);
  const KapkaJson *earlier = kapka_json_get_array (json, "earlier", NULL);

  g_assert_cmpuint (kapka_json_get_length (earlier), ==, 1);
  g_assert_cmpstr (
      kapka_json_get_string (kapka_json_get_element (earlier, 0, NULL), "install_id", NULL), ==,
      install_id);
}

static void
append_request (Centre *centre) {
  kapka_place_append (centre->journal,
                      kapka_place_request (centre->place, PLACE_VISIT_1, "gosuslugi", "s3", FALSE));
}

static void
test_first (void) {
  g_auto (Centre) centre = { 0 };
  g_autoptr (KapkaEnrolment) enrolment = NULL;
  g_autoptr (KapkaEnrolment) saved = NULL;
  g_autofree char *install_id = NULL;
  g_autofree char *former_id = NULL;
  g_autofree char *code = NULL;
  g_autofree char *path = NULL;
  GStatBuf info;

  centre_init (&centre);
  append_request (&centre);
  install_id = kapka_journal_get_meta (centre.journal, "install_id", NULL);
  enrolment = enrol_well (&centre, " k7qf–29xm 4tdb ");
  saved = kapka_enrolment_load (centre.state_dir, NULL);
  code = get_sent (&centre, NULL, "code");
  path = g_build_filename (centre.state_dir, "enrol.json", NULL);
  // What was counted before the kiosk was connected stays that of the journal's own install, which
  // other copies of the same image have too.
  former_id = get_sent (&centre, "predecessor", "install_id");
  g_assert_cmpstr (former_id, ==, install_id);
  g_assert_cmpstr (enrolment->install_id, !=, install_id);
  g_assert_cmpstr (code, ==, "K7QF29XM4TDB");
  g_assert_cmpstr (saved->token, ==, enrolment->token);
  g_assert_cmpstr (saved->machine, ==, MACHINE);
  g_assert_cmpstr (saved->receiver_id, ==, RECEIVER);
  g_assert_cmpstr (saved->terminal, ==, "PC-2");
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 07777, ==, 0600);
  g_assert_null (kapka_enrol_draft_load (centre.state_dir, NULL));
  append_request (&centre);
  g_assert_cmpint (kapka_place_read_int (centre.place, "SELECT count(*) FROM stream"), ==, 2);
}

static void
test_again (void) {
  g_auto (Centre) centre = { 0 };
  g_autoptr (KapkaEnrolment) first = NULL;
  g_autoptr (KapkaEnrolment) second = NULL;
  g_autofree char *former_id = NULL;
  g_autofree char *former_token = NULL;
  g_autofree char *own = NULL;
  g_autofree char *installs = NULL;

  centre_init (&centre);
  append_request (&centre);
  own = kapka_journal_get_meta (centre.journal, "install_id", NULL);
  first = enrol_well (&centre, CODE);
  append_request (&centre);
  second = enrol_well (&centre, "AAAA-BBBB-CCCC");
  former_id = get_sent (&centre, "predecessor", "install_id");
  former_token = get_sent (&centre, "predecessor", "token");
  g_assert_cmpstr (second->install_id, !=, first->install_id);
  g_assert_cmpstr (second->token, !=, first->token);
  g_assert_cmpstr (former_id, ==, first->install_id);
  g_assert_cmpstr (former_token, ==, first->token);
  // A receiver that lost its data learns of the oldest too.
  g_assert_cmpuint (second->formers->len, ==, 2);
  assert_earlier (&centre, own);
  // From now on the events of this boot go to a stream of the new install; the old one keeps its.
  append_request (&centre);
  installs = kapka_place_read_text (
      centre.place,
      "SELECT group_concat(install_id) FROM (SELECT install_id FROM stream ORDER BY stream_no)");
  {
    g_autofree char *expected =
        g_strdup_printf ("%s,%s,%s", own, first->install_id, second->install_id);

    g_assert_cmpstr (installs, ==, expected);
  }
}

static void
test_lost_answer (void) {
  g_auto (Centre) centre = { 0 };
  g_autoptr (KapkaEnrolment) enrolment = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  centre_init (&centre);
  centre.lose = TRUE;
  assert_fails (&centre, CODE, KAPKA_ERROR_NETWORK);
  first = get_sent (&centre, NULL, "token_sha256");
  g_assert_null (kapka_enrolment_load (centre.state_dir, NULL));
  centre.lose = FALSE;
  enrolment = enrol_well (&centre, "k7qf29xm4tdb");
  second = get_sent (&centre, NULL, "token_sha256");
  g_assert_cmpstr (first, ==, second);
}

/* The receiver may know the install of the code that was given up; nothing was counted under it. */
static void
test_another_code (void) {
  g_auto (Centre) centre = { 0 };
  g_autoptr (KapkaEnrolment) enrolment = NULL;
  g_autofree char *own = NULL;
  g_autofree char *first = NULL;
  g_autofree char *former = NULL;

  centre_init (&centre);
  append_request (&centre);
  own = kapka_journal_get_meta (centre.journal, "install_id", NULL);
  centre.lose = TRUE;
  assert_fails (&centre, CODE, KAPKA_ERROR_NETWORK);
  first = get_sent (&centre, NULL, "install_id");
  centre.lose = FALSE;
  enrolment = enrol_well (&centre, "AAAA-BBBB-CCCC");
  former = get_sent (&centre, "predecessor", "install_id");
  g_assert_cmpstr (former, ==, own);
  g_assert_cmpstr (enrolment->install_id, !=, first);
}

/* A journal that was lost after the request has an install of its own again. */
static void
test_lost_journal (void) {
  g_auto (Centre) centre = { 0 };
  g_autoptr (KapkaEnrolment) enrolment = NULL;
  g_autofree char *former = NULL;
  g_autofree char *own = NULL;

  centre_init (&centre);
  append_request (&centre);
  centre.lose = TRUE;
  assert_fails (&centre, CODE, KAPKA_ERROR_NETWORK);
  centre.lose = FALSE;
  kapka_journal_close (centre.journal);
  g_unlink (centre.place->path);
  centre.journal = kapka_place_open (centre.place);
  append_request (&centre);
  own = kapka_journal_get_meta (centre.journal, "install_id", NULL);
  enrolment = enrol_well (&centre, CODE);
  former = get_sent (&centre, "predecessor", "install_id");
  g_assert_cmpstr (former, ==, own);
}

static void
test_refusals (void) {
  static const struct {
    int status;
    const char *problem;
    KapkaError error;
  } rows[] = {
    { 404, "unknown_code", KAPKA_ERROR_DENIED },  { 409, "code_used", KAPKA_ERROR_DENIED },
    { 410, "code_expired", KAPKA_ERROR_DENIED },  { 429, "too_many_requests", KAPKA_ERROR_BUSY },
    { 404, NULL, KAPKA_ERROR_PROTOCOL },          { 503, "unavailable", KAPKA_ERROR_NETWORK },
    { 400, "bad_request", KAPKA_ERROR_PROTOCOL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_auto (Centre) centre = { 0 };
    g_autoptr (KapkaEnrolment) enrolment = NULL;

    centre_init (&centre);
    centre.status = rows[i].status;
    centre.problem = rows[i].problem;
    assert_fails (&centre, CODE, rows[i].error);
    g_assert_cmpuint (centre.n_enrolments, ==, 1);
    g_assert_null (kapka_enrolment_load (centre.state_dir, NULL));
    centre.status = 0;
    enrolment = enrol_well (&centre, CODE);
  }
}

static void
test_wrong_centre (void) {
  g_auto (Centre) centre = { 0 };

  centre_init (&centre);
  assert_fails (&centre, "K7QF", KAPKA_ERROR_USAGE);
  assert_fails (&centre, "K7QF-29XM-4TD!", KAPKA_ERROR_USAGE);
  centre.result = KAPKA_HTTP_NETWORK;
  assert_fails (&centre, CODE, KAPKA_ERROR_NETWORK);
  centre.result = KAPKA_HTTP_TLS_CA;
  assert_fails (&centre, CODE, KAPKA_ERROR_CONFIG);
  centre.result = KAPKA_HTTP_ANSWERED;
  centre.ping = "{\"service\":\"kapka-central\",\"v\":[2,3]}";
  assert_fails (&centre, CODE, KAPKA_ERROR_PROTOCOL);
  centre.ping = "{\"service\":\"another\",\"v\":[1]}";
  assert_fails (&centre, CODE, KAPKA_ERROR_PROTOCOL);
  centre.ping = "<html>";
  assert_fails (&centre, CODE, KAPKA_ERROR_NETWORK);
  g_assert_cmpuint (centre.n_enrolments, ==, 0);
  centre.ping = "{\"service\":\"kapka-central\",\"v\":[1]}";
  centre.forge = TRUE;
  assert_fails (&centre, CODE, KAPKA_ERROR_PROTOCOL);
  g_assert_null (kapka_enrolment_load (centre.state_dir, NULL));
}

/* A journal whose enrol.json was lost, and an image that was copied before it was connected. */
static void
test_changed (void) {
  static const char *const problems[] = { "bad_predecessor", "install_used" };

  for (gsize i = 0; i < G_N_ELEMENTS (problems); i++) {
    g_auto (Centre) centre = { 0 };
    g_autoptr (KapkaEnrolment) enrolment = NULL;
    g_autofree char *former = NULL;

    centre_init (&centre);
    append_request (&centre);
    g_assert_true (kapka_journal_set_meta (centre.journal, "receiver_id", RECEIVER, NULL));
    centre.status = 403;
    centre.problem = problems[i];
    centre.problems_left = 1;
    enrolment = enrol_well (&centre, CODE);
    former = get_sent (&centre, "predecessor", "install_id");
    g_assert_cmpuint (centre.n_enrolments, ==, 2);
    g_assert_true ((former == NULL) == (i == 0));
  }
}

static void
test_unreadable (void) {
  g_auto (Centre) centre = { 0 };
  g_autofree char *path = NULL;

  centre_init (&centre);
  path = g_build_filename (centre.state_dir, "enrol.json", NULL);
  g_assert_true (g_file_set_contents_full (path, "{", 1, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
  assert_fails (&centre, CODE, KAPKA_ERROR_CONFIG);
  g_assert_cmpuint (centre.n_enrolments, ==, 0);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/enrol/first", test_first);
  g_test_add_func ("/enrol/again", test_again);
  g_test_add_func ("/enrol/lost-answer", test_lost_answer);
  g_test_add_func ("/enrol/another-code", test_another_code);
  g_test_add_func ("/enrol/lost-journal", test_lost_journal);
  g_test_add_func ("/enrol/refusals", test_refusals);
  g_test_add_func ("/enrol/wrong-centre", test_wrong_centre);
  g_test_add_func ("/enrol/changed", test_changed);
  g_test_add_func ("/enrol/unreadable", test_unreadable);
  return g_test_run ();
}
