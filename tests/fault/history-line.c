// SPDX-License-Identifier: GPL-3.0-or-later
#include "history-line.h"

#include "history-account.h"

#define MOST_OLD 40

/* Returns what the kiosk hears of @request. */
typedef KapkaHttpAnswer *(*Weather) (HistoryLine *line, const HistoryRequest *request);

HistoryLine *
history_line_new (HistoryCentre *centre, GRand *rand, HistoryStory *story) {
  HistoryLine *line = g_new0 (HistoryLine, 1);

  line->centre = centre;
  line->rand = rand;
  line->story = story;
  line->late = history_requests_new ();
  line->old = history_requests_new ();
  return line;
}

void
history_line_free (HistoryLine *line) {
  g_ptr_array_unref (line->late);
  g_ptr_array_unref (line->old);
  g_clear_pointer (&line->last_body, g_bytes_unref);
  g_free (line->last_mac);
  g_free (line);
}

static void
remember (HistoryLine *line, const HistoryRequest *request, const KapkaHttpAnswer *answer) {
  if (line->old->len == MOST_OLD)
    g_ptr_array_remove_index_fast (line->old, (guint)g_rand_int_range (line->rand, 0, MOST_OLD));
  g_ptr_array_add (line->old, history_request_copy (request));
  if (answer->status != 200)
    return;
  g_clear_pointer (&line->last_body, g_bytes_unref);
  g_free (line->last_mac);
  line->last_body = g_bytes_new (answer->body->data, answer->body->len);
  line->last_mac = g_strdup (answer->ack_mac);
}

/* Has all of @requests arrive at once. Returns the answers. */
static GPtrArray *
deliver (HistoryLine *line, GPtrArray *requests) {
  GPtrArray *answers = history_wire_exchange (history_centre_get_socket (line->centre), requests);

  for (guint i = 0; i < requests->len; i++) {
    const HistoryRequest *request = g_ptr_array_index (requests, i);
    const KapkaHttpAnswer *answer = g_ptr_array_index (answers, i);

    if (answer->status != 200)
      history_story_tell (line->story, "  %s: status %d", request->path, answer->status);
    history_account_take (line->centre->held, line->centre->terminals, line->story, request,
                          answer);
    remember (line, request, answer);
  }
  return answers;
}

static KapkaHttpAnswer *
make_answer (int status, const char *content_type, const char *body) {
  KapkaHttpAnswer *answer = kapka_http_answer_new (KAPKA_HTTP_ANSWERED);

  answer->status = status;
  answer->content_type = g_strdup (content_type);
  g_byte_array_append (answer->body, (const guint8 *)body, (guint)strlen (body));
  return answer;
}

static KapkaHttpAnswer *
be_fair (HistoryLine *line, const HistoryRequest *request) {
  g_autoptr (GPtrArray) requests = history_requests_new ();
  g_autoptr (GPtrArray) answers = NULL;

  g_ptr_array_add (requests, history_request_copy (request));
  answers = deliver (line, requests);
  return g_ptr_array_steal_index (answers, 0);
}

static KapkaHttpAnswer *
lose_request (HistoryLine *line, const HistoryRequest *request) {
  return kapka_http_answer_new (KAPKA_HTTP_NETWORK);
}

static KapkaHttpAnswer *
lose_answer (HistoryLine *line, const HistoryRequest *request) {
  g_autoptr (KapkaHttpAnswer) unheard = be_fair (line, request);

  return kapka_http_answer_new (KAPKA_HTTP_NETWORK);
}

static KapkaHttpAnswer *
cut_answer (HistoryLine *line, const HistoryRequest *request) {
  KapkaHttpAnswer *answer = be_fair (line, request);

  g_byte_array_set_size (answer->body,
                         (guint)g_rand_int_range (line->rand, 0, (gint32)answer->body->len + 1));
  return answer;
}

static KapkaHttpAnswer *
alter_answer (HistoryLine *line, const HistoryRequest *request) {
  KapkaHttpAnswer *answer = be_fair (line, request);

  if (answer->body->len > 0)
    answer->body->data[g_rand_int_range (line->rand, 0, (gint32)answer->body->len)] ^= 1;
  return answer;
}

static KapkaHttpAnswer *
delay (HistoryLine *line, const HistoryRequest *request) {
  g_ptr_array_add (line->late, history_request_copy (request));
  return kapka_http_answer_new (KAPKA_HTTP_NETWORK);
}

static KapkaHttpAnswer *
repeat (HistoryLine *line, const HistoryRequest *request) {
  g_autoptr (GPtrArray) requests = history_requests_new ();
  g_autoptr (GPtrArray) answers = NULL;
  int n = g_rand_int_range (line->rand, 2, 6);

  for (int i = 0; i < n; i++)
    g_ptr_array_add (requests, history_request_copy (request));
  answers = deliver (line, requests);
  return g_ptr_array_steal_index (answers, (guint)g_rand_int_range (line->rand, 0, n));
}

static void
shuffle (GPtrArray *array, GRand *rand) {
  for (guint i = array->len; i > 1; i--) {
    guint other = (guint)g_rand_int_range (rand, 0, (gint32)i);
    gpointer swapped = array->pdata[other];

    array->pdata[other] = array->pdata[i - 1];
    array->pdata[i - 1] = swapped;
  }
}

/* Moves the late requests and copies of some old ones into one list, in any order. */
static GPtrArray *
gather (HistoryLine *line) {
  GPtrArray *requests = history_requests_new ();

  g_ptr_array_extend_and_steal (requests, g_steal_pointer (&line->late));
  line->late = history_requests_new ();
  for (guint i = 0; i < line->old->len; i++)
    if (g_rand_int_range (line->rand, 0, 8) == 0)
      g_ptr_array_add (requests, history_request_copy (g_ptr_array_index (line->old, i)));
  shuffle (requests, line->rand);
  return requests;
}

/* Has the request arrive in the midst of others, so that the receiver settles them together. */
static KapkaHttpAnswer *
crowd (HistoryLine *line, const HistoryRequest *request) {
  g_autoptr (GPtrArray) requests = gather (line);
  g_autoptr (GPtrArray) answers = NULL;
  guint place = (guint)g_rand_int_range (line->rand, 0, (gint32)requests->len + 1);

  g_ptr_array_insert (requests, (int)place, history_request_copy (request));
  answers = deliver (line, requests);
  return g_ptr_array_steal_index (answers, place);
}

/* The last good answer of the centre, which some cache keeps and gives to whoever asks next. */
static KapkaHttpAnswer *
serve_from_cache (HistoryLine *line) {
  KapkaHttpAnswer *answer = make_answer (200, "application/json", "");
  gsize length = 0;
  const void *data = line->last_body == NULL ? NULL : g_bytes_get_data (line->last_body, &length);

  g_byte_array_append (answer->body, data, (guint)length);
  answer->ack_mac = g_strdup (line->last_mac);
  return answer;
}

/* Somebody else answers, and nothing arrives. */
static KapkaHttpAnswer *
answer_in_vain (HistoryLine *line, const HistoryRequest *request) {
  switch (g_rand_int_range (line->rand, 0, 6)) {
  case 0:
    return make_answer (503, "text/plain", "");
  case 1:
    return make_answer (200, "text/html", "<html>Log in</html>");
  case 2:
    return make_answer (403, "text/html", "<html>Forbidden</html>");
  case 3:
    return make_answer (200, "application/json", "{\"v\":1}");
  case 4:
    return make_answer (404, "application/json", "{}");
  default:
    return serve_from_cache (line);
  }
}

static const Weather weathers[] = {
  be_fair, be_fair,    be_fair, be_fair, lose_request, lose_answer,
  delay,   cut_answer, repeat,  crowd,   alter_answer, answer_in_vain,
};

static KapkaHttpAnswer *
ask_cb (const KapkaHttpQuestion *question, gpointer user_data) {
  HistoryLine *line = user_data;
  g_autoptr (HistoryRequest) request = history_request_new (question);
  int n = line->calm ? 1 : G_N_ELEMENTS (weathers);

  return weathers[g_rand_int_range (line->rand, 0, n)](line, request);
}

KapkaTransport
history_line_get_transport (HistoryLine *line) {
  return (KapkaTransport){ .ask = ask_cb, .user_data = line };
}

void
history_line_deliver_late (HistoryLine *line) {
  g_autoptr (GPtrArray) requests = g_steal_pointer (&line->late);
  g_autoptr (GPtrArray) answers = NULL;

  line->late = history_requests_new ();
  shuffle (requests, line->rand);
  answers = deliver (line, requests);
}

void
history_line_replay (HistoryLine *line) {
  g_autoptr (GPtrArray) requests = gather (line);
  g_autoptr (GPtrArray) answers = deliver (line, requests);
}
