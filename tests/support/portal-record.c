// SPDX-License-Identifier: GPL-3.0-or-later
#include "portal-record.h"

struct _KapkaTestPortalRecord {
  GMutex lock; /* guards all members */
  GCond changed;
  GHashTable *pages;   /* path → KapkaTestPage */
  GPtrArray *requests; /* of KapkaTestRequest */
  GHashTable *reports; /* key → GQueue of strings */
  char *secret;
};

static void
free_strings_cb (gpointer data) {
  g_queue_free_full (data, g_free);
}

KapkaTestPortalRecord *
kapka_test_portal_record_new (void) {
  KapkaTestPortalRecord *self = g_new0 (KapkaTestPortalRecord, 1);

  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  self->pages =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)kapka_test_page_free);
  self->requests = g_ptr_array_new_with_free_func ((GDestroyNotify)kapka_test_request_free);
  self->reports = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_strings_cb);
  return self;
}

void
kapka_test_portal_record_free (KapkaTestPortalRecord *record) {
  if (record == NULL)
    return;
  g_hash_table_unref (record->pages);
  g_ptr_array_unref (record->requests);
  g_hash_table_unref (record->reports);
  g_free (record->secret);
  g_cond_clear (&record->changed);
  g_mutex_clear (&record->lock);
  g_free (record);
}

void
kapka_test_page_free (KapkaTestPage *page) {
  if (page == NULL)
    return;
  g_free (page->content_type);
  g_bytes_unref (page->body);
  g_strfreev (page->headers);
  g_free (page);
}

void
kapka_test_request_free (KapkaTestRequest *request) {
  if (request == NULL)
    return;
  g_free (request->method);
  g_free (request->path);
  g_clear_pointer (&request->body_bytes, g_bytes_unref);
  g_free (request->query);
  g_free (request->host);
  g_free (request->body);
  g_hash_table_unref (request->headers);
  g_free (request);
}

/* The table of headers is not changed any more, so copies share it. */
static KapkaTestRequest *
copy_request (const KapkaTestRequest *request) {
  KapkaTestRequest *copy = g_new0 (KapkaTestRequest, 1);

  copy->method = g_strdup (request->method);
  copy->path = g_strdup (request->path);
  copy->query = g_strdup (request->query);
  copy->host = g_strdup (request->host);
  copy->body = g_strdup (request->body);
  copy->body_bytes = request->body_bytes == NULL ? NULL : g_bytes_ref (request->body_bytes);
  copy->headers = g_hash_table_ref (request->headers);
  return copy;
}

void
kapka_test_portal_record_set_page (KapkaTestPortalRecord *record,
                                   const char *path,
                                   KapkaTestPage *page) {
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&record->lock);

  g_hash_table_replace (record->pages, g_strdup (path), page);
}

KapkaTestPage *
kapka_test_portal_record_dup_page (KapkaTestPortalRecord *record, const char *path) {
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&record->lock);
  const KapkaTestPage *page = g_hash_table_lookup (record->pages, path);

  if (page == NULL)
    return NULL;

  KapkaTestPage *copy = g_new0 (KapkaTestPage, 1);
  copy->status = page->status;
  copy->content_type = g_strdup (page->content_type);
  copy->body = g_bytes_ref (page->body);
  copy->headers = g_strdupv (page->headers);
  return copy;
}

void
kapka_test_portal_record_set_secret (KapkaTestPortalRecord *record, const char *secret) {
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&record->lock);

  g_free (record->secret);
  record->secret = g_strdup (secret);
}

char *
kapka_test_portal_record_dup_secret (KapkaTestPortalRecord *record) {
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&record->lock);

  return g_strdup (record->secret == NULL ? "" : record->secret);
}

void
kapka_test_portal_record_add_request (KapkaTestPortalRecord *record, KapkaTestRequest *request) {
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&record->lock);

  g_ptr_array_add (record->requests, request);
  g_cond_broadcast (&record->changed);
}

/* Returns the request @number, or NULL and in @out_count how many there are. */
static const KapkaTestRequest *
look_up_request (KapkaTestPortalRecord *self, const char *path, guint number, guint *out_count) {
  guint count = 0;

  for (guint i = 0; i < self->requests->len; i++) {
    const KapkaTestRequest *request = self->requests->pdata[i];

    if ((path == NULL || g_str_equal (request->path, path)) && ++count == number)
      return request;
  }
  *out_count = count;
  return NULL;
}

guint
kapka_test_portal_record_count (KapkaTestPortalRecord *record, const char *path) {
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&record->lock);
  guint count = 0;

  look_up_request (record, path, G_MAXUINT, &count);
  return count;
}

KapkaTestRequest *
kapka_test_portal_record_wait_request (KapkaTestPortalRecord *record,
                                       const char *path,
                                       guint number,
                                       guint deadline_ms) {
  gint64 deadline_usec = g_get_monotonic_time () + deadline_ms * G_TIME_SPAN_MILLISECOND;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&record->lock);
  guint count = 0;
  const KapkaTestRequest *request = look_up_request (record, path, number, &count);

  while (request == NULL && g_cond_wait_until (&record->changed, &record->lock, deadline_usec))
    request = look_up_request (record, path, number, &count);
  return request == NULL ? NULL : copy_request (request);
}

void
kapka_test_portal_record_add_report (KapkaTestPortalRecord *record,
                                     const char *key,
                                     const char *value) {
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&record->lock);
  GQueue *values = g_hash_table_lookup (record->reports, key);

  if (values == NULL) {
    values = g_queue_new ();
    g_hash_table_insert (record->reports, g_strdup (key), values);
  }
  g_queue_push_tail (values, g_strdup (value));
  g_cond_broadcast (&record->changed);
}

static char *
pop_report (KapkaTestPortalRecord *self, const char *key) {
  GQueue *values = g_hash_table_lookup (self->reports, key);

  return values == NULL ? NULL : g_queue_pop_head (values);
}

char *
kapka_test_portal_record_wait_report (KapkaTestPortalRecord *record,
                                      const char *key,
                                      guint deadline_ms) {
  gint64 deadline_usec = g_get_monotonic_time () + deadline_ms * G_TIME_SPAN_MILLISECOND;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&record->lock);
  char *value = pop_report (record, key);

  while (value == NULL && g_cond_wait_until (&record->changed, &record->lock, deadline_usec))
    value = pop_report (record, key);
  return value;
}

char *
kapka_test_portal_record_describe (KapkaTestPortalRecord *record) {
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&record->lock);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < record->requests->len; i++) {
    const KapkaTestRequest *request = record->requests->pdata[i];

    g_string_append_printf (text, "%s %s%s%s (host %s)\n", request->method, request->path,
                            request->query == NULL ? "" : "?",
                            request->query == NULL ? "" : request->query, request->host);
  }
  return g_string_free (text, FALSE);
}
