// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/portal/page.h"

#include "catalog/web-origin.h"
#include "ui/portal/dialogs.h"
#include "ui/portal/input-method.h"
#include "ui/portal/policy.h"
#include "ui/portal/pulse.h"
#include "ui/portal/recovery.h"
#include "ui/shell/notice.h"
#include "ui/shell/template.h"

/* A portal that has shown nothing for so long is called silent; slow village links need most of it.
 */
#define SILENCE_SECONDS 45

/* Until a page that prints itself has gone on. */
#define PRINT_DELAY_MS 100

/* Long enough to read what a page that is given up says. */
#define HOME_SECONDS 20

struct _KapkaPage {
  GtkWidget parent_instance;

  // Template widgets
  GtkStack *stack;
  GtkBox *page;
  GtkProgressBar *progress;
  KapkaNotice *notice;
  KapkaNotice *dialog;

  // Borrowed
  const KapkaTile *tile;

  // Owned
  WebKitWebView *view;
  char *uri; // What it was opened for.
  KapkaInputMethod *input_method;
  KapkaDialogs *dialogs;
  KapkaPulse *pulse;
  KapkaProcessGuard *guard;
  KapkaRecovery recovery;
  KapkaFailureForm form; // Its id is NULL when there is none.
  guint silence_source;
  guint print_source;
  guint home_source; // The page is given up.
  gboolean asked;    // The load has asked for a password of the kind a browser asks for.
  gboolean ended;    // The load has ended in a notice already.
  gboolean window;   // Another page has opened this one.
  gboolean at_door;  // The tile's own address has been asked for.
  gboolean plain;    // Which is plain http and goes by a name.
  KapkaFailure told; // By the notice.
  guint status;      // HTTP status of the main document that is about to show.
  gboolean opened;   // A page of the portal has come.
  gboolean shown;    // A page of the portal has been shown, or the empty one of a window.
  KapkaFailure loss; // Why what the view holds is no page that could be shown again.
};

G_DEFINE_FINAL_TYPE (KapkaPage, kapka_page, GTK_TYPE_WIDGET)

enum {
  SIGNAL_COMMITTED,
  SIGNAL_OPENED,
  SIGNAL_FAILED,
  SIGNAL_PRINT,
  SIGNAL_WINDOW,
  SIGNAL_READY,
  SIGNAL_CLOSED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
show_page (KapkaPage *self) {
  gtk_stack_set_visible_child_name (self->stack, "page");
}

static gboolean
is_showing (KapkaPage *self, const char *name) {
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), name) == 0;
}

static gboolean
on_silence (gpointer user_data) {
  KapkaPage *self = user_data;

  self->silence_source = 0;
  if (!webkit_web_view_is_loading (self->view) && !is_showing (self, "loading"))
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

/* The view must not be taken for a page any more. */
static void
lose (KapkaPage *self, KapkaFailure loss) {
  self->loss = loss;
  kapka_page_fail (self, loss);
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

/* A window that was opened for a document alone has nothing to show. It goes no sooner, as the
 * engine would forget the document with it; from here on the document keeps the view. */
static void
on_download_started (WebKitNetworkSession *session, WebKitDownload *download, KapkaPage *self) {
  if (webkit_download_get_web_view (download) == self->view && !self->opened)
    g_signal_emit (self, signals[SIGNAL_CLOSED], 0);
}

static WebKitWebView *
on_window_opened (const char *uri, gpointer user_data) {
  WebKitWebView *view = NULL;

  g_signal_emit (user_data, signals[SIGNAL_WINDOW], 0, uri, &view);
  return view;
}

static const KapkaPolicyEvents policy_events = { on_refused, on_answered, on_asked, on_handed,
                                                 on_window_opened };

/* An error page of the portal's own is shown once the visitor is inside; at the door it would be a
 * dead end. */
static void
on_committed (KapkaPage *self) {
  /* A view that was still busy with its empty page when it was taken tells of that page under the
   * address of the portal. What comes without an answer afterwards is a page from the history. */
  if (self->status == 0 && !self->shown)
    return;
  g_clear_handle_id (&self->silence_source, g_source_remove);
  g_signal_emit (self, signals[SIGNAL_COMMITTED], 0);
  self->loss = KAPKA_FAILURE_NONE;
  if (self->status >= 500 || (self->status >= 400 && !self->shown)) {
    lose (self, KAPKA_FAILURE_PORTAL);
    return;
  }
  if (self->status < 400) {
    self->shown = TRUE;
    self->opened = TRUE;
    g_signal_emit (self, signals[SIGNAL_OPENED], 0);
  }
  show_page (self);
}

static void
on_load_changed (WebKitWebView *view, WebKitLoadEvent event, KapkaPage *self) {
  switch (event) {
  case WEBKIT_LOAD_STARTED:
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
  case WEBKIT_LOAD_REDIRECTED:
  case WEBKIT_LOAD_FINISHED:
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
      is_showing (self, "loading"))
    failure = KAPKA_FAILURE_PORTAL;
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

static void
on_time_to_go_home (gpointer user_data) {
  KapkaPage *self = KAPKA_PAGE (user_data);

  self->home_source = 0;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.home", NULL);
}

static void
give_up (KapkaPage *self) {
  lose (self, KAPKA_FAILURE_GIVEN_UP);
  if (self->home_source == 0)
    self->home_source = g_timeout_add_once (HOME_SECONDS * 1000, on_time_to_go_home, self);
}

static gboolean
was_too_large (KapkaPage *self, WebKitWebProcessTerminationReason reason) {
  return reason == WEBKIT_WEB_PROCESS_EXCEEDED_MEMORY_LIMIT ||
         (reason == WEBKIT_WEB_PROCESS_CRASHED &&
          kapka_process_guard_has_just_struck (self->guard));
}

static void
on_web_process_terminated (WebKitWebView *view,
                           WebKitWebProcessTerminationReason reason,
                           KapkaPage *self) {
  kapka_pulse_restart (self->pulse);
  kapka_dialogs_dismiss (self->dialogs);
  if (kapka_recovery_fall (&self->recovery, g_get_monotonic_time ()) == KAPKA_RECOVERY_GIVE_UP)
    give_up (self);
  else
    lose (self, was_too_large (self, reason) ? KAPKA_FAILURE_MEMORY : KAPKA_FAILURE_CRASH);
}

/* What shows in its place already has another cause, which is nearer to the visitor. */
static void
on_pulse_stopped (KapkaPulse *pulse, KapkaPage *self) {
  if (!is_showing (self, "notice"))
    kapka_page_fail (self, KAPKA_FAILURE_HUNG);
}

static void
on_pulse_returned (KapkaPulse *pulse, KapkaPage *self) {
  if (!is_showing (self, "notice") ||
      (self->told != KAPKA_FAILURE_HUNG && self->told != KAPKA_FAILURE_WAITING))
    return;
  if (self->shown)
    show_page (self);
  else
    gtk_stack_set_visible_child_name (self->stack, "loading");
}

/* A process that does not answer would not notice that it is not needed any more. */
static void
end_process (KapkaPage *self) {
  webkit_web_view_terminate_web_process (self->view);
  kapka_process_guard_end_stopped (self->guard);
}

static void
on_pulse_dead (KapkaPulse *pulse, KapkaPage *self) {
  end_process (self);
}

/* A page that asks something waits for the visitor and does nothing else. */
static void
on_dialog_visible_changed (GtkWidget *dialog, GParamSpec *pspec, KapkaPage *self) {
  if (self->pulse != NULL)
    kapka_pulse_hold (self->pulse, gtk_widget_get_visible (dialog));
}

static gboolean
on_page_ready_to_print (gpointer user_data) {
  KapkaPage *self = KAPKA_PAGE (user_data);

  self->print_source = 0;
  g_signal_emit (self, signals[SIGNAL_PRINT], 0);
  return G_SOURCE_REMOVE;
}

/* A page that prints itself gets the same sheet as the button gives. It waits for the answer, so it
 * is printed once it goes on; asked often, it is printed once. */
static gboolean
on_print (WebKitWebView *view, WebKitPrintOperation *operation, KapkaPage *self) {
  if (self->print_source == 0 && gtk_widget_get_mapped (GTK_WIDGET (view)))
    self->print_source = g_timeout_add (PRINT_DELAY_MS, on_page_ready_to_print, self);
  return TRUE;
}

/* A window without an address has come as far as it can; its script fills it later. One for a
 * document never comes into sight. */
static void
on_ready_to_show (WebKitWebView *view, KapkaPage *self) {
  if (g_str_has_prefix (self->uri, "blob:"))
    return;
  if (*self->uri == '\0' || g_str_equal (self->uri, "about:blank")) {
    self->shown = TRUE;
    show_page (self);
  }
  g_signal_emit (self, signals[SIGNAL_READY], 0);
}

static void
on_close (WebKitWebView *view, KapkaPage *self) {
  g_signal_emit (self, signals[SIGNAL_CLOSED], 0);
}

static void
drop_view (KapkaPage *self) {
  gboolean hung = self->pulse != NULL && kapka_pulse_is_stopped (self->pulse);

  g_clear_object (&self->pulse);
  if (self->view == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->view, self);
  if (hung)
    end_process (self);
  kapka_process_guard_end_stopped (self->guard); // Nobody may have noticed yet.
  kapka_policy_detach (self->view);
  webkit_web_view_set_input_method_context (self->view, NULL);
  g_clear_object (&self->view);
}

static void
kapka_page_dispose (GObject *object) {
  KapkaPage *self = KAPKA_PAGE (object);

  g_clear_handle_id (&self->silence_source, g_source_remove);
  g_clear_handle_id (&self->print_source, g_source_remove);
  g_clear_handle_id (&self->home_source, g_source_remove);
  g_clear_object (&self->dialogs);
  drop_view (self);
  g_clear_object (&self->input_method);
  kapka_template_dispose (GTK_WIDGET (self), KAPKA_TYPE_PAGE);
  G_OBJECT_CLASS (kapka_page_parent_class)->dispose (object);
}

static void
forget_form (KapkaPage *self) {
  g_free (self->form.id);
  g_free (self->form.door);
  g_free (self->form.name);
}

static void
kapka_page_finalize (GObject *object) {
  KapkaPage *self = KAPKA_PAGE (object);

  g_clear_object (&self->guard);
  g_free (self->uri);
  forget_form (self);
  G_OBJECT_CLASS (kapka_page_parent_class)->finalize (object);
}

static void
add_signal (GType type, guint signal, const char *name) {
  signals[signal] =
      g_signal_new (name, type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
add_signals (GType type) {
  add_signal (type, SIGNAL_COMMITTED, "committed");
  add_signal (type, SIGNAL_OPENED, "opened");
  add_signal (type, SIGNAL_PRINT, "print");
  add_signal (type, SIGNAL_READY, "ready");
  add_signal (type, SIGNAL_CLOSED, "closed");
  signals[SIGNAL_FAILED] = g_signal_new ("failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_INT);
  signals[SIGNAL_WINDOW] = g_signal_new ("window", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         WEBKIT_TYPE_WEB_VIEW, 1, G_TYPE_STRING);
}

static GtkSizeRequestMode
kapka_page_get_request_mode (GtkWidget *widget) {
  return gtk_widget_get_request_mode (gtk_widget_get_first_child (widget));
}

static void
kapka_page_measure (GtkWidget *widget,
                    GtkOrientation orientation,
                    int for_size,
                    int *minimum,
                    int *natural,
                    int *minimum_baseline,
                    int *natural_baseline) {
  gtk_widget_measure (gtk_widget_get_first_child (widget), orientation, for_size, minimum, natural,
                      minimum_baseline, natural_baseline);
}

/* A stack gives what it does not show no size, and a portal that loads without one measures a
 * window of nothing and lays itself out for it. */
static void
give_size_unseen (GtkWidget *page, int width, int height) {
  if (gtk_widget_get_mapped (page))
    return;
  gtk_widget_measure (page, GTK_ORIENTATION_VERTICAL, width, NULL, NULL, NULL, NULL);
  gtk_widget_allocate (page, width, height, -1, NULL);
}

static void
kapka_page_size_allocate (GtkWidget *widget, int width, int height, int baseline) {
  gtk_widget_allocate (gtk_widget_get_first_child (widget), width, height, baseline, NULL);
  give_size_unseen (GTK_WIDGET (KAPKA_PAGE (widget)->page), width, height);
}

static void
kapka_page_class_init (KapkaPageClass *klass) {
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kapka_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = kapka_page_finalize;
  add_signals (G_TYPE_FROM_CLASS (klass));
  g_type_ensure (KAPKA_TYPE_NOTICE);
  widget_class->get_request_mode = kapka_page_get_request_mode;
  widget_class->measure = kapka_page_measure;
  widget_class->size_allocate = kapka_page_size_allocate;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/kapka/ui/page.ui");
  gtk_widget_class_bind_template_child (widget_class, KapkaPage, stack);
  gtk_widget_class_bind_template_child (widget_class, KapkaPage, page);
  gtk_widget_class_bind_template_child (widget_class, KapkaPage, progress);
  gtk_widget_class_bind_template_child (widget_class, KapkaPage, notice);
  gtk_widget_class_bind_template_child (widget_class, KapkaPage, dialog);
}

static void
kapka_page_init (KapkaPage *self) {
  gtk_widget_init_template (GTK_WIDGET (self));
  self->dialogs = kapka_dialogs_new (self->dialog, GTK_WIDGET (self->stack));
  g_signal_connect_object (self->dialogs, "password-given", G_CALLBACK (on_password_given), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->dialog, "notify::visible", G_CALLBACK (on_dialog_visible_changed),
                           self, 0);
}

static void
watch_view (KapkaPage *self) {
  WebKitWebView *view = self->view;

  kapka_policy_attach (view, self->tile->rule, &policy_events, self);
  kapka_dialogs_watch (self->dialogs, view);
  g_signal_connect (view, "load-changed", G_CALLBACK (on_load_changed), self);
  g_signal_connect (view, "load-failed", G_CALLBACK (on_load_failed), self);
  g_signal_connect (view, "load-failed-with-tls-errors",
                    G_CALLBACK (on_load_failed_with_tls_errors), self);
  g_signal_connect (view, "web-process-terminated", G_CALLBACK (on_web_process_terminated), self);
  g_signal_connect (view, "print", G_CALLBACK (on_print), self);
  g_signal_connect (view, "close", G_CALLBACK (on_close), self);
  g_signal_connect (view, "notify::estimated-load-progress", G_CALLBACK (on_progress_changed),
                    self);
}

static void
watch_pulse (KapkaPage *self) {
  self->pulse = kapka_pulse_new (self->view);
  g_signal_connect_object (self->pulse, "stopped", G_CALLBACK (on_pulse_stopped), self, 0);
  g_signal_connect_object (self->pulse, "returned", G_CALLBACK (on_pulse_returned), self, 0);
  g_signal_connect_object (self->pulse, "dead", G_CALLBACK (on_pulse_dead), self, 0);
}

static gboolean
is_plain (const char *url) {
  g_auto (KapkaWebOrigin) origin = { 0 };

  return kapka_web_origin_parse (&origin, url, NULL) && g_str_equal (origin.scheme, "http") &&
         !kapka_web_host_is_address (origin.host);
}

static KapkaPage *
page_new (WebKitWebView *view,
          const char *uri,
          const KapkaTile *tile,
          KapkaProcessGuard *guard,
          KapkaKeyboardBridge *keyboard) {
  KapkaPage *self = g_object_new (KAPKA_TYPE_PAGE, NULL);

  self->tile = tile;
  self->uri = g_strdup (uri);
  self->plain = is_plain (tile->url);
  self->guard = g_object_ref (guard);
  self->view = g_object_ref_sink (view);
  gtk_widget_set_vexpand (GTK_WIDGET (view), TRUE);
  watch_view (self);
  watch_pulse (self);
  self->input_method = kapka_input_method_new (view, keyboard);
  webkit_web_view_set_input_method_context (view, WEBKIT_INPUT_METHOD_CONTEXT (self->input_method));
  gtk_box_append (self->page, GTK_WIDGET (view));
  return self;
}

GtkWidget *
kapka_page_new (WebKitWebView *view,
                const KapkaTile *tile,
                KapkaProcessGuard *guard,
                KapkaKeyboardBridge *keyboard) {
  return GTK_WIDGET (page_new (view, tile->url, tile, guard, keyboard));
}

GtkWidget *
kapka_page_new_window (WebKitWebView *view,
                       const char *uri,
                       const KapkaTile *tile,
                       KapkaProcessGuard *guard,
                       KapkaKeyboardBridge *keyboard) {
  KapkaPage *self = page_new (view, uri, tile, guard, keyboard);

  self->window = TRUE;
  g_signal_connect (view, "ready-to-show", G_CALLBACK (on_ready_to_show), self);
  g_signal_connect_object (webkit_web_view_get_network_session (view), "download-started",
                           G_CALLBACK (on_download_started), self, 0);
  return GTK_WIDGET (self);
}

void
kapka_page_open (KapkaPage *self) {
  self->at_door = !self->window;
  gtk_stack_set_visible_child_name (self->stack, "loading");
  webkit_web_view_load_uri (self->view, self->uri);
}

WebKitWebView *
kapka_page_get_view (KapkaPage *self) {
  return self->view;
}

gboolean
kapka_page_has_shown (KapkaPage *self) {
  return self->shown && self->loss == KAPKA_FAILURE_NONE;
}

gboolean
kapka_page_is_at_door (KapkaPage *self) {
  return self->at_door && !self->shown;
}

static void
show_failure (KapkaPage *self) {
  kapka_failure_show (self->told, self->notice, kapka_page_has_shown (self),
                      self->form.id == NULL ? NULL : &self->form);
}

static void
tell (KapkaPage *self, KapkaFailure failure) {
  self->ended = TRUE;
  g_clear_handle_id (&self->silence_source, g_source_remove);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), FALSE);
  self->told = failure;
  show_failure (self);
  gtk_stack_set_visible_child_name (self->stack, "notice");
  g_signal_emit (self, signals[SIGNAL_FAILED], 0, (int)failure);
}

void
kapka_page_fail (KapkaPage *self, KapkaFailure failure) {
  kapka_failure_log (failure, self->tile);
  tell (self, failure);
}

/* A process that does not answer does not load anything either. */
void
kapka_page_retry (KapkaPage *self) {
  if (kapka_pulse_is_stopped (self->pulse))
    end_process (self);
  if (self->loss == KAPKA_FAILURE_GIVEN_UP)
    return;
  if (self->shown) {
    show_page (self);
    webkit_web_view_reload (self->view);
  } else {
    kapka_page_open (self);
  }
}

void
kapka_page_dismiss (KapkaPage *self) {
  if (self->loss != KAPKA_FAILURE_NONE)
    tell (self, self->loss);
  else if (kapka_pulse_is_stopped (self->pulse))
    tell (self, KAPKA_FAILURE_HUNG);
  else
    show_page (self);
}

void
kapka_page_wait (KapkaPage *self) {
  if (!kapka_pulse_is_stopped (self->pulse))
    return;
  kapka_pulse_be_patient (self->pulse);
  tell (self, KAPKA_FAILURE_WAITING);
}

void
kapka_page_offer_form (KapkaPage *self, const KapkaTile *form, const char *name) {
  forget_form (self);
  self->form = (KapkaFailureForm){
    .id = g_strdup (form->id),
    .door = g_strdup (form->services[0]),
    .name = g_strdup (name),
  };
}

void
kapka_page_translate (KapkaPage *self) {
  kapka_dialogs_translate (self->dialogs);
  if (is_showing (self, "notice"))
    show_failure (self);
}

void
kapka_page_show_keyboard (KapkaPage *self) {
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
  kapka_input_method_show (self->input_method);
}

gboolean
kapka_page_go_back (KapkaPage *self) {
  WebKitBackForwardListItem *item =
      webkit_back_forward_list_get_back_item (webkit_web_view_get_back_forward_list (self->view));
  gboolean notice = is_showing (self, "notice");

  if (kapka_dialogs_dismiss (self->dialogs))
    return TRUE;
  if (kapka_pulse_is_stopped (self->pulse) || self->loss == KAPKA_FAILURE_GIVEN_UP)
    return FALSE;
  if (notice && kapka_page_has_shown (self)) {
    show_page (self);
    return TRUE;
  }
  if (is_showing (self, "loading") || (notice && self->loss == KAPKA_FAILURE_NONE) ||
      item == NULL || g_str_equal (webkit_back_forward_list_item_get_uri (item), "about:blank"))
    return FALSE;
  if (notice)
    gtk_stack_set_visible_child_name (self->stack, "loading");
  webkit_web_view_go_back (self->view);
  return TRUE;
}
