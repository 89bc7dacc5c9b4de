// SPDX-License-Identifier: GPL-3.0-or-later
#include "history-account.h"

#include <string.h>

#include "base/json.h"

typedef struct {
  HistoryHeld *held;
  GHashTable *codes;
  HistoryStory *story;
  KapkaJson *request;
  KapkaJson *answer;
} Account;

static KapkaJson *
parse (const char *text, gsize length) {
  return kapka_json_parse (text, length, KAPKA_HTTP_MAX_BYTES, NULL, NULL);
}

static gint64
get_int (const KapkaJson *object, const char *key) {
  gint64 value = 0;

  kapka_json_get_int (object, key, 0, KAPKA_JSON_INT_LIMIT - 1, &value, NULL);
  return value;
}

/* Results come in the order of the days that were sent. */
static void
take_day (Account *account, const KapkaJson *day, const KapkaJson *result) {
  const char *stream = kapka_json_get_string (day, "stream", NULL);
  const char *date = kapka_json_get_string (day, "day", NULL);
  const char *status = kapka_json_get_string (result, "status", NULL);

  if (g_strcmp0 (status, "conflict") == 0)
    history_story_fail (account->story, "conflict: %s of stream %s", date, stream);
  else if (g_strcmp0 (status, "rejected") == 0)
    history_story_tell (account->story, "  refused: %s of stream %s: %s", date, stream,
                        kapka_json_get_string (result, "error", NULL));
  else if (g_strcmp0 (kapka_json_get_string (result, "stream", NULL), stream) != 0 ||
           g_strcmp0 (kapka_json_get_string (result, "day", NULL), date) != 0)
    history_story_fail (account->story, "the answer speaks of another day than %s", date);
  else
    history_held_take_day (account->held, stream, date, get_int (day, "rev"));
}

static void
take_fragments (Account *account) {
  KapkaJson *fragments = kapka_json_get_array (account->request, "fragments", NULL);
  const char *word = kapka_json_get_string (account->answer, "fragments", NULL);

  if (fragments == NULL || g_strcmp0 (word, "stored") != 0)
    return;
  for (gsize i = 0; i < kapka_json_get_length (fragments); i++) {
    KapkaJson *fragment = kapka_json_get_element (fragments, i, NULL);

    history_held_take_fragment (account->held, kapka_json_get_string (fragment, "stream", NULL),
                                get_int (fragment, "seq"));
  }
}

static void
take_upload (Account *account) {
  KapkaJson *days = kapka_json_get_array (account->request, "days", NULL);
  KapkaJson *results = kapka_json_get_array (account->answer, "results", NULL);
  gsize n = days == NULL ? 0 : kapka_json_get_length (days);

  if (results == NULL || kapka_json_get_length (results) != n) {
    history_story_fail (account->story, "an upload has no word for each of its days");
    return;
  }
  for (gsize i = 0; i < n; i++)
    take_day (account, kapka_json_get_element (days, i, NULL),
              kapka_json_get_element (results, i, NULL));
  take_fragments (account);
}

static void
take_former (Account *account, const KapkaJson *former, const char *terminal) {
  history_held_take_install (account->held, kapka_json_get_string (former, "install_id", NULL),
                             terminal);
}

/* Former installs that the receiver does not know any more come to the same terminal. */
static void
take_enrolment (Account *account) {
  const char *code = kapka_json_get_string (account->request, "code", NULL);
  const char *terminal = g_hash_table_lookup (account->codes, code);
  KapkaJson *earlier = kapka_json_has (account->request, "earlier")
                           ? kapka_json_get_array (account->request, "earlier", NULL)
                           : NULL;

  take_former (account, account->request, terminal);
  if (kapka_json_has (account->request, "predecessor"))
    take_former (account, kapka_json_get_object (account->request, "predecessor", NULL), terminal);
  for (gsize i = 0; earlier != NULL && i < kapka_json_get_length (earlier); i++)
    take_former (account, kapka_json_get_element (earlier, i, NULL), terminal);
}

void
history_account_take (HistoryHeld *held,
                      GHashTable *codes,
                      HistoryStory *story,
                      const HistoryRequest *request,
                      const KapkaHttpAnswer *answer) {
  g_autoptr (KapkaJson) asked = NULL;
  g_autoptr (KapkaJson) answered = NULL;
  Account account = { held, codes, story, NULL, NULL };

  if (answer->status != 200 || request->body == NULL)
    return;
  account.request = asked = parse (request->body, strlen (request->body));
  account.answer = answered = parse ((const char *)answer->body->data, answer->body->len);
  if (asked == NULL || answered == NULL)
    history_story_fail (story, "the centre answers what is no JSON");
  else if (g_str_equal (request->path, "v1/upload"))
    take_upload (&account);
  else if (g_str_equal (request->path, "v1/enroll"))
    take_enrolment (&account);
}
