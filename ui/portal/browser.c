// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/portal/browser.h"

#include "ui/portal/memory.h"
#include "ui/shell/graphics.h"

struct _KapkaBrowser {
  GObject parent_instance;

  WebKitWebContext *context;
  WebKitNetworkSession *network_session;
  WebKitSettings *settings;
  KapkaProcessGuard *guard;
  WebKitWebView *warm; // NULL when none is ready.
};

static void kapka_browser_trace_init (KapkaTraceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KapkaBrowser,
                               kapka_browser,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (KAPKA_TYPE_TRACE, kapka_browser_trace_init))

/* Windows are judged by the policy (policy.h), which lets a document through that comes long after
 * the touch; the engine itself would lose it. */
static WebKitSettings *
make_settings (void) {
  WebKitSettings *settings = webkit_settings_new_with_settings (
      "enable-developer-extras", FALSE, "enable-back-forward-navigation-gestures", FALSE,
      "enable-fullscreen", FALSE, "enable-media-stream", FALSE, "enable-mediasource", TRUE,
      "javascript-can-access-clipboard", FALSE, "javascript-can-open-windows-automatically", TRUE,
      "enable-webgl", FALSE, "default-font-family", "PT Sans", "default-charset", "utf-8",
      "minimum-font-size", 12, NULL);

  if (!kapka_graphics_has_card ())
    webkit_settings_set_hardware_acceleration_policy (settings,
                                                      WEBKIT_HARDWARE_ACCELERATION_POLICY_NEVER);
  return settings;
}

static WebKitUserContentManager *
make_content_manager (void) {
  WebKitUserContentManager *manager = webkit_user_content_manager_new ();
  g_autoptr (GBytes) source = g_resources_lookup_data ("/org/kapka/script/page.js", 0, NULL);
  WebKitUserScript *script = webkit_user_script_new_for_world (
      g_bytes_get_data (source, NULL), WEBKIT_USER_CONTENT_INJECT_ALL_FRAMES,
      WEBKIT_USER_SCRIPT_INJECT_AT_DOCUMENT_START, "kapka", NULL, NULL);

  webkit_user_content_manager_add_script (manager, script);
  webkit_user_script_unref (script);
  return manager;
}

/* Each view has a content manager of its own: the list of a tile is the law of its views alone. */
static WebKitWebView *
make_view (KapkaBrowser *self) {
  g_autoptr (WebKitUserContentManager) manager = make_content_manager ();

  return WEBKIT_WEB_VIEW (g_object_ref_sink (g_object_new (
      WEBKIT_TYPE_WEB_VIEW, "web-context", self->context, "network-session", self->network_session,
      "settings", self->settings, "user-content-manager", manager, NULL)));
}

static void
let_go (KapkaBrowser *self) {
  g_clear_object (&self->warm);
  g_clear_object (&self->guard);
  g_clear_object (&self->settings);
  g_clear_object (&self->network_session);
}

static void
finish_wipe (GTask *task) {
  let_go (g_task_get_source_object (task));
  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

static void
on_warm_up (GTask *task) {
  KapkaBrowser *self = g_task_get_source_object (task);

  if (webkit_web_view_is_loading (self->warm))
    return;
  g_signal_handlers_disconnect_by_data (self->warm, task);
  finish_wipe (task);
}

/* The screens have let go of their views before. One that is still starting its process is not cut
 * short: the engine ends the program when a process never tells its number. The context stays until
 * its processes are gone: the engine falls over one that is killed after the context it belongs to.
 */
static void
kapka_browser_wipe_async (KapkaTrace *trace,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data) {
  KapkaBrowser *self = KAPKA_BROWSER (trace);
  GTask *task = g_task_new (trace, cancellable, callback, user_data);

  if (self->warm == NULL || !webkit_web_view_is_loading (self->warm)) {
    finish_wipe (task);
    return;
  }
  g_signal_connect_swapped (self->warm, "notify::is-loading", G_CALLBACK (on_warm_up), task);
  g_signal_connect_swapped (self->warm, "web-process-terminated", G_CALLBACK (on_warm_up), task);
}

static void
kapka_browser_trace_init (KapkaTraceInterface *iface) {
  iface->name = "the web side";
  iface->wipe_async = kapka_browser_wipe_async;
}

static void
kapka_browser_dispose (GObject *object) {
  let_go (KAPKA_BROWSER (object));
  g_clear_object (&KAPKA_BROWSER (object)->context);
  G_OBJECT_CLASS (kapka_browser_parent_class)->dispose (object);
}

static void
kapka_browser_class_init (KapkaBrowserClass *klass) {
  G_OBJECT_CLASS (klass)->dispose = kapka_browser_dispose;
}

/* The network process takes its limit when it starts, and the context when it is made. */
static void
limit_memory (KapkaBrowser *self) {
  KapkaMemoryLimits limits = kapka_memory_limits ();
  g_autoptr (WebKitMemoryPressureSettings) page = kapka_memory_make_settings (limits.page_mib);
  g_autoptr (WebKitMemoryPressureSettings) network =
      kapka_memory_make_settings (limits.network_mib);

  webkit_network_session_set_memory_pressure_settings (network);
  self->context = g_object_new (WEBKIT_TYPE_WEB_CONTEXT, "memory-pressure-settings", page, NULL);
  self->guard = kapka_process_guard_new (limits.hard_page_mib);
}

static void
kapka_browser_init (KapkaBrowser *self) {
  limit_memory (self);
  webkit_web_context_set_cache_model (self->context, WEBKIT_CACHE_MODEL_DOCUMENT_VIEWER);
  webkit_web_context_set_spell_checking_enabled (self->context, FALSE);
  self->network_session = webkit_network_session_new_ephemeral ();
  webkit_network_session_set_tls_errors_policy (self->network_session,
                                                WEBKIT_TLS_ERRORS_POLICY_FAIL);
  webkit_network_session_set_persistent_credential_storage_enabled (self->network_session, FALSE);
  self->settings = make_settings ();
}

static void
set_proxy (KapkaBrowser *self, const char *proxy) {
  WebKitNetworkProxySettings *settings;

  if (*proxy == '\0') {
    webkit_network_session_set_proxy_settings (self->network_session,
                                               WEBKIT_NETWORK_PROXY_MODE_NO_PROXY, NULL);
    return;
  }
  settings = webkit_network_proxy_settings_new (proxy, NULL);
  webkit_network_session_set_proxy_settings (self->network_session,
                                             WEBKIT_NETWORK_PROXY_MODE_CUSTOM, settings);
  webkit_network_proxy_settings_free (settings);
}

KapkaBrowser *
kapka_browser_new (const char *proxy) {
  KapkaBrowser *self = g_object_new (KAPKA_TYPE_BROWSER, NULL);

  set_proxy (self, proxy);
  return self;
}

void
kapka_browser_set_language (KapkaBrowser *self, const char *language) {
  const char *const languages[] = { language, g_str_equal (language, "ru") ? NULL : "ru", NULL };

  webkit_web_context_set_preferred_languages (self->context, languages);
}

void
kapka_browser_warm (KapkaBrowser *self) {
  if (self->warm != NULL)
    return;
  self->warm = make_view (self);
  webkit_web_view_load_uri (self->warm, "about:blank");
}

/* A view that is still on its empty page would tell the portal of the end of that load as if it
 * were the portal's. */
WebKitWebView *
kapka_browser_take_view (KapkaBrowser *self) {
  gboolean ready = self->warm != NULL && !webkit_web_view_is_loading (self->warm);
  WebKitWebView *view = ready ? g_steal_pointer (&self->warm) : make_view (self);

  g_object_force_floating (G_OBJECT (view));
  return view;
}

WebKitWebView *
kapka_browser_make_window (KapkaBrowser *self, WebKitWebView *opener) {
  return g_object_new (WEBKIT_TYPE_WEB_VIEW, "related-view", opener, "settings", self->settings,
                       "user-content-manager", webkit_web_view_get_user_content_manager (opener),
                       NULL);
}

WebKitNetworkSession *
kapka_browser_get_network_session (KapkaBrowser *self) {
  return self->network_session;
}

KapkaProcessGuard *
kapka_browser_get_process_guard (KapkaBrowser *self) {
  return self->guard;
}
