// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/portal/download.h"

#include <string.h>

struct _KapkaDownloads {
  GObject parent_instance;

  KapkaSession *session;
  WebKitDownload *current; // One at a time: a page cannot fill the visit's memory with many.
  char *path;
};

G_DEFINE_FINAL_TYPE (KapkaDownloads, kapka_downloads, G_TYPE_OBJECT)

enum {
  SIGNAL_DOWNLOADED,
  SIGNAL_REFUSED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
forget_current (KapkaDownloads *self) {
  if (self->current != NULL)
    g_signal_handlers_disconnect_by_data (self->current, self);
  g_clear_object (&self->current);
}

static void
refuse (KapkaDownloads *self) {
  g_autoptr (WebKitDownload) download = g_object_ref (self->current);

  forget_current (self);
  webkit_download_cancel (download);
  g_signal_emit (self, signals[SIGNAL_REFUSED], 0);
}

/* Neither the type nor the name is trusted alone; a name without an ending says nothing. */
static gboolean
is_taken (WebKitURIResponse *response, const char *name) {
  const char *ending = strrchr (name, '.');

  if (ending != NULL && g_ascii_strcasecmp (ending, ".pdf") != 0)
    return FALSE;
  return g_strcmp0 (webkit_uri_response_get_mime_type (response), "application/pdf") == 0 &&
         webkit_uri_response_get_content_length (response) <= KAPKA_DOWNLOAD_MAX_BYTES;
}

/* The portal's name for the file is not used: it comes from outside and says something of the
 * visitor. The directory may hold documents of other portals of the visit. */
static gboolean
on_decide_destination (WebKitDownload *download, const char *suggested_name, KapkaDownloads *self) {
  g_autoptr (GError) error = NULL;
  const char *directory = kapka_session_get_visit_dir (self->session, &error);
  g_autofree char *name =
      g_strdup_printf ("document-%" G_GINT64_FORMAT ".pdf", g_get_monotonic_time ());

  if (directory == NULL || !is_taken (webkit_download_get_response (download), suggested_name)) {
    if (error != NULL)
      g_warning ("%s", error->message);
    refuse (self);
    return TRUE;
  }
  g_free (self->path);
  self->path = g_build_filename (directory, name, NULL);
  webkit_download_set_destination (download, self->path);
  return TRUE;
}

static void
on_received_data (WebKitDownload *download, guint64 length, KapkaDownloads *self) {
  if (webkit_download_get_received_data_length (download) > KAPKA_DOWNLOAD_MAX_BYTES)
    refuse (self);
}

static void
on_finished (WebKitDownload *download, KapkaDownloads *self) {
  forget_current (self);
  g_signal_emit (self, signals[SIGNAL_DOWNLOADED], 0, self->path);
}

static void
on_failed (WebKitDownload *download, GError *error, KapkaDownloads *self) {
  forget_current (self);
  g_signal_emit (self, signals[SIGNAL_REFUSED], 0);
}

static void
on_download_started (WebKitNetworkSession *session,
                     WebKitDownload *download,
                     KapkaDownloads *self) {
  if (self->current != NULL) {
    webkit_download_cancel (download);
    return;
  }
  self->current = g_object_ref (download);
  webkit_download_set_allow_overwrite (download, FALSE);
  g_signal_connect (download, "decide-destination", G_CALLBACK (on_decide_destination), self);
  g_signal_connect (download, "received-data", G_CALLBACK (on_received_data), self);
  g_signal_connect (download, "finished", G_CALLBACK (on_finished), self);
  g_signal_connect (download, "failed", G_CALLBACK (on_failed), self);
}

static void
kapka_downloads_dispose (GObject *object) {
  KapkaDownloads *self = KAPKA_DOWNLOADS (object);
  g_autoptr (WebKitDownload) download = self->current == NULL ? NULL : g_object_ref (self->current);

  forget_current (self);
  if (download != NULL)
    webkit_download_cancel (download);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (kapka_downloads_parent_class)->dispose (object);
}

static void
kapka_downloads_finalize (GObject *object) {
  g_free (KAPKA_DOWNLOADS (object)->path);
  G_OBJECT_CLASS (kapka_downloads_parent_class)->finalize (object);
}

static void
kapka_downloads_class_init (KapkaDownloadsClass *klass) {
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = kapka_downloads_dispose;
  object_class->finalize = kapka_downloads_finalize;
  signals[SIGNAL_DOWNLOADED] = g_signal_new ("downloaded", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                             NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_REFUSED] =
      g_signal_new ("refused", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
kapka_downloads_init (KapkaDownloads *self) {
}

KapkaDownloads *
kapka_downloads_new (KapkaBrowser *browser, KapkaSession *session) {
  KapkaDownloads *self = g_object_new (KAPKA_TYPE_DOWNLOADS, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (kapka_browser_get_network_session (browser), "download-started",
                           G_CALLBACK (on_download_started), self, 0);
  return self;
}
