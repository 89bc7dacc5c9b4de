// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/portal/download.h"

#include <glib/gstdio.h>

#include "base/error.h"
#include "base/log.h"
#include "ui/paper/documents.h"

/* A document of which nothing has come for so long does not come any more; as long as a portal may
 * be silent before it is called so. */
#define STALL_SECONDS 45

struct _KapkaDownloads {
  GObject parent_instance;

  // Borrowed
  const KapkaTile *tile;
  GtkWidget *pages;

  // Owned
  KapkaSession *session;
  GPtrArray *transfers;
};

G_DEFINE_FINAL_TYPE (KapkaDownloads, kapka_downloads, G_TYPE_OBJECT)

enum {
  SIGNAL_TAKEN,
  SIGNAL_REFUSED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

typedef enum {
  PROP_ACTIVE = 1,
  N_PROPERTIES,
} Property;

static GParamSpec *properties[N_PROPERTIES];

/* One document on its way. */
typedef struct {
  KapkaDownloads *owner; // Borrowed.
  WebKitDownload *download;
  WebKitWebView *view; // (nullable) What the document comes from goes with the last of its views.
  char *path;          // NULL until the portal has answered.
  char *name;
  char *type;
  guint stall_source;
} Transfer;

static void
transfer_free (Transfer *transfer) {
  g_clear_handle_id (&transfer->stall_source, g_source_remove);
  g_signal_handlers_disconnect_by_data (transfer->download, transfer);
  g_object_unref (transfer->download);
  g_clear_object (&transfer->view);
  g_free (transfer->path);
  g_free (transfer->name);
  g_free (transfer->type);
  g_free (transfer);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Transfer, transfer_free)

/* Takes @transfer off the list; its handlers are gone once it is freed. */
static Transfer *
steal (Transfer *transfer) {
  KapkaDownloads *self = transfer->owner;
  guint index;

  if (g_ptr_array_find (self->transfers, transfer, &index))
    g_ptr_array_steal_index (self->transfers, index);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACTIVE]);
  return transfer;
}

static void
refuse (KapkaDownloads *self, KapkaFailure reason) {
  g_signal_emit (self, signals[SIGNAL_REFUSED], 0, reason);
}

static void
free_path (gpointer path, GClosure *closure) {
  g_free (path);
}

static void
on_abandoned_finished (WebKitDownload *download, const char *path) {
  g_unlink (path);
}

/* The engine deletes what it had to break off; what had come whole by then it leaves to us. */
static void
abandon (Transfer *transfer) {
  g_autoptr (WebKitDownload) download = g_object_ref (transfer->download);
  char *path = g_steal_pointer (&transfer->path);

  transfer_free (transfer);
  if (path != NULL)
    g_signal_connect_data (download, "finished", G_CALLBACK (on_abandoned_finished), path,
                           free_path, 0);
  webkit_download_cancel (download);
}

static void
cancel (Transfer *transfer, KapkaFailure reason) {
  g_autoptr (KapkaDownloads) self = g_object_ref (transfer->owner);

  abandon (steal (transfer));
  refuse (self, reason);
}

static void
on_stalled (gpointer user_data) {
  Transfer *transfer = user_data;

  transfer->stall_source = 0;
  cancel (transfer, KAPKA_FAILURE_DOWNLOAD_BROKEN);
}

static void
await_data (Transfer *transfer) {
  g_clear_handle_id (&transfer->stall_source, g_source_remove);
  transfer->stall_source = g_timeout_add_once (STALL_SECONDS * 1000, on_stalled, transfer);
}

static KapkaFailure
failure_from_error (const GError *error) {
  if (g_error_matches (error, KAPKA_ERROR, KAPKA_ERROR_DATA))
    return KAPKA_FAILURE_DOWNLOAD;
  if (g_error_matches (error, KAPKA_ERROR, KAPKA_ERROR_FULL))
    return KAPKA_FAILURE_DOWNLOAD_FULL;
  kapka_log_error (G_LOG_LEVEL_WARNING, "download-failed", "A document has not arrived", error);
  return KAPKA_FAILURE_DOWNLOAD_BROKEN;
}

static guint64
count_received (KapkaDownloads *self) {
  guint64 bytes = 0;

  for (guint i = 0; i < self->transfers->len; i++) {
    Transfer *transfer = g_ptr_array_index (self->transfers, i);

    bytes += webkit_download_get_received_data_length (transfer->download);
  }
  return bytes;
}

/* What is too large by itself never fits; what is too much with all the rest would have. */
static KapkaFailure
judge_size (Transfer *transfer, guint64 bytes, guint64 bytes_of_all) {
  KapkaDocuments *documents = kapka_session_get_documents (transfer->owner->session);
  guint64 max_bytes =
      (guint64)kapka_session_get_settings (transfer->owner->session)->max_mib * 1024 * 1024;

  if (bytes > max_bytes)
    return KAPKA_FAILURE_DOWNLOAD_SIZE;
  if (bytes > kapka_documents_get_room (documents) ||
      bytes_of_all > kapka_documents_get_total_room (documents))
    return KAPKA_FAILURE_DOWNLOAD_FULL;
  return KAPKA_FAILURE_NONE;
}

static KapkaFailure
reserve (Transfer *transfer) {
  KapkaSession *session = transfer->owner->session;
  g_autoptr (GError) error = NULL;
  const char *directory = kapka_session_get_visit_dir (session, &error);

  if (directory != NULL)
    transfer->path =
        kapka_documents_reserve (kapka_session_get_documents (session), directory, &error);
  return transfer->path == NULL ? failure_from_error (error) : KAPKA_FAILURE_NONE;
}

static gboolean
on_decide_destination (WebKitDownload *download, const char *suggested_name, Transfer *transfer) {
  WebKitURIResponse *response = webkit_download_get_response (download);
  guint64 length = webkit_uri_response_get_content_length (response);
  KapkaFailure failure = judge_size (transfer, length, length);

  await_data (transfer);
  transfer->name = g_strdup (suggested_name);
  transfer->type = g_strdup (webkit_uri_response_get_mime_type (response));
  if (!kapka_file_format_expect (transfer->name, transfer->type))
    failure = KAPKA_FAILURE_DOWNLOAD;
  if (failure == KAPKA_FAILURE_NONE)
    failure = reserve (transfer);
  if (failure == KAPKA_FAILURE_NONE)
    webkit_download_set_destination (download, transfer->path);
  else
    cancel (transfer, failure);
  return TRUE;
}

static void
on_received_data (WebKitDownload *download, guint64 length, Transfer *transfer) {
  KapkaFailure failure = judge_size (transfer, webkit_download_get_received_data_length (download),
                                     count_received (transfer->owner));

  if (failure != KAPKA_FAILURE_NONE)
    cancel (transfer, failure);
  else
    await_data (transfer);
}

/* The engine takes a connection that broke off for the end. Of what was packed on the way the
 * portal does not say the length. */
static gboolean
is_whole (WebKitDownload *download) {
  WebKitURIResponse *response = webkit_download_get_response (download);
  SoupMessageHeaders *headers = webkit_uri_response_get_http_headers (response);
  guint64 announced = webkit_uri_response_get_content_length (response);

  if (headers == NULL || soup_message_headers_get_one (headers, "Content-Encoding") != NULL)
    return TRUE;
  return announced == 0 || webkit_download_get_received_data_length (download) >= announced;
}

static void
on_finished (WebKitDownload *download, Transfer *transfer) {
  g_autoptr (KapkaDownloads) self = g_object_ref (transfer->owner);
  g_autoptr (Transfer) done = steal (transfer);
  g_autoptr (GError) error = NULL;
  KapkaSavedDocument *document;

  if (!is_whole (download)) {
    g_unlink (done->path);
    refuse (self, KAPKA_FAILURE_DOWNLOAD_BROKEN);
    return;
  }
  document = kapka_documents_take (kapka_session_get_documents (self->session), done->path,
                                   done->name, done->type, self->tile->id, &error);

  if (document != NULL)
    g_signal_emit (self, signals[SIGNAL_TAKEN], 0, document);
  else
    refuse (self, failure_from_error (error));
}

static void
on_failed (WebKitDownload *download, GError *error, Transfer *transfer) {
  g_autoptr (KapkaDownloads) self = g_object_ref (transfer->owner);
  gboolean cancelled =
      g_error_matches (error, WEBKIT_DOWNLOAD_ERROR, WEBKIT_DOWNLOAD_ERROR_CANCELLED_BY_USER);

  transfer_free (steal (transfer));
  if (!cancelled)
    refuse (self, KAPKA_FAILURE_DOWNLOAD_BROKEN);
}

static void
add_transfer (KapkaDownloads *self, WebKitDownload *download) {
  Transfer *transfer = g_new0 (Transfer, 1);

  transfer->owner = self;
  transfer->download = g_object_ref (download);
  g_set_object (&transfer->view, webkit_download_get_web_view (download));
  g_ptr_array_add (self->transfers, transfer);
  webkit_download_set_allow_overwrite (download, FALSE);
  g_signal_connect (download, "decide-destination", G_CALLBACK (on_decide_destination), transfer);
  g_signal_connect (download, "received-data", G_CALLBACK (on_received_data), transfer);
  g_signal_connect (download, "finished", G_CALLBACK (on_finished), transfer);
  g_signal_connect (download, "failed", G_CALLBACK (on_failed), transfer);
  await_data (transfer);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACTIVE]);
}

/* A view that has left its portal already belongs to whoever hears of it: a document that nobody
 * takes would be kept by the engine. */
static gboolean
is_of_another (KapkaDownloads *self, WebKitDownload *download) {
  WebKitWebView *view = webkit_download_get_web_view (download);

  return view != NULL && gtk_widget_get_root (GTK_WIDGET (view)) != NULL &&
         !gtk_widget_is_ancestor (GTK_WIDGET (view), self->pages);
}

static void
on_download_started (WebKitNetworkSession *session,
                     WebKitDownload *download,
                     KapkaDownloads *self) {
  if (is_of_another (self, download))
    return;
  if (kapka_session_get_documents (self->session) == NULL) { // The visit is over.
    webkit_download_cancel (download);
  } else if (self->transfers->len >= KAPKA_DOWNLOADS_AT_ONCE) {
    webkit_download_cancel (download);
    refuse (self, KAPKA_FAILURE_DOWNLOAD_BUSY);
  } else {
    add_transfer (self, download);
  }
}

static void
kapka_downloads_get_property (GObject *object,
                              guint property_id,
                              GValue *value,
                              GParamSpec *pspec) {
  KapkaDownloads *self = KAPKA_DOWNLOADS (object);

  switch ((Property)property_id) {
  case PROP_ACTIVE:
    g_value_set_boolean (value, self->transfers->len > 0);
    break;
  case N_PROPERTIES:
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
kapka_downloads_dispose (GObject *object) {
  KapkaDownloads *self = KAPKA_DOWNLOADS (object);

  while (self->transfers->len > 0)
    abandon (g_ptr_array_steal_index (self->transfers, self->transfers->len - 1));
  g_clear_object (&self->session);
  G_OBJECT_CLASS (kapka_downloads_parent_class)->dispose (object);
}

static void
kapka_downloads_finalize (GObject *object) {
  g_ptr_array_unref (KAPKA_DOWNLOADS (object)->transfers);
  G_OBJECT_CLASS (kapka_downloads_parent_class)->finalize (object);
}

static void
kapka_downloads_class_init (KapkaDownloadsClass *klass) {
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->get_property = kapka_downloads_get_property;
  object_class->dispose = kapka_downloads_dispose;
  object_class->finalize = kapka_downloads_finalize;
  properties[PROP_ACTIVE] =
      g_param_spec_boolean ("active", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
  signals[SIGNAL_TAKEN] = g_signal_new ("taken", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 1, KAPKA_TYPE_SAVED_DOCUMENT);
  signals[SIGNAL_REFUSED] = g_signal_new ("refused", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
kapka_downloads_init (KapkaDownloads *self) {
  self->transfers = g_ptr_array_new ();
}

KapkaDownloads *
kapka_downloads_new (KapkaBrowser *browser,
                     KapkaSession *session,
                     const KapkaTile *tile,
                     GtkWidget *pages) {
  KapkaDownloads *self = g_object_new (KAPKA_TYPE_DOWNLOADS, NULL);

  self->session = g_object_ref (session);
  self->tile = tile;
  self->pages = pages;
  g_signal_connect_object (kapka_browser_get_network_session (browser), "download-started",
                           G_CALLBACK (on_download_started), self, 0);
  return self;
}
