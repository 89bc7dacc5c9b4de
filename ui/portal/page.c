// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/portal/page-private.h"

#include "catalog/web-origin.h"
#include "ui/portal/policy.h"
#include "ui/portal/popovers.h"
#include "ui/shell/notice.h"
#include "ui/shell/template.h"

/* Until a page that prints itself has gone on. */
#define PRINT_DELAY_MS 100

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

void
kapka_page_show_view (KapkaPage *self) {
  gtk_stack_set_visible_child_name (self->stack, "page");
}

gboolean
kapka_page_is_showing (KapkaPage *self, const char *name) {
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), name) == 0;
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
    kapka_page_show_view (self);
  }
  g_signal_emit (self, signals[SIGNAL_READY], 0);
}

static void
on_close (WebKitWebView *view, KapkaPage *self) {
  g_signal_emit (self, signals[SIGNAL_CLOSED], 0);
}

/* A window that was opened for a document alone has nothing to show. It goes no sooner, as the
 * engine would forget the document with it; from here on the document keeps the view. */
static void
on_download_started (WebKitNetworkSession *session, WebKitDownload *download, KapkaPage *self) {
  if (webkit_download_get_web_view (download) == self->view && !self->opened)
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
    kapka_page_end_process (self);
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
kapka_page_unmap (GtkWidget *widget) {
  kapka_popovers_close (GTK_WIDGET (KAPKA_PAGE (widget)->view));
  GTK_WIDGET_CLASS (kapka_page_parent_class)->unmap (widget);
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
  widget_class->unmap = kapka_page_unmap;
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
}

static void
watch_view (KapkaPage *self) {
  kapka_page_watch_loads (self);
  kapka_page_watch_process (self);
  kapka_dialogs_watch (self->dialogs, self->view);
  kapka_popovers_watch (GTK_WIDGET (self->view));
  g_signal_connect (self->view, "print", G_CALLBACK (on_print), self);
  g_signal_connect (self->view, "close", G_CALLBACK (on_close), self);
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
  return self->at_door && (!self->shown || self->broken);
}

static void
show_failure (KapkaPage *self) {
  kapka_failure_show (self->told, self->notice, kapka_page_has_shown (self),
                      self->form.id == NULL ? NULL : &self->form);
}

/* What is told of the process or of a document beside the page says nothing of the load, which goes
 * on behind the notice and may still fail itself. */
static gboolean
ends_load (KapkaFailure failure) {
  switch (failure) {
  case KAPKA_FAILURE_HUNG:
  case KAPKA_FAILURE_WAITING:
  case KAPKA_FAILURE_DOWNLOAD:
  case KAPKA_FAILURE_DOWNLOAD_SIZE:
  case KAPKA_FAILURE_DOWNLOAD_FULL:
  case KAPKA_FAILURE_DOWNLOAD_BUSY:
  case KAPKA_FAILURE_DOWNLOAD_BROKEN:
  case KAPKA_FAILURE_PRINT:
  case KAPKA_FAILURE_CROWDED:
    return FALSE;
  default:
    return TRUE;
  }
}

static void
tell (KapkaPage *self, KapkaFailure failure) {
  if (ends_load (failure)) {
    self->ended = TRUE;
    g_clear_handle_id (&self->silence_source, g_source_remove);
  }
  gtk_widget_set_visible (GTK_WIDGET (self->progress), FALSE);
  self->told = failure;
  show_failure (self);
  kapka_popovers_close (GTK_WIDGET (self->view));
  gtk_stack_set_visible_child_name (self->stack, "notice");
  g_signal_emit (self, signals[SIGNAL_FAILED], 0, (int)failure);
}

void
kapka_page_fail (KapkaPage *self, KapkaFailure failure) {
  kapka_failure_log (failure, self->tile);
  tell (self, failure);
}

void
kapka_page_lose (KapkaPage *self, KapkaFailure loss) {
  self->loss = loss;
  kapka_page_fail (self, loss);
}

/* A process that does not answer does not load anything either. */
void
kapka_page_retry (KapkaPage *self) {
  if (kapka_pulse_is_stopped (self->pulse))
    kapka_page_end_process (self);
  if (self->loss == KAPKA_FAILURE_GIVEN_UP)
    return;
  if (self->shown) {
    kapka_page_show_view (self);
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
    kapka_page_show_view (self);
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
  if (kapka_page_is_showing (self, "notice"))
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
  gboolean notice = kapka_page_is_showing (self, "notice");

  if (kapka_dialogs_dismiss (self->dialogs))
    return TRUE;
  if (kapka_pulse_is_stopped (self->pulse) || self->loss == KAPKA_FAILURE_GIVEN_UP)
    return FALSE;
  if (notice && kapka_page_has_shown (self) && !self->broken) {
    kapka_page_show_view (self);
    return TRUE;
  }
  if (kapka_page_is_showing (self, "loading") || (notice && self->loss == KAPKA_FAILURE_NONE) ||
      item == NULL || g_str_equal (webkit_back_forward_list_item_get_uri (item), "about:blank"))
    return FALSE;
  if (notice)
    gtk_stack_set_visible_child_name (self->stack, "loading");
  webkit_web_view_go_back (self->view);
  return TRUE;
}
