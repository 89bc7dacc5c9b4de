// SPDX-License-Identifier: GPL-3.0-or-later
/* Many at once, in front of a real nginx: kiosks that come all together, and clients that never get
 * to the end of what they say. */
#include <curl/curl.h>
#include <string.h>
#include <sys/resource.h>

#include "certificate.h"
#include "crowd.h"
#include "nginx.h"
#include "slow-clients.h"
#include "sync-kiosk.h"
#include "sync/retry.h"

#define KIOSKS 600
#define MAX_WAVES 7 // As often as a run of a kiosk tries again.
#define SLOW_CLIENTS 500
#define PATIENCE_SECONDS 120L // Of a kiosk.

typedef struct {
  KapkaTestDir *dir;
  char *authority;
  KapkaTestCentre *centre;
  KapkaTestService *nginx;
} Fixture;

static void
fixture_start (Fixture *fixture) {
  g_autofree char *certificate = NULL;

  fixture->dir = kapka_test_dir_new ();
  fixture->authority = kapka_test_make_authority (fixture->dir);
  certificate = kapka_test_issue_certificate (fixture->dir, fixture->authority,
                                              KAPKA_TEST_CERTIFICATE_SELF_SIGNED);
  fixture->centre = kapka_test_centre_new ();
  fixture->nginx = kapka_test_nginx_new (&(KapkaTestNginxSetup){
      .certificate = certificate, .upstream = kapka_test_centre_get_upstream (fixture->centre) });
}

static void
fixture_clear (Fixture *fixture) {
  g_clear_pointer (&fixture->nginx, kapka_test_service_free);
  g_clear_pointer (&fixture->centre, kapka_test_centre_free);
  g_clear_pointer (&fixture->authority, g_free);
  g_clear_pointer (&fixture->dir, kapka_test_dir_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fixture, fixture_clear)

/* One kiosk of the crowd with its upload. */
typedef struct {
  CURL *curl;
  struct curl_slist *headers;
  GString *request; // As the crowd writes it: head and body.
  GString *answer;
  guint number;
  guint failures;
  gboolean acked;
  double seconds; // From its call to the receipt.
} Caller;

static size_t
write_cb (char *data, size_t size, size_t count, void *user_data) {
  g_string_append_len (user_data, data, (gssize)(size * count));
  return size * count;
}

static void
set_headers (Caller *caller) {
  g_autofree char *head =
      g_strndup (caller->request->str,
                 (gsize)(strstr (caller->request->str, "\r\n\r\n") - caller->request->str));
  g_auto (GStrv) lines = g_strsplit (head, "\r\n", -1);

  for (guint i = 1; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], "Authorization:") ||
        g_str_has_prefix (lines[i], "Content-Type:"))
      caller->headers = curl_slist_append (caller->headers, lines[i]);
}

static void
caller_init (Caller *caller, const KapkaCrowd *crowd, guint number) {
  caller->number = number;
  caller->request = g_string_new (NULL);
  caller->answer = g_string_new (NULL);
  kapka_crowd_make_upload (crowd, number, caller->request);
  set_headers (caller);
}

static void
caller_clear (gpointer data) {
  Caller *caller = data;

  curl_slist_free_all (caller->headers);
  g_string_free (caller->request, TRUE);
  g_string_free (caller->answer, TRUE);
}

/* Kiosks of one city share an address. */
static void
call (const Fixture *fixture, CURLM *multi, Caller *caller, guint n_cities) {
  g_autofree char *url = g_strdup_printf ("https://127.0.0.1:%u/v1/upload",
                                          kapka_test_service_get_port (fixture->nginx));
  g_autofree char *city = g_strdup_printf ("127.0.1.%u", caller->number % n_cities + 1);

  g_string_truncate (caller->answer, 0);
  caller->curl = curl_easy_init ();
  curl_easy_setopt (caller->curl, CURLOPT_URL, url);
  curl_easy_setopt (caller->curl, CURLOPT_INTERFACE, city);
  curl_easy_setopt (caller->curl, CURLOPT_PROXY, "");
  curl_easy_setopt (caller->curl, CURLOPT_CAINFO, fixture->authority);
  curl_easy_setopt (caller->curl, CURLOPT_FRESH_CONNECT, 1L);
  curl_easy_setopt (caller->curl, CURLOPT_FORBID_REUSE, 1L);
  curl_easy_setopt (caller->curl, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
  curl_easy_setopt (caller->curl, CURLOPT_TIMEOUT, PATIENCE_SECONDS);
  curl_easy_setopt (caller->curl, CURLOPT_HTTPHEADER, caller->headers);
  curl_easy_setopt (caller->curl, CURLOPT_POSTFIELDS,
                    strstr (caller->request->str, "\r\n\r\n") + 4);
  curl_easy_setopt (caller->curl, CURLOPT_WRITEFUNCTION, write_cb);
  curl_easy_setopt (caller->curl, CURLOPT_WRITEDATA, caller->answer);
  curl_easy_setopt (caller->curl, CURLOPT_PRIVATE, caller);
  g_assert_cmpint (curl_multi_add_handle (multi, caller->curl), ==, CURLM_OK);
}

/* A connection that nginx has no patience for is one that a kiosk makes again. */
static void
take_loss (Caller *caller, CURLcode code) {
  gint64 wait_ms = kapka_retry_wait_ms (KAPKA_SYNC_REASON_NETWORK, ++caller->failures, 0, 0, 1.0);

  g_test_message ("kiosk %u: %s", caller->number, curl_easy_strerror (code));
  g_assert_cmpint (wait_ms, >=, 5000);
}

/* A receipt, or a word to come later, which a kiosk heeds: no other answer may come. */
static void
take_answer (const KapkaCrowd *crowd, Caller *caller, CURLcode code) {
  struct curl_header *mac = NULL;
  curl_off_t retry_after = 0;
  long status = 0;

  if (code != CURLE_OK) {
    take_loss (caller, code);
    return;
  }
  curl_easy_getinfo (caller->curl, CURLINFO_RESPONSE_CODE, &status);
  curl_easy_getinfo (caller->curl, CURLINFO_RETRY_AFTER, &retry_after);
  curl_easy_getinfo (caller->curl, CURLINFO_TOTAL_TIME, &caller->seconds);
  curl_easy_header (caller->curl, "Ack-Mac", 0, CURLH_HEADER, -1, &mac);
  if (status == 200) {
    caller->acked = kapka_crowd_is_ack (crowd, caller->number, mac == NULL ? NULL : mac->value,
                                        caller->answer->str, caller->answer->len);
    g_assert_true (caller->acked);
    return;
  }
  if (status != 429 && status != 503)
    g_error ("status %ld: %s", status, caller->answer->str);
  g_assert_cmpint (retry_after, >=, 1);
  g_assert_cmpint (
      kapka_retry_wait_ms (KAPKA_SYNC_REASON_SERVER_BUSY, ++caller->failures, 0, retry_after, 0.0),
      >=, 1000);
}

static void
take_answers (CURLM *multi, const KapkaCrowd *crowd) {
  CURLMsg *message;
  int left;

  while ((message = curl_multi_info_read (multi, &left)) != NULL) {
    Caller *caller = NULL;
    CURL *curl = message->easy_handle;

    curl_easy_getinfo (curl, CURLINFO_PRIVATE, &caller);
    take_answer (crowd, caller, message->data.result);
    curl_multi_remove_handle (multi, curl);
    curl_easy_cleanup (curl);
  }
}

/* Has all that have no receipt call at once. Returns: how many have none afterwards. */
static guint
run_wave (const Fixture *fixture, const KapkaCrowd *crowd, GArray *callers, guint n_cities) {
  CURLM *multi = curl_multi_init ();
  guint n_left = 0;
  int running = 1;

  for (guint i = 0; i < callers->len; i++)
    if (!g_array_index (callers, Caller, i).acked)
      call (fixture, multi, &g_array_index (callers, Caller, i), n_cities);
  while (running > 0) {
    g_assert_cmpint (curl_multi_perform (multi, &running), ==, CURLM_OK);
    take_answers (multi, crowd);
    g_assert_cmpint (curl_multi_poll (multi, NULL, 0, 100, NULL), ==, CURLM_OK);
  }
  take_answers (multi, crowd);
  curl_multi_cleanup (multi);
  for (guint i = 0; i < callers->len; i++)
    n_left += !g_array_index (callers, Caller, i).acked;
  return n_left;
}

static int
compare_seconds (gconstpointer a, gconstpointer b) {
  double difference = ((const Caller *)a)->seconds - ((const Caller *)b)->seconds;

  return difference < 0 ? -1 : difference > 0;
}

/* So many sockets at once are more than a shell allows. */
static void
open_many_files (void) {
  struct rlimit limit;

  getrlimit (RLIMIT_NOFILE, &limit);
  limit.rlim_cur = MIN (limit.rlim_max, 8192);
  setrlimit (RLIMIT_NOFILE, &limit);
}

static void
enrol (const Fixture *fixture, KapkaCrowd *crowd) {
  g_autoptr (GError) error = NULL;
  g_autoptr (KapkaStore) store =
      kapka_store_open (kapka_test_centre_get_database (fixture->centre), &error);

  g_assert_no_error (error);
  kapka_crowd_enrol (crowd, store);
}

/* All come in one moment, whose first second the limits of nginx may not take whole. */
static void
test_burst (gconstpointer data) {
  guint n_cities = GPOINTER_TO_UINT (data);
  g_auto (Fixture) fixture = { 0 };
  g_autoptr (KapkaCrowd) crowd = kapka_crowd_new (KIOSKS);
  g_autoptr (GArray) callers = g_array_new (FALSE, TRUE, sizeof (Caller));
  guint n_left = KIOSKS;

  fixture_start (&fixture);
  enrol (&fixture, crowd);
  g_array_set_clear_func (callers, caller_clear);
  g_array_set_size (callers, KIOSKS);
  for (guint i = 0; i < KIOSKS; i++)
    caller_init (&g_array_index (callers, Caller, i), crowd, i);
  for (guint wave = 0; wave < MAX_WAVES && n_left > 0; wave++) {
    n_left = run_wave (&fixture, crowd, callers, n_cities);
    g_test_message ("wave %u: %u have to come again", wave, n_left);
  }
  g_assert_cmpuint (n_left, ==, 0);
  g_assert_cmpint (kapka_test_centre_sum (fixture.centre, NULL, NULL, "s3"), ==,
                   KIOSKS * KAPKA_CROWD_S3);
  g_array_sort (callers, compare_seconds);
  g_test_message ("median %.2f s, 99%% within %.2f s",
                  g_array_index (callers, Caller, KIOSKS / 2).seconds,
                  g_array_index (callers, Caller, KIOSKS * 99 / 100).seconds);
}

/* Six hundred that fail in one moment come back over minutes, not all at once. */
static void
test_spread (void) {
  g_autoptr (GRand) rand = g_rand_new_with_seed (600);
  guint seconds[100] = { 0 };
  guint fullest = 0;

  for (guint i = 0; i < KIOSKS; i++) {
    gint64 at_ms = 0;

    for (guint failures = 1; failures <= 4; failures++)
      at_ms +=
          kapka_retry_wait_ms (KAPKA_SYNC_REASON_NETWORK, failures, at_ms, 0, g_rand_double (rand));
    seconds[MIN (at_ms / 1000, (gint64)G_N_ELEMENTS (seconds) - 1)]++;
  }
  for (guint i = 0; i < G_N_ELEMENTS (seconds); i++)
    fullest = MAX (fullest, seconds[i]);
  g_test_message ("%u in the fullest second", fullest);
  // So many requests a second nginx takes from one address without putting any off.
  g_assert_cmpuint (fullest, <, 50);
}

static void
test_slow_clients (void) {
  g_auto (Fixture) fixture = { 0 };
  g_autoptr (KapkaTestSlowClients) slow = NULL;

  fixture_start (&fixture);
  slow = kapka_test_slow_clients_new (kapka_test_service_get_port (fixture.nginx), SLOW_CLIENTS);
  kapka_test_slow_clients_wait (slow, 240000);
  for (guint i = 0; i < 5; i++) {
    g_autofree char *terminal = g_strdup_printf ("PC-%u", i + 1);
    g_autofree char *lines =
        g_strdup_printf ("url=https://127.0.0.1:%u/\nca_file=%s\n",
                         kapka_test_service_get_port (fixture.nginx), fixture.authority);
    g_autoptr (SyncKiosk) kiosk = sync_kiosk_new_at (fixture.centre, "18-0142", terminal);

    sync_kiosk_work (kiosk, "2026-03-02", 2);
    sync_kiosk_configure (kiosk, lines);
    sync_kiosk_assert_run (kiosk, "--once", 0, "ok");
    sync_kiosk_assert_agrees (kiosk);
  }
  g_test_message ("%u slow clients have called", kapka_test_slow_clients_count (slow));
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  open_many_files ();
  g_test_add_func ("/matrix/10-slow-clients", test_slow_clients);
  g_test_add_func ("/matrix/13-spread", test_spread);
  g_test_add_data_func ("/matrix/13-burst-of-a-country", GUINT_TO_POINTER (12), test_burst);
  g_test_add_data_func ("/matrix/13-burst-of-one-address", GUINT_TO_POINTER (1), test_burst);
  return g_test_run ();
}
