// SPDX-License-Identifier: GPL-3.0-or-later
/* A network that is not there, that sends a request twice, or that leads elsewhere. */
#include <curl/curl.h>
#include <string.h>

#include "base/digest.h"
#include "certificate.h"
#include "nginx.h"
#include "room.h"
#include "sync-kiosk.h"
#include "sync/enrolment.h"

#define COUNTS "_on=1\nusers=6\n"
#define STREAM "6f1c0000-0000-4000-8000-000000000001"
#define REQUEST "0b0e0000-0000-4000-8000-000000000003"

static void
heal (SyncKiosk *kiosk) {
  g_autofree char *lines = g_strdup_printf ("url=%s\n", kapka_test_centre_get_url (kiosk->centre));

  kapka_test_cut_proxy_heal (kapka_test_centre_get_network (kiosk->centre));
  sync_kiosk_configure (kiosk, lines);
  sync_kiosk_assert_run (kiosk, NULL, 0, "ok");
  sync_kiosk_assert_agrees (kiosk);
}

static SyncKiosk *
make_kiosk (void) {
  SyncKiosk *kiosk = sync_kiosk_new ();

  sync_kiosk_work (kiosk, "2026-03-02", 2);
  return kiosk;
}

static void
test_refused (void) {
  g_autoptr (SyncKiosk) kiosk = make_kiosk ();

  sync_kiosk_configure (kiosk, "url=http://127.0.0.1:1/\n");
  sync_kiosk_assert_run (kiosk, "--once", 75, "network");
  sync_kiosk_assert_recorded (kiosk, 75, "network");
  sync_kiosk_assert_centre_empty (kiosk);
  heal (kiosk);
}

static void
test_reset (void) {
  g_autoptr (SyncKiosk) kiosk = make_kiosk ();

  kapka_test_cut_proxy_cut (
      kapka_test_centre_get_network (kiosk->centre),
      &(KapkaTestFate){ .way = KAPKA_TEST_WAY_REQUEST, .cut = KAPKA_TEST_CUT_RESET });
  sync_kiosk_assert_run (kiosk, "--once", 75, "network");
  sync_kiosk_assert_centre_empty (kiosk);
  heal (kiosk);
}

static void
test_receiver_down (void) {
  g_autoptr (SyncKiosk) kiosk = make_kiosk ();

  kapka_test_centre_stop (kiosk->centre);
  sync_kiosk_assert_run (kiosk, "--once", 75, "network");
  kapka_test_centre_start (kiosk->centre);
  sync_kiosk_assert_centre_empty (kiosk);
  heal (kiosk);
}

/* A room without a network has no names either. */
static void
test_no_names (void) {
  g_autoptr (SyncKiosk) kiosk = make_kiosk ();
  g_autoptr (KapkaTestRoom) room = kapka_test_room_new (NULL);
  const char *const argv[] = { g_getenv ("KAPKA_SYNC"), "--config", kiosk->config, "--once", NULL };
  g_autoptr (KapkaTestProgram) program = NULL;
  g_autofree char *text = NULL;

  sync_kiosk_configure (kiosk, "url=https://centre.example.org/\n");
  program = kapka_test_room_start (room, argv, NULL);
  g_assert_cmpint (kapka_test_program_wait (program, 60000), ==, 75);
  text = kapka_test_program_get_text (program, KAPKA_TEST_STREAM_ERR);
  g_assert_nonnull (strstr (text, "Could not resolve host"));
  sync_kiosk_assert_recorded (kiosk, 75, "network");
  sync_kiosk_assert_centre_empty (kiosk);
  heal (kiosk);
}

static size_t
write_cb (char *data, size_t size, size_t count, void *user_data) {
  g_string_append_len (user_data, data, (gssize)(size * count));
  return size * count;
}

/* Makes a request over the connections that @curl keeps. Returns: (transfer full): the body. */
static char *
ask (CURL *curl, SyncKiosk *kiosk, const char *path, struct curl_slist *headers, const char *body) {
  g_autofree char *url = g_strconcat (kapka_test_centre_get_url (kiosk->centre), path, NULL);
  GString *answer = g_string_new (NULL);

  g_assert_cmpint (curl_easy_setopt (curl, CURLOPT_URL, url), ==, CURLE_OK);
  g_assert_cmpint (curl_easy_setopt (curl, CURLOPT_PROXY, ""), ==, CURLE_OK);
  g_assert_cmpint (curl_easy_setopt (curl, CURLOPT_WRITEFUNCTION, write_cb), ==, CURLE_OK);
  g_assert_cmpint (curl_easy_setopt (curl, CURLOPT_WRITEDATA, answer), ==, CURLE_OK);
  g_assert_cmpint (curl_easy_setopt (curl, CURLOPT_HTTPHEADER, headers), ==, CURLE_OK);
  if (body != NULL)
    g_assert_cmpint (curl_easy_setopt (curl, CURLOPT_POSTFIELDS, body), ==, CURLE_OK);
  g_assert_cmpint (curl_easy_perform (curl), ==, CURLE_OK);
  return g_string_free (answer, FALSE);
}

static char *
make_upload (const KapkaEnrolment *enrolment) {
  g_autofree char *digest = kapka_digest_sha256_hex (COUNTS, strlen (COUNTS));

  return g_strdup_printf (
      "{\"v\":1,\"request_id\":\"" REQUEST "\",\"install_id\":\"%s\",\"boot_id\":\"" STREAM "\","
      "\"software\":\"1\",\"sent_at\":\"2026-03-03T21:14:07Z\","
      "\"clock\":{\"synced\":true,\"utc_off_min\":240},"
      "\"days\":[{\"stream\":\"" STREAM "\",\"install\":\"%s\",\"day\":\"2026-03-02\",\"rev\":41,"
      "\"digest\":\"sha256:%s\",\"counts\":{\"_on\":1,\"users\":6}}],\"fragments\":[],"
      "\"status\":{\"state\":\"ok\",\"pending_days\":0,\"oldest_pending\":null,\"quick_check\":"
      "\"ok\","
      "\"disk_free_mb\":812,\"damaged_streams\":0,\"last_reason\":\"ok\"}}",
      enrolment->install_id, enrolment->install_id, digest);
}

/* libcurl sends a request again by itself when a connection that it kept dies under it, and tells
 * nobody. Our kiosk keeps none, so here somebody else does. */
static void
test_sent_twice (void) {
  g_autoptr (SyncKiosk) kiosk = sync_kiosk_new ();
  KapkaTestCutProxy *network = kapka_test_centre_get_network (kiosk->centre);
  g_autoptr (KapkaEnrolment) enrolment = kapka_enrolment_load (kiosk->state_dir, NULL);
  g_autofree char *bearer = g_strconcat ("Authorization: Bearer ", enrolment->token, NULL);
  g_autofree char *body = make_upload (enrolment);
  struct curl_slist *headers =
      curl_slist_append (curl_slist_append (NULL, bearer), "Content-Type: application/json");
  CURL *first = curl_easy_init ();
  CURL *second = curl_easy_init ();
  g_autofree char *text = NULL;
  guint connections;

  g_free (ask (first, kiosk, "v1/ping", NULL, NULL));
  curl_easy_cleanup (first);
  kapka_test_cut_proxy_count_cuts (network);
  kapka_test_cut_proxy_cut (network, &(KapkaTestFate){ .way = KAPKA_TEST_WAY_ANSWER,
                                                       .after = kapka_test_cut_proxy_get_bytes (
                                                           network, KAPKA_TEST_WAY_ANSWER),
                                                       .cut = KAPKA_TEST_CUT_CLOSE,
                                                       .times = 1 });
  connections = kapka_test_cut_proxy_count_connections (network);
  g_free (ask (second, kiosk, "v1/ping", NULL, NULL));
  text = ask (second, kiosk, "v1/upload", headers, body);
  curl_easy_cleanup (second);
  curl_slist_free_all (headers);
  g_assert_cmpuint (kapka_test_cut_proxy_count_connections (network), ==, connections + 2);
  g_assert_cmpuint (kapka_test_cut_proxy_count_cuts (network), ==, 1);
  // The first of the two was stored, and the answer to it was lost.
  g_assert_nonnull (strstr (text, "\"status\":\"unchanged\""));
  g_assert_cmpint (sync_kiosk_sum_at_centre (kiosk, "users"), ==, 6);
  g_assert_nonnull (strstr (text, "\"accepted\":1,"));
}

/* Neither to plain http, nor to a host that is as good as this one: the token is for this one
 * alone. */
static void
test_redirected (void) {
  static const guint statuses[] = { 301, 302, 303, 307, 308 };
  g_autoptr (KapkaTestDir) dir = kapka_test_dir_new ();
  g_autofree char *authority = kapka_test_make_authority (dir);
  g_autofree char *certificate =
      kapka_test_issue_certificate (dir, authority, KAPKA_TEST_CERTIFICATE_SELF_SIGNED);
  g_autoptr (SyncKiosk) kiosk = make_kiosk ();
  KapkaTestBadServer *liar = kapka_test_bad_server_new (NULL, NULL);
  KapkaTestBadServer *other = kapka_test_bad_server_new (NULL, NULL);
  g_autofree char *liar_at =
      g_strdup_printf ("127.0.0.1:%u", kapka_test_bad_server_get_port (liar));
  g_autofree char *other_at =
      g_strdup_printf ("127.0.0.1:%u", kapka_test_bad_server_get_port (other));
  g_autoptr (KapkaTestService) liar_front = kapka_test_nginx_new (
      &(KapkaTestNginxSetup){ .certificate = certificate, .upstream = liar_at });
  g_autoptr (KapkaTestService) other_front = kapka_test_nginx_new (
      &(KapkaTestNginxSetup){ .certificate = certificate, .upstream = other_at });
  g_autofree char *lines = g_strdup_printf ("url=https://127.0.0.1:%u/\nca_file=%s\n",
                                            kapka_test_service_get_port (liar_front), authority);
  char *targets[] = {
    g_strdup_printf ("Location: https://127.0.0.1:%u/v1/upload\r\n",
                     kapka_test_service_get_port (other_front)),
    g_strdup_printf ("Location: http://%s/v1/upload\r\n", other_at),
  };

  sync_kiosk_configure (kiosk, lines);
  for (gsize i = 0; i < G_N_ELEMENTS (statuses) * G_N_ELEMENTS (targets); i++) {
    kapka_test_bad_server_set_canned (liar, statuses[i / 2], targets[i % 2], "");
    kapka_test_bad_server_set_mood (liar, KAPKA_TEST_MOOD_CANNED, 1);
    sync_kiosk_assert_run (kiosk, NULL, 76, "protocol");
    g_assert_cmpuint (kapka_test_bad_server_count_requests (liar), ==, i + 1);
  }
  g_assert_cmpuint (kapka_test_bad_server_count_requests (other), ==, 0);
  sync_kiosk_assert_centre_empty (kiosk);
  heal (kiosk);
  g_free (targets[0]);
  g_free (targets[1]);
  kapka_test_bad_server_free (liar);
  kapka_test_bad_server_free (other);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/matrix/01-refused", test_refused);
  g_test_add_func ("/matrix/01-reset", test_reset);
  g_test_add_func ("/matrix/01-receiver-down", test_receiver_down);
  g_test_add_func ("/matrix/01-no-names", test_no_names);
  g_test_add_func ("/matrix/05-sent-twice", test_sent_twice);
  g_test_add_func ("/matrix/16-redirected", test_redirected);
  return g_test_run ();
}
