// SPDX-License-Identifier: GPL-3.0-or-later
#include "bad-answer.h"

#include <string.h>

#include "base/json.h"

#define MAX_BYTES (1024 * 1024)
#define LIMIT G_GINT64_CONSTANT (9007199254740991)
#define OTHER_ID "0b0e0000-0000-4000-8000-00000000000f"
#define OTHER_DIGEST "sha256:0000000000000000000000000000000000000000000000000000000000000000"

static KapkaJson *
parse (const char *text) {
  return kapka_json_parse (text, strlen (text), MAX_BYTES, NULL, NULL);
}

/* The first day is the one that a mood is about. */
static void
change_first_day (KapkaJson *day, KapkaTestMood mood) {
  gint64 revision = 0;

  if (mood == KAPKA_TEST_MOOD_OTHER_DIGEST || mood == KAPKA_TEST_MOOD_STALE ||
      mood == KAPKA_TEST_MOOD_CONFLICT)
    kapka_json_set_string (day, "digest", OTHER_DIGEST);
  if (mood == KAPKA_TEST_MOOD_STALE && kapka_json_get_int (day, "rev", 1, LIMIT, &revision, NULL)) {
    kapka_json_set_string (day, "status", "stale");
    kapka_json_set_int (day, "rev", revision + 1000);
  }
  if (mood == KAPKA_TEST_MOOD_CONFLICT)
    kapka_json_set_string (day, "status", "conflict");
  if (mood == KAPKA_TEST_MOOD_REJECTED) {
    kapka_json_set_string (day, "status", "rejected");
    kapka_json_set_string (day, "error", "future_day");
  }
}

static void
leave_out_first_day (KapkaJson *answer, const KapkaJson *results) {
  KapkaJson *others = kapka_json_new_array ();

  for (gsize i = 1; i < kapka_json_get_length (results); i++)
    kapka_json_append_take (others, kapka_json_ref (kapka_json_get_element (results, i, NULL)));
  kapka_json_set_take (answer, "results", others);
}

/* Makes of a good answer one that no writer of JSON would write. */
static char *
doctor (const char *text, KapkaTestMood mood) {
  if (mood == KAPKA_TEST_MOOD_DUPLICATE_KEYS)
    return g_strconcat ("{\"accepted\":0,", text + 1, NULL);
  if (mood == KAPKA_TEST_MOOD_DEEP)
    return g_strconcat ("{\"x\":[[[[[[[[[[]]]]]]]]]],", text + 1, NULL);
  if (mood == KAPKA_TEST_MOOD_NAN)
    return g_strconcat ("{\"x\":NaN,", text + 1, NULL);
  return g_strdup (text);
}

char *
kapka_test_bad_answer_make (const char *text, KapkaTestMood mood) {
  g_autoptr (KapkaJson) answer = parse (text);
  KapkaJson *results = answer == NULL ? NULL : kapka_json_get_array (answer, "results", NULL);
  g_autofree char *changed = NULL;

  if (results == NULL || kapka_json_get_length (results) == 0)
    return doctor (text, mood);
  change_first_day (kapka_json_get_element (results, 0, NULL), mood);
  if (mood == KAPKA_TEST_MOOD_LEAVE_OUT_A_DAY)
    leave_out_first_day (answer, results);
  if (mood == KAPKA_TEST_MOOD_WRONG_REQUEST_ID)
    kapka_json_set_string (answer, "request_id", OTHER_ID);
  if (mood == KAPKA_TEST_MOOD_WRONG_RECEIVER_ID)
    kapka_json_set_string (answer, "receiver_id", OTHER_ID);
  if (mood == KAPKA_TEST_MOOD_WRONG_TYPE)
    kapka_json_set_int (answer, "reconcile", 0);
  changed = kapka_json_to_string (answer);
  return doctor (changed, mood);
}

void
kapka_test_bad_answer_count_words (const char *text, GHashTable *words) {
  g_autoptr (KapkaJson) answer = parse (text);
  KapkaJson *results = answer == NULL ? NULL : kapka_json_get_array (answer, "results", NULL);

  for (gsize i = 0; results != NULL && i < kapka_json_get_length (results); i++) {
    const char *word =
        kapka_json_get_string (kapka_json_get_element (results, i, NULL), "status", NULL);
    guint times = GPOINTER_TO_UINT (g_hash_table_lookup (words, word));

    g_hash_table_insert (words, g_strdup (word), GUINT_TO_POINTER (times + 1));
  }
}
