// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/portal/portal.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "base/log.h"
#include "ui/paper/form.h"
#include "ui/portal/arrivals.h"
#include "ui/portal/filter.h"
#include "ui/portal/media.h"
#include "ui/portal/page-print.h"
#include "ui/portal/page.h"
#include "ui/portal/portal-tools.h"
#include "ui/portal/upload.h"
#include "ui/portal/view-sight.h"
#include "ui/portal/voice.h"
#include "ui/shell/notice.h"
#include "ui/shell/screen.h"
#include "ui/shell/template.h"

/* Windows of one portal; a page that opens more is asked to wait. */
#define MAX_WINDOWS 4

static const double zoom_levels[] = { 0.8, 1.0, 1.25, 1.5, 1.75, 2.0 };

struct _KapkaPortal {
  GtkWidget parent_instance;

  // Template widgets
  GtkWidget *lock;
  GtkLabel *host;
  GtkOverlay *overlay;
  GtkStack *stack;
  GtkWidget *on_its_way;
  KapkaNotice *arrived;

  // Borrowed
  const KapkaTile *tile;
  KapkaKeyboardBridge *keyboard;

  // Owned
  KapkaSession *session;
  KapkaBrowser *browser;
  GtkWidget *toolbar; // Shown in the header.
  KapkaArrivals *arrivals;
  KapkaUploads *uploads;
  GSimpleAction *print; // Off while a page is made ready for printing.
  GPtrArray *windows;   // Pages from the first to the one on top; children of the stack.
  char *door;
  gboolean guarded; // The list of the tile is the law of the views.
  guint zoom;
};

static void kapka_portal_screen_init (KapkaScreenInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KapkaPortal,
                               kapka_portal,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (KAPKA_TYPE_SCREEN, kapka_portal_screen_init))

static void add_page (KapkaPortal *self, KapkaPage *page);

static KapkaPage *
top_page (KapkaPortal *self) {
  return g_ptr_array_index (self->windows, self->windows->len - 1);
}

static void
show_address (KapkaPortal *self) {
  const char *uri = webkit_web_view_get_uri (kapka_page_get_view (top_page (self)));
  g_autofree char *host = uri == NULL ? NULL : kapka_navigation_rule_display_host (uri);
  gboolean safe = uri != NULL && g_str_has_prefix (uri, "https:");

  gtk_label_set_label (self->host, host == NULL ? "" : host);
  gtk_widget_set_visible (self->lock, safe);
}

static void
on_committed (KapkaPage *page, KapkaPortal *self) {
  if (page == top_page (self))
    show_address (self);
}

static void
note_state (KapkaPortal *self, KapkaPortalState state) {
  kapka_portal_states_note (kapka_session_get_portal_states (self->session), self->tile->id, state,
                            g_get_monotonic_time ());
}

/* What fails further inside says nothing of the portal as a whole. */
static void
on_failed (KapkaPage *page, int failure, KapkaPortal *self) {
  KapkaPortalState state = kapka_failure_get_portal_state ((KapkaFailure)failure);

  if (state != KAPKA_PORTAL_UNKNOWN && kapka_page_is_at_door (page))
    note_state (self, state);
}

/* The visit may have ended while the screen goes out of sight. */
static void
on_opened (KapkaPage *page, KapkaPortal *self) {
  KapkaVisit *visit = kapka_session_get_visit (self->session);

  note_state (self, KAPKA_PORTAL_READY);
  if (visit != NULL)
    kapka_visit_portal_opened (visit, self->tile, self->door);
}

static void
open_paper (KapkaPortal *self, KapkaPaper paper, const char *path) {
  gtk_widget_activate_action (GTK_WIDGET (self), "win.paper", "(sus)", self->tile->id,
                              (guint32)paper, path);
}

static void
on_document_refused (KapkaArrivals *arrivals, guint failure, KapkaPortal *self) {
  kapka_page_fail (top_page (self), failure);
}

/* A page that has fallen has told of it itself, and what shows over the portal is not about it. */
static void
tell_of_no_print (KapkaPortal *self, const GError *error) {
  kapka_log_error (G_LOG_LEVEL_WARNING, "document-failed",
                   "The page could not be made ready for printing", error);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && kapka_page_has_shown (top_page (self)))
    kapka_page_fail (top_page (self), KAPKA_FAILURE_PRINT);
}

/* Whoever has turned to another screen meanwhile is not called back. */
static void
on_page_printed (GObject *source, GAsyncResult *result, gpointer user_data) {
  g_autoptr (KapkaPortal) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = kapka_page_print_finish (result, &error);

  g_simple_action_set_enabled (self->print, TRUE);
  if (path == NULL)
    tell_of_no_print (self, error);
  else if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    open_paper (self, KAPKA_PAPER_PAGE, path);
  else
    g_unlink (path);
}

/* Asked again while it is at it, by the visitor or by the page itself, it prints once. */
static void
print_page (KapkaPortal *self, KapkaPage *page) {
  g_autoptr (GError) error = NULL;
  const char *directory = kapka_session_get_visit_dir (self->session, &error);

  if (!g_action_get_enabled (G_ACTION (self->print)) || !kapka_page_has_shown (page))
    return;
  if (directory == NULL) {
    tell_of_no_print (self, error);
    return;
  }
  g_simple_action_set_enabled (self->print, FALSE);
  kapka_page_print_async (kapka_page_get_view (page), directory, on_page_printed,
                          g_object_ref (self));
}

static void
on_print (KapkaPage *page, KapkaPortal *self) {
  print_page (self, page);
}

static void
on_print_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data) {
  KapkaPortal *self = KAPKA_PORTAL (user_data);

  print_page (self, top_page (self));
}

static void
on_guarded (GObject *source, GAsyncResult *result, gpointer user_data) {
  g_autoptr (KapkaPortal) self = user_data;
  g_autoptr (GError) error = NULL;

  self->guarded = kapka_filter_attach_finish (result, &error);
  if (gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return;
  if (self->guarded) {
    kapka_page_open (top_page (self));
    return;
  }
  kapka_log_error (G_LOG_LEVEL_WARNING, "portal-unguarded",
                   "The list of a portal could not be made its law", error);
  kapka_page_fail (top_page (self), KAPKA_FAILURE_UNGUARDED);
}

/* Without its law no portal opens. */
static void
open_guarded (KapkaPortal *self) {
  g_autoptr (GError) error = NULL;
  const char *directory = kapka_session_get_visit_dir (self->session, &error);

  if (directory == NULL) {
    kapka_log_error (G_LOG_LEVEL_WARNING, "portal-unguarded",
                     "There is no place for the law of a portal", error);
    kapka_page_fail (top_page (self), KAPKA_FAILURE_UNGUARDED);
    return;
  }
  kapka_filter_attach_async (
      webkit_web_view_get_user_content_manager (kapka_page_get_view (top_page (self))),
      self->tile->rule, directory, kapka_session_get_cancellable (self->session), on_guarded,
      g_object_ref (self));
}

static void
on_retry_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data) {
  KapkaPortal *self = KAPKA_PORTAL (user_data);

  if (self->guarded)
    kapka_page_retry (top_page (self));
  else
    open_guarded (self);
}

static void
on_wait_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data) {
  kapka_page_wait (top_page (KAPKA_PORTAL (user_data)));
}

static void
on_dismiss_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data) {
  kapka_page_dismiss (top_page (KAPKA_PORTAL (user_data)));
}

static void
on_keyboard_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data) {
  kapka_page_show_keyboard (top_page (KAPKA_PORTAL (user_data)));
}

static void
apply_sight (KapkaPortal *self, KapkaPage *page) {
  kapka_view_sight_apply (kapka_page_get_view (page),
                          kapka_sight_get (kapka_session_get_sight (self->session)),
                          zoom_levels[self->zoom]);
}

static void
apply_sight_to_all (KapkaPortal *self) {
  for (guint i = 0; i < self->windows->len; i++)
    apply_sight (self, g_ptr_array_index (self->windows, i));
}

static void
zoom_by (KapkaPortal *self, int steps) {
  self->zoom = (guint)CLAMP ((int)self->zoom + steps, 0, (int)G_N_ELEMENTS (zoom_levels) - 1);
  apply_sight_to_all (self);
}

static void
on_zoom_in_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data) {
  zoom_by (KAPKA_PORTAL (user_data), 1);
}

static void
on_zoom_out_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data) {
  zoom_by (KAPKA_PORTAL (user_data), -1);
}

/* The touch that leads to another window is none in a field of that window. */
static void
show_top (KapkaPortal *self) {
  KapkaPage *page = top_page (self);

  kapka_keyboard_bridge_set_target (self->keyboard, NULL, GTK_INPUT_PURPOSE_FREE_FORM);
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (page));
  show_address (self);
  gtk_widget_child_focus (GTK_WIDGET (page), GTK_DIR_TAB_FORWARD);
}

/* A window goes once the engine, which may be telling of its end, has let go of it. */
static gboolean
on_window_left (gpointer user_data) {
  GtkWidget *page = GTK_WIDGET (user_data);
  GtkWidget *stack = gtk_widget_get_parent (page);

  if (stack != NULL)
    gtk_stack_remove (GTK_STACK (stack), page);
  return G_SOURCE_REMOVE;
}

/* The first window is the portal itself; it is left by Back alone. */
static void
close_window (KapkaPortal *self, KapkaPage *page) {
  if (page == g_ptr_array_index (self->windows, 0))
    return;
  if (g_ptr_array_remove (self->windows, page))
    show_top (self);
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, on_window_left, g_object_ref (page), g_object_unref);
}

static void
on_closed (KapkaPage *page, KapkaPortal *self) {
  close_window (self, page);
}

static void
on_ready (KapkaPage *page, KapkaPortal *self) {
  if (g_ptr_array_find (self->windows, page, NULL))
    return;
  g_ptr_array_add (self->windows, page);
  show_top (self);
}

static gboolean
kapka_portal_go_back (KapkaScreen *screen) {
  KapkaPortal *self = KAPKA_PORTAL (screen);

  if (kapka_uploads_go_back (self->uploads) || kapka_arrivals_dismiss (self->arrivals) ||
      kapka_page_go_back (top_page (self)))
    return TRUE;
  if (self->windows->len == 1)
    return FALSE;
  close_window (self, top_page (self));
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

/* A screen may live on for a while after it was left, as with a page that is being made ready for
 * printing; what comes then is for another portal, and may be of another visit. */
static void
kapka_portal_unroot (GtkWidget *widget) {
  KapkaPortal *self = KAPKA_PORTAL (widget);

  g_clear_object (&self->arrivals);
  for (GtkWidget *page = gtk_widget_get_first_child (GTK_WIDGET (self->stack)); page != NULL;
       page = gtk_widget_get_next_sibling (page))
    g_signal_handlers_disconnect_by_data (page, self);
  GTK_WIDGET_CLASS (kapka_portal_parent_class)->unroot (widget);
}

static void
kapka_portal_dispose (GObject *object) {
  KapkaPortal *self = KAPKA_PORTAL (object);

  g_clear_object (&self->arrivals);
  g_clear_object (&self->uploads);
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
  g_clear_object (&self->print);
  g_clear_pointer (&self->door, g_free);
  g_clear_pointer (&self->windows, g_ptr_array_unref);
  G_OBJECT_CLASS (kapka_portal_parent_class)->finalize (object);
}

static void
kapka_portal_class_init (KapkaPortalClass *klass) {
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = kapka_portal_dispose;
  object_class->finalize = kapka_portal_finalize;
  widget_class->unroot = kapka_portal_unroot;
  g_type_ensure (KAPKA_TYPE_NOTICE);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/kapka/ui/portal.ui");
  gtk_widget_class_bind_template_child (widget_class, KapkaPortal, lock);
  gtk_widget_class_bind_template_child (widget_class, KapkaPortal, host);
  gtk_widget_class_bind_template_child (widget_class, KapkaPortal, overlay);
  gtk_widget_class_bind_template_child (widget_class, KapkaPortal, stack);
  gtk_widget_class_bind_template_child (widget_class, KapkaPortal, on_its_way);
  gtk_widget_class_bind_template_child (widget_class, KapkaPortal, arrived);
}

static const GActionEntry action_entries[] = {
  { "retry", on_retry_activated, NULL, NULL, NULL, { 0 } },
  { "wait", on_wait_activated, NULL, NULL, NULL, { 0 } },
  { "dismiss", on_dismiss_activated, NULL, NULL, NULL, { 0 } },
  { "print", on_print_activated, NULL, NULL, NULL, { 0 } },
  { "keyboard", on_keyboard_activated, NULL, NULL, NULL, { 0 } },
  { "zoom-in", on_zoom_in_activated, NULL, NULL, NULL, { 0 } },
  { "zoom-out", on_zoom_out_activated, NULL, NULL, NULL, { 0 } },
};

/* The tools stand in the header, outside this widget, so both carry the same group of actions. */
static void
add_tools (KapkaPortal *self) {
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (actions), action_entries,
                                   G_N_ELEMENTS (action_entries), self);
  self->print =
      g_object_ref (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (actions), "print")));
  self->toolbar = g_object_ref_sink (kapka_portal_tools_new ());
  gtk_widget_insert_action_group (self->toolbar, "portal", G_ACTION_GROUP (actions));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "portal", G_ACTION_GROUP (actions));
}

static void
kapka_portal_init (KapkaPortal *self) {
  gtk_widget_init_template (GTK_WIDGET (self));
  self->zoom = 1;
  self->windows = g_ptr_array_new ();
  add_tools (self);
}

static void
offer_form (KapkaPortal *self, KapkaPage *page) {
  const KapkaTile *form =
      kapka_catalog_find_form_for (kapka_session_get_catalog (self->session), self->tile->id);

  if (form != NULL)
    kapka_page_offer_form (
        page, form, kapka_local_text_get (&form->name, kapka_session_get_language (self->session)));
}

/* Windows that are not in sight yet count as well. */
static guint
count_windows (KapkaPortal *self) {
  g_autoptr (GtkSelectionModel) pages = gtk_stack_get_pages (self->stack);

  return g_list_model_get_n_items (G_LIST_MODEL (pages));
}

static WebKitWebView *
on_window (KapkaPage *opener, const char *uri, KapkaPortal *self) {
  WebKitWebView *view;
  GtkWidget *page;

  if (count_windows (self) >= MAX_WINDOWS) {
    kapka_page_fail (opener, KAPKA_FAILURE_CROWDED);
    return NULL;
  }
  view = kapka_browser_make_window (self->browser, kapka_page_get_view (opener));
  page = kapka_page_new_window (view, uri, self->tile,
                                kapka_browser_get_process_guard (self->browser), self->keyboard);
  add_page (self, KAPKA_PAGE (page));
  return g_object_ref (view);
}

static void
name_page (KapkaPortal *self, KapkaPage *page) {
  const char *name =
      kapka_local_text_get (&self->tile->name, kapka_session_get_language (self->session));

  gtk_accessible_update_property (GTK_ACCESSIBLE (kapka_page_get_view (page)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  kapka_voice_say_way_out (kapka_page_get_view (page));
  offer_form (self, page);
}

/* Windows that are not in sight yet speak as well. */
static void
on_language_changed (KapkaPortal *self) {
  for (GtkWidget *page = gtk_widget_get_first_child (GTK_WIDGET (self->stack)); page != NULL;
       page = gtk_widget_get_next_sibling (page)) {
    name_page (self, KAPKA_PAGE (page));
    kapka_page_translate (KAPKA_PAGE (page));
  }
}

static void
add_page (KapkaPortal *self, KapkaPage *page) {
  kapka_media_watch (kapka_page_get_view (page), kapka_session_get_idle_watch (self->session));
  name_page (self, page);
  apply_sight (self, page);
  kapka_voice_watch (kapka_page_get_view (page));
  g_signal_connect_object (page, "committed", G_CALLBACK (on_committed), self, 0);
  g_signal_connect_object (page, "opened", G_CALLBACK (on_opened), self, 0);
  g_signal_connect_object (page, "failed", G_CALLBACK (on_failed), self, 0);
  g_signal_connect_object (page, "print", G_CALLBACK (on_print), self, 0);
  g_signal_connect_object (page, "window", G_CALLBACK (on_window), self, 0);
  g_signal_connect_object (page, "ready", G_CALLBACK (on_ready), self, 0);
  g_signal_connect_object (page, "closed", G_CALLBACK (on_closed), self, 0);
  kapka_uploads_watch (self->uploads, kapka_page_get_view (page));
  gtk_stack_add_child (self->stack, GTK_WIDGET (page));
}

GtkWidget *
kapka_portal_new (KapkaSession *session,
                  const KapkaTile *tile,
                  const char *door,
                  KapkaBrowser *browser,
                  KapkaKeyboardBridge *keyboard) {
  KapkaPortal *self = g_object_new (KAPKA_TYPE_PORTAL, NULL);
  GtkWidget *page;

  self->session = g_object_ref (session);
  self->tile = tile;
  self->door = g_strdup (door);
  self->browser = g_object_ref (browser);
  self->keyboard = keyboard;
  self->uploads = kapka_uploads_new (session, self->overlay);
  self->arrivals = kapka_arrivals_new (browser, session, tile, self->arrived, self->on_its_way);
  g_signal_connect_object (self->arrivals, "refused", G_CALLBACK (on_document_refused), self, 0);
  page = kapka_page_new (kapka_browser_take_view (browser), tile,
                         kapka_browser_get_process_guard (browser), keyboard);
  add_page (self, KAPKA_PAGE (page));
  g_ptr_array_add (self->windows, page);
  g_signal_connect_object (kapka_session_get_sight (session), "changed",
                           G_CALLBACK (apply_sight_to_all), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::language", G_CALLBACK (on_language_changed), self,
                           G_CONNECT_SWAPPED);
  open_guarded (self);
  return GTK_WIDGET (self);
}
