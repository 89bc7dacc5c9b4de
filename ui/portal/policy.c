// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/portal/policy.h"

#include <string.h>

#define POLICY_KEY "kapka-policy"
#define BLOB "blob:"

typedef struct {
  const KapkaNavigationRule *rule;
  const KapkaPolicyEvents *events;
  gpointer user_data;
} Policy;

static gboolean
may_show (const Policy *policy, const char *uri) {
  return uri != NULL &&
         (g_str_equal (uri, "about:blank") || kapka_navigation_rule_allows (policy->rule, uri));
}

/* Schemes that a frame has no need of either: they lead out of the web, into files or into other
 * programs. */
static gboolean
is_web_scheme (const char *uri) {
  static const char *const schemes[] = { "http", "https", "about", "blob", "data", NULL };
  g_autofree char *scheme = uri == NULL ? NULL : g_uri_parse_scheme (uri);

  return scheme != NULL && g_strv_contains (schemes, scheme);
}

/* Portals hand out results as something that a script has made. Such an address holds the page that
 * has made it. */
static gboolean
is_own_blob (const Policy *policy, const char *uri) {
  return g_str_has_prefix (uri, BLOB) &&
         kapka_navigation_rule_allows (policy->rule, uri + strlen (BLOB));
}

static const char *
action_uri (WebKitNavigationAction *action) {
  const char *uri = webkit_uri_request_get_uri (webkit_navigation_action_get_request (action));

  return uri == NULL ? "" : uri;
}

static void
hand_out (WebKitPolicyDecision *decision, const Policy *policy) {
  webkit_policy_decision_download (decision);
  policy->events->handed (policy->user_data);
}

static void
decide_navigation (WebKitPolicyDecision *decision, const Policy *policy, const char *uri) {
  if (is_own_blob (policy, uri)) {
    hand_out (decision, policy);
  } else if (is_web_scheme (uri)) {
    webkit_policy_decision_use (decision);
  } else {
    webkit_policy_decision_ignore (decision);
    policy->events->refused (policy->user_data);
  }
}

/* An empty window is one that a script means to fill; where it goes then is judged as anything
 * else. */
static gboolean
may_open (const Policy *policy, const char *uri) {
  return *uri == '\0' || may_show (policy, uri) || is_own_blob (policy, uri);
}

static void
decide_new_window (WebKitPolicyDecision *decision, const Policy *policy, const char *uri) {
  if (may_open (policy, uri)) {
    webkit_policy_decision_use (decision);
  } else {
    webkit_policy_decision_ignore (decision);
    policy->events->refused (policy->user_data);
  }
}

/* The engine lets go of no reference that it is given with a view, so it gets none: the view would
 * outlive its window, and its page go on unseen. */
static GtkWidget *
open_window (const Policy *policy, const char *uri) {
  g_autoptr (WebKitWebView) view = policy->events->opened (uri, policy->user_data);

  return (GtkWidget *)view;
}

/* A window that becomes a document is as good as the document, which may come long after the touch.
 */
static GtkWidget *
on_create (WebKitWebView *view, WebKitNavigationAction *action, const Policy *policy) {
  const char *uri = action_uri (action);

  if (!webkit_navigation_action_is_user_gesture (action) && !is_own_blob (policy, uri))
    return NULL;
  if (may_open (policy, uri))
    return open_window (policy, uri);
  policy->events->refused (policy->user_data);
  return NULL;
}

/* What the portal means to be kept, though the engine could show it, as a picture. */
static gboolean
is_attachment (WebKitURIResponse *response) {
  SoupMessageHeaders *headers = webkit_uri_response_get_http_headers (response);
  const char *disposition =
      headers == NULL ? NULL : soup_message_headers_get_one (headers, "Content-Disposition");

  return disposition != NULL && g_ascii_strncasecmp (disposition, "attachment", 10) == 0;
}

static gboolean
is_document (WebKitResponsePolicyDecision *decision) {
  WebKitURIResponse *response = webkit_response_policy_decision_get_response (decision);
  const char *mime = webkit_uri_response_get_mime_type (response);

  return g_strcmp0 (mime, "application/pdf") == 0 || is_attachment (response) ||
         !webkit_response_policy_decision_is_mime_type_supported (decision);
}

static void
decide_response (WebKitPolicyDecision *decision, const Policy *policy) {
  WebKitResponsePolicyDecision *response_decision = WEBKIT_RESPONSE_POLICY_DECISION (decision);
  WebKitURIResponse *response = webkit_response_policy_decision_get_response (response_decision);

  if (!webkit_response_policy_decision_is_main_frame_main_resource (response_decision)) {
    webkit_policy_decision_use (decision);
  } else if (!may_show (policy, webkit_uri_response_get_uri (response))) {
    webkit_policy_decision_ignore (decision);
    policy->events->refused (policy->user_data);
  } else if (is_document (response_decision)) {
    hand_out (decision, policy);
  } else {
    policy->events->answered (webkit_uri_response_get_status_code (response), policy->user_data);
    webkit_policy_decision_use (decision);
  }
}

static gboolean
on_decide_policy (WebKitWebView *view,
                  WebKitPolicyDecision *decision,
                  WebKitPolicyDecisionType type,
                  const Policy *policy) {
  if (type == WEBKIT_POLICY_DECISION_TYPE_RESPONSE) {
    decide_response (decision, policy);
  } else if (WEBKIT_IS_NAVIGATION_POLICY_DECISION (decision)) {
    g_autofree char *uri =
        g_strdup (action_uri (webkit_navigation_policy_decision_get_navigation_action (
            WEBKIT_NAVIGATION_POLICY_DECISION (decision))));

    if (type == WEBKIT_POLICY_DECISION_TYPE_NAVIGATION_ACTION)
      decide_navigation (decision, policy, uri);
    else
      decide_new_window (decision, policy, uri);
  } else {
    webkit_policy_decision_ignore (decision);
  }
  return TRUE;
}

/* A view that has no address yet, as one that has just been warmed, shows nothing that could be
 * judged. */
static void
on_load_changed (WebKitWebView *view, WebKitLoadEvent event, const Policy *policy) {
  const char *uri = webkit_web_view_get_uri (view);

  if (event == WEBKIT_LOAD_FINISHED || uri == NULL || *uri == '\0' || may_show (policy, uri))
    return;
  webkit_web_view_stop_loading (view);
  policy->events->refused (policy->user_data);
}

static gboolean
on_permission_request (WebKitWebView *view, WebKitPermissionRequest *request) {
  webkit_permission_request_deny (request);
  return TRUE;
}

/* Without an answer of ours a page would hear that it may ask. */
static gboolean
on_query_permission_state (WebKitWebView *view, WebKitPermissionStateQuery *query) {
  webkit_permission_state_query_finish (query, WEBKIT_PERMISSION_STATE_DENIED);
  return TRUE;
}

static gboolean
on_show_notification (WebKitWebView *view, WebKitNotification *notification) {
  return TRUE;
}

/* A page that fills the screen could pretend to be the kiosk. */
static gboolean
on_enter_fullscreen (WebKitWebView *view) {
  return TRUE;
}

static gboolean
on_context_menu (WebKitWebView *view) {
  return TRUE;
}

/* No dialog of the toolkit opens over the kiosk. */
static gboolean
on_run_color_chooser (WebKitWebView *view, WebKitColorChooserRequest *request) {
  webkit_color_chooser_request_cancel (request);
  return TRUE;
}

/* Anybody can put a picture into a page that asks for a password; a visitor would give it. */
static gboolean
is_asked_by_portal (WebKitAuthenticationRequest *request, const Policy *policy) {
  WebKitSecurityOrigin *origin = webkit_authentication_request_get_security_origin (request);
  g_autofree char *text = webkit_security_origin_to_string (origin);
  g_autofree char *uri = g_strconcat (text, "/", NULL);

  webkit_security_origin_unref (origin);
  return !webkit_authentication_request_is_for_proxy (request) &&
         kapka_navigation_rule_allows (policy->rule, uri);
}

static gboolean
on_authenticate (WebKitWebView *view, WebKitAuthenticationRequest *request, const Policy *policy) {
  switch (webkit_authentication_request_get_scheme (request)) {
  case WEBKIT_AUTHENTICATION_SCHEME_CLIENT_CERTIFICATE_REQUESTED:
  case WEBKIT_AUTHENTICATION_SCHEME_CLIENT_CERTIFICATE_PIN_REQUESTED:
    /* A kiosk has no certificate of a person; a server that can do without one goes on. */
    webkit_authentication_request_authenticate (request, NULL);
    break;
  default:
    if (is_asked_by_portal (request, policy) && policy->events->asked (request, policy->user_data))
      break;
    webkit_authentication_request_cancel (request);
    if (webkit_authentication_request_is_for_proxy (request))
      policy->events->barred (policy->user_data);
    else
      policy->events->asked (NULL, policy->user_data);
  }
  return TRUE;
}

static gboolean
is_struck (GtkEventControllerKey *controller, guint keyval, GdkModifierType state) {
  GdkEvent *event = gtk_event_controller_get_current_event (GTK_EVENT_CONTROLLER (controller));

  return gdk_key_event_matches (event, keyval, state) != GDK_KEY_MATCH_NONE;
}

/* The engine answers F7 by a dialog of its own about moving by a text cursor; in GTK 4.8 that
 * dialog ends the program when the page goes. The others open GTK's chooser of emoji in a field. */
static gboolean
on_key_pressed (GtkEventControllerKey *controller,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                gpointer user_data) {
  return keyval == GDK_KEY_F7 || is_struck (controller, GDK_KEY_period, GDK_CONTROL_MASK) ||
         is_struck (controller, GDK_KEY_semicolon, GDK_CONTROL_MASK);
}

static void
keep_keys (WebKitWebView *view, Policy *policy) {
  GtkEventController *controller = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect (controller, "key-pressed", G_CALLBACK (on_key_pressed), policy);
  gtk_widget_add_controller (GTK_WIDGET (view), controller);
}

void
kapka_policy_attach (WebKitWebView *view,
                     const KapkaNavigationRule *rule,
                     const KapkaPolicyEvents *events,
                     gpointer user_data) {
  Policy *policy = g_new0 (Policy, 1);

  policy->rule = rule;
  policy->events = events;
  policy->user_data = user_data;
  g_object_set_data_full (G_OBJECT (view), POLICY_KEY, policy, g_free);
  keep_keys (view, policy);
  g_signal_connect (view, "decide-policy", G_CALLBACK (on_decide_policy), policy);
  g_signal_connect (view, "create", G_CALLBACK (on_create), policy);
  g_signal_connect (view, "load-changed", G_CALLBACK (on_load_changed), policy);
  g_signal_connect (view, "permission-request", G_CALLBACK (on_permission_request), policy);
  g_signal_connect (view, "query-permission-state", G_CALLBACK (on_query_permission_state), policy);
  g_signal_connect (view, "show-notification", G_CALLBACK (on_show_notification), policy);
  g_signal_connect (view, "enter-fullscreen", G_CALLBACK (on_enter_fullscreen), policy);
  g_signal_connect (view, "context-menu", G_CALLBACK (on_context_menu), policy);
  g_signal_connect (view, "run-color-chooser", G_CALLBACK (on_run_color_chooser), policy);
  g_signal_connect (view, "authenticate", G_CALLBACK (on_authenticate), policy);
}

void
kapka_policy_detach (WebKitWebView *view) {
  Policy *policy = g_object_get_data (G_OBJECT (view), POLICY_KEY);

  g_signal_handlers_disconnect_by_data (view, policy);
  g_object_set_data (G_OBJECT (view), POLICY_KEY, NULL);
}
