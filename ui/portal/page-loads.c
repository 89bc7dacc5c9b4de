// SPDX-License-Identifier: GPL-3.0-or-later
// What comes of each load of a page: it shows, it fails, or it asks for a password.
#include "ui/portal/page-private.h"

#include "ui/portal/policy.h"

/* A portal that has shown nothing for so long is called silent; slow village links need most of it.
 */
#define SILENCE_SECONDS 45

/* A process that does not answer hears no portal either, and may have its answer by now. */
static gboolean
on_silence (gpointer user_data) {
  KapkaPage *self = user_data;

  if (kapka_pulse_is_stopped (self->pulse))
    return G_SOURCE_CONTINUE;
  self->silence_source = 0;
  if (!webkit_web_view_is_loading (self->view) && !kapka_page_is_showing (self, "loading"))
    return G_SOURCE_REMOVE;
  webkit_web_view_stop_loading (self->view);
  kapka_page_fail (self, KAPKA_FAILURE_SILENT);
  return G_SOURCE_REMOVE;
}

static void
await_answer (KapkaPage *self) {
  g_clear_handle_id (&self->silence_source, g_source_remove);
  self->silence_source = g_timeout_add_seconds (SILENCE_SECONDS, on_silence, self);
}

static KapkaFailure
consider_captive (KapkaPage *self, KapkaFailure failure) {
  GNetworkMonitor *monitor = g_network_monitor_get_default ();
  KapkaDoorstep doorstep = {
    .at_door = kapka_page_is_at_door (self),
    .plain = self->plain,
    .connectivity = g_network_monitor_get_connectivity (monitor),
  };

  return kapka_failure_consider_captive (failure, &doorstep);
}

static void
on_refused (gpointer user_data) {
  KapkaPage *self = KAPKA_PAGE (user_data);

  kapka_page_fail (self, consider_captive (self, KAPKA_FAILURE_REFUSED));
}

static void
on_answered (guint status, gpointer user_data) {
  KAPKA_PAGE (user_data)->status = status;
}

static gboolean
on_asked (WebKitAuthenticationRequest *request, gpointer user_data) {
  KapkaPage *self = KAPKA_PAGE (user_data);

  self->asked = TRUE;
  if (request == NULL || !kapka_dialogs_ask_password (self->dialogs, request))
    return FALSE;
  g_clear_handle_id (&self->silence_source, g_source_remove); // It is the visitor who is silent.
  return TRUE;
}

/* A picture in a page that shows may say so, too, and need not be true. */
static void
on_barred (gpointer user_data) {
  KapkaPage *self = KAPKA_PAGE (user_data);

  if (!self->shown)
    kapka_page_fail (self, KAPKA_FAILURE_NETWORK);
}

static void
on_password_given (KapkaPage *self) {
  if (webkit_web_view_is_loading (self->view) && !self->shown)
    await_answer (self);
}

static void
on_handed (gpointer user_data) {
  // It has answered, by the document.
  g_clear_handle_id (&KAPKA_PAGE (user_data)->silence_source, g_source_remove);
}

static WebKitWebView *
on_window_opened (const char *uri, gpointer user_data) {
  WebKitWebView *view = NULL;

  g_signal_emit_by_name (user_data, "window", uri, &view);
  return view;
}

static const KapkaPolicyEvents policy_events = { on_refused, on_answered, on_asked,
                                                 on_barred,  on_handed,   on_window_opened };

/* An error page of the portal's own is shown once the visitor is inside; at the door it would be a
 * dead end. */
static void
on_committed (KapkaPage *self) {
  /* A view that was still busy with its empty page when it was taken tells of that page under the
   * address of the portal. What comes without an answer afterwards is a page from the history. */
  if (self->status == 0 && !self->shown)
    return;
  g_clear_handle_id (&self->silence_source, g_source_remove);
  g_signal_emit_by_name (self, "committed");
  self->loss = KAPKA_FAILURE_NONE;
  self->broken = FALSE;
  if (self->status >= 500 || (self->status >= 400 && !self->shown)) {
    kapka_page_lose (self, KAPKA_FAILURE_PORTAL);
    return;
  }
  if (self->status < 400) {
    self->shown = TRUE;
    self->opened = TRUE;
    g_signal_emit_by_name (self, "opened");
  }
  kapka_page_show_view (self);
}

/* A load that has ended in a notice has brought nothing whole. */
static void
note_arrival (KapkaPage *self) {
  if (self->shown && !self->ended)
    self->arrived = TRUE;
}

static void
on_load_changed (WebKitWebView *view, WebKitLoadEvent event, KapkaPage *self) {
  switch (event) {
  case WEBKIT_LOAD_STARTED:
    note_arrival (self);
    self->status = 0;
    self->ended = FALSE;
    self->asked = FALSE;
    await_answer (self);
    break;
  case WEBKIT_LOAD_COMMITTED:
    if (g_strcmp0 (webkit_web_view_get_uri (view), "about:blank") != 0)
      on_committed (self);
    else if (!self->shown) // The engine puts an empty page where it does not go by itself, as to a
                           // closed port.
      kapka_page_fail (self, KAPKA_FAILURE_NETWORK);
    break;
  case WEBKIT_LOAD_FINISHED:
    note_arrival (self);
    break;
  case WEBKIT_LOAD_REDIRECTED:
  default:
    break;
  }
}

static void
show_progress (KapkaPage *self) {
  double progress = webkit_web_view_get_estimated_load_progress (self->view);

  gtk_progress_bar_set_fraction (self->progress, progress);
  gtk_widget_set_visible (GTK_WIDGET (self->progress),
                          webkit_web_view_is_loading (self->view) && progress < 1.0);
}

static void
on_progress_changed (WebKitWebView *view, GParamSpec *pspec, KapkaPage *self) {
  show_progress (self);
}

/* A foreign address may fail before the policy has heard of it; the visitor is told of the address,
 * not of its fault. */
static KapkaFailure
judge_failure (KapkaPage *self, KapkaFailure failure, const char *uri) {
  gboolean ours = kapka_navigation_rule_allows (self->tile->rule, uri);

  if (self->asked)
    return KAPKA_FAILURE_PASSWORD;
  return consider_captive (self,
                           failure == KAPKA_FAILURE_NONE || ours ? failure : KAPKA_FAILURE_REFUSED);
}

/* Such an answer has no page by its nature (RFC 9110, 15.3.5 and 15.3.6), and the engine stays
 * where it was: at the door that is nowhere. */
static gboolean
is_empty_answer (guint status) {
  return status == 204 || status == 205;
}

static gboolean
on_load_failed (WebKitWebView *view,
                WebKitLoadEvent event,
                const char *uri,
                GError *error,
                KapkaPage *self) {
  KapkaFailure failure = judge_failure (self, kapka_failure_from_load_error (error, uri), uri);

  /* Who has stopped the load by himself hears of it late, when the visitor may be back already. */
  if (self->ended)
    return TRUE;
  if (failure == KAPKA_FAILURE_NONE && is_empty_answer (self->status) &&
      kapka_page_is_showing (self, "loading"))
    failure = KAPKA_FAILURE_PORTAL;
  self->broken = failure != KAPKA_FAILURE_NONE && self->at_door && self->shown && !self->arrived;
  if (failure != KAPKA_FAILURE_NONE)
    kapka_page_fail (self, failure);
  else // It may have become a download.
    show_progress (self);
  return TRUE;
}

static gboolean
on_load_failed_with_tls_errors (WebKitWebView *view,
                                const char *uri,
                                GTlsCertificate *certificate,
                                GTlsCertificateFlags errors,
                                KapkaPage *self) {
  kapka_page_fail (self, judge_failure (self, KAPKA_FAILURE_CERTIFICATE, uri));
  return TRUE;
}

void
kapka_page_watch_loads (KapkaPage *self) {
  WebKitWebView *view = self->view;

  kapka_policy_attach (view, self->tile->rule, &policy_events, self);
  g_signal_connect_object (self->dialogs, "password-given", G_CALLBACK (on_password_given), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (view, "load-changed", G_CALLBACK (on_load_changed), self);
  g_signal_connect (view, "load-failed", G_CALLBACK (on_load_failed), self);
  g_signal_connect (view, "load-failed-with-tls-errors",
                    G_CALLBACK (on_load_failed_with_tls_errors), self);
  g_signal_connect (view, "notify::estimated-load-progress", G_CALLBACK (on_progress_changed),
                    self);
}
