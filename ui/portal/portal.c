// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/portal/portal.h"

#include <glib/gi18n.h>

#include "ui/paper/form.h"
#include "ui/portal/dialogs.h"
#include "ui/portal/download.h"
#include "ui/portal/failure.h"
#include "ui/portal/input-method.h"
#include "ui/portal/page-print.h"
#include "ui/portal/policy.h"
#include "ui/shell/notice.h"
#include "ui/shell/screen.h"
#include "ui/shell/template.h"

/* A portal that has shown nothing for so long is called silent; slow village links need most of it.
 */
#define SILENCE_SECONDS 45

/* Until a page that prints itself has gone on. */
#define PRINT_DELAY_MS 100

static const double zoom_levels[] = { 0.8, 1.0, 1.25, 1.5, 1.75, 2.0 };

struct _KapkaPortal {
  GtkWidget parent_instance;

  // Template widgets
  GtkStack *stack;
  GtkBox *page;
  GtkProgressBar *progress;
  KapkaNotice *notice;
  KapkaNotice *dialog;

  // Borrowed, parts of the toolbar
  GtkWidget *lock;
  GtkLabel *host;

  // Borrowed
  const KapkaTile *tile;
  KapkaKeyboardBridge *keyboard;

  // Owned
  KapkaSession *session;
  KapkaBrowser *browser;
  GtkWidget *toolbar; // Shown in the header.
  WebKitWebView *view;
  KapkaInputMethod *input_method;
  KapkaDialogs *dialogs;
  KapkaDownloads *downloads;
  char *door;
  guint silence_source;
  guint print_source;
  gboolean asked; // The load has asked for a password of the kind a browser asks for.
  guint status;   // HTTP status of the main document that is about to show.
  gboolean shown; // A page of the portal has been shown.
  gboolean lost;  // What the view holds is no page that could be shown again.
  guint zoom;
};

static void kapka_portal_screen_init (KapkaScreenInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KapkaPortal,
                               kapka_portal,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (KAPKA_TYPE_SCREEN, kapka_portal_screen_init))

static void
show_failure (KapkaPortal *self, KapkaFailure failure) {
  g_clear_handle_id (&self->silence_source, g_source_remove);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), FALSE);
  kapka_failure_show (failure, self->notice, self->shown);
  gtk_stack_set_visible_child_name (self->stack, "notice");
}

static void
show_page (KapkaPortal *self) {
  gtk_stack_set_visible_child_name (self->stack, "page");
}

static void
show_address (KapkaPortal *self) {
  const char *uri = webkit_web_view_get_uri (self->view);
  g_autofree char *host = uri == NULL ? NULL : kapka_navigation_rule_display_host (uri);
  gboolean safe = uri != NULL && g_str_has_prefix (uri, "https:");

  gtk_label_set_label (self->host, host == NULL ? "" : host);
  gtk_widget_set_visible (GTK_WIDGET (self->host), host != NULL);
  gtk_widget_set_visible (self->lock, safe);
}

static gboolean
on_silence (gpointer user_data) {
  KapkaPortal *self = user_data;

  self->silence_source = 0;
  if (!webkit_web_view_is_loading (self->view))
    return G_SOURCE_REMOVE;
  webkit_web_view_stop_loading (self->view);
  show_failure (self, KAPKA_FAILURE_SILENT);
  return G_SOURCE_REMOVE;
}

static void
await_answer (KapkaPortal *self) {
  g_clear_handle_id (&self->silence_source, g_source_remove);
  self->silence_source = g_timeout_add_seconds (SILENCE_SECONDS, on_silence, self);
}

static void
on_refused (gpointer user_data) {
  show_failure (KAPKA_PORTAL (user_data), KAPKA_FAILURE_REFUSED);
}

static void
on_answered (guint status, gpointer user_data) {
  KAPKA_PORTAL (user_data)->status = status;
}

static void
on_asked (gpointer user_data) {
  KAPKA_PORTAL (user_data)->asked = TRUE;
}

static const KapkaPolicyEvents policy_events = { on_refused, on_answered, on_asked };

/* An error page of the portal's own is shown once the visitor is inside; at the door it would be a
 * dead end. */
static void
on_committed (KapkaPortal *self) {
  /* A view that was still busy with its empty page when it was taken tells of that page under the
   * address of the portal. What comes without an answer afterwards is a page from the history. */
  if (self->status == 0 && !self->shown)
    return;
  g_clear_handle_id (&self->silence_source, g_source_remove);
  show_address (self);
  self->lost = self->status >= 500 || (self->status >= 400 && !self->shown);
  if (self->lost) {
    show_failure (self, KAPKA_FAILURE_PORTAL);
    return;
  }
  if (self->status < 400) {
    self->shown = TRUE;
    kapka_visit_portal_opened (kapka_session_get_visit (self->session), self->tile, self->door);
  }
  show_page (self);
}

static void
on_load_changed (WebKitWebView *view, WebKitLoadEvent event, KapkaPortal *self) {
  switch (event) {
  case WEBKIT_LOAD_STARTED:
    self->status = 0;
    self->asked = FALSE;
    await_answer (self);
    break;
  case WEBKIT_LOAD_COMMITTED:
    if (g_strcmp0 (webkit_web_view_get_uri (view), "about:blank") != 0)
      on_committed (self);
    else if (!self->shown) // The engine puts an empty page where it does not go by itself, as to a
                           // closed port.
      show_failure (self, KAPKA_FAILURE_NETWORK);
    break;
  case WEBKIT_LOAD_REDIRECTED:
  case WEBKIT_LOAD_FINISHED:
  default:
    break;
  }
}

static void
on_progress_changed (WebKitWebView *view, GParamSpec *pspec, KapkaPortal *self) {
  double progress = webkit_web_view_get_estimated_load_progress (view);

  gtk_progress_bar_set_fraction (self->progress, progress);
  gtk_widget_set_visible (GTK_WIDGET (self->progress),
                          webkit_web_view_is_loading (view) && progress < 1.0);
}

/* A foreign address may fail before the policy has heard of it; the visitor is told of the address,
 * not of its fault. */
static KapkaFailure
judge_failure (KapkaPortal *self, KapkaFailure failure, const char *uri) {
  gboolean ours = kapka_navigation_rule_allows (self->tile->rule, uri);

  if (self->asked)
    return KAPKA_FAILURE_PASSWORD;
  return failure == KAPKA_FAILURE_NONE || ours ? failure : KAPKA_FAILURE_REFUSED;
}

static gboolean
on_load_failed (WebKitWebView *view,
                WebKitLoadEvent event,
                const char *uri,
                GError *error,
                KapkaPortal *self) {
  KapkaFailure failure = judge_failure (self, kapka_failure_from_load_error (error, uri), uri);

  /* A notice that shows already has stopped the load by itself. */
  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "notice") == 0)
    return TRUE;
  if (failure != KAPKA_FAILURE_NONE)
    show_failure (self, failure);
  return TRUE;
}

static gboolean
on_load_failed_with_tls_errors (WebKitWebView *view,
                                const char *uri,
                                GTlsCertificate *certificate,
                                GTlsCertificateFlags errors,
                                KapkaPortal *self) {
  show_failure (self, judge_failure (self, KAPKA_FAILURE_CERTIFICATE, uri));
  return TRUE;
}

static void
on_web_process_terminated (WebKitWebView *view,
                           WebKitWebProcessTerminationReason reason,
                           KapkaPortal *self) {
  self->lost = TRUE;
  show_failure (self, KAPKA_FAILURE_CRASH);
}

static void
open_paper (KapkaPortal *self, KapkaPaper paper, const char *path) {
  gtk_widget_activate_action (GTK_WIDGET (self), "win.paper", "(sus)", self->tile->id,
                              (guint32)paper, path);
}

static void
on_downloaded (KapkaDownloads *downloads, const char *path, KapkaPortal *self) {
  kapka_session_touch (self->session);
  kapka_visit_document_received (kapka_session_get_visit (self->session), self->tile);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), FALSE);
  open_paper (self, KAPKA_PAPER_DOCUMENT, path);
}

static void
on_download_refused (KapkaDownloads *downloads, KapkaPortal *self) {
  show_failure (self, KAPKA_FAILURE_DOWNLOAD);
}

static void
on_page_printed (GObject *source, GAsyncResult *result, gpointer user_data) {
  g_autoptr (KapkaPortal) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = kapka_page_print_finish (result, &error);

  if (gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return;
  if (path != NULL)
    open_paper (self, KAPKA_PAPER_PAGE, path);
  else
    g_warning ("The page could not be made ready for printing: %s", error->message);
}

static void
print_page (KapkaPortal *self) {
  g_autoptr (GError) error = NULL;
  const char *directory = kapka_session_get_visit_dir (self->session, &error);

  if (directory == NULL)
    g_warning ("%s", error->message);
  else if (self->shown)
    kapka_page_print_async (self->view, directory, on_page_printed, g_object_ref (self));
}

static void
on_print_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data) {
  print_page (KAPKA_PORTAL (user_data));
}

static gboolean
on_page_ready_to_print (gpointer user_data) {
  KapkaPortal *self = KAPKA_PORTAL (user_data);

  self->print_source = 0;
  print_page (self);
  return G_SOURCE_REMOVE;
}

/* A page that prints itself gets the same sheet as the button gives. It waits for the answer, so it
 * is printed once it goes on; asked often, it is printed once. */
static gboolean
on_print (WebKitWebView *view, WebKitPrintOperation *operation, KapkaPortal *self) {
  if (self->print_source == 0 && gtk_widget_get_mapped (GTK_WIDGET (view)))
    self->print_source = g_timeout_add (PRINT_DELAY_MS, on_page_ready_to_print, self);
  return TRUE;
}

static void
on_retry_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data) {
  KapkaPortal *self = KAPKA_PORTAL (user_data);

  gtk_stack_set_visible_child_name (self->stack, self->shown ? "page" : "loading");
  if (self->shown)
    webkit_web_view_reload (self->view);
  else
    webkit_web_view_load_uri (self->view, self->tile->url);
}

static void
on_dismiss_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data) {
  show_page (KAPKA_PORTAL (user_data));
}

static void
on_keyboard_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data) {
  KapkaPortal *self = KAPKA_PORTAL (user_data);

  gtk_widget_grab_focus (GTK_WIDGET (self->view));
  kapka_input_method_show (self->input_method);
}

static void
zoom_by (KapkaPortal *self, int steps) {
  self->zoom = (guint)CLAMP ((int)self->zoom + steps, 0, (int)G_N_ELEMENTS (zoom_levels) - 1);
  webkit_web_view_set_zoom_level (self->view, zoom_levels[self->zoom]);
}

static void
on_zoom_in_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data) {
  zoom_by (KAPKA_PORTAL (user_data), 1);
}

static void
on_zoom_out_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data) {
  zoom_by (KAPKA_PORTAL (user_data), -1);
}

/* A question of the page and a notice over it go first; then the page's own history, as far as the
 * portal itself. */
static gboolean
kapka_portal_go_back (KapkaScreen *screen) {
  KapkaPortal *self = KAPKA_PORTAL (screen);
  WebKitBackForwardListItem *item =
      webkit_back_forward_list_get_back_item (webkit_web_view_get_back_forward_list (self->view));
  gboolean loading = g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "loading") == 0;
  gboolean notice = g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "notice") == 0;

  if (kapka_dialogs_dismiss (self->dialogs))
    return TRUE;
  if (notice && self->shown && !self->lost) {
    show_page (self);
    return TRUE;
  }
  if (loading || (notice && !self->lost) || item == NULL ||
      g_str_equal (webkit_back_forward_list_item_get_uri (item), "about:blank"))
    return FALSE;
  if (notice)
    gtk_stack_set_visible_child_name (self->stack, "loading");
  webkit_web_view_go_back (self->view);
  return TRUE;
}

static GtkWidget *
kapka_portal_get_toolbar (KapkaScreen *screen) {
  return KAPKA_PORTAL (screen)->toolbar;
}

static void
kapka_portal_screen_init (KapkaScreenInterface *iface) {
  iface->go_back = kapka_portal_go_back;
  iface->get_toolbar = kapka_portal_get_toolbar;
}

static void
drop_view (KapkaPortal *self) {
  if (self->view == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->view, self);
  kapka_policy_detach (self->view);
  webkit_web_view_set_input_method_context (self->view, NULL);
  g_clear_object (&self->view);
}

static void
kapka_portal_dispose (GObject *object) {
  KapkaPortal *self = KAPKA_PORTAL (object);

  g_clear_handle_id (&self->silence_source, g_source_remove);
  g_clear_handle_id (&self->print_source, g_source_remove);
  g_clear_object (&self->downloads);
  g_clear_object (&self->dialogs);
  drop_view (self);
  g_clear_object (&self->input_method);
  if (self->toolbar != NULL)
    gtk_widget_insert_action_group (self->toolbar, "portal", NULL);
  g_clear_object (&self->toolbar);
  kapka_template_dispose (GTK_WIDGET (self), KAPKA_TYPE_PORTAL);
  G_OBJECT_CLASS (kapka_portal_parent_class)->dispose (object);
}

static void
kapka_portal_finalize (GObject *object) {
  KapkaPortal *self = KAPKA_PORTAL (object);

  g_clear_object (&self->browser);
  g_clear_object (&self->session);
  g_clear_pointer (&self->door, g_free);
  G_OBJECT_CLASS (kapka_portal_parent_class)->finalize (object);
}

static void
kapka_portal_class_init (KapkaPortalClass *klass) {
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = kapka_portal_dispose;
  object_class->finalize = kapka_portal_finalize;
  g_type_ensure (KAPKA_TYPE_NOTICE);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/kapka/ui/portal.ui");
  gtk_widget_class_bind_template_child (widget_class, KapkaPortal, stack);
  gtk_widget_class_bind_template_child (widget_class, KapkaPortal, page);
  gtk_widget_class_bind_template_child (widget_class, KapkaPortal, progress);
  gtk_widget_class_bind_template_child (widget_class, KapkaPortal, notice);
  gtk_widget_class_bind_template_child (widget_class, KapkaPortal, dialog);
}

static const GActionEntry action_entries[] = {
  { "retry", on_retry_activated, NULL, NULL, NULL, { 0 } },
  { "dismiss", on_dismiss_activated, NULL, NULL, NULL, { 0 } },
  { "print", on_print_activated, NULL, NULL, NULL, { 0 } },
  { "keyboard", on_keyboard_activated, NULL, NULL, NULL, { 0 } },
  { "zoom-in", on_zoom_in_activated, NULL, NULL, NULL, { 0 } },
  { "zoom-out", on_zoom_out_activated, NULL, NULL, NULL, { 0 } },
};

/* The tools stand in the header, outside this widget, so both carry the same group of actions. */
static void
add_tools (KapkaPortal *self) {
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource ("/org/kapka/ui/portal-tools.ui");
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (actions), action_entries,
                                   G_N_ELEMENTS (action_entries), self);
  self->toolbar = g_object_ref (GTK_WIDGET (gtk_builder_get_object (builder, "toolbar")));
  self->lock = GTK_WIDGET (gtk_builder_get_object (builder, "lock"));
  self->host = GTK_LABEL (gtk_builder_get_object (builder, "host"));
  gtk_widget_insert_action_group (self->toolbar, "portal", G_ACTION_GROUP (actions));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "portal", G_ACTION_GROUP (actions));
}

static void
kapka_portal_init (KapkaPortal *self) {
  gtk_widget_init_template (GTK_WIDGET (self));
  self->zoom = 1;
  self->dialogs = kapka_dialogs_new (self->dialog);
  add_tools (self);
}

static void
add_view (KapkaPortal *self) {
  self->view = g_object_ref_sink (kapka_browser_take_view (self->browser));
  gtk_widget_set_vexpand (GTK_WIDGET (self->view), TRUE);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
      kapka_local_text_get (&self->tile->name, kapka_session_get_language (self->session)), -1);
  kapka_policy_attach (self->view, self->tile->rule, &policy_events, self);
  kapka_dialogs_watch (self->dialogs, self->view);
  g_signal_connect (self->view, "load-changed", G_CALLBACK (on_load_changed), self);
  g_signal_connect (self->view, "load-failed", G_CALLBACK (on_load_failed), self);
  g_signal_connect (self->view, "load-failed-with-tls-errors",
                    G_CALLBACK (on_load_failed_with_tls_errors), self);
  g_signal_connect (self->view, "web-process-terminated", G_CALLBACK (on_web_process_terminated),
                    self);
  g_signal_connect (self->view, "print", G_CALLBACK (on_print), self);
  g_signal_connect (self->view, "notify::estimated-load-progress", G_CALLBACK (on_progress_changed),
                    self);
  self->input_method = kapka_input_method_new (self->view, self->keyboard);
  webkit_web_view_set_input_method_context (self->view,
                                            WEBKIT_INPUT_METHOD_CONTEXT (self->input_method));
  gtk_box_append (self->page, GTK_WIDGET (self->view));
}

GtkWidget *
kapka_portal_new (KapkaSession *session,
                  const KapkaTile *tile,
                  const char *door,
                  KapkaBrowser *browser,
                  KapkaKeyboardBridge *keyboard) {
  KapkaPortal *self = g_object_new (KAPKA_TYPE_PORTAL, NULL);

  self->session = g_object_ref (session);
  self->tile = tile;
  self->door = g_strdup (door);
  self->browser = g_object_ref (browser);
  self->keyboard = keyboard;
  add_view (self);
  self->downloads = kapka_downloads_new (browser, session);
  g_signal_connect_object (self->downloads, "downloaded", G_CALLBACK (on_downloaded), self, 0);
  g_signal_connect_object (self->downloads, "refused", G_CALLBACK (on_download_refused), self, 0);
  webkit_web_view_load_uri (self->view, tile->url);
  return GTK_WIDGET (self);
}
