// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/portal/upload.h"

#include "ui/paper/file-chooser.h"
#include "ui/shell/cover.h"

struct _KapkaUploads {
  GObject parent_instance;

  KapkaSession *session;
  GtkOverlay *overlay;
  WebKitFileChooserRequest *request; // That waits; NULL when none does.
  KapkaFileChooser *chooser;         // Borrowed; shows as long as a request waits.
  KapkaCover *cover;                 // Of the page by the chooser.
};

G_DEFINE_FINAL_TYPE (KapkaUploads, kapka_uploads, G_TYPE_OBJECT)

/* Answers the page that waits by @paths, or by nothing. */
static void
answer (KapkaUploads *self, char **paths) {
  g_autoptr (WebKitFileChooserRequest) request = g_steal_pointer (&self->request);
  KapkaFileChooser *chooser = g_steal_pointer (&self->chooser);
  g_autoptr (KapkaCover) cover = g_steal_pointer (&self->cover);
  GtkWidget *page = gtk_overlay_get_child (self->overlay);
  gboolean back = FALSE;

  if (request == NULL)
    return;
  if (paths == NULL)
    webkit_file_chooser_request_cancel (request);
  else
    webkit_file_chooser_request_select_files (request, (const char *const *)paths);
  back = kapka_cover_hide (cover);
  gtk_overlay_remove_overlay (self->overlay, GTK_WIDGET (chooser));
  if (!back && page != NULL && gtk_widget_get_mapped (page))
    gtk_widget_child_focus (page, GTK_DIR_TAB_FORWARD);
}

static void
on_chosen (KapkaFileChooser *chooser, char **paths, KapkaUploads *self) {
  answer (self, paths);
}

static void
on_cancelled (KapkaFileChooser *chooser, KapkaUploads *self) {
  answer (self, NULL);
}

static void
show_chooser (KapkaUploads *self, WebKitFileChooserRequest *request) {
  GtkWidget *chooser =
      kapka_file_chooser_new (self->session, webkit_file_chooser_request_get_mime_types (request),
                              webkit_file_chooser_request_get_select_multiple (request));

  self->request = g_object_ref (request);
  self->chooser = KAPKA_FILE_CHOOSER (chooser);
  g_signal_connect_object (chooser, "chosen", G_CALLBACK (on_chosen), self, 0);
  g_signal_connect_object (chooser, "cancelled", G_CALLBACK (on_cancelled), self, 0);
  gtk_overlay_add_overlay (self->overlay, chooser);
  self->cover = kapka_cover_new (chooser, gtk_overlay_get_child (self->overlay));
  kapka_cover_show (self->cover);
}

/* A page behind another screen must not put anything before the visitor. */
static gboolean
on_run_file_chooser (WebKitWebView *view, WebKitFileChooserRequest *request, KapkaUploads *self) {
  if (self->request == NULL && gtk_widget_get_mapped (GTK_WIDGET (view)) &&
      kapka_session_get_visit (self->session) != NULL)
    show_chooser (self, request);
  else
    webkit_file_chooser_request_cancel (request);
  return TRUE;
}

/* Nobody waits any more when the page has gone. */
static void
on_load_changed (WebKitWebView *view, WebKitLoadEvent event, KapkaUploads *self) {
  if (event == WEBKIT_LOAD_COMMITTED && self->request != NULL &&
      gtk_widget_get_mapped (GTK_WIDGET (view)))
    answer (self, NULL);
}

static void
on_web_process_terminated (WebKitWebView *view,
                           WebKitWebProcessTerminationReason reason,
                           KapkaUploads *self) {
  answer (self, NULL);
}

static void
kapka_uploads_dispose (GObject *object) {
  KapkaUploads *self = KAPKA_UPLOADS (object);

  answer (self, NULL);
  g_clear_object (&self->overlay);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (kapka_uploads_parent_class)->dispose (object);
}

static void
kapka_uploads_class_init (KapkaUploadsClass *klass) {
  G_OBJECT_CLASS (klass)->dispose = kapka_uploads_dispose;
}

static void
kapka_uploads_init (KapkaUploads *self) {
}

KapkaUploads *
kapka_uploads_new (KapkaSession *session, GtkOverlay *overlay) {
  KapkaUploads *self = g_object_new (KAPKA_TYPE_UPLOADS, NULL);

  self->session = g_object_ref (session);
  self->overlay = g_object_ref (overlay);
  return self;
}

void
kapka_uploads_watch (KapkaUploads *self, WebKitWebView *view) {
  g_signal_connect_object (view, "run-file-chooser", G_CALLBACK (on_run_file_chooser), self, 0);
  g_signal_connect_object (view, "load-changed", G_CALLBACK (on_load_changed), self, 0);
  g_signal_connect_object (view, "web-process-terminated", G_CALLBACK (on_web_process_terminated),
                           self, 0);
}

gboolean
kapka_uploads_go_back (KapkaUploads *self) {
  if (self->request == NULL)
    return FALSE;
  if (!kapka_file_chooser_go_back (self->chooser))
    answer (self, NULL);
  return TRUE;
}
