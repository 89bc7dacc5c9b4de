// SPDX-License-Identifier: GPL-3.0-or-later
#include "centre-store.h"

#include <gio/gio.h>

#include "base/digest.h"
#include "base/json.h"

#define MAX_BYTES (256 * 1024)
#define MAX_DAYS 200
#define LIMIT (KAPKA_JSON_INT_LIMIT - 1)
#define OTHER_ID "ffffffff-0000-4000-8000-000000000000"
#define OTHER_DIGEST "sha256:0000000000000000000000000000000000000000000000000000000000000000"

/* One day of one stream. */
typedef struct {
  gint64 revision;
  char *digest;
  KapkaJson *counts;
} Held;

struct _KapkaTestStore {
  char *install_id;
  char *receiver_id;
  GHashTable *days;  /* "stream day" → Held */
  GHashTable *words; /* word → how often */
  gint64 accepted;
};

static void
held_free (Held *held) {
  g_free (held->digest);
  kapka_json_unref (held->counts);
  g_free (held);
}

KapkaTestStore *
kapka_test_store_new (const char *install_id, const char *receiver_id) {
  KapkaTestStore *store = g_new0 (KapkaTestStore, 1);

  store->install_id = g_strdup (install_id);
  store->receiver_id = g_strdup (receiver_id);
  store->days = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)held_free);
  store->words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return store;
}

void
kapka_test_store_free (KapkaTestStore *store) {
  g_free (store->install_id);
  g_free (store->receiver_id);
  g_hash_table_unref (store->days);
  g_hash_table_unref (store->words);
  g_free (store);
}

/* The digest by the words of the specification, apart from the kiosk's own. */
static char *
compute_digest (const KapkaJson *counts) {
  g_auto (GStrv) keys = kapka_json_list_keys (counts);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *hex = NULL;

  for (guint i = 0; keys[i] != NULL; i++) {
    gint64 n = 0;

    kapka_json_get_int (counts, keys[i], -LIMIT, LIMIT, &n, NULL);
    if (n != 0)
      g_string_append_printf (text, "%s=%" G_GINT64_FORMAT "\n", keys[i], n);
  }
  hex = kapka_digest_sha256_hex (text->str, text->len);
  return g_strconcat ("sha256:", hex, NULL);
}

static void
hold (KapkaTestStore *store,
      const char *key,
      gint64 revision,
      const char *digest,
      KapkaJson *counts) {
  Held *held = g_new0 (Held, 1);

  held->revision = revision;
  held->digest = g_strdup (digest);
  held->counts = kapka_json_ref (counts);
  g_hash_table_insert (store->days, g_strdup (key), held);
}

/* Returns the word for a day, and stores it where the rule of the highest revision says so. */
static const char *
judge (KapkaTestStore *store,
       const char *key,
       gint64 revision,
       const char *digest,
       KapkaJson *counts) {
  const Held *held = g_hash_table_lookup (store->days, key);

  if (held != NULL && held->revision > revision)
    return "stale";
  if (held != NULL && held->revision == revision)
    return g_str_equal (held->digest, digest) ? "unchanged" : "conflict";
  hold (store, key, revision, digest, counts);
  store->accepted++;
  return "stored";
}

static void
count_word (KapkaTestStore *store, const char *word) {
  guint times = kapka_test_store_count_words (store, word);

  g_hash_table_insert (store->words, g_strdup (word), GUINT_TO_POINTER (times + 1));
}

static KapkaJson *
make_result (const KapkaJson *day, const char *word, gint64 revision, const char *digest) {
  KapkaJson *result = kapka_json_new_object ();

  kapka_json_set_string (result, "stream", kapka_json_get_string (day, "stream", NULL));
  kapka_json_set_string (result, "day", kapka_json_get_string (day, "day", NULL));
  kapka_json_set_string (result, "status", word);
  if (g_str_equal (word, "rejected")) {
    kapka_json_set_string (result, "error", "future_day");
  } else {
    kapka_json_set_int (result, "rev", revision);
    kapka_json_set_string (result, "digest", digest);
  }
  return result;
}

/* @first: this is the day that a mood is about. */
static KapkaJson *
take_day (KapkaTestStore *store,
          KapkaTestMood mood,
          gboolean first,
          KapkaJson *day,
          GError **error) {
  const char *stream = kapka_json_get_string (day, "stream", error);
  const char *date = stream == NULL ? NULL : kapka_json_get_string (day, "day", error);
  const char *digest = date == NULL ? NULL : kapka_json_get_string (day, "digest", error);
  KapkaJson *counts = digest == NULL ? NULL : kapka_json_get_object (day, "counts", error);
  g_autofree char *key = g_strconcat (stream, " ", date, NULL);
  g_autofree char *computed = counts == NULL ? NULL : compute_digest (counts);
  const char *word = "rejected";
  const Held *held;
  gint64 revision;

  if (counts == NULL || !kapka_json_get_int (day, "rev", 1, LIMIT, &revision, error))
    return NULL;
  if (!g_str_equal (computed, digest)) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s has a wrong digest", date);
    return NULL;
  }
  if (first && mood == KAPKA_TEST_MOOD_STALE)
    hold (store, key, revision + 1000, OTHER_DIGEST, counts);
  if (first && mood == KAPKA_TEST_MOOD_CONFLICT)
    hold (store, key, revision, OTHER_DIGEST, counts);
  if (!first || mood != KAPKA_TEST_MOOD_REJECTED)
    word = judge (store, key, revision, digest, counts);
  count_word (store, word);
  held = g_hash_table_lookup (store->days, key);
  if (held == NULL)
    return make_result (day, word, 0, NULL);
  return make_result (day, word, held->revision,
                      first && mood == KAPKA_TEST_MOOD_OTHER_DIGEST ? OTHER_DIGEST : held->digest);
}

static KapkaJson *
take_days (KapkaTestStore *store, KapkaTestMood mood, const KapkaJson *days, GError **error) {
  g_autoptr (KapkaJson) results = kapka_json_new_array ();

  for (gsize i = 0; i < kapka_json_get_length (days); i++) {
    KapkaJson *day = kapka_json_get_element (days, i, error);
    KapkaJson *result = day == NULL ? NULL : take_day (store, mood, i == 0, day, error);

    if (result == NULL)
      return NULL;
    if (i == 0 && mood == KAPKA_TEST_MOOD_LEAVE_OUT_A_DAY)
      kapka_json_unref (result);
    else
      kapka_json_append_take (results, result);
  }
  return g_steal_pointer (&results);
}

static gboolean
check_request (KapkaTestStore *store, const KapkaJson *request, GError **error) {
  const char *install_id = kapka_json_get_string (request, "install_id", error);
  const char *request_id = kapka_json_get_string (request, "request_id", NULL);
  const KapkaJson *days = kapka_json_get_array (request, "days", install_id == NULL ? NULL : error);
  gint64 version;

  if (install_id == NULL || days == NULL ||
      !kapka_json_get_int (request, "v", 1, 1, &version, error))
    return FALSE;
  if (g_str_equal (install_id, store->install_id) && request_id != NULL &&
      g_uuid_string_is_valid (request_id) && kapka_json_get_length (days) >= 1 &&
      kapka_json_get_length (days) <= MAX_DAYS)
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                       "wrong install_id, request_id or number of days");
  return FALSE;
}

static KapkaJson *
make_answer (KapkaTestStore *store,
             KapkaTestMood mood,
             const char *request_id,
             KapkaJson *results) {
  KapkaJson *answer = kapka_json_new_object ();

  kapka_json_set_int (answer, "v", 1);
  kapka_json_set_string (answer, "request_id",
                         mood == KAPKA_TEST_MOOD_WRONG_REQUEST_ID ? OTHER_ID : request_id);
  kapka_json_set_string (answer, "receiver_id",
                         mood == KAPKA_TEST_MOOD_WRONG_RECEIVER_ID ? OTHER_ID : store->receiver_id);
  kapka_json_set_string (answer, "time", "2026-03-03T21:14:08Z");
  kapka_json_set_int (answer, "accepted", store->accepted);
  kapka_json_set_string (answer, "fragments", "stored");
  kapka_json_set_boolean (answer, "reconcile", FALSE);
  kapka_json_set_take (answer, "results", results);
  return answer;
}

/* Makes of a good answer one that no writer of JSON would write. */
static char *
doctor (KapkaTestMood mood, const char *text) {
  if (mood == KAPKA_TEST_MOOD_DUPLICATE_KEYS)
    return g_strconcat ("{\"accepted\":0,", text + 1, NULL);
  if (mood == KAPKA_TEST_MOOD_DEEP)
    return g_strconcat ("{\"x\":[[[[[[[[[[]]]]]]]]]],", text + 1, NULL);
  if (mood == KAPKA_TEST_MOOD_NAN)
    return g_strconcat ("{\"x\":NaN,", text + 1, NULL);
  if (mood == KAPKA_TEST_MOOD_WRONG_TYPE) {
    g_auto (GStrv) parts = g_strsplit (text, "\"reconcile\":false", 2);

    return g_strjoinv ("\"reconcile\":0", parts);
  }
  return g_strdup (text);
}

static char *
take (KapkaTestStore *store, KapkaTestMood mood, const char *body, gsize length, GError **error) {
  g_autoptr (KapkaJson) request = kapka_json_parse (body, length, MAX_BYTES, NULL, error);
  g_autoptr (KapkaJson) answer = NULL;
  g_autofree char *text = NULL;
  KapkaJson *results;

  if (request == NULL || !check_request (store, request, error))
    return NULL;
  results = take_days (store, mood, kapka_json_get_array (request, "days", NULL), error);
  if (results == NULL)
    return NULL;
  answer = make_answer (store, mood, kapka_json_get_string (request, "request_id", NULL), results);
  text = kapka_json_to_string (answer);
  return doctor (mood, text);
}

char *
kapka_test_store_take (KapkaTestStore *store,
                       KapkaTestMood mood,
                       const char *body,
                       gsize length,
                       char **complaint) {
  g_autoptr (GError) error = NULL;
  char *answer = take (store, mood, body, length, &error);

  if (answer == NULL)
    *complaint = g_strdup (error->message);
  return answer;
}

guint
kapka_test_store_count_words (KapkaTestStore *store, const char *word) {
  return GPOINTER_TO_UINT (g_hash_table_lookup (store->words, word));
}

guint
kapka_test_store_count_days (KapkaTestStore *store) {
  return g_hash_table_size (store->days);
}

gint64
kapka_test_store_sum (KapkaTestStore *store, const char *key) {
  GHashTableIter iter;
  gpointer value;
  gint64 sum = 0;

  g_hash_table_iter_init (&iter, store->days);
  while (g_hash_table_iter_next (&iter, NULL, &value)) {
    const Held *held = value;
    gint64 n = 0;

    if (kapka_json_has (held->counts, key))
      kapka_json_get_int (held->counts, key, -LIMIT, LIMIT, &n, NULL);
    sum += n;
  }
  return sum;
}
