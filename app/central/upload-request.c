// SPDX-License-Identifier: GPL-3.0-or-later
#include "central/upload-request.h"

#include "base/day.h"
#include "base/error.h"
#include "central/message.h"
#include "central/request-fields.h"
#include "journal/upload.h"

#define KEY_MAX 64
#define KEY_CHARACTERS "abcdefghijklmnopqrstuvwxyz0123456789_"
#define MAX_NUMBER (KAPKA_JSON_INT_LIMIT - 1)

static void
day_free (KapkaUploadDay *day) {
  g_free (day->stream_id);
  g_free (day->install_id);
  g_free (day->digest);
  g_free (day->counts);
  g_free (day);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaUploadDay, day_free)

static void
fragment_free (KapkaUploadFragment *fragment) {
  g_free (fragment->stream_id);
  g_free (fragment->install_id);
  g_free (fragment->counts);
  g_free (fragment);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaUploadFragment, fragment_free)

void
kapka_upload_request_free (KapkaUploadRequest *upload) {
  if (upload == NULL)
    return;
  g_free (upload->request_id);
  g_free (upload->install_id);
  g_free (upload->boot_id);
  g_free (upload->software);
  g_free (upload->status);
  g_clear_pointer (&upload->days, g_ptr_array_unref);
  g_clear_pointer (&upload->fragments, g_ptr_array_unref);
  g_free (upload);
}

static gboolean
is_key (const char *key) {
  gsize length = strlen (key);

  return length >= 1 && length <= KEY_MAX && strspn (key, KEY_CHARACTERS) == length;
}

/* Returns the word for counts that are not taken, NULL when they are good. */
static const char *
judge_counts (GStrv keys) {
  if (g_strv_length (keys) > KAPKA_UPLOAD_MAX_COUNTS)
    return "too_large";
  for (guint i = 0; keys[i] != NULL; i++)
    if (!is_key (keys[i]))
      return "bad_key";
  return NULL;
}

static void
append_count (GPtrArray *counts, const char *key, gint64 value) {
  KapkaCount *count;

  if (value == 0)
    return;
  count = g_new0 (KapkaCount, 1);
  count->key = g_strdup (key);
  count->delta = value;
  g_ptr_array_add (counts, count);
}

/* Reads the member `counts`, sorted by key and without zeros. What is wrong with it goes to
 * @out_word; a value that is no number makes the whole upload wrong. */
static GPtrArray *
read_counts (const KapkaJson *json, const char **out_word, GError **error) {
  g_autoptr (GPtrArray) counts = kapka_counts_new ();
  const KapkaJson *object = kapka_json_get_object (json, "counts", error);
  g_auto (GStrv) keys = NULL;

  if (object == NULL)
    return NULL;
  keys = kapka_json_list_keys (object);
  *out_word = judge_counts (keys);
  for (guint i = 0; keys[i] != NULL; i++) {
    gint64 value;

    if (!kapka_json_get_int (object, keys[i], -MAX_NUMBER, MAX_NUMBER, &value, error))
      return NULL;
    append_count (counts, keys[i], value);
  }
  return g_steal_pointer (&counts);
}

/* Keys that are good need no escapes. */
static char *
print_counts (GPtrArray *counts) {
  GString *text = g_string_new ("{");

  for (guint i = 0; i < counts->len; i++) {
    const KapkaCount *count = g_ptr_array_index (counts, i);

    g_string_append_printf (text, "%s\"%s\":%" G_GINT64_FORMAT, i == 0 ? "" : ",", count->key,
                            count->delta);
  }
  g_string_append_c (text, '}');
  return g_string_free (text, FALSE);
}

static gboolean
read_names (const KapkaJson *json,
            char **out_stream_id,
            char **out_install_id,
            char day[11],
            GError **error) {
  const char *stream_id = kapka_field_get (json, "stream", kapka_field_is_uuid, error);
  const char *install_id =
      stream_id == NULL ? NULL : kapka_field_get (json, "install", kapka_field_is_uuid, error);
  const char *text =
      install_id == NULL ? NULL : kapka_field_get (json, "day", kapka_day_is_valid, error);

  if (text == NULL)
    return FALSE;
  *out_stream_id = g_strdup (stream_id);
  *out_install_id = g_strdup (install_id);
  g_strlcpy (day, text, KAPKA_DAY_LENGTH + 1);
  return TRUE;
}

static gpointer
read_day (const KapkaJson *json, GError **error) {
  g_autoptr (KapkaUploadDay) day = g_new0 (KapkaUploadDay, 1);
  g_autoptr (GPtrArray) counts = NULL;
  g_autofree char *digest = NULL;

  if (!read_names (json, &day->stream_id, &day->install_id, day->day, error) ||
      !kapka_json_get_int (json, "rev", 1, MAX_NUMBER, &day->revision, error))
    return NULL;
  day->digest = g_strdup (kapka_json_get_string (json, "digest", error));
  counts = day->digest == NULL ? NULL : read_counts (json, &day->error, error);
  if (counts == NULL)
    return NULL;
  digest = kapka_day_document_digest (counts);
  if (day->error == NULL && !g_str_equal (digest, day->digest))
    day->error = "bad_digest";
  day->counts = print_counts (counts);
  return g_steal_pointer (&day);
}

static gpointer
read_fragment (const KapkaJson *json, GError **error) {
  g_autoptr (KapkaUploadFragment) fragment = g_new0 (KapkaUploadFragment, 1);
  g_autoptr (GPtrArray) counts = NULL;

  if (!read_names (json, &fragment->stream_id, &fragment->install_id, fragment->day, error) ||
      !kapka_json_get_int (json, "seq", 1, MAX_NUMBER, &fragment->seq, error))
    return NULL;
  counts = read_counts (json, &fragment->error, error);
  if (counts == NULL)
    return NULL;
  fragment->counts = print_counts (counts);
  return g_steal_pointer (&fragment);
}

static char *
name_day (gconstpointer data) {
  const KapkaUploadDay *day = data;

  return g_strdup_printf ("%s %s", day->stream_id, day->day);
}

static char *
name_fragment (gconstpointer data) {
  const KapkaUploadFragment *fragment = data;

  return g_strdup_printf ("%s %" G_GINT64_FORMAT, fragment->stream_id, fragment->seq);
}

/* How a list of the upload is read. */
typedef struct {
  const char *key;
  gsize max;
  gpointer (*read) (const KapkaJson *json, GError **error);
  char *(*name) (gconstpointer element); // What may be there only once.
  GDestroyNotify free;
} List;

static const List day_list = { "days", KAPKA_UPLOAD_MAX_DAYS, read_day, name_day,
                               (GDestroyNotify)day_free };
static const List fragment_list = { "fragments", KAPKA_UPLOAD_MAX_FRAGMENTS, read_fragment,
                                    name_fragment, (GDestroyNotify)fragment_free };

static gboolean
read_elements (const List *list, const KapkaJson *array, GPtrArray *elements, GError **error) {
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (gsize i = 0; i < kapka_json_get_length (array); i++) {
    const KapkaJson *json = kapka_json_get_element (array, i, error);
    gpointer element = json == NULL ? NULL : list->read (json, error);

    if (element == NULL)
      return FALSE;
    g_ptr_array_add (elements, element);
    if (!g_hash_table_add (names, list->name (element)))
      return kapka_error_set_text (error, KAPKA_ERROR_DATA, "a day or a fragment is there twice");
  }
  return TRUE;
}

static gboolean
read_list (const List *list, const KapkaJson *json, GPtrArray **out_elements, GError **error) {
  const KapkaJson *array;

  *out_elements = g_ptr_array_new_with_free_func (list->free);
  if (!kapka_json_has (json, list->key))
    return TRUE;
  array = kapka_json_get_array (json, list->key, error);
  if (array == NULL)
    return FALSE;
  if (kapka_json_get_length (array) > list->max)
    return kapka_error_set_text (error, KAPKA_ERROR_DATA, "there are too many days or fragments");
  return read_elements (list, array, *out_elements, error);
}

/* What the kiosk says of its clock belongs to what is known of its state. A kiosk that says nothing
 * right says nothing. */
static void
add_clock (KapkaJson *status, const KapkaJson *json) {
  const KapkaJson *clock = kapka_json_get_object (json, "clock", NULL);
  const char *sent_at = kapka_field_get (json, "sent_at", kapka_field_is_word, NULL);
  gboolean synced;

  if (sent_at != NULL)
    kapka_json_set_string (status, "sent_at", sent_at);
  if (clock != NULL && kapka_json_get_boolean (clock, "synced", &synced, NULL))
    kapka_json_set_boolean (status, "clock_synced", synced);
}

static KapkaJson *
read_status_object (const KapkaJson *json, GError **error) {
  KapkaJson *status = NULL;

  if (!kapka_json_has (json, "status"))
    return kapka_json_new_object ();
  status = kapka_json_get_object (json, "status", error);
  return status == NULL ? NULL : kapka_json_ref (status);
}

static gboolean
read_status (const KapkaJson *json, char **out_status, GError **error) {
  g_autoptr (KapkaJson) status = read_status_object (json, error);
  g_autofree char *sent = NULL;

  if (status == NULL)
    return FALSE;
  sent = kapka_json_to_string (status);
  if (strlen (sent) > KAPKA_UPLOAD_MAX_STATUS)
    return kapka_error_set_text (error, KAPKA_ERROR_DATA, "the status is too long");
  add_clock (status, json);
  *out_status = kapka_json_to_string (status);
  return TRUE;
}

static gboolean
read_word (const KapkaJson *json,
           const char *key,
           gboolean (*is_good) (const char *text),
           char **out_text,
           GError **error) {
  const char *text = kapka_field_get (json, key, is_good, error);

  *out_text = g_strdup (text);
  return text != NULL;
}

KapkaUploadRequest *
kapka_upload_request_parse (const void *data, gsize length, GError **error) {
  g_autoptr (KapkaJson) json =
      kapka_json_parse (data, length, KAPKA_REQUEST_MAX_BYTES, NULL, error);
  g_autoptr (KapkaUploadRequest) upload = g_new0 (KapkaUploadRequest, 1);
  gint64 version;

  if (json == NULL || !kapka_json_get_int (json, "v", 1, 1, &version, error) ||
      !read_word (json, "request_id", kapka_field_is_uuid, &upload->request_id, error) ||
      !read_word (json, "install_id", kapka_field_is_uuid, &upload->install_id, error) ||
      !read_word (json, "boot_id", kapka_field_is_word, &upload->boot_id, error) ||
      !read_word (json, "software", kapka_field_is_word, &upload->software, error) ||
      !read_list (&day_list, json, &upload->days, error) ||
      !read_list (&fragment_list, json, &upload->fragments, error) ||
      !read_status (json, &upload->status, error))
    return NULL;
  return g_steal_pointer (&upload);
}
