// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/means.h"

#include "ui/visit/clipboards.h"
#include "ui/visit/processes.h"

struct _KapkaMeans {
  GObject parent_instance;

  // Owned
  KapkaSession *session;
  KapkaBrowser *browser; // NULL until it may be needed.
  KapkaPrintJobs *print_jobs;
  KapkaFillings *fillings;
  guint warm_source;
};

G_DEFINE_FINAL_TYPE (KapkaMeans, kapka_means, G_TYPE_OBJECT)

static gboolean
on_screen_drawn (gpointer user_data) {
  KapkaMeans *self = user_data;

  self->warm_source = 0;
  kapka_browser_warm (kapka_means_get_browser (self));
  return G_SOURCE_REMOVE;
}

static void
on_language_changed (KapkaSession *session, GParamSpec *pspec, KapkaMeans *self) {
  if (self->browser != NULL)
    kapka_browser_set_language (self->browser, kapka_session_get_language (session));
}

static void
kapka_means_dispose (GObject *object) {
  KapkaMeans *self = KAPKA_MEANS (object);

  g_clear_handle_id (&self->warm_source, g_source_remove);
  g_clear_object (&self->browser);
  g_clear_object (&self->print_jobs);
  g_clear_object (&self->fillings);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (kapka_means_parent_class)->dispose (object);
}

static void
kapka_means_class_init (KapkaMeansClass *klass) {
  G_OBJECT_CLASS (klass)->dispose = kapka_means_dispose;
}

static void
kapka_means_init (KapkaMeans *self) {
}

/* The web processes go before what they could still write to. */
static void
add_traces (KapkaMeans *self, GdkDisplay *display) {
  g_autoptr (KapkaClipboards) clipboards = kapka_clipboards_new (display);
  g_autoptr (KapkaProcesses) processes = kapka_processes_new ();

  kapka_session_add_trace (self->session, KAPKA_TRACE (self->fillings));
  kapka_session_add_trace (self->session, KAPKA_TRACE (clipboards));
  kapka_session_add_trace (self->session, KAPKA_TRACE (self->print_jobs));
  kapka_session_add_trace (self->session, KAPKA_TRACE (processes));
}

KapkaMeans *
kapka_means_new (KapkaSession *session, GdkDisplay *display) {
  KapkaMeans *self = g_object_new (KAPKA_TYPE_MEANS, NULL);

  self->session = g_object_ref (session);
  self->fillings = kapka_fillings_new (kapka_session_get_cancellable (session));
  self->print_jobs = kapka_print_jobs_new (kapka_session_get_settings (session)->state_dir);
  add_traces (self, display);
  g_signal_connect_object (session, "notify::language", G_CALLBACK (on_language_changed), self, 0);
  return self;
}

KapkaBrowser *
kapka_means_get_browser (KapkaMeans *self) {
  g_clear_handle_id (&self->warm_source, g_source_remove);
  if (self->browser == NULL) {
    g_autofree char *proxy =
        kapka_settings_dup_page_proxy (kapka_session_get_settings (self->session));

    self->browser = kapka_browser_new (proxy);
    kapka_browser_set_language (self->browser, kapka_session_get_language (self->session));
    kapka_session_add_trace (self->session, KAPKA_TRACE (self->browser));
  }
  return self->browser;
}

void
kapka_means_warm_browser (KapkaMeans *self) {
  if (self->warm_source == 0)
    self->warm_source = g_idle_add_full (G_PRIORITY_LOW, on_screen_drawn, self, NULL);
}

KapkaPrintJobs *
kapka_means_get_print_jobs (KapkaMeans *self) {
  return self->print_jobs;
}

KapkaFillings *
kapka_means_get_fillings (KapkaMeans *self) {
  return self->fillings;
}
